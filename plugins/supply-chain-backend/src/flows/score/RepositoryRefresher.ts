import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Forge,
  RepositoryReader,
  RemoteUnavailableError,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import { visibleMessage } from '../../messages/visibleMessage';
import { repositoryReaderOf } from '../../outside/sources/repositoryReaderOf';
import {
  forgetOtherRepositories,
  repositoryRows,
  storeRepositoryState,
} from '../../records/repositories/repositoryStates';
import { queueScoring } from '../../records/scoring/queue';

const MINUTE = 60_000;
/** What failed is asked again before it would be due. */
const RETRY_MS = 60 * MINUTE;
/** After so many failures one after another a forge is left alone, and how long where it does not say. */
const FAILURES = 3;
const PAUSE_MS = 10 * MINUTE;
/** Targets that are read together. */
const PAGE = 1000;

/** A repository, who reads it, and whose source lies in it. */
interface Repository {
  forge: Forge;
  reader: RepositoryReader;
  targetIds: number[];
}

/**
 * Asks forges how the repositories are set up that services lie in: each once
 * in a while, one after another. Services are scored again where something
 * else is told.
 */
export class RepositoryRefresher {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #forges: readonly Forge[];
  readonly #refreshMs: number;
  /** Forges that want to be left alone, and until when. */
  readonly #paused = new Map<string, Date>();
  /** Of forges, one after another. */
  readonly #failures = new Map<string, number>();

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    forges: readonly Forge[];
    refreshMs: number;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#forges = options.forges;
    this.#refreshMs = options.refreshMs;
  }

  /** Asks about all that are due. Gives how many were asked about. */
  async refreshDue(signal: AbortSignal): Promise<number> {
    const repositories = await this.#repositories();
    await forgetOtherRepositories(this.#knex, new Set(repositories.keys()));
    const rows = await repositoryRows(this.#knex, repositories.keys());
    let asked = 0;
    for (const [address, repository] of repositories) {
      signal.throwIfAborted();
      const row = rows.get(address);
      const wait = row?.error ? RETRY_MS : this.#refreshMs;
      const due = !row || Date.now() - toDate(row.asked_at).getTime() >= wait;
      if (!due || this.#isPaused(repository.forge)) continue;
      asked += 1;
      await this.#ask(repository, signal);
    }
    return asked;
  }

  #isPaused({ id }: Forge): boolean {
    const until = this.#paused.get(id);
    return until !== undefined && until > new Date();
  }

  async #repositories(): Promise<Map<string, Repository>> {
    const repositories = new Map<string, Repository>();
    for (let after = 0; ; ) {
      const rows = await this.#knex('targets')
        .whereNull('removed_at')
        .whereNotNull('source')
        .where('id', '>', after)
        .orderBy('id')
        .limit(PAGE)
        .select('id', 'source');
      for (const { id, source } of rows) {
        after = id;
        const found = repositoryReaderOf(this.#forges, JSON.parse(source!));
        if (!found) continue;
        const { address } = found.reader;
        const known = repositories.get(address);
        if (known) known.targetIds.push(id);
        else repositories.set(address, { ...found, targetIds: [id] });
      }
      if (rows.length < PAGE) return repositories;
    }
  }

  async #ask({ forge, reader, targetIds }: Repository, signal: AbortSignal) {
    const { address } = reader;
    const about = { address, forge: forge.title };
    try {
      const state = await reader.read(signal);
      this.#failures.delete(forge.id);
      await inTransaction(this.#knex, async trx => {
        const now = new Date();
        if (await storeRepositoryState(trx, { ...about, state }, now)) {
          await queueScoring(trx, targetIds, now);
        }
      });
    } catch (error) {
      signal.throwIfAborted();
      const message = visibleMessage(error);
      this.#logger.warn(
        `${forge.title} does not tell how ${address} is set up: ${message}`,
      );
      const asked = { ...about, error: message };
      await storeRepositoryState(this.#knex, asked, new Date());
      this.#noteFailure(forge, error as Error);
    }
  }

  /** What is wrong with one repository keeps no others waiting. */
  #noteFailure({ id }: Forge, error: Error): void {
    if (error.name !== 'RemoteUnavailableError') return;
    const { retryAt } = error as RemoteUnavailableError;
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    if (retryAt || failures >= FAILURES) {
      this.#paused.set(id, retryAt ?? new Date(Date.now() + PAUSE_MS));
    }
  }
}

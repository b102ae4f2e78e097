import { readOpenSsfResult } from '@safety-curtain/policy';
import { MetadataSourcePausedError } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import { visibleMessage } from '../../messages/visibleMessage';
import { RegistryClient } from '../../outside/registries/RegistryClient';
import type { SourceLocation } from '../../outside/sources/SourceLocation';

const TIMEOUT_MS = 20_000;
/** A result with all its details is some tens of kilobytes. */
const MAX_BYTES = 2 * 1024 * 1024;
const INTERVAL_MS = 100;

/**
 * Fetches results of OpenSSF Scorecard itself from where the configuration
 * says they are. What was fetched last stays in use while the service is away.
 */
export class OpenSsfFetcher {
  readonly #knex: Knex;
  readonly #template: string;
  readonly #refreshMs: number;
  readonly #client: RegistryClient;
  #pausedUntil = new Date(0);

  /** `template`: an address with `{host}` and `{path}` of a repository. */
  constructor(options: { knex: Knex; template: string; refreshMs: number }) {
    this.#knex = options.knex;
    this.#template = options.template;
    this.#refreshMs = options.refreshMs;
    this.#client = new RegistryClient({
      title: 'The service of OpenSSF results',
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      intervalMs: INTERVAL_MS,
    });
  }

  /** Asks for the targets among these whose result is missing or old. */
  async refresh(targetIds: number[], signal: AbortSignal): Promise<void> {
    const rows = await this.#knex('targets as t')
      .leftJoin('openssf_results as r', 'r.target_id', 't.id')
      .whereIn('t.id', targetIds)
      .whereNull('t.removed_at')
      .whereNotNull('t.source')
      .select('t.id', 't.source', 'r.url', 'r.asked_at');
    for (const row of rows) {
      const url = this.#addressOf(JSON.parse(row.source));
      const fresh =
        row.url === url &&
        Date.now() - toDate(row.asked_at).getTime() < this.#refreshMs;
      if (!url || fresh || this.#pausedUntil > new Date()) continue;
      await this.#fetch(row.id, url, signal);
    }
  }

  async #fetch(targetId: number, url: string, signal: AbortSignal) {
    const answer = await this.#ask(url, signal);
    await this.#knex('openssf_results')
      .insert({ target_id: targetId, url, asked_at: new Date(), ...answer })
      .onConflict('target_id')
      // A result of another address is none of this repository.
      .merge({
        url,
        asked_at: new Date(),
        error: answer.error,
        document:
          answer.document ??
          (answer.error === null
            ? null
            : this.#knex.raw(
                'case when openssf_results.url = ? then openssf_results.document end',
                [url],
              )),
      });
  }

  async #ask(
    url: string,
    signal: AbortSignal,
  ): Promise<{ document: string | null; error: string | null }> {
    try {
      const json = await this.#client.json(url, signal);
      if (json === undefined) return { document: null, error: null };
      readOpenSsfResult(json);
      return { document: toText(JSON.stringify(json), Infinity), error: null };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof MetadataSourcePausedError) {
        this.#pausedUntil = error.resumesAt;
      }
      return { document: null, error: toText(visibleMessage(error)) };
    }
  }

  /** Of a repository's own address only: a folder of it has no result. */
  #addressOf(source: SourceLocation): string | undefined {
    if (source.type !== 'url' || !URL.canParse(source.target)) return undefined;
    const { host, pathname } = new URL(source.target);
    const [owner, name] = pathname.split('/').filter(Boolean);
    if (!owner || !name) return undefined;
    const path = [owner, name.replace(/\.git$/, '')]
      .map(part => encodeURIComponent(decodeSafely(part)))
      .join('/');
    return this.#template
      .replaceAll('{host}', encodeURIComponent(host))
      .replaceAll('{path}', path);
  }
}

function decodeSafely(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

import type {
  Forge,
  PullRequest,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toBoolean } from '../../database/dialect';
import type { DbTargetsRow } from '../../database/tables';
import type { SourceLocation } from '../../outside/sources/SourceLocation';
import { latestSnapshot } from '../../records/inventory/snapshots';
import { type ClaimedPull } from '../../records/pulls/pullQueue';
import {
  type BaseNotes,
  knownBase,
  type ReadService,
  storeReadServices,
} from '../../records/pulls/pullServices';
import { pullOf } from '../../records/pulls/pullStore';
import { targetsIn } from '../scan/pushEvents';
import type { PullSource } from './PullSource';

/** A service whose source lies in the repository of a pull request. */
type Service = Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name'> & {
  source: SourceLocation;
};

const NO_ISSUES: BaseNotes = { unreadable: [] };

/**
 * Reads what a pull request brings, and what was there where it began: the
 * services of its repository at its head, and at the merge base.
 */
export class PullReading {
  readonly #knex: Knex;
  readonly #source: Pick<PullSource, 'read'>;
  /** Services that are read at the most. */
  readonly #most: number;

  constructor(options: {
    knex: Knex;
    source: Pick<PullSource, 'read'>;
    services: number;
  }) {
    this.#knex = options.knex;
    this.#source = options.source;
    this.#most = options.services;
  }

  /** Reads and stores; throws where a source, or the forge, cannot be read. */
  async read(
    forge: Forge,
    claimed: ClaimedPull,
    signal: AbortSignal,
  ): Promise<void> {
    const pull = pullOf(claimed.row);
    const { services, left } = await this.#services(pull.repository);
    const reporter = forge.reporter?.(pull.repository);
    const mergeBase =
      services.length > 0 ? await reporter?.mergeBase(pull, signal) : undefined;
    const read: ReadService[] = [];
    for (const service of services) {
      signal.throwIfAborted();
      read.push(
        await this.#readService(forge, pull, service, mergeBase, signal),
      );
    }
    const facts = { mergeBase: mergeBase ?? null, servicesLeft: left };
    await storeReadServices(this.#knex, claimed, read, facts, new Date());
  }

  async #services(
    repository: string,
  ): Promise<{ services: Service[]; left: number }> {
    const all = () => targetsIn(this.#knex, repository).whereNotNull('source');
    const rows: Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name' | 'source'>[] =
      await all()
        .orderBy('id')
        .limit(this.#most)
        .select('id', 'entity_ref', 'name', 'source');
    const services = rows.map(row => ({
      ...row,
      source: JSON.parse(row.source!),
    }));
    if (rows.length < this.#most) return { services, left: 0 };
    const [{ count }] = await all().count({ count: '*' });
    return { services, left: Number(count) - rows.length };
  }

  async #readService(
    forge: Forge,
    pull: PullRequest,
    service: Service,
    mergeBase: string | undefined,
    signal: AbortSignal,
  ): Promise<ReadService> {
    const at = (revision: string): SourceLocation => {
      const { source } = service;
      const target = forge.addressAt(pull, revision, source.target);
      if (target === undefined) {
        throw new Error(
          `${forge.title} cannot tell where ${service.entity_ref} is at another revision`,
        );
      }
      return { ...source, target };
    };
    const revision = mergeBase ?? pull.base.revision;
    if (revision === undefined) {
      throw new Error(
        `${forge.title} does not tell what it is compared with without a token`,
      );
    }
    const known = await this.#knownBase(service, revision);
    const base =
      known ?? (await this.#source.read(service, at(revision), signal));
    const head = await this.#source.read(
      service,
      at(pull.head.revision),
      signal,
    );
    return {
      targetId: service.id,
      head: head.document,
      base: 'sha256' in base ? base.sha256 : base.document,
      notes: {
        unreadable: head.unreadable,
        notLookedAt: head.notLookedAt,
        base:
          'sha256' in base
            ? base.notes
            : {
                unreadable: base.unreadable,
                ...(base.nothing && { isNew: true }),
              },
      },
    };
  }

  /** What is known of the base already: as the service was scanned, or for another pull request. */
  async #knownBase(
    { id }: Service,
    revision: string,
  ): Promise<{ sha256: string; notes: BaseNotes } | undefined> {
    const snapshot = await latestSnapshot(this.#knex, id);
    if (snapshot?.revision === revision && !toBoolean(snapshot.partial)) {
      return { sha256: snapshot.inventory_sha256, notes: NO_ISSUES };
    }
    return knownBase(this.#knex, id, revision);
  }
}

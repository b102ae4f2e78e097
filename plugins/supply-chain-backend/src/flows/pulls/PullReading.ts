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
  type ReadDocuments,
  type ReadService,
  storeReadServices,
} from '../../records/pulls/pullServices';
import { pullOf } from '../../records/pulls/pullStore';
import { storedNotes } from '../gate/blindSpots';
import { targetsIn } from '../scan/pushEvents';
import type { PullSource, ReadRevision } from './PullSource';

/** A service whose source lies in the repository of a pull request. */
type Service = Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name'> & {
  source: SourceLocation;
};

/**
 * Reads what a pull request brings, and what was there where it began: the
 * services of its repository at its head, and at the merge base.
 */
export class PullReading {
  readonly #knex: Knex;
  readonly #source: Pick<PullSource, 'read' | 'ofService' | 'rules'>;
  /** Services that are read at the most. */
  readonly #most: number;

  constructor(options: {
    knex: Knex;
    source: Pick<PullSource, 'read' | 'ofService' | 'rules'>;
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
    const { notes, ...base } =
      (await this.#knownBase(service, revision, signal)) ??
      baseOf(
        await this.#source.read(service, at(revision), signal),
        this.#source.rules,
      );
    const head = await this.#source.read(
      service,
      at(pull.head.revision),
      signal,
    );
    return {
      targetId: service.id,
      head: { inventory: head.document, reported: head.reported },
      base,
      notes: {
        unreadable: head.unreadable,
        notLookedAt: [...head.notLookedAt, ...head.notInspected],
        base: notes,
      },
    };
  }

  /** What is known of the base already: as the service was scanned, or for another pull request. */
  async #knownBase(
    service: Service,
    revision: string,
    signal: AbortSignal,
  ): Promise<KnownBase | undefined> {
    const { rules } = this.#source;
    const snapshot = await latestSnapshot(this.#knex, service.id);
    if (snapshot?.revision === revision && !toBoolean(snapshot.partial)) {
      // What was inspected last may be of another revision than what was read.
      const reported = await this.#source.ofService(service, revision, signal);
      const { inventory_sha256: inventory } = snapshot;
      const seen = await storedNotes(this.#knex, [service.id]);
      const { unreadable, notLookedAt } = seen.get(service.id)!;
      // Whether what nobody looked at changed since can be told only where it is read.
      const isWhole = unreadable.length + notLookedAt.length === 0;
      if (reported && isWhole) {
        const notes = { unreadable, notLookedAt, rules };
        return { inventory, reported, notes };
      }
    }
    return knownBase(this.#knex, service.id, { revision, rules });
  }
}

/** What was there before, with what there is to say of it. */
type KnownBase = ReadDocuments & { notes: BaseNotes };

function baseOf(read: ReadRevision, rules: string): KnownBase {
  return {
    inventory: read.document,
    reported: read.reported,
    notes: {
      unreadable: read.unreadable,
      notLookedAt: read.notLookedAt,
      notInspected: read.notInspected,
      rules,
      ...(read.nothing && { isNew: true }),
    },
  };
}

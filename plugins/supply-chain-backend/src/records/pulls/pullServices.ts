import type { GateNote, GateReport } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/transactions';
import type { DbPullRequestServicesRow } from '../../database/tables';
import { type KeptDocument, storeDocuments } from '../documents/documents';
import { type ClaimedPull, updatePull } from './pullQueue';

/** What could not be seen of what a pull request brings. */
export interface PullNotes {
  unreadable: GateNote[];
  notLookedAt: GateNote[];
  base: BaseNotes;
}

/** What there is to say of what it is compared with. */
export interface BaseNotes {
  /** The service had no source there. */
  isNew?: boolean;
  unreadable: readonly GateNote[];
  /** Absent where that is not known. */
  notLookedAt?: readonly GateNote[];
  /** Files that no inspection looked at. */
  notInspected?: GateNote[];
  /** Of the rules by which it was inspected: by others, other things are found. */
  rules?: string;
}

/** What was read of one revision; digests alone where the documents are kept already. */
export interface ReadDocuments {
  inventory: KeptDocument | string;
  /** A `ReportedSource`. */
  reported: KeptDocument | string;
}

/** What was read of one service. */
export interface ReadService {
  targetId: number;
  head: ReadDocuments;
  base: ReadDocuments;
  notes: PullNotes;
}

/** Stores what was read of a pull request, in place of what was there. */
export async function storeReadServices(
  knex: Knex,
  claimed: ClaimedPull,
  services: readonly ReadService[],
  read: { mergeBase: string | null; servicesLeft: number },
  now: Date,
): Promise<void> {
  const { row } = claimed;
  await inTransaction(knex, async trx => {
    const documents = services
      .flatMap(({ head, base }) => [head, base])
      .flatMap(({ inventory, reported }) => [inventory, reported])
      .filter(document => typeof document !== 'string');
    await updatePull(trx, claimed, {
      read_revision: row.head_revision,
      read_base_branch: row.base_branch,
      merge_base: read.mergeBase,
      services_left: read.servicesLeft,
    });
    await storeDocuments(trx, documents, now);
    await trx('pull_request_services').where('pull_request_id', row.id).del();
    for (const { targetId, head, base, notes } of services) {
      await trx('pull_request_services').insert({
        pull_request_id: row.id,
        target_id: targetId,
        head_sha256: digestOf(head.inventory),
        base_sha256: digestOf(base.inventory),
        head_reported_sha256: digestOf(head.reported),
        base_reported_sha256: digestOf(base.reported),
        notes: JSON.stringify(notes),
      });
    }
  });
}

function digestOf(document: KeptDocument | string): string {
  return typeof document === 'string' ? document : document.sha256;
}

/** A service that was read. */
export type StoredService = DbPullRequestServicesRow & {
  head_sha256: string;
  base_sha256: string;
  notes: string;
};

/** Services of a pull request that were read and are still there, in the order of their numbers. */
export function servicesOf(
  knex: Knex,
  pullId: number,
): Promise<StoredService[]> {
  return knex('pull_request_services as s')
    .join('targets as t', 't.id', 's.target_id')
    .where('s.pull_request_id', pullId)
    .whereNull('t.removed_at')
    .whereNotNull('s.head_sha256')
    .orderBy('s.target_id')
    .select('s.*');
}

/** Pull requests of one base that are looked at. */
const MOST_BASES = 10;

/** The base of a service as another pull request read it all by the same rules, if one did. */
export async function knownBase(
  knex: Knex,
  targetId: number,
  { revision, rules }: { revision: string; rules: string },
): Promise<(ReadDocuments & { notes: BaseNotes }) | undefined> {
  const rows = await knex('pull_request_services as s')
    .join('pull_requests as p', 'p.id', 's.pull_request_id')
    .where('s.target_id', targetId)
    .where('p.merge_base', revision)
    .whereNotNull('s.base_reported_sha256')
    .orderBy('s.pull_request_id', 'desc')
    .limit(MOST_BASES)
    .select('s.base_sha256', 's.base_reported_sha256', 's.notes');
  for (const row of rows) {
    const { base: notes }: PullNotes = JSON.parse(row.notes);
    if (notes.rules !== rules) continue;
    return {
      inventory: row.base_sha256,
      reported: row.base_reported_sha256,
      notes,
    };
  }
  return undefined;
}

/** What a gate says of a service, where it is another than before. */
export async function storeVerdict(
  knex: Knex,
  service: DbPullRequestServicesRow,
  { outcome, changes }: GateReport,
): Promise<void> {
  const { findings, reported } = changes ?? {};
  const verdict = {
    outcome,
    added: (findings?.added.count ?? 0) + (reported?.added.count ?? 0),
    fixed: (findings?.fixed.count ?? 0) + (reported?.fixed.count ?? 0),
    removed: findings?.removed.count ?? 0,
  };
  const keys = ['outcome', 'added', 'fixed', 'removed'] as const;
  if (keys.every(key => service[key] === verdict[key])) return;
  await knex('pull_request_services')
    .where({
      pull_request_id: service.pull_request_id,
      target_id: service.target_id,
    })
    .update(verdict);
}

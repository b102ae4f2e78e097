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
  unreadable: GateNote[];
}

/** What was read of one service. */
export interface ReadService {
  targetId: number;
  head: KeptDocument;
  /** The digest alone where it is that of a snapshot, or of another reading. */
  base: KeptDocument | string;
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
    const documents = services.flatMap(({ head, base }) =>
      typeof base === 'string' ? [head] : [head, base],
    );
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
        head_sha256: head.sha256,
        base_sha256: typeof base === 'string' ? base : base.sha256,
        notes: JSON.stringify(notes),
      });
    }
  });
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

/** The base of a service as another pull request read it, if one did. */
export async function knownBase(
  knex: Knex,
  targetId: number,
  revision: string,
): Promise<{ sha256: string; notes: BaseNotes } | undefined> {
  const row = await knex('pull_request_services as s')
    .join('pull_requests as p', 'p.id', 's.pull_request_id')
    .where('s.target_id', targetId)
    .where('p.merge_base', revision)
    .whereNotNull('s.base_sha256')
    .first('s.base_sha256', 's.notes');
  if (!row) return undefined;
  const { base }: PullNotes = JSON.parse(row.notes);
  return { sha256: row.base_sha256, notes: base };
}

/** What a gate says of a service, where it is another than before. */
export async function storeVerdict(
  knex: Knex,
  service: DbPullRequestServicesRow,
  { outcome, changes }: GateReport,
): Promise<void> {
  const verdict = {
    outcome,
    added: changes?.findings.added.count ?? 0,
    fixed: changes?.findings.fixed.count ?? 0,
    removed: changes?.findings.removed.count ?? 0,
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

import type { Knex } from 'knex';
import { toText } from '../../database/dialect';

/** What was deleted, and by which rule. */
export interface Deletion {
  kind: string;
  entityRef?: string;
  count: number;
  /** Older than this. */
  before: Date;
  reason: string;
}

/** Leaves a record of a deletion, in the transaction that deletes. */
export async function recordDeletion(
  knex: Knex,
  deletion: Deletion,
  now: Date,
): Promise<void> {
  await knex('deletions').insert({
    at: now,
    kind: deletion.kind,
    entity_ref: deletion.entityRef || null,
    count: deletion.count,
    before: deletion.before,
    reason: toText(deletion.reason),
  });
}

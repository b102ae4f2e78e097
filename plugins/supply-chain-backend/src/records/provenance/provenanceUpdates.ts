import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';

/** What is told as a tool of: findings of provenance are its results. */
export const PROVENANCE_TOOL = 'safety-curtain-provenance';

/** While many answers come in, a service is judged now and then, and not after each. */
const WAIT_MS = 15_000;

/**
 * Says that findings of provenance of targets may be behind. To be called in
 * the transaction that changes what they depend on: whoever judges takes the
 * row away in its own, so that one of the two waits for the other.
 */
export async function noteProvenance(
  trx: Knex.Transaction,
  targetIds: Iterable<number>,
  now: Date,
): Promise<void> {
  const ids = [...new Set(targetIds)].sort((a, b) => a - b);
  const dueAt = new Date(now.getTime() + WAIT_MS);
  for await (const chunk of inChunks(ids)) {
    await trx('provenance_updates')
      .insert(chunk.map(id => ({ target_id: id, due_at: dueAt })))
      .onConflict('target_id')
      // Held, and due when it was.
      .merge({ due_at: trx.raw('provenance_updates.due_at') });
  }
}

/** The same of all targets that use some components. */
export async function noteUsers(
  trx: Knex.Transaction,
  componentIds: readonly number[],
  now: Date,
): Promise<void> {
  const targets = new Set<number>();
  for await (const chunk of inChunks(componentIds)) {
    for (const row of await trx('target_components')
      .whereIn('component_id', chunk)
      .distinct('target_id')) {
      targets.add(row.target_id);
    }
  }
  await noteProvenance(trx, targets, now);
}

/** Targets that are due, longest first. */
export function dueProvenance(
  knex: Knex,
  now: Date,
  limit: number,
): Promise<number[]> {
  return knex('provenance_updates')
    .where('due_at', '<=', now)
    .orderBy(['due_at', 'target_id'])
    .limit(limit)
    .pluck('target_id');
}

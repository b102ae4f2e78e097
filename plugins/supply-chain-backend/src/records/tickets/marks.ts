import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbTicketMarksRow } from '../../database/tables';

/** Notes that tickets of services are to be looked at again. */
export async function markForTickets(
  knex: Knex,
  targetIds: Iterable<number>,
  now: Date,
): Promise<void> {
  // In one order everywhere, so that two of these do not wait for each other.
  const ids = [...new Set(targetIds)].sort((a, b) => a - b);
  for await (const chunk of inChunks(ids)) {
    const there: number[] = await knex('targets')
      .whereIn('id', chunk)
      .orderBy('id')
      .pluck('id');
    if (there.length === 0) continue;
    await knex('ticket_marks')
      .insert(there.map(id => ({ target_id: id, changes: 1, due_at: now })))
      .onConflict('target_id')
      .merge({ changes: knex.raw('ticket_marks.changes + 1') });
  }
}

/** Services that were noted, the longest waiting first. */
export async function dueMarks(
  knex: Knex,
  limit: number,
  now: Date,
): Promise<DbTicketMarksRow[]> {
  return knex('ticket_marks')
    .where('due_at', '<=', now)
    .orderBy(['due_at', 'target_id'])
    .limit(limit);
}

/** It was looked at: the mark goes, unless another one came meanwhile. */
export async function settleMark(
  trx: Knex.Transaction,
  { target_id, changes }: DbTicketMarksRow,
): Promise<void> {
  await trx('ticket_marks').where({ target_id, changes }).delete();
}

/** It cannot be looked at yet. */
export async function deferMark(
  knex: Knex,
  { target_id }: DbTicketMarksRow,
  until: Date,
): Promise<void> {
  await knex('ticket_marks').where({ target_id }).update({ due_at: until });
}

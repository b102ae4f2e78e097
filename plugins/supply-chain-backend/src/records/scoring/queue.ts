import type { Knex } from 'knex';
import { databaseTime, inChunks, isPostgres } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';

/** A target that a scorer holds the lease of. */
export interface ClaimedScoring {
  targetId: number;
  /** Of the queue's row when it was claimed: another number says that facts changed since. */
  changes: number;
  attempts: number;
}

/**
 * What is due by then already, and not being asked right now, needs no word:
 * a registry's answers about a package of thousands of services cost nothing
 * after the first.
 */
const NEWS = `scorecard_queue.due_at > excluded.due_at
  or scorecard_queue.lease_until is not null`;

/**
 * Says that facts of targets have changed: they are asked again at `dueAt` at
 * the latest. To be called in the transaction that changes the facts, so that
 * neither is without the other.
 */
export async function queueScoring(
  trx: Knex,
  targetIds: Iterable<number>,
  dueAt: Date,
): Promise<void> {
  for await (const ids of inChunks([...new Set(targetIds)])) {
    const wanted = trx('targets').whereIn('id', ids).select('id');
    await queueScoringOf(trx, wanted, dueAt);
  }
}

/** The same for every target whose `id` a query gives, without reading them. */
export async function queueScoringOf(
  trx: Knex,
  targetIds: Knex.QueryBuilder,
  dueAt: Date,
): Promise<void> {
  // In one order everywhere, so that two of these do not wait for each other.
  await trx.raw(
    `insert into scorecard_queue (target_id, due_at, changes)
     select id, ${isPostgres(trx) ? '?::timestamptz' : '?'}, 1
     from (?) as wanted where true group by id order by id
     on conflict (target_id) do update set
       due_at = case when scorecard_queue.due_at < excluded.due_at
         then scorecard_queue.due_at else excluded.due_at end,
       changes = scorecard_queue.changes + 1
     where ${NEWS}`,
    [dueAt, targetIds],
  );
}

/**
 * Puts targets into the queue that were never in it, and makes those due that
 * were asked by other scorecards than those in force. A target that waits for
 * its first scan is left alone: nothing is known that one could ask about, and
 * the scan will queue it.
 */
export async function queueOutdated(
  knex: Knex,
  version: string,
  now: Date,
): Promise<void> {
  await inTransaction(knex, async trx => {
    const unknown = trx('targets as t')
      .whereNull('t.removed_at')
      .where(known =>
        known
          .whereNotNull('t.last_outcome')
          .orWhereNotNull('t.last_upload_at')
          .orWhereNull('t.source'),
      )
      .whereNotExists(
        trx('scorecard_queue as q')
          .whereRaw('q.target_id = t.id')
          .select(trx.raw('1')),
      )
      .select('t.id');
    await queueScoringOf(trx, unknown, now);
    await trx('scorecard_queue')
      .whereNot('version', version)
      .where('due_at', '>', now)
      .update({ due_at: now });
  });
}

/** Takes due targets, the longest due first; another replica takes others. */
export async function claimDue(
  knex: Knex,
  options: { limit: number; leaseMs: number },
): Promise<ClaimedScoring[]> {
  return inTransaction(knex, async trx => {
    const now = databaseTime(trx);
    const due = trx('scorecard_queue')
      .where('due_at', '<=', now)
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', now),
      )
      .orderBy(['due_at', 'target_id'])
      .limit(options.limit)
      .select('target_id', 'changes', 'attempts');
    const rows = isPostgres(trx)
      ? await due.forUpdate().skipLocked()
      : await due;
    if (rows.length > 0) {
      await trx('scorecard_queue')
        .whereIn(
          'target_id',
          rows.map(row => row.target_id),
        )
        .update({ lease_until: databaseTime(trx, options.leaseMs / 1000) });
    }
    return rows.map(row => ({
      targetId: row.target_id,
      changes: row.changes,
      attempts: row.attempts,
    }));
  });
}

/** A claim that ran out may be asked twice: whoever stores second sees the first. */
export async function lockClaim(
  trx: Knex.Transaction,
  { targetId }: ClaimedScoring,
): Promise<void> {
  if (!isPostgres(trx)) return;
  await trx('scorecard_queue')
    .where('target_id', targetId)
    .forUpdate()
    .first('target_id');
}

/**
 * Ends a claim that was asked: the target is due again at `next`, or at once
 * where facts changed meanwhile. In the transaction that stores the answers.
 */
export async function settleClaim(
  trx: Knex,
  { targetId, changes }: ClaimedScoring,
  next: Date,
  version: string,
): Promise<void> {
  await trx('scorecard_queue')
    .where('target_id', targetId)
    .update({
      due_at: trx.raw('case when changes = ? then ? else due_at end', [
        changes,
        isPostgres(trx) ? trx.raw('?::timestamptz', [next]) : next,
      ]),
      version,
      lease_until: null,
      attempts: 0,
      error: null,
    });
}

/** Ends a claim that could not be asked; what was answered before stands. */
export async function failClaim(
  knex: Knex,
  { targetId, attempts }: ClaimedScoring,
  error: string,
  next: Date,
): Promise<void> {
  await knex('scorecard_queue')
    .where('target_id', targetId)
    .update({ due_at: next, lease_until: null, attempts: attempts + 1, error });
}

/** Takes targets out of the queue: they left the catalog. */
export async function removeFromQueue(
  trx: Knex,
  targetIds: number[],
): Promise<void> {
  await trx('scorecard_queue').whereIn('target_id', targetIds).delete();
}

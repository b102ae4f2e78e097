import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseTime, isPostgres, toText } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { DbPullRequestsRow } from '../../database/tables';

/** A pull request that a worker holds the lease of. */
export interface ClaimedPull {
  row: DbPullRequestsRow;
  leaseId: string;
}

/** Pull requests of one forge below one address: `https://git.example`. */
export interface PullPlace {
  forge: string;
  origin: string;
}

/** The worker no longer holds the pull request: what it found is not stored. */
export class PullLeaseLostError extends Error {
  name = 'PullLeaseLostError';
  constructor({ row }: ClaimedPull) {
    super(`The lease of ${row.url} was lost to another worker`);
  }
}

/**
 * Takes the next pull request that is due. Scans go first: while a service is
 * due, only one that has waited longer than `patienceMs` is taken.
 */
export async function claimPull(
  knex: Knex,
  options: {
    leaseMs: number;
    patienceMs: number;
    forges: readonly string[];
    /** Left alone for now. */
    except: readonly PullPlace[];
  },
): Promise<ClaimedPull | undefined> {
  return inTransaction(knex, async trx => {
    const now = databaseTime(trx);
    const waits = await isAnyScanDue(trx);
    const dueBy = waits ? databaseTime(trx, -options.patienceMs / 1000) : now;
    const select = trx('pull_requests')
      .where('due_at', '<=', dueBy)
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', now),
      )
      .whereIn('forge', options.forges)
      .orderBy('due_at')
      .orderBy('id')
      .first();
    for (const { forge, origin } of options.except) {
      select.whereNot(place =>
        place
          .where('forge', forge)
          .where('repository', '>=', `${origin}/`)
          .where('repository', '<', `${origin}0`),
      );
    }
    if (isPostgres(trx)) select.forNoKeyUpdate().skipLocked();
    const row: DbPullRequestsRow | undefined = await select;
    if (!row) return undefined;
    const leaseId = randomUUID();
    await trx('pull_requests')
      .where('id', row.id)
      .update({
        lease_id: leaseId,
        lease_until: databaseTime(trx, options.leaseMs / 1000),
      });
    return { row, leaseId };
  });
}

async function isAnyScanDue(trx: Knex.Transaction): Promise<boolean> {
  const now = databaseTime(trx);
  const row = await trx('targets')
    .where('next_scan_at', '<=', now)
    .whereNull('removed_at')
    .whereNotNull('source')
    .where(free =>
      free.whereNull('lease_until').orWhere('lease_until', '<', now),
    )
    .first('id');
  return row !== undefined;
}

/** Keeps a lease; false where another worker has taken over. */
export async function extendPullLease(
  knex: Knex,
  claimed: ClaimedPull,
  leaseMs: number,
): Promise<boolean> {
  const updated = await held(knex, claimed).update({
    lease_until: databaseTime(knex, leaseMs / 1000),
  });
  return updated === 1;
}

/**
 * Notes what was done, and keeps the lease. Throws `PullLeaseLostError` where
 * it is not held any more.
 */
export async function updatePull(
  knex: Knex,
  claimed: ClaimedPull,
  changes: Partial<DbPullRequestsRow>,
): Promise<void> {
  const updated = await held(knex, claimed).update(changes);
  if (updated !== 1) throw new PullLeaseLostError(claimed);
  Object.assign(claimed.row, changes);
}

/**
 * Ends a lease. It is due again at `next`, never where that is undefined; at
 * once where an event came meanwhile. Throws `PullLeaseLostError`.
 */
export async function finishPull(
  knex: Knex,
  claimed: ClaimedPull,
  next: Date | undefined,
): Promise<void> {
  const updated = await held(knex, claimed).update({
    lease_id: null,
    lease_until: null,
    attempts: 0,
    error: null,
    judge_again: false,
    due_at: dueUnlessEvent(knex, claimed, next ?? null),
  });
  if (updated !== 1) throw new PullLeaseLostError(claimed);
}

/** Ends a lease without success: it is tried again at `next`. */
export async function deferPull(
  knex: Knex,
  claimed: ClaimedPull,
  error: string,
  next: Date,
): Promise<void> {
  await held(knex, claimed).update({
    lease_id: null,
    lease_until: null,
    attempts: claimed.row.attempts + 1,
    error: toText(error, 1000),
    due_at: dueUnlessEvent(knex, claimed, next),
  });
}

/** Gives a pull request back as it was. */
export async function returnPull(
  knex: Knex,
  claimed: ClaimedPull,
): Promise<void> {
  await held(knex, claimed).update({ lease_id: null, lease_until: null });
}

function held(knex: Knex, { row, leaseId }: ClaimedPull) {
  return knex('pull_requests').where({ id: row.id, lease_id: leaseId });
}

/** One that was closed meanwhile has nothing due. */
function dueUnlessEvent(knex: Knex, { row }: ClaimedPull, next: Date | null) {
  return knex.raw(
    `case when state = 'closed' then null when events <> ? then due_at else ? end`,
    [row.events, next],
  );
}

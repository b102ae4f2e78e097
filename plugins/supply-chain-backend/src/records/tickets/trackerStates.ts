import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import type { DbTicketTrackersRow } from '../../database/tables';

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** How a tracker answered last; undefined: nothing is known. */
export async function trackerState(
  knex: Knex,
  id: string,
): Promise<DbTicketTrackersRow | undefined> {
  return knex('ticket_trackers').where({ id }).first();
}

/** Whether the tracker is to be left alone. */
export function isPaused(
  state: DbTicketTrackersRow | undefined,
  now: Date,
): boolean {
  return !!state?.paused_until && toDate(state.paused_until) > now;
}

/** The tracker answers. */
export async function noteAnswer(knex: Knex, id: string): Promise<void> {
  await knex('ticket_trackers')
    .where({ id })
    .where(failed => failed.where('failures', '>', 0).orWhereNotNull('error'))
    .update({ failures: 0, error: null, paused_until: null });
}

/**
 * The tracker failed. It is left alone until it wants to be asked again, else
 * longer with each failure; `pause` false: it is asked on.
 */
export async function noteFailure(
  knex: Knex,
  id: string,
  failure: { error: string; retryAt?: Date; pause: boolean },
  now: Date,
): Promise<void> {
  const failures = ((await trackerState(knex, id))?.failures ?? 0) + 1;
  const { error, retryAt, pause } = failure;
  const until = retryAt ?? new Date(now.getTime() + pauseAfter(failures));
  const columns = {
    failures,
    error: toText(error, 1000),
    failed_at: now,
    ...(pause && { paused_until: until }),
  };
  await knex('ticket_trackers')
    .insert({ id, ...columns })
    .onConflict('id')
    .merge();
}

/** How long to wait after so many failures one after another, in milliseconds. */
export function pauseAfter(failures: number): number {
  return Math.min(
    FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10),
    LONGEST_PAUSE_MS,
  );
}

/** States of tickets were read. */
export async function noteReading(
  knex: Knex,
  id: string,
  at: Date,
): Promise<void> {
  await knex('ticket_trackers')
    .insert({ id, failures: 0, read_at: at })
    .onConflict('id')
    .merge(['read_at']);
}

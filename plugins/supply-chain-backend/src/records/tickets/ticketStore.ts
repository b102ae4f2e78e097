import type {
  TicketFields,
  TicketRef,
  TicketState,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import type { DbTicketsRow } from '../../database/tables';

/**
 * Tickets of a tracker that are to be looked at, the longest waiting first;
 * `limit.created`: without those that are to be created.
 */
export async function dueTickets(
  knex: Knex,
  tracker: string,
  { rows, created }: { rows: number; created: boolean },
  now: Date,
): Promise<DbTicketsRow[]> {
  const due = knex('tickets')
    .where('tracker', tracker)
    .where('due_at', '<=', now)
    .orderBy(['due_at', 'id'])
    .limit(rows);
  if (created) {
    due.where(known =>
      known.whereNotNull('remote_id').orWhereNotNull('first_attempt_at'),
    );
  }
  return due;
}

/** How many creations were tried since a time. */
export async function attemptsSince(
  knex: Knex,
  tracker: string,
  since: Date,
): Promise<number> {
  const row = await knex('tickets')
    .where('tracker', tracker)
    .where('last_attempt_at', '>', since)
    .first()
    .count({ count: '*' });
  return Number(row?.count ?? 0);
}

/**
 * Notes that a ticket is about to be created: from here on it may be there
 * without our knowing. To be committed before the tracker is asked.
 */
export async function noteAttempt(
  knex: Knex,
  { id, first_attempt_at: first }: DbTicketsRow,
  now: Date,
): Promise<void> {
  await knex('tickets')
    .where({ id })
    .update({ first_attempt_at: first ?? now, last_attempt_at: now });
}

/** The ticket is there: it was created, or found again. */
export async function noteCreated(
  knex: Knex,
  { id }: DbTicketsRow,
  ref: TicketRef,
  written: Written | undefined,
  now: Date,
): Promise<void> {
  await knex('tickets')
    .where({ id })
    .update({
      remote_id: ref.id,
      url: toText(ref.url, 1000),
      first_attempt_at: null,
      ...stateColumns(ref.state, ref.state),
      ...(written
        ? writtenColumns(written, now)
        : { written_state: ref.state }),
    });
}

/** What was brought to the tracker. */
export interface Written {
  state: TicketState;
  title: string;
  digest: string;
  fields: TicketFields;
}

/** It was updated. What somebody said of it holds until it is opened again. */
export async function noteWritten(
  knex: Knex,
  { id }: DbTicketsRow,
  ref: TicketRef,
  written: Written,
  reopened: boolean,
  now: Date,
): Promise<void> {
  await knex('tickets')
    .where({ id })
    .update({
      url: toText(ref.url, 1000),
      ...stateColumns(written.state, ref.state),
      ...writtenColumns(written, now),
      ...(reopened && { wont_fix: null }),
    });
}

function writtenColumns({ state, title, digest, fields }: Written, now: Date) {
  return {
    title,
    written_state: state,
    written_digest: digest,
    written_fields: JSON.stringify(fields),
    written_at: now,
  };
}

/** How a ticket stands, by what it shall be and what it is in the tracker. */
export function stateColumns(wanted: TicketState, remote: TicketState) {
  const open = remote === 'open' ? ('open' as const) : ('left' as const);
  return {
    state: wanted === 'open' ? open : ('closed' as const),
    remote_state: remote,
  };
}

/** Nothing is to be done with it, unless something changed since it was looked at. */
export async function settleTicket(
  knex: Knex,
  { id, changes }: DbTicketsRow,
): Promise<void> {
  await knex('tickets').where({ id }).update({ attempts: 0, error: null });
  await knex('tickets').where({ id, changes }).update({ due_at: null });
}

/** It is looked at again later, though nothing went wrong. */
export async function postponeTicket(
  knex: Knex,
  { id }: DbTicketsRow,
  until: Date,
): Promise<void> {
  await knex('tickets').where({ id }).update({ due_at: until });
}

/** It could not be written. */
export async function failTicket(
  knex: Knex,
  { id, attempts }: DbTicketsRow,
  error: string,
  next: Date,
): Promise<void> {
  await knex('tickets')
    .where({ id })
    .update({
      attempts: attempts + 1,
      error: toText(error, 1000),
      due_at: next,
    });
}

/** It was never created, and is not needed any more. */
export async function forgetTicket(
  knex: Knex,
  { id, changes }: DbTicketsRow,
): Promise<void> {
  await knex('tickets').where({ id, changes }).whereNull('remote_id').delete();
}

/** Has tickets looked at that stay open though no finding is linked any more. */
export async function noteOrphans(knex: Knex, now: Date): Promise<void> {
  await knex('tickets')
    .where('written_state', 'open')
    .whereNull('due_at')
    .whereNotExists(
      knex('ticket_findings as link')
        .whereRaw('link.ticket_id = tickets.id')
        .where('link.wanted', true)
        .select(knex.raw('1')),
    )
    .update({ due_at: now });
}

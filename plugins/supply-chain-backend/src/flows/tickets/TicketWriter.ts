import {
  RemoteUnavailableError,
  type TicketDraft,
  type TicketFields,
  type TicketRef,
  type Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import type { DbTicketsRow } from '../../database/tables';
import { visibleMessage } from '../../messages/visibleMessage';
import {
  attemptsSince,
  dueTickets,
  failTicket,
  forgetTicket,
  noteAttempt,
  noteCreated,
  noteWritten,
  postponeTicket,
  settleTicket,
  type Written,
} from '../../records/tickets/ticketStore';
import {
  noteAnswer,
  noteFailure,
  pauseAfter,
} from '../../records/tickets/trackerStates';
import { draftDigest, draftOf } from './draft';
import type { TicketOptions } from './options';
import { readTicketFacts } from './ticketFacts';

/** Tickets that are taken together. */
const PIECE = 20;
const HOUR_MS = 60 * 60_000;
/** After so many failures one after another, the tracker is left alone. */
const FAILURES = 3;
/** What only says something else waits so long after the last writing. */
const REWRITE_MS = 60_000;
/** Clocks of portal and tracker differ by less. */
const CLOCKS_MS = 10 * 60_000;
const NOTHING_WRITTEN: TicketFields = { labels: [] };

/** What a ticket is to be. */
interface Wanted extends Written {
  draft: TicketDraft;
}

/**
 * Brings tickets of one tracker to what they are to be. A creation is noted
 * before it is asked for, and whoever finds such a note asks the tracker for
 * the ticket with its key before creating one: so whenever a run dies, there is
 * one ticket. Updates say what shall be, and can be done twice.
 */
export class TicketWriter {
  readonly #knex: Knex;
  readonly #tracker: Tracker;
  readonly #options: TicketOptions;

  constructor(options: {
    knex: Knex;
    tracker: Tracker;
    tickets: TicketOptions;
  }) {
    this.#knex = options.knex;
    this.#tracker = options.tracker;
    this.#options = options.tickets;
  }

  /** Writes what is due until nothing is, or the tracker wants to be left alone. */
  async writeDue(signal: AbortSignal, time: () => Date): Promise<number> {
    const { id } = this.#tracker;
    let written = 0;
    let failures = 0;
    for (;;) {
      const created = !(await this.#mayCreate(time()));
      const limit = { rows: PIECE, created };
      const due = await dueTickets(this.#knex, id, limit, time());
      if (due.length === 0) return written;
      for (const ticket of due) {
        signal.throwIfAborted();
        try {
          if (await this.#bring(ticket, signal, time)) {
            written += 1;
            failures = 0;
            await noteAnswer(this.#knex, id);
          }
        } catch (error) {
          signal.throwIfAborted();
          failures += 1;
          if (await this.#fail(ticket, error, failures, time())) return written;
        }
      }
    }
  }

  /** Gives whether the tracker was asked, and answered. */
  async #bring(
    ticket: DbTicketsRow,
    signal: AbortSignal,
    time: () => Date,
  ): Promise<boolean> {
    const knex = this.#knex;
    const wanted = await this.#wantedOf(ticket);
    if (ticket.remote_id === null) {
      return this.#create(ticket, wanted, signal, time);
    }
    const turns = ticket.written_state !== wanted.state;
    if (!turns && ticket.written_digest === wanted.digest) {
      await settleTicket(knex, ticket);
      return false;
    }
    const soonest = ticket.written_at
      ? toDate(ticket.written_at).getTime() + REWRITE_MS
      : 0;
    if (!turns && soonest > time().getTime()) {
      await postponeTicket(knex, ticket, new Date(soonest));
      return false;
    }
    await this.#update(ticket, wanted, turns, signal, time());
    await settleTicket(knex, ticket);
    return true;
  }

  async #wantedOf(ticket: DbTicketsRow): Promise<Wanted> {
    const facts = await readTicketFacts(this.#knex, ticket);
    const rule = this.#options.rules.find(({ id }) => id === ticket.rule);
    const draft = draftOf(ticket, facts, rule, this.#options);
    const { title, labels, priority, dueDate } = draft;
    return {
      draft,
      state: facts.open > 0 ? 'open' : 'closed',
      title,
      digest: draftDigest(draft),
      fields: { labels, priority, dueDate },
    };
  }

  async #create(
    ticket: DbTicketsRow,
    wanted: Wanted,
    signal: AbortSignal,
    time: () => Date,
  ): Promise<boolean> {
    const knex = this.#knex;
    const attempted = ticket.first_attempt_at !== null;
    if (wanted.state === 'closed' && !attempted) {
      await forgetTicket(knex, ticket);
      await settleTicket(knex, ticket);
      return false;
    }
    if (attempted) {
      const settled =
        toDate(ticket.last_attempt_at).getTime() + this.#tracker.settleMs;
      if (settled > time().getTime()) {
        await postponeTicket(knex, ticket, new Date(settled));
        return false;
      }
    }
    // Those that were not tried wait for their hour; they are left as they are.
    if (!attempted && !(await this.#mayCreate(time()))) return false;
    const found = await this.#find(ticket, signal);
    if (found) {
      // As if nothing of it had been written: it is looked at once more.
      await noteCreated(knex, ticket, found, undefined, time());
      return true;
    }
    if (wanted.state === 'closed') {
      await forgetTicket(knex, ticket);
      await settleTicket(knex, ticket);
      return true;
    }
    await noteAttempt(knex, ticket, time());
    const { project, draft } = { ...ticket, ...wanted };
    const ref = await this.#tracker.create(project, draft, { signal });
    await noteCreated(knex, ticket, ref, wanted, time());
    await settleTicket(knex, ticket);
    return true;
  }

  async #find(
    { project, key, first_attempt_at: first }: DbTicketsRow,
    signal: AbortSignal,
  ): Promise<TicketRef | undefined> {
    const since =
      first === null
        ? undefined
        : new Date(toDate(first).getTime() - CLOCKS_MS);
    return this.#tracker.find(project, key, { since, signal });
  }

  /** Whether one more may be created in this hour. */
  async #mayCreate(now: Date): Promise<boolean> {
    const since = new Date(now.getTime() - HOUR_MS);
    const made = await attemptsSince(this.#knex, this.#tracker.id, since);
    return made < this.#options.perHour;
  }

  /** A state is written where it turns; else it stays as people have it. */
  async #update(
    ticket: DbTicketsRow,
    wanted: Wanted,
    turns: boolean,
    signal: AbortSignal,
    now: Date,
  ): Promise<void> {
    const { state, draft } = wanted;
    const before: TicketFields = ticket.written_fields
      ? JSON.parse(ticket.written_fields)
      : NOTHING_WRITTEN;
    const ref = await this.#tracker.update(
      ticket.project,
      ticket.remote_id!,
      { draft, before, ...(turns && { state }) },
      { signal },
    );
    const reopened = turns && state === 'open';
    await noteWritten(this.#knex, ticket, ref, wanted, reopened, now);
  }

  /** Gives whether the tracker is to be left alone. */
  async #fail(
    ticket: DbTicketsRow,
    error: unknown,
    failures: number,
    now: Date,
  ): Promise<boolean> {
    const retryAt =
      error instanceof RemoteUnavailableError ? error.retryAt : undefined;
    const pause = retryAt !== undefined || failures >= FAILURES;
    const message = visibleMessage(error);
    const next =
      retryAt ?? new Date(now.getTime() + pauseAfter(ticket.attempts + 1));
    await failTicket(this.#knex, ticket, message, next);
    await noteFailure(
      this.#knex,
      this.#tracker.id,
      { error: message, retryAt, pause },
      now,
    );
    return pause;
  }
}

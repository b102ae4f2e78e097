import type { Tracker } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/transactions';
import { today } from '../../records/findings/dueDays';
import {
  deferMark,
  dueMarks,
  markForTickets,
  settleMark,
} from '../../records/tickets/marks';
import {
  storeWanted,
  type WantedTicket,
} from '../../records/tickets/storeWanted';
import { noteOrphans } from '../../records/tickets/ticketStore';
import type { DbTicketMarksRow } from '../../database/tables';
import { updateAllInPieces } from '../score/inStep';
import type { TicketOptions } from './options';
import { openFindings, serviceOf } from './planFacts';
import { wantedTickets } from './wantedTickets';

/** Services that are taken together. */
const MARKS = 50;
/** So long a service waits for triage before it is asked for again. */
const TRIAGE_MS = 5_000;
/** What the progress by rules is kept for. */
const TICKETS = 'tickets';
const OVERDUE = 'tickets-overdue';

/** Finds out which tickets there are to be, for services of which something changed. */
export class TicketPlans {
  readonly #knex: Knex;
  readonly #options: TicketOptions;
  readonly #trackers: ReadonlyMap<string, Tracker>;

  constructor(options: {
    knex: Knex;
    tickets: TicketOptions;
    trackers: ReadonlyMap<string, Tracker>;
  }) {
    this.#knex = options.knex;
    this.#options = options.tickets;
    this.#trackers = options.trackers;
  }

  /** Works until no service is to be looked at; gives how many tickets are to be written. */
  async planDue(signal: AbortSignal, now: Date): Promise<number> {
    const knex = this.#knex;
    await this.#markAll(signal, now);
    await this.#markOverdue(now);
    let touched = 0;
    for (;;) {
      signal.throwIfAborted();
      const marks = await dueMarks(knex, MARKS, now);
      for (const mark of marks) touched += await this.#plan(mark, now);
      if (marks.length < MARKS) break;
    }
    await noteOrphans(knex, now);
    return touched;
  }

  /** What rules and decisions were not asked about yet is not planned for. */
  async #plan(mark: DbTicketMarksRow, now: Date): Promise<number> {
    const knex = this.#knex;
    const service = await serviceOf(knex, mark.target_id);
    let wanted: WantedTicket[] = [];
    if (service) {
      const findings = await openFindings(knex, mark.target_id);
      if (findings === 'undecided') {
        await deferMark(knex, mark, new Date(now.getTime() + TRIAGE_MS));
        return 0;
      }
      const { rules } = this.#options;
      wanted = wantedTickets(service, findings, rules, this.#trackers, now);
    }
    return inTransaction(knex, async trx => {
      const { origin } = this.#options;
      const touched = await storeWanted(
        trx,
        mark.target_id,
        wanted,
        origin,
        now,
      );
      await settleMark(trx, mark);
      return touched;
    });
  }

  /** Other rules than the last time: every service is looked at, told in pieces. */
  async #markAll(signal: AbortSignal, now: Date): Promise<void> {
    const { rules, origin, page } = this.#options;
    const written = rules.map(rule => ({
      ...rule,
      assignees: [...rule.assignees],
    }));
    await updateAllInPieces(
      this.#knex,
      {
        name: TICKETS,
        rules: [written, origin, page],
        begin: () => this.#rewriteAll(now),
      },
      signal,
      ids => markForTickets(this.#knex, ids, now),
    );
  }

  /** Labels and words may be others, though findings are not. */
  async #rewriteAll(now: Date): Promise<void> {
    await this.#knex('tickets')
      .whereNull('due_at')
      .where('written_state', 'open')
      .update({ due_at: now });
  }

  /** Findings became overdue with the day, which nobody notes. */
  async #markOverdue(now: Date): Promise<void> {
    const day = today(now);
    const known = await this.#knex('tell_marks').where('name', OVERDUE).first();
    if (known?.value === String(day)) return;
    await inTransaction(this.#knex, async trx => {
      const ids: number[] = await trx('findings')
        .where('state', 'open')
        .where('due_day', '>=', Number(known?.value ?? day - 1))
        .where('due_day', '<', day)
        .distinct('target_id')
        .pluck('target_id');
      await markForTickets(trx, ids, now);
      await trx('tell_marks')
        .insert({ name: OVERDUE, value: String(day) })
        .onConflict('name')
        .merge();
    });
  }
}

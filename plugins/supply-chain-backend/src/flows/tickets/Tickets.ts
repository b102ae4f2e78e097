import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  RemoteUnavailableError,
  type Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { withLease } from '../../database/leases';
import { visibleMessage } from '../../messages/visibleMessage';
import { markForTickets } from '../../records/tickets/marks';
import {
  isPaused,
  noteFailure,
  trackerState,
} from '../../records/tickets/trackerStates';
import type { InStep } from '../score/inStep';
import type { TicketOptions } from './options';
import { TicketPlans } from './TicketPlans';
import { TicketReader } from './TicketReader';
import { TicketWriter } from './TicketWriter';

const LEASE_MS = 60_000;

/**
 * Keeps tickets in trackers. Which there are to be is planned in the database
 * alone; each tracker is written to under a lease of its own, so that one that
 * is slow or away holds back neither scans nor another one.
 */
export class Tickets implements InStep {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #options: TicketOptions;
  readonly #trackers: readonly Tracker[];
  readonly #plans: TicketPlans;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    tickets: TicketOptions;
    trackers: readonly Tracker[];
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#options = options.tickets;
    const used = new Set(options.tickets.rules.map(rule => rule.tracker));
    this.#trackers = options.trackers.filter(({ id }) => used.has(id));
    this.#plans = new TicketPlans({
      knex: options.knex,
      tickets: options.tickets,
      trackers: new Map(this.#trackers.map(one => [one.id, one])),
    });
  }

  /** Notes services of which something changed: their tickets are planned anew. */
  async update(targetIds: readonly number[], now: Date): Promise<void> {
    if (this.#options.rules.length === 0) return;
    await markForTickets(this.#knex, targetIds, now);
  }

  /** Finds out which tickets there are to be. */
  async plan(signal: AbortSignal, now: Date = new Date()): Promise<number> {
    if (this.#options.rules.length === 0) return 0;
    const lease = { leaseMs: LEASE_MS, signal };
    const planned = await withLease(this.#knex, 'tickets', lease, held =>
      this.#plans.planDue(held, now),
    );
    return planned ?? 0;
  }

  /** Writes what is due, and reads what people did. Trackers that fail throw nothing. */
  async write(signal: AbortSignal, now?: Date): Promise<void> {
    const time = () => now ?? new Date();
    await Promise.all(
      this.#trackers.map(tracker =>
        withLease(
          this.#knex,
          `tickets:${tracker.id}`,
          { leaseMs: LEASE_MS, signal },
          held => this.#attend(tracker, held, time),
        ),
      ),
    );
  }

  async #attend(tracker: Tracker, signal: AbortSignal, time: () => Date) {
    const knex = this.#knex;
    const state = await trackerState(knex, tracker.id);
    if (isPaused(state, time())) return;
    const options = { knex, tracker, tickets: this.#options };
    await new TicketWriter(options).writeDue(signal, time);
    if (isPaused(await trackerState(knex, tracker.id), time())) return;
    const { readEveryMs } = this.#options;
    const reader = new TicketReader({ knex, tracker, readEveryMs });
    try {
      await reader.readDue(signal, time());
    } catch (error) {
      signal.throwIfAborted();
      await this.#readingFailed(tracker, error, time());
    }
  }

  async #readingFailed(tracker: Tracker, error: unknown, now: Date) {
    const message = visibleMessage(error);
    this.#logger.warn(
      `Tickets of ${tracker.title} could not be read: ${message}`,
    );
    const retryAt =
      error instanceof RemoteUnavailableError ? error.retryAt : undefined;
    await noteFailure(
      this.#knex,
      tracker.id,
      { error: message, retryAt, pause: true },
      now,
    );
  }
}

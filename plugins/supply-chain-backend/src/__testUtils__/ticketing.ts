import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type {
  RemoteTicket,
  TicketChange,
  TicketDraft,
  TicketRef,
  TicketState,
  Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { readTicketOptions } from '../flows/tickets/options';
import { Tickets } from '../flows/tickets/Tickets';

interface KeptTicket extends TicketDraft {
  id: string;
  project: string;
  state: TicketState;
  wontFix?: RemoteTicket['wontFix'];
}

/** What becomes of a question: it is answered, lost on the way, or its answer is. */
export type Fault = 'before' | 'after';

/**
 * A tracker in memory. A fault before or after what was asked for is thrown,
 * or, where the run is to die, never answered.
 */
export class MemoryTracker implements Tracker {
  readonly id: string = 'jira';
  readonly title: string = 'Jira';
  settleMs = 0;
  /** Of so many tickets its search knows; of the others, who asks for what is new. */
  indexed = Infinity;
  readonly tickets: KeptTicket[] = [];
  /** All that was asked, in its order. */
  readonly asked: string[] = [];
  fault: (method: string) => { at: Fault; error?: Error } | undefined = () =>
    undefined;
  /** Called where a run dies. */
  onDeath: () => void = () => undefined;
  readonly #dead: ((reason: Error) => void)[] = [];

  /** Ends what dead runs still wait for, at the end of a test. */
  release(): void {
    for (const end of this.#dead.splice(0)) end(new Error('The test is over'));
  }

  refuseProject(project: string): string | undefined {
    return project === 'WRONG' ? 'is wrong' : undefined;
  }

  find(project: string, key: string, { since }: { since?: Date }) {
    return this.#answer('find', () => {
      const known = since ? this.tickets : this.tickets.slice(0, this.indexed);
      const found = known.find(
        one => one.project === project && one.key === key,
      );
      return found && refOf(found);
    });
  }

  create(project: string, draft: TicketDraft) {
    return this.#answer('create', () => {
      const id = `${project}-${this.tickets.length + 1}`;
      const ticket = { ...draft, id, project, state: 'open' as const };
      this.tickets.push(ticket);
      return refOf(ticket);
    });
  }

  update(_project: string, id: string, { draft, state }: TicketChange) {
    return this.#answer(`update ${id}${state ? ` ${state}` : ''}`, () => {
      const ticket = this.tickets.find(one => one.id === id)!;
      Object.assign(ticket, draft, state && { state });
      return refOf(ticket);
    });
  }

  read(_project: string, ids: readonly string[]) {
    return this.#answer('read', () =>
      this.tickets
        .filter(({ id }) => ids.includes(id))
        .map(({ id, state, wontFix }) => ({ id, state, wontFix })),
    );
  }

  takeAsked(): string[] {
    return this.asked.splice(0);
  }

  async #answer<T>(method: string, answer: () => T): Promise<T> {
    this.asked.push(method);
    const fault = this.fault(method.split(' ')[0]);
    if (fault?.at === 'before') await this.#fail(fault.error);
    const result = answer();
    if (fault?.at === 'after') await this.#fail(fault.error);
    return result;
  }

  /** A run that dies does nothing more: what it waits for never comes. */
  async #fail(error: Error | undefined): Promise<never> {
    if (error) throw error;
    this.onDeath();
    return new Promise<never>((_, reject) => {
      this.#dead.push(reject);
    });
  }
}

function refOf({ id, state }: KeptTicket): TicketRef {
  return { id, state, url: `https://tracker.example/${id}` };
}

/** Options as the configuration has them. */
export function ticketOptions(tickets: JsonObject) {
  return readTicketOptions(
    new ConfigReader({ tickets }),
    'https://portal.example',
  );
}

/** Plans and writes what is due, as the tasks do. */
export async function keepTickets(
  knex: Knex,
  tracker: Tracker,
  options: JsonObject,
  now: Date = new Date(),
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const tickets = new Tickets({
    knex,
    logger: mockServices.logger.mock(),
    tickets: ticketOptions(options),
    trackers: [tracker],
  });
  const targets = await knex('scorecard_queue').pluck('target_id');
  await tickets.update(targets, now);
  await tickets.plan(signal, now);
  await tickets.write(signal, now);
}

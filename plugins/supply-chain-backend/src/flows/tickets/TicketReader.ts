import type {
  RemoteTicket,
  Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import type { DbTicketsRow } from '../../database/tables';
import { stateColumns } from '../../records/tickets/ticketStore';
import {
  noteAnswer,
  noteReading,
  trackerState,
} from '../../records/tickets/trackerStates';

/** Tickets that are read together; a tracker is asked for those of one project. */
const PIECE = 1000;
/** Clocks of portal and tracker differ by less. */
const CLOCKS_MS = 10 * 60_000;
const LONGEST_WORD = 300;

type Row = Pick<
  DbTicketsRow,
  'id' | 'project' | 'remote_id' | 'remote_state' | 'wont_fix'
>;

/** Reads what people did with open tickets of one tracker. */
export class TicketReader {
  readonly #knex: Knex;
  readonly #tracker: Tracker;
  readonly #readEveryMs: number;

  constructor(options: { knex: Knex; tracker: Tracker; readEveryMs: number }) {
    this.#knex = options.knex;
    this.#tracker = options.tracker;
    this.#readEveryMs = options.readEveryMs;
  }

  /** Reads all of them, where the last time is long enough ago. */
  async readDue(signal: AbortSignal, now: Date): Promise<void> {
    const { id } = this.#tracker;
    const state = await trackerState(this.#knex, id);
    const last = state?.read_at ? toDate(state.read_at) : undefined;
    if (last && last.getTime() + this.#readEveryMs > now.getTime()) return;
    const since = last && new Date(last.getTime() - CLOCKS_MS);
    let after: number | undefined = 0;
    while (after !== undefined) {
      after = await this.#readPiece(after, since, signal);
    }
    await noteReading(this.#knex, id, now);
    await noteAnswer(this.#knex, id);
  }

  async #readPiece(
    after: number,
    since: Date | undefined,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const rows: Row[] = await this.#knex('tickets')
      .where({ tracker: this.#tracker.id, written_state: 'open' })
      .where('id', '>', after)
      .orderBy('id')
      .limit(PIECE)
      .select('id', 'project', 'remote_id', 'remote_state', 'wont_fix');
    for (const [project, tickets] of Map.groupBy(rows, row => row.project)) {
      signal.throwIfAborted();
      const ids = tickets.map(row => row.remote_id!);
      const read = await this.#tracker.read(project, ids, { since, signal });
      await this.#store(tickets, read);
    }
    const last = rows.at(-1);
    return last && rows.length === PIECE ? Number(last.id) : undefined;
  }

  /** What differs. A ticket that was turned meanwhile is left to the next time. */
  async #store(rows: readonly Row[], read: readonly RemoteTicket[]) {
    const byId = new Map(read.map(one => [one.id, one]));
    for (const row of rows) {
      const remote = byId.get(row.remote_id!);
      if (!remote) continue;
      const wontFix = wontFixOf(remote) ?? keptWord(row, remote);
      if (remote.state === row.remote_state && wontFix === row.wont_fix) {
        continue;
      }
      await this.#knex('tickets')
        .where({ id: row.id, written_state: 'open' })
        .update({ ...stateColumns('open', remote.state), wont_fix: wontFix });
    }
  }
}

function wontFixOf({ wontFix }: RemoteTicket): string | undefined {
  if (!wontFix) return undefined;
  const { by, text } = wontFix;
  return JSON.stringify({
    ...(by && { by: toText(by, LONGEST_WORD) }),
    ...(text && { text: toText(text, LONGEST_WORD) }),
  });
}

/** A word stands, as comments are read once; that a ticket was closed goes when it is opened. */
function keptWord(row: Row, { state }: RemoteTicket): string | null {
  const opened = row.remote_state === 'closed' && state === 'open';
  return opened ? null : row.wont_fix;
}

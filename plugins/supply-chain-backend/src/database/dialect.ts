import type { Knex } from 'knex';

/** True on PostgreSQL, false on SQLite. */
export function isPostgres(knex: Knex): boolean {
  return String(knex.client.config.client).includes('pg');
}

/**
 * The database's own time, `seconds` from now. Leases use it because the
 * clocks of replicas differ; on SQLite there is one process and so one clock.
 */
export function databaseTime(knex: Knex, seconds = 0): Knex.Raw | Date {
  return isPostgres(knex)
    ? knex.raw(`now() + ? * interval '1 second'`, [seconds])
    : new Date(Date.now() + seconds * 1000);
}

/** A timestamp column as a date: SQLite gives milliseconds, PostgreSQL dates. */
export function toDate(value: unknown): Date {
  return value instanceof Date ? value : new Date(value as number | string);
}

/** A nullable timestamp column as an ISO string, or undefined. */
export function toIso(value: unknown): string | undefined {
  return value === null || value === undefined
    ? undefined
    : toDate(value).toISOString();
}

/** A boolean column: SQLite gives 0 and 1. */
export function toBoolean(value: unknown): boolean {
  return value === true || value === 1;
}

/**
 * The beginning of time, for what has no date and is sorted as the oldest. As
 * text, not as a value: an index of the expression serves nothing else.
 */
export function epoch(knex: Knex): string {
  return isPostgres(knex) ? `timestamptz 'epoch'` : '0';
}

/**
 * Text from elsewhere as both databases take it, cut to `length` characters:
 * PostgreSQL knows no NUL character, and no half of a character in JSON.
 */
export function toText(text: string, length = 2000): string {
  const plain = text.replaceAll('\0', '\uFFFD');
  return plain.length > length
    ? `${plain.slice(0, length - 1).toWellFormed()}…`
    : plain.toWellFormed();
}

/** The most rows or values that go into one statement: SQLite inserts no more. */
export const CHUNK = 500;

/**
 * The pieces of a list, one after another, for work that takes a while: between
 * two of them the event loop has its turn. SQLite answers at once, so that
 * otherwise a whole transaction would be a single turn of it.
 */
export async function* inChunks<T>(
  items: readonly T[],
  size = CHUNK,
): AsyncGenerator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
    await breathe();
  }
}

/**
 * Keeps the rows of which a column is one of many numbers, in one parameter: SQLite takes no more
 * than 32,766 of them, PostgreSQL 65,535.
 */
export function whereOneOf(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  numbers: readonly (number | string)[],
): Knex.QueryBuilder {
  const all = numbers.map(Number);
  return isPostgres(knex)
    ? query.whereRaw('?? = any(?::bigint[])', [column, all])
    : query.whereRaw('?? in (select value from json_each(?))', [
        column,
        JSON.stringify(all),
      ]);
}

const LONGEST_TURN_MS = 20;
let lastTurn = 0;

/** Lets the event loop go on where it has waited for a while. */
export async function breathe(): Promise<void> {
  if (performance.now() - lastTurn < LONGEST_TURN_MS) return;
  await new Promise(resolve => {
    setImmediate(resolve);
  });
  lastTurn = performance.now();
}

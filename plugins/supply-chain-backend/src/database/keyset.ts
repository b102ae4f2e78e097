import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toDate } from './dialect';

/** Counting stops here: an exact count of a million rows helps nobody. */
export const COUNT_BOUND = 10_000;

/**
 * One column of a list's order. It is never null, the last one is unique, and
 * all of an order have one direction.
 */
export interface KeysetColumn {
  column: string;
  direction: 'asc' | 'desc';
  /** Databases give times and large numbers in types of their own. */
  type?: 'time' | 'number';
  /**
   * An expression, of which there is an index. SQLite goes to the place in it for
   * a comparison of the expression alone, not for one of rows.
   */
  computed?: boolean;
  /** What a row calls the column; default: its name without the table. */
  name?: string;
}

/** The values of the order's columns in the last row of a page. */
type Position = (string | number | boolean | null)[];

const DEFAULT_LIMIT = 50;

/** An opaque cursor: where the page ended, and in which order. */
function encodeCursor(order: KeysetColumn[], position: Position) {
  return Buffer.from(JSON.stringify([orderKey(order), position])).toString(
    'base64url',
  );
}

function decodeCursor(order: KeysetColumn[], cursor: string): Position {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw notOurs();
  }
  const valid =
    Array.isArray(decoded) &&
    Array.isArray(decoded[1]) &&
    decoded[1].length === order.length &&
    decoded[1].every(v => v === null || typeof v !== 'object');
  if (!valid) {
    throw notOurs();
  }
  const [key, position] = decoded as [string, Position];
  if (key !== orderKey(order)) {
    throw new InputError(
      'The cursor belongs to a different order of this list',
    );
  }
  return position;
}

function orderKey(order: KeysetColumn[]): string {
  return order.map(o => `${o.column}:${o.direction}`).join(',');
}

/** Rows of one page, and where the next one begins. */
export interface KeysetPage<T> {
  rows: T[];
  nextCursor?: string;
}

/** Reads one page of an ordered query. */
export async function readPage<T extends object>(
  query: Knex.QueryBuilder,
  order: KeysetColumn[],
  options: { cursor?: string; limit?: number },
): Promise<KeysetPage<T>> {
  const { cursor, limit = DEFAULT_LIMIT } = options;
  applyKeyset(query, order, cursor);
  const rows: T[] = await readRows(query.limit(limit + 1), cursor);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor:
      rows.length > limit && last
        ? encodeCursor(
            order,
            order.map(column => positionIn(last, column)),
          )
        : undefined,
  };
}

/** Rows that an export reads at once. */
const EXPORT_PAGE = 1000;

/** Every item of a list, read a page at a time: for exports of any size. */
export async function* allPages<T>(
  read: (page: {
    cursor?: string;
    limit: number;
  }) => Promise<{ items: T[]; nextCursor?: string }>,
  limit = EXPORT_PAGE,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

/** PostgreSQL's class of errors about values: only the cursor has any of its own. */
const DATA_EXCEPTION = /^22/;

async function readRows<T>(
  query: Knex.QueryBuilder,
  cursor: string | undefined,
): Promise<T[]> {
  try {
    return await query;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (cursor === undefined || !DATA_EXCEPTION.test(code)) throw error;
    throw notOurs();
  }
}

function positionIn(row: object, column: KeysetColumn): Position[number] {
  const name = column.name ?? column.column.replace(/^.*\./, '');
  const value = (row as Record<string, unknown>)[name];
  if (column.type === 'time') return toDate(value).getTime();
  if (column.type === 'number') return Number(value);
  return value as Position[number];
}

/**
 * Orders a query and moves it behind the cursor by one comparison of rows,
 * `(a, b) > (x, y)`: both databases go to that place of an index. Written out
 * as `a > x or (a = x and b > y)` it would be a filter, which reads all rows
 * before the page.
 */
function applyKeyset(
  query: Knex.QueryBuilder,
  order: KeysetColumn[],
  cursor: string | undefined,
): void {
  const [{ direction }] = order;
  if (order.some(column => column.direction !== direction)) {
    throw new Error('All columns of an order have one direction');
  }
  for (const { column } of order) query.orderBy(column, direction);
  if (cursor === undefined) return;
  const position = decodeCursor(order, cursor).map((value, i) =>
    order[i].type === 'time' ? toTime(value) : value,
  ) as Knex.Value[];
  const [first] = order;
  if (first.computed) {
    query.where(first.column, direction === 'asc' ? '>=' : '<=', position[0]);
  }
  const places = (mark: string) => order.map(() => mark).join(', ');
  query.whereRaw(
    `(${places('??')}) ${direction === 'asc' ? '>' : '<'} (${places('?')})`,
    [...order.map(({ column }) => column), ...position],
  );
}

function toTime(value: Position[number]): Date {
  const time = new Date(value as number);
  if (Number.isNaN(time.getTime())) throw notOurs();
  return time;
}

function notOurs(): InputError {
  return new InputError('The cursor is not valid');
}

/** Counts the rows of a query, but not beyond {@link COUNT_BOUND}. */
export async function boundedCount(
  knex: Knex,
  query: Knex.QueryBuilder,
): Promise<{ count: number; atLeast: boolean }> {
  const rows = query
    .clone()
    .clearSelect()
    .clearOrder()
    .select(knex.raw('1 as one'))
    .limit(COUNT_BOUND + 1);
  const [{ count }] = await knex.from(rows.as('bounded')).count('* as count');
  const found = Number(count);
  return found > COUNT_BOUND
    ? { count: COUNT_BOUND, atLeast: true }
    : { count: found, atLeast: false };
}

import type {
  Finding,
  FindingFilter,
  FindingQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../catalog/targetFilter';
import { toDate } from '../database/dialect';
import {
  applyKeyset,
  boundedCount,
  encodeCursor,
  KeysetColumn,
} from '../database/keyset';
import {
  filterFindings,
  FindingRow,
  selectFindings,
  toFindings,
} from './findingRows';

type OrderBy = NonNullable<FindingQuery['orderBy']>;

/** Sorted on stored columns only: each order has an index. */
const orderColumns: Record<OrderBy, string> = {
  severity: 'f.severity',
  score: 'f.score',
  epss: 'f.epss',
  firstSeen: 'f.first_seen_at',
  lastSeen: 'f.last_seen_at',
  package: 'f.package_name',
};

const timeColumns = new Set(['f.first_seen_at', 'f.last_seen_at']);

/** Rows of an export that are read at once. */
const EXPORT_PAGE = 1000;

function keysetOf(query: Pick<FindingQuery, 'orderBy' | 'order'>) {
  const { orderBy = 'severity' } = query;
  const direction = query.order ?? (orderBy === 'package' ? 'asc' : 'desc');
  const keyset: KeysetColumn[] = [
    { column: orderColumns[orderBy], direction },
    { column: 'f.id', direction },
  ];
  return keyset;
}

async function readPage(
  select: Knex.QueryBuilder,
  keyset: KeysetColumn[],
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: FindingRow[]; nextCursor?: string }> {
  applyKeyset(select, keyset, cursor, (column, value) =>
    timeColumns.has(column) ? new Date(value as number) : (value as any),
  );
  const rows: FindingRow[] = await select.limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const position = keyset.map(({ column }) => {
    const value = last?.[column.replace('f.', '')];
    return timeColumns.has(column) ? toDate(value).getTime() : value;
  });
  return {
    rows: page,
    nextCursor:
      rows.length > limit ? encodeCursor(keyset, position) : undefined,
  };
}

/** A page of findings. */
export async function listFindings(
  knex: Knex,
  query: FindingQuery,
  targets: TargetFilter,
): Promise<Page<Finding>> {
  const select = selectFindings(knex);
  filterFindings(knex, select, query, targets);
  const total = await boundedCount(knex, select);
  const page = await readPage(
    select,
    keysetOf(query),
    query.cursor,
    query.limit ?? 50,
  );
  return {
    items: await toFindings(knex, page.rows),
    total,
    nextCursor: page.nextCursor,
  };
}

/** All findings of a filter, worst first, read a page at a time. */
export async function* streamFindings(
  knex: Knex,
  filter: FindingFilter,
  targets: TargetFilter,
): AsyncGenerator<Finding> {
  const keyset = keysetOf({});
  let cursor: string | undefined;
  do {
    const select = selectFindings(knex);
    filterFindings(knex, select, filter, targets);
    const page = await readPage(select, keyset, cursor, EXPORT_PAGE);
    yield* await toFindings(knex, page.rows);
    cursor = page.nextCursor;
  } while (cursor);
}

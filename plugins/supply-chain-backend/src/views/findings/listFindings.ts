import type {
  Finding,
  FindingFilter,
  FindingQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../../records/targets/targetFilter';
import {
  allPages,
  boundedCount,
  KeysetColumn,
  readPage,
} from '../../database/keyset';
import type { ShortestPaths } from '../components/ShortestPaths';
import { componentsOf } from './affectedComponents';
import {
  filterFindings,
  FindingRow,
  selectFindings,
  toFindings,
} from './findingRows';

type OrderBy = NonNullable<FindingQuery['orderBy']>;

/** Sorted on stored columns only: each order has an index. */
const orderColumns: Record<OrderBy, Omit<KeysetColumn, 'direction'>> = {
  risk: { column: 'f.risk', type: 'number' },
  due: { column: 'f.due_day' },
  score: { column: 'f.score' },
  epss: { column: 'f.epss' },
  firstSeen: { column: 'f.first_seen_at', type: 'time' },
  package: { column: 'f.package_name' },
};

/** What comes first is what is first. */
const ascending: ReadonlySet<OrderBy> = new Set(['package', 'due']);

function keysetOf(
  query: Pick<FindingQuery, 'orderBy' | 'order'>,
): KeysetColumn[] {
  const { orderBy = 'risk' } = query;
  const direction = query.order ?? (ascending.has(orderBy) ? 'asc' : 'desc');
  return [
    { ...orderColumns[orderBy], direction },
    { column: 'f.id', direction, type: 'number' },
  ];
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
  const page = await readPage<FindingRow>(select, keysetOf(query), query);
  return {
    items: await toFindings(knex, page.rows),
    total,
    nextCursor: page.nextCursor,
  };
}

/** A finding with how its package comes in, the shortest way. */
export type ExportedFinding = Finding & { path?: string };

/** All findings of a filter, by risk, read a page at a time. */
export function streamFindings(
  knex: Knex,
  filter: FindingFilter,
  targets: TargetFilter,
  paths: ShortestPaths,
  pageSize?: number,
): AsyncGenerator<ExportedFinding> {
  return allPages(async page => {
    const select = selectFindings(knex);
    filterFindings(knex, select, filter, targets);
    const { rows, nextCursor } = await readPage<FindingRow>(
      select,
      keysetOf({}),
      page,
    );
    const components = await componentsOf(knex, rows);
    const items: ExportedFinding[] = [];
    for (const finding of await toFindings(knex, rows, components)) {
      const affected = components.get(Number(finding.id)) ?? [];
      const purls = affected.map(({ purl }) => purl);
      const path = await paths.to(finding.entityRef, purls);
      items.push({ ...finding, path });
    }
    return { items, nextCursor };
  }, pageSize);
}

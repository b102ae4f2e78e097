import type {
  LicensedComponent,
  LicensedComponentFilter,
  LicensedComponentQuery,
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
import {
  filterComponents,
  filterLicenses,
  filterUses,
  LicensedRow,
  selectComponentUses,
  selectLicensed,
  toLicensedComponents,
} from './componentRows';

function keysetOf(query: LicensedComponentQuery): KeysetColumn[] {
  const { orderBy = 'name' } = query;
  const direction = query.order ?? (orderBy === 'services' ? 'desc' : 'asc');
  const columns: Record<typeof orderBy, Omit<KeysetColumn, 'direction'>> = {
    name: { column: 'c.name' },
    license: { column: 'c.license_name' },
    services: { column: 'c.services', type: 'number' },
  };
  return [
    { ...columns[orderBy], direction },
    { column: 'c.id', direction, type: 'number' },
  ];
}

/** A page of package versions with their license. */
export async function listLicensedComponents(
  knex: Knex,
  query: LicensedComponentQuery,
  targets: TargetFilter,
): Promise<Page<LicensedComponent>> {
  const select = selectComponents(knex, query, targets);
  const total = await boundedCount(knex, select);
  const page = await readPage<LicensedRow>(select, keysetOf(query), query);
  return {
    items: await toLicensedComponents(knex, page.rows, targets, new Date()),
    total,
    nextCursor: page.nextCursor,
  };
}

/** All package versions of a filter by name, read a page at a time. */
export function streamLicensedComponents(
  knex: Knex,
  filter: LicensedComponentFilter,
  targets: TargetFilter,
): AsyncGenerator<LicensedComponent> {
  const now = new Date();
  return allPages(async page => {
    const { rows, nextCursor } = await readPage<LicensedRow>(
      selectComponents(knex, filter, targets),
      keysetOf({}),
      page,
    );
    const items = await toLicensedComponents(knex, rows, targets, now);
    return { items, nextCursor };
  });
}

/**
 * The components of one entity are few: its links lead to them. Of many
 * entities the components lead: there are far fewer of them than links. Only
 * the order by services needs every link of what the filter leaves.
 */
function selectComponents(
  knex: Knex,
  query: LicensedComponentQuery,
  targets: TargetFilter,
): Knex.QueryBuilder {
  const inner = selectLicensed(knex);
  filterComponents(knex, inner, query);
  const uses = selectComponentUses(knex, targets);
  filterUses(uses, query);
  if (query.orderBy === 'services') {
    const licenses = knex('licenses as l').select('l.id');
    filterLicenses(knex, licenses, query);
    const counted = uses
      .whereIn('used.license_id', licenses)
      .groupBy('link.component_id')
      .select('link.component_id')
      .countDistinct('link.target_id as services');
    inner
      .join(counted.as('counted'), 'counted.component_id', 'c.id')
      .select('counted.services');
  } else if (targets.entityRef !== undefined) {
    inner.whereIn('c.id', uses.select('link.component_id'));
  } else {
    inner.whereExists(
      uses.whereRaw('link.component_id = c.id').select(knex.raw('1')),
    );
  }
  return knex.from(inner.as('c')).select('c.*');
}

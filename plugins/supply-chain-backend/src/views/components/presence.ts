import { InputError } from '@backstage/errors';
import type {
  Page,
  Presence,
  PresenceFilter,
  PresenceQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toIso, whereOneOf } from '../../database/dialect';
import {
  allPages,
  boundedCount,
  KeysetColumn,
  readPage,
} from '../../database/keyset';
import { findNamed, whereNamed } from './componentSearch';
import { joinLinked, linkedColumns, linkedOf, LinkRow } from './componentLinks';
import { linksOverTime, whereWithin } from './linksOverTime';
import { findPurl } from './purlSearch';
import type {
  DbPastComponentsRow,
  DbTargetsRow,
  LeftJoined,
} from '../../database/tables';

/** Package versions that one search looks for at the most. */
const MAX_VERSIONS = 20_000;

/** A link that is there, or was. */
type PresenceRow = LinkRow &
  Pick<DbTargetsRow, 'removed_at'> &
  Pick<DbPastComponentsRow, 'manifest' | 'since'> &
  LeftJoined<Pick<DbPastComponentsRow, 'until'>>;

const order: KeysetColumn[] = [
  { column: 't.name', direction: 'asc', name: 'target_name' },
  { column: 'link.target_id', direction: 'asc' },
  { column: 'link.component_id', direction: 'asc', type: 'number' },
  { column: 'link.past', direction: 'asc', type: 'number' },
  { column: 'link.row_id', direction: 'asc', type: 'number' },
];

/** Where a package was between two times, and until when. */
export async function listPresence(
  knex: Knex,
  query: PresenceQuery,
  targets: TargetFilter,
): Promise<Page<Presence>> {
  const { select } = await selectPresence(knex, query, targets);
  const total = await boundedCount(knex, select);
  return { ...(await readPresence(knex, select, query)), total };
}

/** All presences of a filter, read a page at a time. */
export function streamPresence(
  knex: Knex,
  filter: PresenceFilter,
  targets: TargetFilter,
): AsyncGenerator<Presence> {
  return allPages(async page => {
    const { select } = await selectPresence(knex, filter, targets);
    return readPresence(knex, select, page);
  });
}

async function selectPresence(
  knex: Knex,
  filter: PresenceFilter,
  targets: TargetFilter,
): Promise<{ select: Knex.QueryBuilder }> {
  const ids = await componentIds(knex, filter);
  const select = joinLinked(
    knex.from(linksOverTime(knex, ids).as('link')),
  ).select(...linkedColumns, 't.removed_at', 'link.*');
  applyTargetFilter(select, { ...targets, includeRemoved: true });
  whereWithin(select, filter);
  // Wrapped: a promise of a query would run the query.
  return { select };
}

/** The components first: given their ids, links are found by index. */
async function componentIds(
  knex: Knex,
  filter: PresenceFilter,
): Promise<(number | string)[]> {
  if (Boolean(filter.package) === Boolean(filter.purl)) {
    throw new InputError('Name either a package or a purl to search for');
  }
  const select = knex('components as c')
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .limit(MAX_VERSIONS + 1);
  if (filter.purl) {
    whereOneOf(knex, select, 'c.id', await findPurl(knex, filter.purl));
  }
  if (filter.package) {
    whereNamed(knex, select, await findNamed(knex, filter.package));
  }
  if (filter.ecosystem?.length) select.whereIn('p.ecosystem', filter.ecosystem);
  const ids: (number | string)[] = await select.pluck('c.id');
  if (ids.length > MAX_VERSIONS) {
    throw new InputError(
      `More than ${MAX_VERSIONS} package versions have such a name; write more of it`,
    );
  }
  return ids;
}

async function readPresence(
  knex: Knex,
  select: Knex.QueryBuilder,
  options: { cursor?: string; limit?: number },
): Promise<{ items: Presence[]; nextCursor?: string }> {
  const page = await readPage<PresenceRow>(select, order, options);
  const linked = await linkedOf(knex, page.rows);
  return {
    items: page.rows.map((row, i) => ({
      ...linked[i],
      manifest: row.manifest,
      since: toIso(row.since),
      until: toIso(row.until ?? row.removed_at),
      removedFromCatalog: row.removed_at !== null,
    })),
    nextCursor: page.nextCursor,
  };
}

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
import { endOf, startOf } from '../../database/dayOrTime';
import { isPostgres, toIso } from '../../database/dialect';
import {
  allPages,
  boundedCount,
  KeysetColumn,
  readPage,
} from '../../database/keyset';
import { findNamed, whereNamed } from './componentSearch';
import { joinLinked, linkedColumns, linkedOf, LinkRow } from './componentLinks';
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
  const from = filter.from ? startOf(filter.from) : undefined;
  const to = filter.to ? endOf(filter.to) : undefined;
  if (from && to && from > to) {
    throw new InputError('`from` is later than `to`');
  }
  const select = joinLinked(knex.from(links(knex, ids).as('link'))).select(
    ...linkedColumns,
    't.removed_at',
    'link.*',
  );
  applyTargetFilter(select, { ...targets, includeRemoved: true });
  if (to) {
    select.where(q =>
      q.whereNull('link.since').orWhere('link.since', '<=', to),
    );
  }
  if (from) {
    // What left the catalog with its entity was there until then.
    select.whereRaw('coalesce(link.until, t.removed_at, ?) >= ?', [from, from]);
  }
  // Wrapped: a promise of a query would run the query.
  return { select };
}

/** What is there and what was, as rows of one shape. */
function links(knex: Knex, components: (number | string)[]) {
  return knex.unionAll([
    knex('target_components as now')
      .join('target_manifests as m', 'm.id', 'now.manifest_id')
      .whereIn('now.component_id', components)
      .select(
        'now.target_id',
        'now.component_id',
        'm.path as manifest',
        'now.relation',
        'now.scope',
        'now.since',
        knex.raw(
          isPostgres(knex) ? 'null::timestamptz as until' : 'null as until',
        ),
        knex.raw('0 as past'),
        'now.manifest_id as row_id',
      ),
    knex('past_components')
      .whereIn('component_id', components)
      .select(
        'target_id',
        'component_id',
        'manifest',
        'relation',
        'scope',
        'since',
        'until',
        knex.raw('1 as past'),
        'id as row_id',
      ),
  ]);
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
    select.whereIn('c.id', await findPurl(knex, filter.purl));
  }
  if (filter.package) {
    whereNamed(select, await findNamed(knex, filter.package));
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

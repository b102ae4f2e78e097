import type {
  NearPackage,
  Usage,
  UsageFilter,
  UsagePage,
  UsageQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { inChunks, toIso } from '../../database/dialect';
import {
  allPages,
  boundedCount,
  KeysetColumn,
  readPage,
} from '../../database/keyset';
import { clearVersionsOf } from '../../records/findings/clearVersions';
import { joinLinked, linkedColumns, linkedOf, LinkRow } from './componentLinks';
import { linksNow, linksOverTime, whereWithin } from './linksOverTime';
import { nearNames } from './nearNames';
import { pinningOf } from './pinning';
import type { ShortestPaths } from './ShortestPaths';
import { scopeNumber } from '../../records/inventory/use';
import {
  askedIds,
  AskedUsages,
  askUsages,
  narrowToVersions,
  withAsked,
} from './usageQuestion';
import type {
  DbPastComponentsRow,
  DbTargetComponentsRow,
  DbTargetManifestsRow,
  DbTargetsRow,
  LeftJoined,
} from '../../database/tables';

interface UsageRow
  extends LinkRow,
    Pick<DbTargetsRow, 'system_ref' | 'lifecycle' | 'snapshot_id'>,
    Pick<DbTargetsRow, 'removed_at'>,
    Pick<DbTargetComponentsRow, 'component_id' | 'since'>,
    Pick<DbTargetManifestsRow, 'path' | 'stale_since'>,
    LeftJoined<Pick<DbPastComponentsRow, 'until'>> {
  /** Of the manifest, or of what was. */
  row_id: number;
  past: 0 | 1;
}

/**
 * By risk: what the worst vulnerability of the version is, then direct before unknown
 * before transitive, and runtime, known or not, before the rest, then by name. The few components of
 * a question are known before, so their uses are found by index and sorted.
 */
const order: KeysetColumn[] = [
  { column: 'u.harmless', direction: 'asc', type: 'number' },
  { column: 'u.relation', direction: 'asc', type: 'number' },
  { column: 'u.scope_order', direction: 'asc', type: 'number' },
  { column: 'u.target_name', direction: 'asc' },
  { column: 'u.target_id', direction: 'asc', type: 'number' },
  { column: 'u.component_id', direction: 'asc', type: 'number' },
  { column: 'u.past', direction: 'asc', type: 'number' },
  { column: 'u.row_id', direction: 'asc', type: 'number' },
];

/**
 * Where packages, versions of them, purls or advisories are used; with a time
 * window also where they were in it, and until when.
 */
export async function listUsages(
  knex: Knex,
  query: UsageQuery,
  targets: TargetFilter,
): Promise<UsagePage> {
  const { select, asked, versions } = await selectUsages(knex, query, targets);
  const [total, services, owners] = await Promise.all([
    boundedCount(knex, withAsked(select.clone(), asked)),
    boundedCount(knex, distinctTargets(knex, select, asked)),
    boundedCount(knex, distinctOwners(knex, select, asked)),
  ]);
  const page = await readUsages(knex, select, asked, query);
  return {
    ...page,
    total,
    services,
    owners,
    versions,
    unknownAdvisories: asked.unknownAdvisories,
    near: total.count === 0 ? await near(knex, query, targets) : [],
  };
}

/** A usage with how the package comes in, the shortest way. */
export type ExportedUsage = Usage & { path?: string };

/** All usages of a filter, read a page at a time. */
export function streamUsages(
  knex: Knex,
  filter: UsageFilter,
  targets: TargetFilter,
  paths: ShortestPaths,
): AsyncGenerator<ExportedUsage> {
  let settled: ReturnType<typeof selectUsages> | undefined;
  return allPages(async page => {
    // What is asked for is the same for all pages.
    settled ??= selectUsages(knex, filter, targets);
    const { select, asked } = await settled;
    const { items, nextCursor } = await readUsages(
      knex,
      select.clone(),
      asked,
      page,
    );
    const exported: ExportedUsage[] = [];
    for (const usage of items) {
      const { entityRef, purl, manifest, until } = usage;
      const path = until
        ? undefined
        : await paths.to(entityRef, [purl], manifest);
      exported.push({ ...usage, path });
    }
    return { items: exported, nextCursor };
  });
}

/** What may have been meant by names that nothing in use goes by. */
async function near(
  knex: Knex,
  filter: UsageFilter,
  targets: TargetFilter,
): Promise<NearPackage[]> {
  const names = [
    ...(filter.package ?? []),
    ...(filter.purl ?? []).map(purl => purl.replace(/[@?#].*$/, '')),
  ];
  const found = await Promise.all(
    names.map(name => nearNames(knex, name, targets)),
  );
  return found.flat();
}

function distinctTargets(
  knex: Knex,
  select: Knex.QueryBuilder,
  asked: AskedUsages,
) {
  const rows = select.clone().clearSelect().distinct('link.target_id');
  return knex.from(withAsked(rows, asked).as('targets')).select('*');
}

function distinctOwners(
  knex: Knex,
  select: Knex.QueryBuilder,
  asked: AskedUsages,
) {
  const rows = select
    .clone()
    .clearSelect()
    .join('target_owners as o', 'o.target_id', 't.id')
    .distinct('o.owner_ref');
  return knex.from(withAsked(rows, asked).as('owners')).select('*');
}

/** What is selected is to be given what is asked for: once, in whatever query it becomes part of. */
async function selectUsages(
  knex: Knex,
  filter: UsageFilter,
  targets: TargetFilter,
) {
  const asked = await askUsages(knex, filter);
  const isOverTime = Boolean(filter.from || filter.to);
  const select = joinLinked(
    knex.from(
      (isOverTime ? linksOverTime(knex, askedIds(knex)) : linksNow(knex)).as(
        'link',
      ),
    ),
  );
  applyTargetFilter(select, {
    ...targets,
    ...(isOverTime && { includeRemoved: true }),
  });
  if (isOverTime) whereWithin(select, filter);
  select.whereIn('c.id', askedIds(knex));
  const { versions } = filter;
  return versions === undefined
    ? { select, asked, versions: undefined }
    : {
        select,
        ...(await narrowToVersions(knex, select, asked, {
          ...filter,
          versions,
        })),
      };
}

/** The worst vulnerability of each component of a question, as its place in the order of risk. */
function worstVulnerabilities(knex: Knex) {
  return knex('component_matches as m')
    .join('advisories as a', 'a.id', 'm.advisory_id')
    .join(
      'vulnerabilities as vulnerability',
      'vulnerability.id',
      'a.vulnerability_id',
    )
    .whereIn('m.component_id', askedIds(knex))
    .groupBy('m.component_id')
    .select('m.component_id')
    .max('vulnerability.risk as risk');
}

async function readUsages(
  knex: Knex,
  select: Knex.QueryBuilder,
  asked: AskedUsages,
  options: { cursor?: string; limit?: number },
): Promise<{ items: Usage[]; nextCursor?: string }> {
  const rows = select
    .clone()
    .leftJoin('worst', 'worst.component_id', 'c.id')
    .select(
      ...linkedColumns,
      't.system_ref',
      't.lifecycle',
      't.snapshot_id',
      't.removed_at',
      'link.target_id',
      'link.component_id',
      'link.row_id',
      'link.past',
      'link.relation',
      'link.scope',
      'link.since',
      'link.until',
      'link.manifest as path',
      'link.stale_since',
      knex.raw('-coalesce(worst.risk, -1) as harmless'),
      knex.raw(
        'case link.scope when ? then ? else link.scope end as scope_order',
        [scopeNumber('unknown'), scopeNumber('runtime')],
      ),
    );
  const page = await readPage<UsageRow>(
    withAsked(knex.queryBuilder(), asked)
      .withMaterialized('worst', worstVulnerabilities(knex))
      .from(rows.as('u'))
      .select('u.*'),
    order,
    options,
  );
  const linked = await linkedOf(knex, page.rows);
  const risks = await risksOf(knex, page.rows);
  return {
    items: page.rows.map((row, i) => ({
      ...linked[i],
      system: row.system_ref ?? undefined,
      lifecycle: row.lifecycle ?? undefined,
      manifest: row.path,
      ...pinningOf(row.purl),
      since: toIso(row.since),
      ...(isThere(row)
        ? { snapshotId: idOf(row.snapshot_id) }
        : { until: toIso(row.until ?? row.removed_at) }),
      ...(row.removed_at !== null && { removedFromCatalog: true }),
      stale: row.stale_since !== null,
      ...risks(row),
    })),
    nextCursor: page.nextCursor,
  };
}

function isThere({ past, removed_at: removedAt }: UsageRow): boolean {
  return Number(past) === 0 && removedAt === null;
}

function idOf(id: UsageRow['snapshot_id']): string | undefined {
  return id === null ? undefined : String(id);
}

/** What is known of the versions in use: their vulnerabilities, worst first, and the way out. */
async function risksOf(
  knex: Knex,
  rows: UsageRow[],
): Promise<(row: UsageRow) => Pick<Usage, 'advisories' | 'clearVersion'>> {
  const vulnerabilities = new Map<number, string[]>();
  for await (const ids of inChunks([
    ...new Set(rows.map(row => row.component_id)),
  ])) {
    for (const row of await knex('component_matches as m')
      .join('advisories as a', 'a.id', 'm.advisory_id')
      .join(
        'vulnerabilities as vulnerability',
        'vulnerability.id',
        'a.vulnerability_id',
      )
      .whereIn('m.component_id', ids)
      .distinct('m.component_id', 'vulnerability.key', 'vulnerability.risk')
      .orderBy([
        { column: 'vulnerability.risk', order: 'desc' },
        { column: 'vulnerability.key' },
      ])) {
      const id = Number(row.component_id);
      vulnerabilities.set(id, [...(vulnerabilities.get(id) ?? []), row.key]);
    }
  }
  const vulnerable = (row: UsageRow) =>
    vulnerabilities.get(Number(row.component_id));
  const versionOf = (row: UsageRow) => ({
    // Only packages of an ecosystem have vulnerabilities.
    ecosystem: row.ecosystem!,
    packageName: row.name,
    version: row.version,
  });
  const clearVersionOf = await clearVersionsOf(
    knex,
    rows.filter(vulnerable).map(versionOf),
  );
  return row => {
    const advisories = vulnerable(row);
    return advisories
      ? { advisories, clearVersion: clearVersionOf(versionOf(row)) }
      : { advisories: [] };
  };
}

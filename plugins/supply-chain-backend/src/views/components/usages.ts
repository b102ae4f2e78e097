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
import { inChunks } from '../../database/dialect';
import {
  allPages,
  boundedCount,
  KeysetColumn,
  readPage,
} from '../../database/keyset';
import { clearVersionsOf } from '../../records/findings/clearVersions';
import { joinLinked, linkedColumns, linkedOf, LinkRow } from './componentLinks';
import { nearNames } from './nearNames';
import type { ShortestPaths } from './ShortestPaths';
import { scopeNumber } from '../../records/inventory/use';
import { askUsages, AskedUsages, narrowToVersions } from './usageQuestion';
import type {
  DbTargetComponentsRow,
  DbTargetManifestsRow,
  DbTargetsRow,
} from '../../database/tables';

interface UsageRow
  extends LinkRow,
    Pick<DbTargetsRow, 'system_ref' | 'lifecycle' | 'snapshot_id'>,
    Pick<DbTargetComponentsRow, 'component_id' | 'manifest_id'>,
    Pick<DbTargetManifestsRow, 'path' | 'stale_since'> {}

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
  { column: 'u.manifest_id', direction: 'asc', type: 'number' },
];

/** Where packages, versions of them, purls or advisories are used. */
export async function listUsages(
  knex: Knex,
  query: UsageQuery,
  targets: TargetFilter,
): Promise<UsagePage> {
  const { select, asked, versions } = await selectUsages(knex, query, targets);
  const [total, services, owners] = await Promise.all([
    boundedCount(knex, select),
    boundedCount(knex, distinctTargets(knex, select)),
    boundedCount(knex, distinctOwners(knex, select)),
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
      const { entityRef, purl, manifest } = usage;
      const path = await paths.to(entityRef, [purl], manifest);
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

function distinctTargets(knex: Knex, select: Knex.QueryBuilder) {
  return knex
    .from(select.clone().clearSelect().distinct('link.target_id').as('targets'))
    .select('*');
}

function distinctOwners(knex: Knex, select: Knex.QueryBuilder) {
  return knex
    .from(
      select
        .clone()
        .clearSelect()
        .join('target_owners as o', 'o.target_id', 't.id')
        .distinct('o.owner_ref')
        .as('owners'),
    )
    .select('*');
}

async function selectUsages(
  knex: Knex,
  filter: UsageFilter,
  targets: TargetFilter,
) {
  const asked = await askUsages(knex, filter);
  const select = joinLinked(knex('target_components as link')).join(
    'target_manifests as manifest',
    'manifest.id',
    'link.manifest_id',
  );
  applyTargetFilter(select, targets);
  asked.apply(select);
  const { versions: text } = filter;
  const versions =
    text === undefined
      ? undefined
      : await narrowToVersions(knex, select, { ...filter, versions: text });
  return { select, asked, versions };
}

/** The worst vulnerability of each component of a question, as its place in the order of risk. */
function worstVulnerabilities(knex: Knex, asked: AskedUsages) {
  const components = knex('components as c')
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .select('c.id');
  asked.apply(components);
  return knex('component_matches as m')
    .join('advisories as a', 'a.id', 'm.advisory_id')
    .join(
      'vulnerabilities as vulnerability',
      'vulnerability.id',
      'a.vulnerability_id',
    )
    .whereIn('m.component_id', components)
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
      'link.target_id',
      'link.component_id',
      'link.manifest_id',
      'link.relation',
      'link.scope',
      'manifest.path',
      'manifest.stale_since',
      knex.raw('-coalesce(worst.risk, -1) as harmless'),
      knex.raw(
        'case link.scope when ? then ? else link.scope end as scope_order',
        [scopeNumber('unknown'), scopeNumber('runtime')],
      ),
    );
  const page = await readPage<UsageRow>(
    knex
      .withMaterialized('worst', worstVulnerabilities(knex, asked))
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
      snapshotId:
        row.snapshot_id === null ? undefined : String(row.snapshot_id),
      stale: row.stale_since !== null,
      ...risks(row),
    })),
    nextCursor: page.nextCursor,
  };
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

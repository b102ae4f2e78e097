import { InputError } from '@backstage/errors';
import type {
  Usage,
  UsageFilter,
  UsagePage,
  UsageQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { applyTargetFilter, TargetFilter } from '../catalog/targetFilter';
import { ownersOf } from '../catalog/owners';
import { toBoolean } from '../database/dialect';
import {
  allPages,
  boundedCount,
  KeysetColumn,
  readPage,
} from '../database/keyset';
import { wherePurl, whereNamed } from './componentSearch';
import { scopeOf } from './scope';
import { VersionRange } from './versionRange';

/** Package versions that one search looks through at the most. */
const MAX_VERSIONS = 20_000;

type UsageRow = Record<string, any>;

const order: KeysetColumn[] = [
  { column: 't.name', direction: 'asc', name: 'target_name' },
  { column: 'link.target_id', direction: 'asc' },
  { column: 'link.component_id', direction: 'asc', type: 'number' },
  { column: 'link.manifest_id', direction: 'asc' },
];

/** Where a package, version range, purl or advisory is used. */
export async function listUsages(
  knex: Knex,
  query: UsageQuery,
  targets: TargetFilter,
): Promise<UsagePage> {
  const { select } = await selectUsages(knex, query, targets);
  const [total, services, owners] = await Promise.all([
    boundedCount(knex, select),
    boundedCount(knex, distinctTargets(knex, select)),
    boundedCount(knex, distinctOwners(knex, select)),
  ]);
  const page = await readUsages(knex, select, query);
  return { ...page, total, services, owners };
}

/** All usages of a filter, read a page at a time. */
export function streamUsages(
  knex: Knex,
  filter: UsageFilter,
  targets: TargetFilter,
): AsyncGenerator<Usage> {
  return allPages(async page => {
    const { select } = await selectUsages(knex, filter, targets);
    return readUsages(knex, select, page);
  });
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
): Promise<{ select: Knex.QueryBuilder }> {
  const select = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as c', 'c.id', 'link.component_id')
    .join('target_manifests as manifest', 'manifest.id', 'link.manifest_id')
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .select(
      't.entity_ref',
      't.name as target_name',
      't.system_ref',
      't.lifecycle',
      't.snapshot_id',
      'link.target_id',
      'link.component_id',
      'link.manifest_id',
      'link.direct',
      'link.scope',
      'c.purl',
      'c.name',
      'c.version',
      'p.ecosystem',
      'manifest.path',
      'manifest.stale_since',
    );
  applyTargetFilter(select, targets);
  await applyComponents(knex, select, filter);
  // Wrapped: a promise of a query would run the query.
  return { select };
}

async function applyComponents(
  knex: Knex,
  select: Knex.QueryBuilder,
  filter: UsageFilter,
): Promise<void> {
  const asked = [filter.package, filter.purl, filter.advisory].filter(Boolean);
  if (asked.length !== 1) {
    throw new InputError(
      'Say what to look for: one of package, purl or advisory',
    );
  }
  if (filter.ecosystem?.length) select.whereIn('p.ecosystem', filter.ecosystem);
  if (filter.purl) wherePurl(select, filter.purl);
  if (filter.advisory) await applyAdvisory(knex, select, filter.advisory);
  if (filter.package) await whereNamed(knex, select, filter.package);
  if (filter.versions) await applyVersions(knex, select, filter.versions);
}

/** The components first, for the same reason as with names. */
async function applyAdvisory(
  knex: Knex,
  select: Knex.QueryBuilder,
  id: string,
): Promise<void> {
  const ids = await knex('flaw_names as n')
    .join('advisories as a', 'a.flaw_id', 'n.flaw_id')
    .join('component_matches as m', 'm.advisory_id', 'a.id')
    .where('n.name', id)
    .distinct('m.component_id')
    .pluck('m.component_id');
  select.whereIn('c.id', ids);
}

/** Versions are ordered by their ecosystem's rules, which SQL does not know. */
async function applyVersions(
  knex: Knex,
  select: Knex.QueryBuilder,
  text: string,
): Promise<void> {
  const range = VersionRange.parse(text);
  const versions: { id: number; ecosystem: string; version: string }[] =
    await knex
      .from(
        select
          .clone()
          .clearSelect()
          .distinct('c.id', 'p.ecosystem', 'c.version')
          .as('versions'),
      )
      .limit(MAX_VERSIONS + 1);
  if (versions.length > MAX_VERSIONS) {
    throw new InputError(
      `More than ${MAX_VERSIONS} package versions to compare; name the package more exactly`,
    );
  }
  const ids = versions
    .filter(row => row.ecosystem && range.contains(row.ecosystem, row.version))
    .map(row => row.id);
  select.whereIn('c.id', ids);
}

async function readUsages(
  knex: Knex,
  select: Knex.QueryBuilder,
  options: { cursor?: string; limit?: number },
): Promise<{ items: Usage[]; nextCursor?: string }> {
  const page = await readPage<UsageRow>(select, order, options);
  const owners = await ownersOf(
    knex,
    page.rows.map(row => row.target_id),
  );
  return {
    items: page.rows.map(row => toUsage(row, owners.get(row.target_id) ?? [])),
    nextCursor: page.nextCursor,
  };
}

function toUsage(row: UsageRow, owners: string[]): Usage {
  return {
    entityRef: row.entity_ref,
    targetName: row.target_name,
    owners,
    system: row.system_ref ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    purl: row.purl,
    ecosystem: row.ecosystem ?? undefined,
    name: row.name,
    version: row.version,
    direct: toBoolean(row.direct),
    scope: scopeOf(row.scope),
    manifest: row.path,
    snapshotId: row.snapshot_id === null ? undefined : String(row.snapshot_id),
    stale: row.stale_since !== null,
  };
}

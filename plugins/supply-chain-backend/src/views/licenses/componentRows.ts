import type {
  LicensedComponent,
  LicensedComponentQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  containing,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { inChunks, toBoolean, toIso } from '../../database/dialect';
import {
  DEVELOPMENT,
  directOf,
  relationAsked,
  scopeNumber,
  scopeOf,
} from '../../records/inventory/use';
import { licenseKey } from '../../records/licenses/licenseRows';
import { resultsOf } from '../../records/licenses/resolve';
import { CURATION } from '../../records/licenses/interpretClaims';
import { joinVerdicts, judged } from './uses';
import { verdictNumber, verdictOf } from '../../records/licenses/verdicts';
import type {
  BigNumber,
  DbComponentFactsRow,
  DbComponentsRow,
  DbLicenseIssuesRow,
  DbLicenseVerdictsRow,
  DbLicensesRow,
  DbPackageFactsRow,
  DbPackagesRow,
  DbTargetComponentsRow,
  LeftJoined,
} from '../../database/tables';

const FOR_DEVELOPMENT = `link.scope = ${DEVELOPMENT}`;

/** A component's row with its license; see {@link selectLicensed}. */
export interface LicensedRow
  extends Pick<
      DbComponentsRow,
      'id' | 'purl' | 'name' | 'version' | 'package_purl' | 'facts_pending'
    >,
    Pick<DbLicensesRow, 'expression' | 'state' | 'category'>,
    LeftJoined<Pick<DbPackagesRow, 'ecosystem'>>,
    LeftJoined<
      Pick<
        DbComponentFactsRow,
        'deprecated' | 'published_at' | 'versions_behind' | 'days_behind'
      >
    >,
    LeftJoined<Pick<DbPackageFactsRow, 'latest_version'>> {
  license_id: number;
  license_name: string;
}

/** How some targets use a component. */
export interface ComponentUse {
  services: number;
  relation: number;
  scope: number;
  /** The worst of all; undefined where nothing is judged. */
  verdict?: number;
  /** Every issue is set aside. */
  excepted: boolean;
}

/** Components `c` with their license `l`, package and facts. */
export function selectLicensed(knex: Knex): Knex.QueryBuilder {
  return knex('components as c')
    .join('licenses as l', 'l.id', 'c.license_id')
    .leftJoin('packages as package', 'package.id', 'c.package_id')
    .leftJoin('component_facts as f', 'f.component_id', 'c.id')
    .leftJoin('package_facts as pf', 'pf.package_id', 'c.package_id')
    .select(
      'c.id',
      'c.purl',
      'c.name',
      'c.version',
      'c.package_purl',
      'c.facts_pending',
      'c.license_id',
      'l.expression',
      'l.state',
      'l.category',
      'package.ecosystem',
      'f.deprecated',
      'f.published_at',
      'f.versions_behind',
      'f.days_behind',
      'pf.latest_version',
      knex.raw(`coalesce(l.expression, '') as license_name`),
    );
}

/** Filters about components themselves, whoever uses them. */
export function filterComponents(
  knex: Knex,
  select: Knex.QueryBuilder,
  query: LicensedComponentQuery,
): void {
  if (query.q) {
    const like = containing(query.q);
    select.where(any =>
      any
        .whereRaw(`lower(c.name) like ? escape '\\'`, [like])
        .orWhereRaw(`lower(c.purl) like ? escape '\\'`, [like])
        .orWhereRaw(`lower(l.expression) like ? escape '\\'`, [like]),
    );
  }
  if (query.ecosystem?.length) {
    select.whereIn('package.ecosystem', query.ecosystem);
  }
  filterLicenses(knex, select, query);
  if (query.deprecated !== undefined) {
    if (query.deprecated) select.whereNotNull('f.deprecated');
    else select.whereNull('f.deprecated');
  }
  if (query.outdated !== undefined) {
    select.whereRaw(
      `coalesce(f.versions_behind, 0) ${query.outdated ? '>' : '='} 0`,
    );
  }
}

/** Filters about the license `l`. */
export function filterLicenses(
  knex: Knex,
  select: Knex.QueryBuilder,
  query: LicensedComponentQuery,
): void {
  if (query.license) {
    const { license: expression } = query;
    const key = licenseKey({ state: 'known', expression, candidates: [] });
    select.where('l.key', key);
  }
  if (query.category?.length) select.whereIn('l.category', query.category);
  if (query.state?.length) select.whereIn('l.state', query.state);
  if (query.verdict?.length) {
    // Whether a use has it is asked of each; few licenses can have it at all.
    select.whereIn(
      'l.id',
      knex('license_verdicts')
        .whereIn('verdict', query.verdict.map(verdictNumber))
        .select('license_id'),
    );
  }
}

/** Uses of components by what may be seen; aliases `link`, `t`, `p` and `v`. */
export function selectComponentUses(
  knex: Knex,
  targets: TargetFilter,
): Knex.QueryBuilder {
  const select = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as used', 'used.id', 'link.component_id');
  joinVerdicts(select, 'used.license_id');
  applyTargetFilter(select, targets);
  return select;
}

/** Filters about how a component is used: of each use by itself. */
export function filterUses(
  select: Knex.QueryBuilder,
  query: LicensedComponentQuery,
): void {
  if (query.direct !== undefined) {
    select.where('link.relation', relationAsked(query.direct));
  }
  if (query.scope?.length) {
    select.whereIn('link.scope', query.scope.map(scopeNumber));
  }
  if (query.verdict?.length) {
    select
      .whereIn('v.verdict', query.verdict.map(verdictNumber))
      .whereRaw(judged(FOR_DEVELOPMENT));
  }
}

interface UseRow
  extends Pick<DbTargetComponentsRow, 'component_id' | 'relation' | 'scope'>,
    LeftJoined<Pick<DbLicenseVerdictsRow, 'verdict'>> {
  services: BigNumber;
}

/** How components are used, by component. */
export async function usesOf(
  knex: Knex,
  componentIds: number[],
  targets: TargetFilter,
  now: Date,
): Promise<Map<number, ComponentUse>> {
  const uses = new Map<number, ComponentUse>();
  for await (const chunk of inChunks(componentIds)) {
    const rows: UseRow[] = await selectComponentUses(knex, targets)
      .whereIn('link.component_id', chunk)
      .groupBy('link.component_id')
      .select('link.component_id')
      .countDistinct('link.target_id as services')
      .min({ scope: 'link.scope', relation: 'link.relation' })
      .select(
        knex.raw(
          `max(case when ${judged(
            FOR_DEVELOPMENT,
          )} then v.verdict end) as verdict`,
        ),
      );
    const excepted = await exceptedComponents(knex, chunk, targets, now);
    for (const row of rows) {
      const id = Number(row.component_id);
      uses.set(id, {
        services: Number(row.services),
        relation: Number(row.relation),
        scope: Number(row.scope),
        verdict: row.verdict === null ? undefined : Number(row.verdict),
        excepted: excepted.has(id),
      });
    }
  }
  return uses;
}

/** Components with issues that are all set aside. */
async function exceptedComponents(
  knex: Knex,
  componentIds: number[],
  targets: TargetFilter,
  now: Date,
): Promise<Set<number>> {
  const select = knex('license_issues as i')
    .join('targets as t', 't.id', 'i.target_id')
    .whereIn('i.component_id', componentIds)
    .groupBy('i.component_id')
    .havingRaw(
      'count(*) = sum(case when i.exception_id is not null and i.excepted_until > ? then 1 else 0 end)',
      [now],
    )
    .select('i.component_id');
  applyTargetFilter(select, targets);
  const rows: Pick<DbLicenseIssuesRow, 'component_id'>[] = await select;
  return new Set(rows.map(row => Number(row.component_id)));
}

/** Rows for the API, with what takes a query for all of them together. */
export async function toLicensedComponents(
  knex: Knex,
  rows: LicensedRow[],
  targets: TargetFilter,
  now: Date,
): Promise<LicensedComponent[]> {
  const ids = rows.map(row => Number(row.id));
  const unsettled = rows
    .filter(row => row.state !== 'known')
    .map(row => Number(row.id));
  const [uses, reasons, curated] = await Promise.all([
    usesOf(knex, ids, targets, now),
    resultsOf(knex, unsettled),
    curatedComponents(knex, ids),
  ]);
  return rows.map(row => {
    const id = Number(row.id);
    const use = uses.get(id);
    return {
      purl: row.purl,
      ecosystem: row.ecosystem ?? undefined,
      name: row.name,
      version: row.version,
      expression: row.expression ?? undefined,
      state: row.state,
      stateReason: reasons.get(id)?.reason,
      category: row.category,
      curated: curated.has(id) || undefined,
      pending: toBoolean(row.facts_pending) || undefined,
      verdict: use?.verdict === undefined ? undefined : verdictOf(use.verdict),
      excepted: use?.excepted || undefined,
      services: targets.entityRef === undefined ? use?.services : undefined,
      direct: use && directOf(use.relation),
      scope: use && scopeOf(use.scope),
      deprecated: row.deprecated ?? undefined,
      publishedAt: toIso(row.published_at),
      latestVersion: row.latest_version ?? undefined,
      versionsBehind: row.versions_behind ?? undefined,
      daysBehind: row.days_behind ?? undefined,
    };
  });
}

async function curatedComponents(
  knex: Knex,
  componentIds: number[],
): Promise<Set<number>> {
  const rows = await knex('component_licenses')
    .whereIn('component_id', componentIds)
    .where('source', CURATION)
    .whereNull('superseded_at')
    .select('component_id');
  return new Set(rows.map(row => Number(row.component_id)));
}

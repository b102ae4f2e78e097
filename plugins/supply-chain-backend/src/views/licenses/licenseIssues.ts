import type {
  LicenseIssue,
  LicenseIssueFilter,
  LicenseIssueQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { ownersOf } from '../../records/targets/owners';
import {
  applyTargetFilter,
  containing,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toDate, toIso } from '../../database/dialect';
import {
  allPages,
  boundedCount,
  KeysetColumn,
  readPage,
} from '../../database/keyset';
import { toDecision } from '../decisions/decisionViews';
import {
  directOf,
  relationAsked,
  scopeNumber,
  scopeOf,
} from '../../records/inventory/use';
import { licenseKey } from '../../records/licenses/licenseRows';
import { verdictNumber, verdictOf } from '../../records/licenses/verdicts';
import type {
  DbComponentsRow,
  DbDecisionsRow,
  DbLicenseIssuesRow,
  DbLicensesRow,
  DbPackagesRow,
  DbTargetsRow,
  LeftJoined,
} from '../../database/tables';

interface IssueRow
  extends DbLicenseIssuesRow,
    Pick<DbTargetsRow, 'entity_ref' | 'snapshot_id'>,
    Pick<DbComponentsRow, 'purl' | 'version'>,
    Pick<DbLicensesRow, 'expression' | 'state' | 'category'>,
    LeftJoined<Pick<DbPackagesRow, 'ecosystem'>> {
  target_name: string;
}

/** Sorted on stored columns only: each order has an index. */
const columns: Record<
  NonNullable<LicenseIssueQuery['orderBy']>,
  Omit<KeysetColumn, 'direction'>
> = {
  verdict: { column: 'i.verdict', type: 'number' },
  package: { column: 'i.package_name' },
  firstSeen: { column: 'i.first_seen_at', type: 'time' },
};

function keysetOf(query: LicenseIssueQuery): KeysetColumn[] {
  const { orderBy = 'verdict' } = query;
  const direction = query.order ?? (orderBy === 'package' ? 'asc' : 'desc');
  return [
    { ...columns[orderBy], direction },
    { column: 'i.id', direction, type: 'number' },
  ];
}

/** A page of what breaks which rule. */
export async function listLicenseIssues(
  knex: Knex,
  query: LicenseIssueQuery,
  targets: TargetFilter,
): Promise<Page<LicenseIssue>> {
  const now = new Date();
  const select = selectIssues(knex, query, targets, now);
  const total = await boundedCount(knex, select);
  const page = await readPage<IssueRow>(select, keysetOf(query), query);
  return {
    items: await toIssues(knex, page.rows, now),
    total,
    nextCursor: page.nextCursor,
  };
}

/** All issues of a filter, worst first, read a page at a time. */
export function streamLicenseIssues(
  knex: Knex,
  filter: LicenseIssueFilter,
  targets: TargetFilter,
): AsyncGenerator<LicenseIssue> {
  const now = new Date();
  return allPages(async page => {
    const { rows, nextCursor } = await readPage<IssueRow>(
      selectIssues(knex, filter, targets, now),
      keysetOf({}),
      page,
    );
    return { items: await toIssues(knex, rows, now), nextCursor };
  });
}

function selectIssues(
  knex: Knex,
  filter: LicenseIssueFilter,
  targets: TargetFilter,
  now: Date,
): Knex.QueryBuilder {
  const select = knex('license_issues as i')
    .join('targets as t', 't.id', 'i.target_id')
    .join('components as c', 'c.id', 'i.component_id')
    .join('licenses as l', 'l.id', 'i.license_id')
    .leftJoin('packages as package', 'package.id', 'c.package_id')
    .select(
      'i.*',
      't.entity_ref',
      't.name as target_name',
      't.snapshot_id',
      'c.purl',
      'c.version',
      'l.expression',
      'l.state',
      'l.category',
      'package.ecosystem',
    );
  applyTargetFilter(select, targets);
  filterIssues(select, filter);
  if (filter.excepted === true) {
    select.whereNotNull('i.exception_id').where('i.excepted_until', '>', now);
  } else if (filter.excepted === false) {
    select.where(open =>
      open.whereNull('i.exception_id').orWhere('i.excepted_until', '<=', now),
    );
  }
  return select;
}

function filterIssues(select: Knex.QueryBuilder, filter: LicenseIssueFilter) {
  if (filter.q) {
    const like = containing(filter.q);
    select.where(any =>
      any
        .whereRaw(`lower(i.package_name) like ? escape '\\'`, [like])
        .orWhereRaw(`lower(l.expression) like ? escape '\\'`, [like]),
    );
  }
  if (filter.license) {
    const { license: expression } = filter;
    const key = licenseKey({ state: 'known', expression, candidates: [] });
    select.where('l.key', key);
  }
  if (filter.category?.length) select.whereIn('l.category', filter.category);
  if (filter.state?.length) select.whereIn('l.state', filter.state);
  if (filter.verdict?.length) {
    select.whereIn('i.verdict', filter.verdict.map(verdictNumber));
  }
  if (filter.direct !== undefined) {
    select.where('i.relation', relationAsked(filter.direct));
  }
  if (filter.scope?.length) {
    select.whereIn('i.scope', filter.scope.map(scopeNumber));
  }
}

/** Rows for the API, with what takes a query for all of them together. */
async function toIssues(
  knex: Knex,
  rows: IssueRow[],
  now: Date,
): Promise<LicenseIssue[]> {
  const [owners, reasons, manifests, exceptions] = await Promise.all([
    ownersOf(
      knex,
      rows.map(row => row.target_id),
    ),
    reasonsOf(knex, rows),
    manifestsOf(knex, rows),
    exceptionsOf(knex, rows, now),
  ]);
  return rows.map(row => {
    const exception = exceptions.get(Number(row.id));
    return {
      id: String(row.id),
      entityRef: row.entity_ref,
      targetName: row.target_name,
      owners: owners.get(row.target_id) ?? [],
      purl: row.purl,
      ecosystem: row.ecosystem ?? undefined,
      name: row.package_name,
      version: row.version,
      expression: row.expression ?? undefined,
      state: row.state,
      category: row.category,
      verdict: verdictOf(row.verdict),
      policy: row.policy,
      reasons: reasons.get(`${row.license_id} ${row.policy}`) ?? [],
      direct: directOf(row.relation),
      scope: scopeOf(row.scope),
      manifests: manifests.get(`${row.target_id} ${row.component_id}`) ?? [],
      firstSeenAt: toIso(row.first_seen_at)!,
      exception: exception && toDecision(exception, undefined, now),
      snapshotId:
        row.snapshot_id === null ? undefined : String(row.snapshot_id),
    };
  });
}

async function reasonsOf(knex: Knex, rows: IssueRow[]) {
  const reasons = new Map<string, LicenseIssue['reasons']>();
  const ids = [...new Set(rows.map(row => row.license_id))];
  for (const row of await knex('license_verdicts')
    .whereIn('license_id', ids)
    .select('license_id', 'policy', 'reasons')) {
    reasons.set(`${row.license_id} ${row.policy}`, JSON.parse(row.reasons));
  }
  return reasons;
}

async function manifestsOf(knex: Knex, rows: IssueRow[]) {
  const manifests = new Map<string, string[]>();
  const links = await knex('target_components as link')
    .join('target_manifests as m', 'm.id', 'link.manifest_id')
    .whereIn(
      ['link.target_id', 'link.component_id'],
      rows.map(row => [row.target_id, row.component_id]),
    )
    .orderBy('m.path')
    .select('link.target_id', 'link.component_id', 'm.path');
  for (const link of links) {
    const key = `${link.target_id} ${link.component_id}`;
    manifests.set(key, [...(manifests.get(key) ?? []), link.path]);
  }
  return manifests;
}

/** The decisions that set issues aside now, by issue. */
async function exceptionsOf(knex: Knex, rows: IssueRow[], now: Date) {
  const excepted = rows.filter(
    row => row.exception_id !== null && toDate(row.excepted_until) > now,
  );
  const decisions: DbDecisionsRow[] = await knex('decisions').whereIn(
    'id',
    excepted.map(row => row.exception_id),
  );
  const byId = new Map(decisions.map(row => [Number(row.id), row]));
  return new Map(
    excepted.map(row => [Number(row.id), byId.get(Number(row.exception_id))]),
  );
}

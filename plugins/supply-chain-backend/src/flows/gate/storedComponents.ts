import type { GateComponent } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toDate } from '../../database/dialect';
import type {
  DbComponentsRow,
  DbLicenseIssuesRow,
  DbLicensesRow,
  DbLicenseVerdictsRow,
  DbPackagesRow,
  DbTargetComponentsRow,
  Flag,
  LeftJoined,
} from '../../database/tables';
import {
  approvalOf,
  selectApprovals,
} from '../../records/decisions/packageApprovals';
import { DEVELOPMENT, directOf, scopeOf } from '../../records/inventory/use';
import { REVIEW, verdictOf } from '../../records/licenses/verdicts';
import { joinVerdicts, judged } from '../../views/licenses/uses';

interface Row
  extends Pick<DbTargetComponentsRow, 'target_id' | 'scope' | 'relation'>,
    Pick<DbComponentsRow, 'purl' | 'name' | 'version'>,
    LeftJoined<Pick<DbPackagesRow, 'ecosystem'>>,
    LeftJoined<Pick<DbLicensesRow, 'state' | 'expression'>>,
    LeftJoined<Pick<DbLicenseVerdictsRow, 'verdict'>>,
    LeftJoined<Pick<DbLicenseIssuesRow, 'exception_id' | 'excepted_until'>> {
  package_name: DbPackagesRow['name'] | null;
  judged: Flag | null;
  /** Absent where it is not asked for. */
  approval?: number | null;
  openssf_score?: number | null;
}

/**
 * Components of targets as gates look at them, each once; by target.
 *
 * @param only - those whose licenses are not simply allowed, and those that
 * advisories cannot be matched with
 * @param approvals - whether they tell that a package is not approved
 * @param scores - whether they tell what OpenSSF Scorecard gives their project
 */
export async function storedComponents(
  knex: Knex,
  targetIds: readonly number[],
  {
    only,
    approvals,
    scores,
  }: { only?: 'remarkable'; approvals?: boolean; scores?: boolean },
  now: Date,
): Promise<Map<number, GateComponent[]>> {
  const select = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as c', 'c.id', 'link.component_id')
    .leftJoin('packages as pk', 'pk.id', 'c.package_id')
    .leftJoin('licenses as l', 'l.id', 'c.license_id')
    .leftJoin('license_issues as i', function ofUse() {
      this.on('i.target_id', 'link.target_id').andOn(
        'i.component_id',
        'link.component_id',
      );
    })
    .whereIn('link.target_id', targetIds);
  joinVerdicts(select, 'l.id');
  if (approvals) {
    select.leftJoin(selectApprovals(knex).as('ap'), function ofPackage() {
      this.on('ap.ecosystem', 'pk.ecosystem').andOn(
        'ap.lookup_name',
        'pk.lookup_name',
      );
    });
  }
  if (scores) {
    select.leftJoin('package_facts as pf', 'pf.package_id', 'pk.id');
  }
  if (only === 'remarkable') {
    select.where(open => {
      open
        .where('v.verdict', '>=', REVIEW)
        .orWhereNull('c.license_id')
        .orWhereNull('c.package_id');
      if (approvals) open.orWhereNotNull('ap.approval');
    });
  }
  const groups = [
    'link.target_id',
    'c.purl',
    'c.name',
    'c.version',
    'pk.ecosystem',
    'pk.name',
    'l.state',
    'l.expression',
    'v.verdict',
    'i.exception_id',
    'i.excepted_until',
    'p.development',
    ...(approvals ? ['ap.approval'] : []),
    ...(scores ? ['pf.openssf_score'] : []),
  ];
  const rows: Row[] = await select
    .groupBy(groups)
    .orderBy('c.purl')
    .select(
      'link.target_id',
      'c.purl',
      'c.name',
      'c.version',
      'pk.ecosystem',
      'pk.name as package_name',
      'l.state',
      'l.expression',
      'v.verdict',
      'i.exception_id',
      'i.excepted_until',
      knex.raw('min(link.relation) as relation'),
      knex.raw('min(link.scope) as scope'),
      knex.raw(
        `max(case when ${judged(
          `link.scope = ${DEVELOPMENT}`,
        )} then 1 else 0 end) as judged`,
      ),
      ...(approvals ? ['ap.approval'] : []),
      ...(scores ? ['pf.openssf_score'] : []),
    );
  const components = new Map<number, GateComponent[]>();
  for (const row of rows) {
    const list = components.get(row.target_id) ?? [];
    components.set(row.target_id, list);
    list.push(toGateComponent(row, now));
  }
  return components;
}

/** Components that the named files of a target have: those files, by purl. */
export async function componentsIn(
  knex: Knex,
  targetId: number,
  paths: readonly string[],
): Promise<Map<string, string[]>> {
  const files = new Map<string, string[]>();
  for await (const some of inChunks([...new Set(paths)])) {
    const rows: { purl: string; path: string }[] = await knex(
      'target_manifests as m',
    )
      .join('target_components as link', 'link.manifest_id', 'm.id')
      .join('components as c', 'c.id', 'link.component_id')
      .where('m.target_id', targetId)
      .whereIn('m.path', some)
      .select('c.purl', 'm.path');
    for (const { purl, path } of rows) {
      const known = files.get(purl);
      if (known) known.push(path);
      else files.set(purl, [path]);
    }
  }
  return files;
}

function toGateComponent(row: Row, now: Date): GateComponent {
  const direct = directOf(Number(row.relation));
  const license = licenseOf(row, now);
  const approval = approvalOf(row.approval ?? null);
  return {
    ...(row.ecosystem !== null && { ecosystem: row.ecosystem }),
    name: row.package_name ?? row.name,
    version: row.version,
    purl: row.purl,
    scope: scopeOf(Number(row.scope)),
    ...(direct !== undefined && { direct }),
    ...(license && { license }),
    ...(approval && { approval }),
    ...(typeof row.openssf_score === 'number' && {
      scorecard: row.openssf_score,
    }),
  };
}

/** An exception in force lets a license pass; what is only needed to build may not be judged at all. */
function licenseOf(
  { state, expression, verdict, judged: isJudged, ...row }: Row,
  now: Date,
): GateComponent['license'] {
  if (state === null || verdict === null || !toBoolean(Number(isJudged))) {
    return undefined;
  }
  const told = expression === null ? {} : { expression };
  const isExcepted =
    row.exception_id !== null &&
    (row.excepted_until === null || toDate(row.excepted_until) > now);
  if (isExcepted) return { verdict: 'allow', ...told };
  const found = verdictOf(Number(verdict));
  // An unknown license that wants a review has a line of its own.
  return {
    verdict: state === 'unknown' && found === 'review' ? 'unknown' : found,
    ...told,
  };
}

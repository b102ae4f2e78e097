import { isMalicious } from '@safety-curtain/advisories';
import type { GateFinding } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { toBoolean } from '../../database/dialect';
import type {
  DbDecisionsRow,
  DbFindingsRow,
  DbPackagesRow,
  DbVulnerabilitiesRow,
  LeftJoined,
} from '../../database/tables';
import { NO_DAY, today } from '../../records/findings/dueDays';
import { kindNumber } from '../../records/findings/kinds';
import { severityOfNumber } from '../../records/findings/severity';
import { directOf, scopeOf } from '../../records/inventory/use';
import { aliasesOf } from '../../records/vulnerabilities/vulnerabilityNames';
import {
  type AffectedComponent,
  componentsOf,
} from '../../views/findings/affectedComponents';
import { versionsOf } from '../../views/findings/triageFacts';

type Row = Pick<
  DbFindingsRow,
  | 'id'
  | 'target_id'
  | 'vulnerability_id'
  | 'package_id'
  | 'state'
  | 'severity'
  | 'epss'
  | 'known_exploited'
  | 'scope'
  | 'relation'
  | 'package_name'
  | 'versions'
  | 'due_day'
  | 'needs_review'
> &
  LeftJoined<
    Pick<DbVulnerabilitiesRow, 'summary' | 'score' | 'epss_percentile'>
  > &
  LeftJoined<Pick<DbPackagesRow, 'ecosystem'>> & { key: string } & LeftJoined<
    Pick<DbDecisionsRow, 'verdict' | 'responses' | 'reason'>
  >;

/**
 * Vulnerabilities of targets that are not resolved, as gates look at them, those
 * that only tools know of included; by target.
 *
 * @param toldAs - `verdict`: without what only a report says, where they are and
 * what fixes them, which takes most of the time
 */
export async function storedFindings(
  knex: Knex,
  targetIds: readonly number[],
  toldAs: 'report' | 'verdict',
  now: Date,
): Promise<Map<number, GateFinding[]>> {
  const rows: Row[] = await knex('findings as f')
    .leftJoin('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .leftJoin('tool_rules as r', 'r.id', 'f.rule_id')
    .leftJoin('packages as p', 'p.id', 'f.package_id')
    .leftJoin('decisions as d', 'd.id', 'f.decision_id')
    .whereIn('f.target_id', targetIds)
    .whereIn('f.state', ['open', 'dismissed'])
    .where('f.kind', kindNumber('vulnerability'))
    .orderBy('f.id')
    .select(
      'f.id',
      'f.target_id',
      'f.vulnerability_id',
      'f.package_id',
      'f.state',
      'f.severity',
      'f.epss',
      'f.known_exploited',
      'f.scope',
      'f.relation',
      'f.package_name',
      'f.versions',
      'f.due_day',
      'f.needs_review',
      knex.raw('coalesce(v.key, r.key) as key'),
      knex.raw('coalesce(v.summary, f.message) as summary'),
      knex.raw(
        'case when v.id is null and f.score >= 0 then f.score else v.score end as score',
      ),
      'v.epss_percentile',
      'p.ecosystem',
      'd.verdict',
      'd.responses',
      'd.reason',
    );
  const [names, components] = await Promise.all([
    aliasesOf(
      knex,
      rows.flatMap(row => row.vulnerability_id ?? []),
    ),
    toldAs === 'report'
      ? componentsOf(knex, rows)
      : new Map<number, AffectedComponent[]>(),
  ]);
  const findings = new Map<number, GateFinding[]>();
  for (const row of rows) {
    const list = findings.get(row.target_id) ?? [];
    findings.set(row.target_id, list);
    list.push(
      toGateFinding(
        row,
        names.get(row.vulnerability_id ?? 0) ?? [],
        components.get(Number(row.id)) ?? [],
        now,
      ),
    );
  }
  return findings;
}

function toGateFinding(
  row: Row,
  names: readonly string[],
  components: readonly AffectedComponent[],
  now: Date,
): GateFinding {
  const direct = directOf(row.relation);
  const { key, summary, score, epss, epss_percentile: percentile } = row;
  return {
    vulnerability: key,
    aliases: names.filter(name => name !== key),
    ...(summary !== null && { summary }),
    ecosystem: row.ecosystem ?? '',
    package: row.package_name,
    versions: versionsOf(row).filter(version => version !== ''),
    severity: severityOfNumber(row.severity),
    ...(score !== null && { score }),
    knownExploited: toBoolean(row.known_exploited),
    malicious: [key, ...names].some(isMalicious),
    ...(epss >= 0 &&
      percentile !== null && { epss: { probability: epss, percentile } }),
    overdue:
      row.state === 'open' &&
      row.due_day !== NO_DAY &&
      row.due_day < today(now),
    ...fixOf(components),
    scope: scopeOf(row.scope),
    ...(direct !== undefined && { direct }),
    manifests: [...new Set(components.map(({ manifest }) => manifest))],
    ...decidedOf(row),
  };
}

/** Of several versions each may have a fix of its own: then none is named. */
export function fixOf(
  components: readonly Pick<
    AffectedComponent,
    'fixedVersion' | 'clearVersion'
  >[],
): Pick<GateFinding, 'fixedVersion' | 'clearVersion'> {
  const one = (versions: readonly (string | undefined)[]) => {
    const [first, ...others] = new Set(versions);
    return others.length === 0 ? first : undefined;
  };
  const fixedVersion = one(components.map(each => each.fixedVersion));
  const clearVersion = one(components.map(each => each.clearVersion));
  return {
    ...(fixedVersion && { fixedVersion }),
    ...(clearVersion && { clearVersion }),
  };
}

/** What was decided, where it still stands. */
export function decidedOf({
  state,
  verdict,
  responses,
  reason,
  needs_review: needsReview,
}: Pick<
  Row,
  'state' | 'verdict' | 'responses' | 'reason' | 'needs_review'
>): Pick<GateFinding, 'decided'> {
  if (verdict === null || toBoolean(needsReview)) return {};
  const answers: string[] = responses === null ? [] : JSON.parse(responses);
  const words = [[verdict, ...answers].join(', ').replaceAll('_', ' '), reason]
    .filter(Boolean)
    .join(': ');
  if (state === 'dismissed') return { decided: { as: 'dismissed', words } };
  const isAccepted = answers.some(
    answer => answer === 'will_not_fix' || answer === 'can_not_fix',
  );
  return isAccepted ? { decided: { as: 'accepted', words } } : {};
}

import type {
  Finding,
  FindingFilter,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Place } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  containing,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { ownersOf } from '../../records/targets/owners';
import { toBoolean, toDate, toIso } from '../../database/dialect';
import {
  directOf,
  relationAsked,
  scopeNumber,
  scopeOf,
} from '../../records/inventory/use';
import { kindNumber, kindOfNumber } from '../../records/findings/kinds';
import { AffectedComponent, componentsOf } from './affectedComponents';
import { type Claim, claimsOf } from './claims';
import { versionsOf } from './triageFacts';
import {
  severityNumber,
  severityOfNumber,
} from '../../records/findings/severity';
import { dayOfNumber, NO_DAY, today } from '../../records/findings/dueDays';
import {
  analysisNumber,
  analysisOfNumber,
} from '../../records/findings/triageOutcomes';
import { aliasesOf } from '../../records/vulnerabilities/vulnerabilityNames';
import type {
  DbFindingsRow,
  DbPackagesRow,
  DbTargetsRow,
  DbVulnerabilitiesRow,
  LeftJoined,
} from '../../database/tables';

/** A finding's row with what it joins; see {@link selectFindings}. */
export interface FindingRow
  extends Omit<DbFindingsRow, 'fixable'>,
    Pick<DbTargetsRow, 'entity_ref'>,
    Pick<LeftJoined<DbVulnerabilitiesRow>, 'summary' | 'epss_percentile'>,
    Pick<LeftJoined<DbPackagesRow>, 'ecosystem'> {
  target_name: string;
  /** Of the vulnerability, or of the rule. */
  advisory: string;
  rule_title: string | null;
}

/** Findings with their target, vulnerability and package. */
export function selectFindings(knex: Knex) {
  return knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .leftJoin(
      'vulnerabilities as vulnerability',
      'vulnerability.id',
      'f.vulnerability_id',
    )
    .leftJoin('tool_rules as rule', 'rule.id', 'f.rule_id')
    .leftJoin('packages as p', 'p.id', 'f.package_id')
    .select(
      'f.id',
      'f.fingerprint',
      'f.target_id',
      'f.kind',
      'f.rule_id',
      'f.message',
      'f.place',
      'f.package_id',
      'f.vulnerability_id',
      'f.state',
      'f.resolved_reason',
      'f.risk',
      'f.severity',
      'f.score',
      'f.epss',
      'f.known_exploited',
      'f.malicious',
      'f.relation',
      'f.scope',
      'f.package_name',
      'f.versions',
      'f.first_seen_at',
      'f.last_seen_at',
      'f.resolved_at',
      'f.reopened',
      'f.due_day',
      'f.analysis',
      'f.needs_review',
      'f.decision_id',
      't.entity_ref',
      't.name as target_name',
      knex.raw('coalesce(vulnerability.key, rule.key) as advisory'),
      'rule.title as rule_title',
      'vulnerability.summary',
      'vulnerability.epss_percentile',
      'p.ecosystem',
    );
}

/** Keeps the findings that a filter names and the caller may see. */
export function filterFindings(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: FindingFilter,
  targets: TargetFilter,
): void {
  applyTargetFilter(query, targets);
  query.whereIn('f.state', filter.state?.length ? filter.state : ['open']);
  if (filter.severity?.length) {
    query.whereIn('f.severity', filter.severity.map(severityNumber));
  }
  if (filter.scope?.length) {
    query.whereIn('f.scope', filter.scope.map(scopeNumber));
  }
  if (filter.ecosystem?.length) query.whereIn('p.ecosystem', filter.ecosystem);
  if (filter.package) query.where('f.package_name', filter.package);
  if (filter.direct !== undefined) {
    query.where('f.relation', relationAsked(filter.direct));
  }
  if (filter.fixable !== undefined) query.where('f.fixable', filter.fixable);
  if (filter.knownExploited !== undefined) {
    query.where('f.known_exploited', filter.knownExploited);
  }
  if (filter.advisory) namedBy(knex, query, filter.advisory);
  if (filter.kind?.length) {
    query.whereIn('f.kind', filter.kind.map(kindNumber));
  }
  if (filter.tool?.length) {
    query.whereIn(
      'f.id',
      knex('tool_results as result')
        .join('tool_reports as report', 'report.id', 'result.report_id')
        .whereIn('report.tool', filter.tool)
        .whereNotNull('result.finding_id')
        .select('result.finding_id'),
    );
  }
  filterTriage(query, filter, new Date());
  if (filter.q) searchFindings(knex, query, filter.q);
}

/** Keeps findings of a vulnerability by any of its ids, or of a rule by its key. */
export function namedBy(
  knex: Knex,
  query: Knex.QueryBuilder,
  name: string,
): void {
  query.where(any =>
    any
      .whereIn(
        'f.vulnerability_id',
        knex('vulnerability_names')
          .where('name', name)
          .select('vulnerability_id'),
      )
      .orWhereIn(
        'f.rule_id',
        knex('tool_rules').where('key', name).select('id'),
      ),
  );
}

/** Days within which something is due soon. */
const SOON_DAYS = 7;

/** What was decided, and what is due. */
function filterTriage(
  query: Knex.QueryBuilder,
  { due, analysis, needsReview, decision }: FindingFilter,
  now: Date,
) {
  const day = today(now);
  if (due === 'overdue') query.where('f.due_day', '<', day);
  if (due === 'soon') {
    query.whereBetween('f.due_day', [day, day + SOON_DAYS]);
  }
  if (due === 'set') query.where('f.due_day', '<', NO_DAY);
  if (due === 'none') query.where('f.due_day', NO_DAY);
  if (analysis?.length) {
    query.whereIn(
      'f.analysis',
      analysis.map(one => analysisNumber(one === 'none' ? undefined : one)),
    );
  }
  if (needsReview !== undefined) query.where('f.needs_review', needsReview);
  if (decision) query.where('f.decision_id', decision);
}

/** Packages and vulnerabilities are few beside findings: they are searched, not those. */
function searchFindings(knex: Knex, query: Knex.QueryBuilder, text: string) {
  const like = containing(text);
  const matching = (table: string, column: string, id: string) =>
    knex(table)
      .whereRaw(`lower(??) like ? escape '\\'`, [column, like])
      .select(id);
  query.where(any =>
    any
      .whereIn('f.package_id', matching('packages', 'name', 'id'))
      .orWhereIn(
        'f.vulnerability_id',
        matching('vulnerabilities', 'summary', 'id'),
      )
      .orWhereIn(
        'f.vulnerability_id',
        matching('vulnerability_names', 'name', 'vulnerability_id'),
      )
      .orWhereIn('f.rule_id', matching('tool_rules', 'key', 'id'))
      .orWhereIn('f.rule_id', matching('tool_rules', 'title', 'id'))
      // Paths are only in findings: those of rules alone are gone through.
      .orWhere(place =>
        place
          .whereNotNull('f.rule_id')
          .whereRaw(`lower(f.package_name) like ? escape '\\'`, [like]),
      ),
  );
}

/**
 * Rows for the API, with what takes a query for all of them together.
 *
 * @param components - of the rows, where they were read already
 */
export async function toFindings(
  knex: Knex,
  rows: FindingRow[],
  components?: Map<number, AffectedComponent[]>,
): Promise<Finding[]> {
  const [owners, aliases, affected, claims] = await Promise.all([
    ownersOf(
      knex,
      rows.map(row => row.target_id),
    ),
    aliasesOf(
      knex,
      rows.flatMap(row => row.vulnerability_id ?? []),
    ),
    components ?? componentsOf(knex, rows),
    claimsOf(knex, rows),
  ]);
  const now = new Date();
  return rows.map(row => {
    const found = affected.get(Number(row.id)) ?? [];
    const claimed = claims.get(Number(row.id)) ?? [];
    const place: Place | undefined = row.place
      ? JSON.parse(row.place)
      : undefined;
    return {
      id: String(row.id),
      fingerprint: row.fingerprint,
      kind: kindOfNumber(row.kind),
      entityRef: row.entity_ref,
      targetName: row.target_name,
      owners: owners.get(row.target_id) ?? [],
      advisory: row.advisory,
      aliases: namesOf(row, aliases).filter(name => name !== row.advisory),
      summary: row.summary ?? row.message ?? undefined,
      place,
      tools: unique(claimed.map(({ toolName }) => toolName)),
      severity: severityOfNumber(row.severity),
      score: row.score < 0 ? undefined : row.score,
      epss: row.epss < 0 ? undefined : row.epss,
      epssPercentile: row.epss_percentile ?? undefined,
      knownExploited: toBoolean(row.known_exploited),
      malicious: toBoolean(row.malicious),
      ecosystem: row.ecosystem ?? undefined,
      package: row.package_id === null ? undefined : row.package_name,
      versions: unique([
        ...found.map(c => c.version),
        ...(found.length === 0 ? versionsOf(row).filter(Boolean) : []),
      ]),
      fixedVersions: unique([
        ...found.flatMap(c => (c.fixedVersion ? [c.fixedVersion] : [])),
        ...(found.length === 0
          ? claimed.flatMap(({ fixedVersions }) => fixedVersions)
          : []),
      ]),
      clearVersions: unique(
        found.flatMap(c => (c.clearVersion ? [c.clearVersion] : [])),
      ),
      manifests: unique(found.map(c => c.manifest)),
      direct: directOf(row.relation),
      scope: scopeOf(row.scope),
      state: row.state,
      resolvedReason: row.resolved_reason ?? undefined,
      firstSeenAt: toIso(row.first_seen_at)!,
      lastSeenAt: lastSeen(row, found, claimed).toISOString(),
      resolvedAt: toIso(row.resolved_at),
      reopened: row.reopened,
      due: dueDayOf(row, now),
      analysis: analysisOfNumber(row.analysis),
      decisionId:
        row.decision_id === null ? undefined : String(row.decision_id),
      needsReview: toBoolean(row.needs_review),
      stale: found.length > 0 && found.every(c => c.stale),
    };
  });
}

function namesOf(
  row: FindingRow,
  aliases: ReadonlyMap<number, string[]>,
): string[] {
  return row.vulnerability_id === null
    ? []
    : aliases.get(row.vulnerability_id) ?? [];
}

function dueDayOf(row: FindingRow, now: Date): Finding['due'] {
  const day = dayOfNumber(row.due_day);
  return day && row.state === 'open'
    ? { day, overdue: row.due_day < today(now) }
    : undefined;
}

/** Of an open finding: when one of its places was last read; else as stored. */
function lastSeen(
  row: FindingRow,
  found: readonly AffectedComponent[],
  claimed: readonly Claim[],
): Date {
  const times = [
    row.last_seen_at,
    ...found.map(c => c.readAt),
    ...claimed.map(c => c.receivedAt),
  ].map(toDate);
  return new Date(Math.max(...times.map(time => time.getTime())));
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

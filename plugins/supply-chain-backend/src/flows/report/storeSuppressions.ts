import type { Suppression } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import type { DbDecisionsRow, DbToolResultsRow } from '../../database/tables';
import {
  ANALYSIS,
  decidedTopics,
  insertAnalyses,
  type NewAnalysis,
  supersedeAnalyses,
} from '../../records/decisions/analyses';
import type { ReportEvidence } from '../../records/decisions/standing';
import { kindOfNumber } from '../../records/findings/kinds';
import { retriageDecided } from '../../records/findings/retriage';

/** For how long a suppression is proposed that names no end. */
const DEFAULT_MS = 90 * 86_400_000;
/** Of one report; a tool that is silent about more has another place where that is decided. */
const MOST = 1000;

/** A tool that is silent about a vulnerability does not say that it does nothing. */
const ACCEPTED = {
  verdict: 'exploitable',
  responses: ['will_not_fix'],
  pausesClock: true,
};
/** Of what a tool found by rules of its own, whoever silenced it says that nothing is to be done. */
const SETTLED = { verdict: 'not_affected', responses: [], pausesClock: false };

/** The last report of a tool and category about a service. */
export interface SuppressingReport {
  id: number;
  target: { id: number; entityRef: string };
  tool: string;
  toolName: string;
  category: string;
  /** Who sent it. */
  author: string;
  /** The longest that a decision may hold: a tool may name an end that nobody will see. */
  longestMs?: number;
}

interface SuppressedResult
  extends Pick<
    DbToolResultsRow,
    | 'finding_fingerprint'
    | 'kind'
    | 'version'
    | 'path'
    | 'details'
    | 'rule_id'
    | 'vulnerability_id'
  > {
  /** Of the rule. */
  key: string;
  /** Of the vulnerability, where advisories know it. */
  known: string | null;
  ecosystem: string | null;
  name: string | null;
}

/**
 * Keeps decisions as a report has its suppressions: a new one is proposed, one
 * that is gone ends, and one that ran out is proposed again. What somebody
 * rejected or revoked is not while it is reported so, nor is what somebody has
 * decided about otherwise. The caller holds the target's row.
 */
export async function storeSuppressions(
  trx: Knex.Transaction,
  report: SuppressingReport,
  now: Date,
): Promise<void> {
  const suppressed = await suppressedOf(trx, report.id);
  const wanted = wantedOf(report, suppressed, now);
  const over: DbDecisionsRow['id'][] = [];
  const ranOut: DbDecisionsRow['id'][] = [];
  for (const row of await decisionsOf(trx, report)) {
    const { entry }: ReportEvidence = JSON.parse(row.evidence ?? '{}');
    if (hasRunOut(row, now)) {
      // What was in force is over by itself, and is kept as that.
      if (row.state === 'proposed') ranOut.push(row.id);
    } else if (!wanted.delete(entry)) over.push(row.id);
  }
  const fresh = await undecided(trx, [...wanted.values()], suppressed, now);
  const { author } = report;
  await supersedeAnalyses(trx, over, author, 'No longer suppressed', now);
  await supersedeAnalyses(trx, ranOut, author, 'It ran out', now);
  await insertAnalyses(trx, fresh, { author }, now);
  await retriageDecided(
    trx,
    over.map(id => ({ id })),
  );
}

/** What is to be decided, each once. */
function wantedOf(
  report: SuppressingReport,
  suppressed: readonly SuppressedResult[],
  now: Date,
): Map<string, NewAnalysis> {
  const wanted = new Map<string, NewAnalysis>();
  for (const row of suppressed) {
    const analysis = toAnalysis(report, row, now);
    if (!analysis) continue;
    const { entry } = analysis.evidence as ReportEvidence;
    const { topic } = wanted.get(entry) ?? {};
    const versions = new Set([
      ...(topic?.versions ?? []),
      ...(analysis.topic.versions ?? []),
    ]);
    if (versions.size > 0) analysis.topic.versions = [...versions].sort();
    wanted.set(entry, analysis);
  }
  return wanted;
}

/** What is proposed or in force, and beyond its end. */
function hasRunOut(
  { state, ends_at: end }: Pick<DbDecisionsRow, 'state' | 'ends_at'>,
  now: Date,
): boolean {
  return (
    (state === 'proposed' || state === 'active') &&
    end !== null &&
    toDate(end) <= now
  );
}

/** Those about which nobody has decided: what a person said stands, whatever a tool is told. */
async function undecided(
  trx: Knex.Transaction,
  analyses: readonly NewAnalysis[],
  about: readonly SuppressedResult[],
  now: Date,
): Promise<NewAnalysis[]> {
  if (analyses.length === 0) return [];
  const decided = await decidedTopics(
    trx,
    about,
    analyses.map(({ topic }) => topic),
    now,
  );
  return analyses.filter(({ topic }) => !decided.has(topic));
}

/** Ends what a report that is forgotten suppressed. */
export async function endSuppressions(
  trx: Knex.Transaction,
  report: Pick<SuppressingReport, 'target' | 'tool' | 'category' | 'author'>,
  now: Date,
): Promise<void> {
  const over = await decisionsOf(trx, report);
  if (over.length === 0) return;
  const ids = over.map(({ id }) => id);
  await supersedeAnalyses(trx, ids, report.author, 'The report is gone', now);
  await retriageDecided(trx, over);
}

function suppressedOf(
  trx: Knex.Transaction,
  reportId: number,
): Promise<SuppressedResult[]> {
  return (
    trx('tool_results as r')
      .join('tool_rules as t', 't.id', 'r.rule_id')
      .leftJoin('packages as p', 'p.id', 'r.package_id')
      .leftJoin('vulnerabilities as v', 'v.id', 'r.vulnerability_id')
      .where({ 'r.report_id': reportId, 'r.suppressed': true })
      // What the same finding has beside it, and nobody silenced, is not to be silent.
      .whereNotExists(
        trx('tool_results as other')
          .whereRaw('other.finding_id = r.finding_id')
          .where('other.suppressed', false)
          .whereIn(
            'other.report_id',
            trx('tool_reports as told')
              .join('tool_reports as own', 'own.tool', 'told.tool')
              .where('own.id', reportId)
              .whereRaw('own.target_id = told.target_id')
              .select('told.id'),
          )
          .select(trx.raw('1')),
      )
      .orderBy('r.id')
      .limit(MOST)
      .select(
        'r.finding_fingerprint',
        'r.kind',
        'r.version',
        'r.path',
        'r.details',
        'r.rule_id',
        'r.vulnerability_id',
        't.key',
        'v.key as known',
        'p.ecosystem',
        'p.name',
      )
  );
}

/** Decisions of a report that are not over because it says something else by now. */
function decisionsOf(
  trx: Knex.Transaction,
  {
    target,
    ...series
  }: Pick<SuppressingReport, 'target' | 'tool' | 'category'>,
): Promise<DbDecisionsRow[]> {
  return trx('decisions')
    .where({
      subject: ANALYSIS,
      scope_kind: 'entity',
      scope_ref: target.entityRef,
      origin: 'report',
      origin_ref: refOf(series),
    })
    .whereNotExists(
      trx('decision_events as e')
        .whereRaw(`e.decision_id = decisions.id and e.kind = 'superseded'`)
        .select(trx.raw('1')),
    )
    .orderBy('id');
}

function refOf({ tool, category }: { tool: string; category: string }): string {
  return toText(category === '' ? tool : `${tool} (${category})`);
}

/** Undefined for one that is over already. */
function toAnalysis(
  report: SuppressingReport,
  row: SuppressedResult,
  now: Date,
): NewAnalysis | undefined {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const suppression: Suppression = JSON.parse(row.details).suppression;
  const { until, reason, kind } = suppression;
  const end = until === undefined ? after(DEFAULT_MS) : new Date(until);
  if (!(end > now)) return undefined;
  const latest = after(report.longestMs ?? DEFAULT_MS);
  const isVulnerability = kindOfNumber(row.kind) === 'vulnerability';
  const isKnown = row.finding_fingerprint === null;
  const topic: NewAnalysis['topic'] = {
    scopeKind: 'entity',
    scopeRef: report.target.entityRef,
    vulnerability: isKnown ? row.known : row.key,
    ...(isKnown &&
      row.ecosystem !== null &&
      row.name !== null && {
        package: { ecosystem: row.ecosystem, name: row.name },
      }),
    finding: row.finding_fingerprint ?? undefined,
  };
  const entry = JSON.stringify([topic, until, reason]);
  if (row.version !== null) topic.versions = [row.version];
  const { tool, category } = report;
  const evidence: ReportEvidence = {
    report: { tool, category },
    path: row.path ?? undefined,
    suppression: kind,
    entry,
  };
  const where = row.path === null ? '' : ` in ${row.path}`;
  return {
    topic,
    ...(isVulnerability ? ACCEPTED : SETTLED),
    justification: null,
    endsAt: end < latest ? end : latest,
    endsWhen: null,
    reason: `Suppressed by ${report.toolName}${where}${
      reason ? `: ${reason}` : ''
    }`,
    origin: 'report',
    originRef: refOf(report),
    evidence,
  };
}

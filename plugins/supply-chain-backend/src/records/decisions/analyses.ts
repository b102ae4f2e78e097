import type { FindingDecision, Verdict } from '@safety-curtain/policy';
import type { AnalysisState } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import {
  inChunks,
  isPostgres,
  toBoolean,
  toDate,
  toIso,
  toText,
} from '../../database/dialect';
import type {
  DbDecisionEventsRow,
  DbDecisionsRow,
  DbFindingsRow,
} from '../../database/tables';
import { noteNews } from '../outbox/outbox';
import type { CheckedAnalysis } from './analysisRules';

/** The subject of decisions about vulnerabilities. */
export const ANALYSIS = 'vulnerability-analysis';

/** What one analysis is about. */
export interface AnalysisTopic {
  scopeKind: DbDecisionsRow['scope_kind'];
  /** Empty for the organization. */
  scopeRef: string;
  /**
   * Any id of the vulnerability, or the key of the rule of a tool; null: of
   * every one, as rules and documents say.
   */
  vulnerability: string | null;
  package?: { ecosystem: string; name: string };
  /** The fingerprint of the one finding; undefined: of any. */
  finding?: string;
  /** Versions that were looked at; undefined: any. */
  versions?: string[];
}

/** Where analyses come from. */
export interface AnalysisOrigin {
  origin: DbDecisionsRow['origin'];
  originRef?: string;
  evidence?: object;
}

/** An analysis to be stored. */
export interface NewAnalysis extends CheckedAnalysis, AnalysisOrigin {
  topic: AnalysisTopic;
  reason: string;
}

/** Who takes a decision. With an approver it is in force at once. */
export interface DecidedBy {
  author: string;
  approver?: string;
}

/** Stores analyses, each with its history. Gives the rows, in their order. */
export async function insertAnalyses(
  trx: Knex.Transaction,
  analyses: readonly NewAnalysis[],
  by: DecidedBy,
  now: Date,
): Promise<DbDecisionsRow[]> {
  const stored: DbDecisionsRow[] = [];
  for await (const chunk of inChunks(analyses, 200)) {
    const rows: DbDecisionsRow[] = await trx('decisions')
      .insert(chunk.map(analysis => toRow(analysis, by, now)))
      .returning('*');
    rows.sort((a, b) => Number(a.id) - Number(b.id));
    await trx('decision_events').insert(
      rows.flatMap(row => [
        eventOf(row, 'proposed', by.author, now),
        ...(by.approver ? [eventOf(row, 'approved', by.approver, now)] : []),
      ]),
    );
    await noteAsked(trx, rows, now);
    stored.push(...rows);
  }
  return stored;
}

/** That decisions wait for somebody is told. */
export async function noteAsked(
  trx: Knex.Transaction,
  rows: readonly Pick<DbDecisionsRow, 'id' | 'state'>[],
  now: Date,
): Promise<void> {
  const asked = rows.filter(({ state }) => state === 'proposed');
  await noteNews(
    trx,
    'decision-asked',
    asked.map(({ id }) => ({ decisionId: id, detail: undefined })),
    now,
  );
}

function eventOf(
  { id }: DbDecisionsRow,
  kind: DbDecisionEventsRow['kind'],
  by: string,
  at: Date,
) {
  return { decision_id: id, at, kind, by };
}

function toRow(analysis: NewAnalysis, by: DecidedBy, now: Date) {
  const { topic } = analysis;
  return {
    subject: ANALYSIS,
    state: by.approver ? 'active' : 'proposed',
    scope_kind: topic.scopeKind,
    scope_ref: topic.scopeRef,
    vulnerability: topic.vulnerability,
    ecosystem: topic.package?.ecosystem ?? null,
    package_name: topic.package?.name ?? null,
    finding_fingerprint: topic.finding ?? null,
    versions: topic.versions ? JSON.stringify(topic.versions) : null,
    verdict: analysis.verdict,
    justification: analysis.justification,
    responses: JSON.stringify(analysis.responses),
    ends_when: analysis.endsWhen,
    pauses_clock: analysis.pausesClock,
    origin: analysis.origin,
    origin_ref: analysis.originRef ?? null,
    evidence: analysis.evidence ? JSON.stringify(analysis.evidence) : null,
    reason: toText(analysis.reason, 4000),
    author: by.author,
    approver: by.approver ?? null,
    created_at: now,
    decided_at: by.approver ? now : null,
    ends_at: analysis.endsAt,
  } as const;
}

/**
 * Analyses of the same topics that are in force: what people decided before.
 * The rows of the vulnerabilities and rules are locked, so that of two who
 * decide at once the second sees what the first decided.
 */
export async function inForceAbout(
  trx: Knex.Transaction,
  about: readonly Pick<DbFindingsRow, 'vulnerability_id' | 'rule_id'>[],
  topics: readonly AnalysisTopic[],
  now: Date,
): Promise<DbDecisionsRow[]> {
  const named = await lockNamed(trx, about);
  const wanted = new Set(topics.map(topic => topicKey(topic, named)));
  const found = await inForceNaming(trx, [...named.keys()], now, {
    'd.origin': 'person',
  });
  return found.filter(row =>
    wanted.has(
      topicKey(
        {
          scopeKind: row.scope_kind,
          scopeRef: row.scope_ref,
          vulnerability: row.vulnerability,
          package: packageOf(row),
          finding: row.finding_fingerprint ?? undefined,
        },
        named,
      ),
    ),
  );
}

/** What is decided about is told apart by its row, which is locked: not by the name used. */
function topicKey(
  {
    scopeKind,
    scopeRef,
    vulnerability,
    package: of,
    finding,
  }: Omit<AnalysisTopic, 'versions'>,
  named: ReadonlyMap<string, string>,
) {
  return JSON.stringify([
    named.get(vulnerability ?? '') ?? null,
    scopeKind,
    scopeRef,
    of?.ecosystem,
    of?.name,
    finding,
  ]);
}

/** Locks vulnerabilities and rules; gives which of them each of their names is of. */
async function lockNamed(
  trx: Knex.Transaction,
  about: readonly Pick<DbFindingsRow, 'vulnerability_id' | 'rule_id'>[],
): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  const vulnerabilities = distinct(about.map(row => row.vulnerability_id));
  await lockRows(trx, 'vulnerabilities', vulnerabilities);
  for await (const ids of inChunks(vulnerabilities)) {
    for (const row of await trx('vulnerability_names').whereIn(
      'vulnerability_id',
      ids,
    )) {
      named.set(row.name, `vulnerability ${row.vulnerability_id}`);
    }
  }
  const rules = distinct(about.map(row => row.rule_id));
  await lockRows(trx, 'tool_rules', rules);
  for await (const ids of inChunks(rules)) {
    for (const row of await trx('tool_rules')
      .whereIn('id', ids)
      .select('id', 'key')) {
      named.set(row.key, `rule ${row.id}`);
    }
  }
  return named;
}

function distinct(ids: readonly (number | null)[]): number[] {
  const some = new Set(ids.filter(id => id !== null));
  return [...some].sort((a, b) => a - b);
}

async function lockRows(
  trx: Knex.Transaction,
  table: 'vulnerabilities' | 'tool_rules',
  ids: readonly number[],
): Promise<void> {
  if (!isPostgres(trx)) return;
  for await (const chunk of inChunks(ids)) {
    await trx(table)
      .whereIn('id', chunk)
      .orderBy('id')
      .forUpdate()
      .select('id');
  }
}

/** Analyses in force that name what they are about by one of some names. */
async function inForceNaming(
  knex: Knex,
  names: readonly string[],
  now: Date,
  where: Record<string, string> = {},
): Promise<DbDecisionsRow[]> {
  const found: DbDecisionsRow[] = [];
  for await (const chunk of inChunks(names)) {
    found.push(
      ...(await knex('decisions as d')
        .whereIn('d.vulnerability', chunk)
        .where({ 'd.subject': ANALYSIS, 'd.state': 'active', ...where })
        .where(open =>
          open.whereNull('d.ends_at').orWhere('d.ends_at', '>', now),
        )
        .orderBy('d.id')
        .select('d.*')),
    );
  }
  return found;
}

/** Ends decisions because others take their place. */
export async function supersedeAnalyses(
  trx: Knex.Transaction,
  ids: readonly DbDecisionsRow['id'][],
  by: string,
  comment: string,
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks([...ids])) {
    const ended = await trx('decisions')
      .whereIn('id', chunk)
      .whereIn('state', ['active', 'proposed'])
      .update({ state: 'revoked', ended_at: now })
      .returning('id');
    if (ended.length === 0) continue;
    await trx('decision_events').insert(
      ended.map(({ id }) => ({
        decision_id: id,
        at: now,
        kind: 'superseded' as const,
        by,
        comment: toText(comment),
      })),
    );
  }
}

/** The package that a decision is about; undefined: any. */
export function packageOf(
  row: Pick<DbDecisionsRow, 'ecosystem' | 'package_name'>,
): { ecosystem: string; name: string } | undefined {
  return row.ecosystem !== null && row.package_name !== null
    ? { ecosystem: row.ecosystem, name: row.package_name }
    : undefined;
}

/** A decision of the database, as the engine that weighs them has it. */
export interface StoredAnalysis extends FindingDecision {
  row: DbDecisionsRow;
}

/** A decision's row for the engine that says which counts. */
export function toAnalysis(row: DbDecisionsRow): StoredAnalysis {
  return {
    id: String(row.id),
    origin: row.origin,
    reach: row.scope_kind,
    analysis: {
      state: row.verdict as AnalysisState,
      justification: row.justification ?? undefined,
    },
    versions: row.versions ? JSON.parse(row.versions) : undefined,
    endsWhen: row.ends_when ?? undefined,
    decidedAt: toDate(row.decided_at ?? row.created_at).toISOString(),
    endsAt: toIso(row.ends_at),
    row,
  };
}

/** A finding as decisions name it. */
export interface DecidedTopic {
  /** Every id of the vulnerability, or the key of the rule. */
  names: readonly string[];
  /** Undefined where it is of no package, or stored nowhere. */
  fingerprint?: string;
  ecosystem: string | null;
  package_name: string;
  entity_ref: string;
  system_ref: string | null;
  owners: readonly string[];
}

/** The analyses in force that are about findings, in the order of the findings. */
export async function analysesAbout(
  knex: Knex,
  findings: readonly DecidedTopic[],
  now: Date,
): Promise<StoredAnalysis[][]> {
  const names = new Set(findings.flatMap(finding => finding.names));
  const rows = await inForceNaming(knex, [...names], now);
  const naming = new Map<string | null, StoredAnalysis[]>();
  for (const row of rows) {
    const list = naming.get(row.vulnerability) ?? [];
    naming.set(row.vulnerability, list);
    list.push(toAnalysis(row));
  }
  return findings.map(finding =>
    finding.names.flatMap(name =>
      (naming.get(name) ?? []).filter(({ row }) => isAbout(row, finding)),
    ),
  );
}

/** Whether a decision is about the package, the place and the service of a finding. */
function isAbout(row: DbDecisionsRow, finding: DecidedTopic): boolean {
  const of = packageOf(row);
  if (
    of &&
    (of.ecosystem !== finding.ecosystem || of.name !== finding.package_name)
  ) {
    return false;
  }
  const { finding_fingerprint: one } = row;
  if (one !== null && one !== finding.fingerprint) return false;
  const { scope_kind: kind, scope_ref: ref } = row;
  if (kind === 'entity') return ref === finding.entity_ref;
  if (kind === 'system') return ref === finding.system_ref;
  if (kind === 'owner') return finding.owners.includes(ref);
  return true;
}

/** The day until which a decision keeps a finding from being due. */
export function pausedUntil(
  verdict: Verdict<StoredAnalysis> | undefined,
): string | undefined {
  if (!verdict || verdict.standing !== 'holds') return undefined;
  const { row, endsAt } = verdict.decision;
  return toBoolean(row.pauses_clock) ? endsAt?.slice(0, 10) : undefined;
}

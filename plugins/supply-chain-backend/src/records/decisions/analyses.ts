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
  /** When a document says that it was made first, and last. */
  firstSaidAt?: Date;
  saidAt?: Date;
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

/** Notes where a document says now what waits already. */
export async function sayAgain(
  trx: Knex.Transaction,
  id: DbDecisionsRow['id'],
  analysis: NewAnalysis,
): Promise<void> {
  await trx('decisions').where('id', id).update(saidIn(analysis));
}

function saidIn(origin: AnalysisOrigin) {
  return {
    evidence: origin.evidence ? JSON.stringify(origin.evidence) : null,
    first_said_at: origin.firstSaidAt ?? null,
    said_at: origin.saidAt ?? null,
  };
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

/** The reason of an analysis as its row has it. */
export function storedReason({ reason }: Pick<NewAnalysis, 'reason'>): string {
  return toText(reason, 4000);
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
    reason: storedReason(analysis),
    author: by.author,
    approver: by.approver ?? null,
    created_at: now,
    decided_at: by.approver ? now : null,
    ends_at: analysis.endsAt,
    ...saidIn(analysis),
  } as const;
}

/**
 * Analyses of the same topics that are in force: what people decided before.
 * The rows of the vulnerabilities and rules are locked, so that of two who
 * decide at once the second sees what the first decided.
 */
export async function inForceAbout(
  trx: Knex.Transaction,
  about: readonly Named[],
  topics: readonly AnalysisTopic[],
  now: Date,
): Promise<DbDecisionsRow[]> {
  await lockAbout(trx, about);
  const { decisions } = await personsAbout(trx, about, topics, now);
  return decisions;
}

/**
 * The same, with nothing locked: for whoever wants to see it. Who decides at the
 * same moment may be missed.
 */
export async function decidedAbout(
  knex: Knex,
  about: readonly Named[],
  topics: readonly AnalysisTopic[],
  now: Date,
): Promise<DbDecisionsRow[]> {
  const { decisions } = await personsAbout(knex, about, topics, now);
  return decisions;
}

/** Analyses of the same topics that wait for an approver, whoever proposed them. */
export async function waitingAbout(
  trx: Knex.Transaction,
  about: readonly Named[],
  topics: readonly AnalysisTopic[],
  now: Date,
): Promise<DbDecisionsRow[]> {
  const where = { 'd.state': 'proposed' };
  const { decisions } = await decisionsAbout(trx, about, topics, where, now);
  return decisions;
}

/**
 * Those of some topics that people have decided about. Nothing is locked: who
 * decides at the same moment may be missed.
 */
export async function decidedTopics(
  trx: Knex.Transaction,
  about: readonly Named[],
  topics: readonly AnalysisTopic[],
  now: Date,
): Promise<Set<AnalysisTopic>> {
  const { keys, keyOf } = await personsAbout(trx, about, topics, now);
  return new Set(topics.filter(topic => keys.has(keyOf(topic))));
}

/** What people decided about topics, and is in force. */
function personsAbout(
  trx: Knex,
  about: readonly Named[],
  topics: readonly AnalysisTopic[],
  now: Date,
) {
  const where = { 'd.state': 'active', 'd.origin': 'person' };
  return decisionsAbout(trx, about, topics, where, now);
}

async function decisionsAbout(
  trx: Knex,
  about: readonly Named[],
  topics: readonly AnalysisTopic[],
  where: Record<string, string>,
  now: Date,
) {
  const named = await namesOf(trx, about);
  const keyOf = (topic: AnalysisTopic) => topicKey(topic, named);
  const wanted = new Set(topics.map(keyOf));
  const found = await naming(trx, [...named.keys()], where, now);
  const keyed = found.map(row => ({ row, key: keyOf(topicOf(row)) }));
  const met = keyed.filter(({ key }) => wanted.has(key));
  return {
    decisions: met.map(({ row }) => row),
    keys: new Set(met.map(({ key }) => key)),
    keyOf,
  };
}

/** What a decision of the database is about, in whatever version. */
export function topicOf(row: DbDecisionsRow): AnalysisTopic {
  return {
    scopeKind: row.scope_kind,
    scopeRef: row.scope_ref,
    vulnerability: row.vulnerability,
    package: packageOf(row),
    finding: row.finding_fingerprint ?? undefined,
  };
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

/** What is decided about, by the row of its vulnerability or rule. */
type Named = Pick<DbFindingsRow, 'vulnerability_id' | 'rule_id'>;

async function lockAbout(
  trx: Knex.Transaction,
  about: readonly Named[],
): Promise<void> {
  const vulnerabilities = about.map(row => row.vulnerability_id);
  await lockRows(trx, 'vulnerabilities', distinct(vulnerabilities));
  const rules = about.map(row => row.rule_id);
  await lockRows(trx, 'tool_rules', distinct(rules));
}

/** Which of vulnerabilities and rules each of their names is of. */
async function namesOf(
  trx: Knex,
  about: readonly Named[],
): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  const vulnerabilities = distinct(about.map(row => row.vulnerability_id));
  for await (const ids of inChunks(vulnerabilities)) {
    for (const row of await trx('vulnerability_names').whereIn(
      'vulnerability_id',
      ids,
    )) {
      named.set(row.name, `vulnerability ${row.vulnerability_id}`);
    }
  }
  const rules = distinct(about.map(row => row.rule_id));
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

/** Analyses, not ended by a day, that name what they are about by one of some names. */
async function naming(
  knex: Knex,
  names: readonly string[],
  where: Record<string, string>,
  now: Date,
): Promise<DbDecisionsRow[]> {
  const found: DbDecisionsRow[] = [];
  for await (const chunk of inChunks(names)) {
    found.push(
      ...(await knex('decisions as d')
        .whereIn('d.vulnerability', chunk)
        .where({ 'd.subject': ANALYSIS, ...where })
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

const ENDED_BY = {
  fix: 'There is a fixed version',
  'version-moves': 'Another version is in use',
} as const;

/**
 * Ends decisions for good because what they end with has come, those that hold
 * for no finding any more.
 */
export async function endAnalyses(
  trx: Knex.Transaction,
  analyses: readonly StoredAnalysis[],
  now: Date,
): Promise<void> {
  const byId = new Map(analyses.map(one => [one.id, one]));
  for await (const ids of inChunks([...byId.keys()])) {
    const ended = await trx('decisions')
      .whereIn('id', ids)
      .where('state', 'active')
      .where(open => open.whereNull('ends_at').orWhere('ends_at', '>', now))
      .whereNotExists(
        trx('findings as f')
          .whereRaw('f.decision_id = decisions.id')
          .whereNot('f.state', 'resolved')
          .select(trx.raw('1')),
      )
      .update({ ends_at: now, end_noted: true })
      .returning('id');
    if (ended.length === 0) continue;
    await trx('decision_events').insert(
      ended.map(({ id }) => {
        const { row, endsWhen, endsAt } = byId.get(String(id))!;
        const before = endsAt ? `, before ${endsAt.slice(0, 10)}` : '';
        return {
          decision_id: row.id,
          at: now,
          kind: 'ended' as const,
          by: 'triage',
          comment: `${ENDED_BY[endsWhen!]}${before}`,
        };
      }),
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
    decidedAt: saidAt(row).toISOString(),
    endsAt: toIso(row.ends_at),
    row,
  };
}

/** Said at no time that is known: whatever has a time is newer. */
const UNDATED = new Date(0);

/** When a decision was taken; a statement of a document, when it was made there. */
function saidAt(row: DbDecisionsRow): Date {
  if (row.origin !== 'vex') return toDate(row.decided_at ?? row.created_at);
  return row.said_at === null ? UNDATED : toDate(row.said_at);
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
  const active = { 'd.state': 'active' };
  const rows = await naming(knex, [...names], active, now);
  const byName = new Map<string | null, StoredAnalysis[]>();
  for (const row of rows) {
    const list = byName.get(row.vulnerability) ?? [];
    byName.set(row.vulnerability, list);
    list.push(toAnalysis(row));
  }
  return findings.map(finding =>
    finding.names.flatMap(name =>
      (byName.get(name) ?? []).filter(({ row }) => isAbout(row, finding)),
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

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
  /** Any id of the vulnerability; null: of every one, as rules and documents say. */
  vulnerability: string | null;
  package?: { ecosystem: string; name: string };
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
 * The rows of the vulnerabilities are locked, so that of two who decide at once
 * the second sees what the first decided.
 */
export async function inForceAbout(
  trx: Knex.Transaction,
  vulnerabilityIds: readonly number[],
  topics: readonly AnalysisTopic[],
  now: Date,
): Promise<DbDecisionsRow[]> {
  await lockVulnerabilities(trx, vulnerabilityIds);
  const found: (DbDecisionsRow & { of_vulnerability: number })[] = [];
  for await (const ids of inChunks([...new Set(vulnerabilityIds)])) {
    found.push(
      ...(await trx('vulnerability_names as n')
        .join('decisions as d', 'd.vulnerability', 'n.name')
        .whereIn('n.vulnerability_id', ids)
        .where({
          'd.subject': ANALYSIS,
          'd.state': 'active',
          'd.origin': 'person',
        })
        .where(open =>
          open.whereNull('d.ends_at').orWhere('d.ends_at', '>', now),
        )
        .orderBy('d.id')
        .select('d.*', 'n.vulnerability_id as of_vulnerability')),
    );
  }
  const named = await vulnerabilitiesNamed(
    trx,
    topics.flatMap(({ vulnerability }) => vulnerability ?? []),
  );
  const wanted = new Set(
    topics.map(topic => topicKey(topic, named.get(topic.vulnerability ?? ''))),
  );
  return found
    .filter(({ of_vulnerability: id, ...row }) =>
      wanted.has(
        topicKey(
          {
            scopeKind: row.scope_kind,
            scopeRef: row.scope_ref,
            package: packageOf(row),
          },
          id,
        ),
      ),
    )
    .map(({ of_vulnerability: _, ...row }) => row);
}

/** Vulnerabilities are told apart by their rows, which are locked: not by the name used. */
function topicKey(
  {
    scopeKind,
    scopeRef,
    package: of,
  }: Pick<AnalysisTopic, 'scopeKind' | 'scopeRef' | 'package'>,
  vulnerabilityId: number | undefined,
) {
  return JSON.stringify([
    vulnerabilityId,
    scopeKind,
    scopeRef,
    of?.ecosystem,
    of?.name,
  ]);
}

async function vulnerabilitiesNamed(
  trx: Knex.Transaction,
  names: readonly string[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for await (const chunk of inChunks([...new Set(names)])) {
    const rows = await trx('vulnerability_names').whereIn('name', chunk);
    for (const row of rows) ids.set(row.name, row.vulnerability_id);
  }
  return ids;
}

async function lockVulnerabilities(
  trx: Knex.Transaction,
  ids: readonly number[],
): Promise<void> {
  if (!isPostgres(trx)) return;
  for await (const chunk of inChunks([...new Set(ids)].sort((a, b) => a - b))) {
    await trx('vulnerabilities')
      .whereIn('id', chunk)
      .orderBy('id')
      .forUpdate()
      .select('id');
  }
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

/**
 * The analyses in force that name one of some vulnerabilities, by any of their
 * ids; by vulnerability.
 */
export async function analysesOf(
  knex: Knex,
  vulnerabilityIds: readonly number[],
  now: Date,
): Promise<Map<number, StoredAnalysis[]>> {
  const analyses = new Map<number, StoredAnalysis[]>();
  for await (const ids of inChunks([...new Set(vulnerabilityIds)])) {
    const rows: (DbDecisionsRow & { of_vulnerability: number })[] = await knex(
      'vulnerability_names as n',
    )
      .join('decisions as d', 'd.vulnerability', 'n.name')
      .whereIn('n.vulnerability_id', ids)
      .where({ 'd.subject': ANALYSIS, 'd.state': 'active' })
      .where(open => open.whereNull('d.ends_at').orWhere('d.ends_at', '>', now))
      .select('d.*', 'n.vulnerability_id as of_vulnerability');
    for (const { of_vulnerability: id, ...row } of rows) {
      const list = analyses.get(id) ?? [];
      analyses.set(id, list);
      list.push(toAnalysis(row));
    }
  }
  return analyses;
}

/** A finding as decisions name it. */
export interface DecidedTopic {
  ecosystem: string;
  package_name: string;
  entity_ref: string;
  system_ref: string | null;
  owners: readonly string[];
}

/** Whether a decision is about the package and the service of a finding. */
export function isAbout(row: DbDecisionsRow, finding: DecidedTopic): boolean {
  const of = packageOf(row);
  if (
    of &&
    (of.ecosystem !== finding.ecosystem || of.name !== finding.package_name)
  ) {
    return false;
  }
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

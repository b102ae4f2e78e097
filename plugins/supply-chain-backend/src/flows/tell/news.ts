import type {
  FindingKind,
  Severity,
} from '@safety-curtain/plugin-supply-chain-common';
import type { GateOutcome } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import {
  databaseTime,
  inChunks,
  toBoolean,
  toDate,
} from '../../database/dialect';
import type {
  DbDecisionsRow,
  DbFindingsRow,
  DbOutboxRow,
  DbPackagesRow,
  DbTargetsRow,
  DbVulnerabilitiesRow,
  LeftJoined,
} from '../../database/tables';
import { outcomeOf } from '../../records/gates/outcomes';
import { kindOfNumber } from '../../records/findings/kinds';
import { severityOfNumber } from '../../records/findings/severity';
import { ownersOf } from '../../records/targets/owners';

/** The finding that something happened to, as it is now. */
export interface NewsFinding {
  id: string;
  state: DbFindingsRow['state'];
  kind: FindingKind;
  vulnerabilityId?: number;
  /** Of the tool that reports it, where no advisory knows it. */
  ruleId?: number;
  /** The id of the vulnerability, or the rule. */
  vulnerability: string;
  ecosystem?: string;
  /** The package, or the file. */
  packageName: string;
  severity: Severity;
  knownExploited: boolean;
  malicious: boolean;
}

/** The decision that something happened to, as it is now. */
export interface NewsDecision {
  id: string;
  state: DbDecisionsRow['state'];
  scope: 'organization' | 'owner' | 'system' | 'entity';
  scopeRef: string;
  vulnerability?: string;
}

/** A row of the outbox, and what it is about. */
export interface News {
  id: string;
  kind: DbOutboxRow['kind'];
  at: Date;
  detail: Record<string, unknown>;
  /** Of a service that is in the catalog. */
  entityRef?: string;
  lifecycle?: string;
  /** What its gate says now. */
  gateOutcome?: GateOutcome;
  /** Whose it is. */
  owners: string[];
  finding?: NewsFinding;
  decision?: NewsDecision;
}

type Row = Pick<
  DbOutboxRow,
  'id' | 'kind' | 'at' | 'detail' | 'finding_id' | 'target_id' | 'decision_id'
> &
  LeftJoined<
    Pick<
      DbTargetsRow,
      'entity_ref' | 'lifecycle' | 'removed_at' | 'gate_outcome'
    > &
      Pick<
        DbFindingsRow,
        | 'state'
        | 'vulnerability_id'
        | 'rule_id'
        | 'package_name'
        | 'severity'
        | 'known_exploited'
        | 'malicious'
      > &
      Pick<DbVulnerabilitiesRow, 'key'> &
      Pick<DbPackagesRow, 'ecosystem'> &
      Pick<DbDecisionsRow, 'scope_kind' | 'scope_ref' | 'vulnerability'>
  > & {
    decision_state: DbDecisionsRow['state'] | null;
    finding_kind: DbFindingsRow['kind'] | null;
  };

/**
 * What happened, oldest first, with all else that happened to the same
 * findings. A finding that rules and decisions are still to be asked about
 * waits until they were: nobody is told of what they settle. What a gate says
 * waits as well, until the service is judged with all of that.
 */
export async function readNews(knex: Knex, limit: number): Promise<News[]> {
  const first = await selectNews(knex)
    .where(ready =>
      ready
        .whereNull('f.id')
        .orWhere('f.triage_changes', 0)
        .orWhere('f.state', 'resolved'),
    )
    .where(ready =>
      ready
        .whereNot('o.kind', 'gate')
        .orWhere(settled =>
          settled
            .whereNotExists(
              knex('findings as waiting')
                .whereRaw('waiting.target_id = o.target_id')
                .where('waiting.triage_changes', '>', 0)
                .whereNot('waiting.state', 'resolved')
                .select(knex.raw('1')),
            )
            .whereNotExists(
              knex('scorecard_queue as q')
                .whereRaw('q.target_id = o.target_id')
                .where('q.due_at', '<=', databaseTime(knex))
                .select(knex.raw('1')),
            ),
        ),
    )
    .orderBy('o.id')
    .limit(limit);
  const rows = new Map<string, Row>();
  for (const row of first as Row[]) rows.set(String(row.id), row);
  const findingIds = new Set(
    (first as Row[]).flatMap(row => row.finding_id ?? []),
  );
  for await (const ids of inChunks([...findingIds])) {
    const others: Row[] = await selectNews(knex).whereIn('o.finding_id', ids);
    for (const row of others) rows.set(String(row.id), row);
  }
  return describe(knex, [...rows.values()]);
}

function selectNews(knex: Knex) {
  return knex('outbox as o')
    .leftJoin('findings as f', 'f.id', 'o.finding_id')
    .leftJoin('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .leftJoin('tool_rules as r', 'r.id', 'f.rule_id')
    .leftJoin('packages as p', 'p.id', 'f.package_id')
    .leftJoin('targets as t', 't.id', 'o.target_id')
    .leftJoin('decisions as d', 'd.id', 'o.decision_id')
    .select(
      'o.id',
      'o.kind',
      'o.at',
      'o.detail',
      'o.finding_id',
      'o.target_id',
      'o.decision_id',
      't.entity_ref',
      't.lifecycle',
      't.removed_at',
      't.gate_outcome',
      'f.state',
      'f.kind as finding_kind',
      'f.vulnerability_id',
      'f.rule_id',
      'f.package_name',
      'f.severity',
      'f.known_exploited',
      'f.malicious',
      knex.raw('coalesce(v.key, r.key) as key'),
      'p.ecosystem',
      'd.scope_kind',
      'd.scope_ref',
      'd.vulnerability',
      'd.state as decision_state',
    );
}

async function describe(knex: Knex, rows: Row[]): Promise<News[]> {
  const owners = await ownersOf(
    knex,
    rows.flatMap(({ target_id: id }) => id ?? []),
  );
  const news: News[] = [];
  for (const row of rows) {
    const finding = findingOf(row);
    const decision = decisionOf(row);
    const isThere = row.entity_ref !== null && row.removed_at === null;
    news.push({
      id: String(row.id),
      kind: row.kind,
      at: toDate(row.at),
      detail: row.detail ? JSON.parse(row.detail) : {},
      ...(isThere && {
        entityRef: row.entity_ref!,
        lifecycle: row.lifecycle ?? undefined,
        gateOutcome: outcomeOf(row.gate_outcome!),
      }),
      owners: decision
        ? await ownersOfScope(knex, decision)
        : (isThere && owners.get(row.target_id!)) || [],
      finding,
      decision,
    });
  }
  return news;
}

function findingOf(row: Row): NewsFinding | undefined {
  if (row.finding_id === null || row.state === null) return undefined;
  const { vulnerability_id: vulnerabilityId, rule_id: ruleId } = row;
  return {
    id: String(row.finding_id),
    state: row.state,
    kind: kindOfNumber(row.finding_kind!),
    ...(vulnerabilityId !== null && { vulnerabilityId }),
    ...(ruleId !== null && { ruleId }),
    vulnerability: row.key!,
    ...(row.ecosystem !== null && { ecosystem: row.ecosystem }),
    packageName: row.package_name!,
    severity: severityOfNumber(row.severity!),
    knownExploited: toBoolean(row.known_exploited),
    malicious: toBoolean(row.malicious!),
  };
}

function decisionOf(row: Row): NewsDecision | undefined {
  if (row.decision_id === null || row.decision_state === null) return undefined;
  return {
    id: String(row.decision_id),
    state: row.decision_state,
    scope: row.scope_kind!,
    scopeRef: row.scope_ref!,
    vulnerability: row.vulnerability ?? undefined,
  };
}

/** Whom a decision is for; nobody's own is what is for the organization. */
async function ownersOfScope(
  knex: Knex,
  { scope, scopeRef }: NewsDecision,
): Promise<string[]> {
  if (scope === 'organization') return [];
  if (scope === 'owner') return [scopeRef];
  return knex('target_owners as o')
    .join('targets as t', 't.id', 'o.target_id')
    .whereNull('t.removed_at')
    .where(scope === 'system' ? 't.system_ref' : 't.entity_ref', scopeRef)
    .distinct('o.owner_ref')
    .orderBy('o.owner_ref')
    .pluck('o.owner_ref');
}

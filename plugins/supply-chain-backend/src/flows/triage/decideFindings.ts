import { createHash } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import type { FindingDecisionRequest } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/transactions';
import {
  type AnalysisOrigin,
  type AnalysisTopic,
  inForceAbout,
  insertAnalyses,
  supersedeAnalyses,
  waitingAbout,
} from '../../records/decisions/analyses';
import {
  type CheckedAnalysis,
  checkAnalysis,
} from '../../records/decisions/analysisRules';
import { retriageDecided } from '../../records/findings/retriage';
import { severityOfNumber } from '../../records/findings/severity';
import type { DbDecisionsRow, DbFindingsRow } from '../../database/tables';
import { versionsOf } from '../../views/findings/triageFacts';
import {
  type Chosen,
  chooseFindings,
  type Decidable,
  type Decider,
} from './chooseFindings';
import type { ApprovalOptions } from './options';

/** Findings of one vulnerability that are decided in one go, each for its service. */
const MOST_SERVICES = 10_000;

const BY_PERSON: AnalysisOrigin = { origin: 'person' };

/** What is asked of decisions about findings. */
export interface DecideOptions {
  longestExceptionMs: number;
  approval?: ApprovalOptions;
}

/** What was decided, or would be. */
export interface Decided {
  rows: DbDecisionsRow[];
  topics: number;
  findingIds: DbFindingsRow['id'][];
  services: number;
  /** How many of the findings each entity has. */
  findingsOf: ReadonlyMap<string, number>;
  state: 'active' | 'proposed';
  replaces: DbDecisionsRow[];
  /** Of the same topics, what waits for an approver. */
  waiting: DbDecisionsRow[];
  /** Of the filter, but not to be decided by the caller. */
  left?: number;
  /** Tells apart what would be touched, in place of what, and beside what. */
  seen: string;
}

/**
 * Decides about findings. Throws `InputError` with what is wrong,
 * `NotFoundError` for findings that are not there or not to be decided by the
 * caller, and `ConflictError` where somebody else decided meanwhile.
 */
export async function decideFindings(
  knex: Knex,
  request: FindingDecisionRequest,
  decider: Decider,
  options: DecideOptions,
  now: Date,
): Promise<Decided> {
  const analysis = checkAnalysis(request, options, now);
  const reason = request.reason.trim();
  if (reason.length < 3) throw new InputError('Give a reason');
  const chosen = await chooseFindings(knex, request, decider);
  const topics = topicsOf(request, chosen);
  const approver = approverOf(analysis, chosen, decider, options);
  const byEntity = Map.groupBy(chosen.findings, row => row.entity_ref);
  const plan = {
    topics: topics.length,
    findingIds: chosen.findings.map(({ id }) => id),
    services: byEntity.size,
    findingsOf: new Map([...byEntity].map(([ref, rows]) => [ref, rows.length])),
    state: approver ? ('active' as const) : ('proposed' as const),
    left: chosen.left,
  };
  return inTransaction(knex, async trx => {
    const replaces = await inForceAbout(trx, chosen.findings, topics, now);
    const waiting = await waitingAbout(trx, chosen.findings, topics, now);
    const seen = fingerprintOf(plan.findingIds, replaces, waiting);
    const met = { replaces, waiting, seen };
    if (request.dryRun) return { ...plan, ...met, rows: [] };
    if (request.seen !== seen) refuseUnseen(request, replaces);
    const rows = await insertAnalyses(
      trx,
      topics.map(topic => ({ ...analysis, ...BY_PERSON, topic, reason })),
      { author: decider.who, approver },
      now,
    );
    if (approver) {
      const ids = replaces.map(({ id }) => id);
      const comment = `By decision ${rows[0].id}`;
      await supersedeAnalyses(trx, ids, decider.who, comment, now);
      await retriageDecided(trx, [...rows, ...replaces]);
    }
    return { ...plan, ...met, rows };
  });
}

/** One for the whole organization where the caller may decide everywhere, else one for each service. */
function topicsOf(
  { advisory, package: of }: FindingDecisionRequest,
  { findings, everywhere }: Chosen,
): AnalysisTopic[] {
  if (advisory && everywhere) {
    const topic: AnalysisTopic = {
      scopeKind: 'organization',
      scopeRef: '',
      vulnerability: findings[0].key,
      ...(of && { package: of }),
      versions: unite(findings),
    };
    return [topic];
  }
  const services = Map.groupBy(findings, row =>
    advisory && !of
      ? row.entity_ref
      : JSON.stringify([
          row.entity_ref,
          row.vulnerability_id ?? row.fingerprint,
          row.ecosystem,
          row.package_name,
        ]),
  );
  if (services.size > MOST_SERVICES) {
    throw new InputError(
      `That would be ${services.size} decisions; at most ${MOST_SERVICES} are taken at once`,
    );
  }
  return [...services.values()].map(rows => ({
    scopeKind: 'entity',
    scopeRef: rows[0].entity_ref,
    vulnerability: rows[0].key,
    ...((!advisory || of) && partOf(rows[0])),
    versions: unite(rows),
  }));
}

/** What of a service a decision about one finding is about. */
function partOf({
  vulnerability_id: vulnerability,
  ecosystem,
  package_name: name,
  fingerprint,
}: Decidable): Pick<AnalysisTopic, 'package' | 'finding'> {
  return vulnerability !== null && ecosystem !== null
    ? { package: { ecosystem, name } }
    : { finding: fingerprint };
}

/** Undefined where versions are not known yet, or there are none: then it is about any. */
function unite(findings: readonly Decidable[]): string[] | undefined {
  const versions = new Set(findings.flatMap(versionsOf));
  return versions.has('') || versions.size === 0
    ? undefined
    : [...versions].sort();
}

function approverOf(
  { verdict }: CheckedAnalysis,
  { findings, mayDecide }: Chosen,
  { who, approve }: Decider,
  { approval }: DecideOptions,
): string | undefined {
  if (!mayDecide) return undefined;
  const waits =
    approval?.states.includes(verdict) &&
    (approval.severities.length === 0 ||
      findings.some(({ severity }) =>
        approval.severities.includes(severityOfNumber(severity)),
      ));
  if (!waits) return who;
  return approve && !approval!.secondPerson ? who : undefined;
}

/** Tells of a preview whether it is still what would happen. */
function fingerprintOf(
  findingIds: readonly DbFindingsRow['id'][],
  ...met: (readonly DbDecisionsRow[])[]
): string {
  const ids = met.map(rows => rows.map(({ id }) => String(id)).sort());
  return createHash('sha256')
    .update(JSON.stringify([findingIds.map(String), ...ids]))
    .digest('hex');
}

/** The ids of a filter are chosen by the server: they are looked at before, as is what they replace. */
function refuseUnseen(
  { filter, seen: preview, replaces: seen = [] }: FindingDecisionRequest,
  replaces: readonly DbDecisionsRow[],
) {
  const unseen = replaces.find(({ id }) => !seen.includes(String(id)));
  if (unseen) {
    throw new ConflictError(
      `${unseen.author} decided about ${unseen.vulnerability} meanwhile (decision ${unseen.id}: ${unseen.verdict}, "${unseen.reason}"). Look at it, and decide again if it is wrong`,
    );
  }
  if (filter || preview !== undefined) {
    throw new ConflictError(
      'Other findings would be decided about than those that were previewed, or something else was proposed or revoked meanwhile. Look at the preview again',
    );
  }
}

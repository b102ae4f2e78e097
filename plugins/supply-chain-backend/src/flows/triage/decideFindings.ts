import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { FindingDecisionRequest } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/transactions';
import {
  type AnalysisOrigin,
  type AnalysisTopic,
  inForceAbout,
  insertAnalyses,
  supersedeAnalyses,
} from '../../records/decisions/analyses';
import {
  type CheckedAnalysis,
  checkAnalysis,
} from '../../records/decisions/analysisRules';
import { retriageDecided } from '../../records/findings/retriage';
import { severityOfNumber } from '../../records/findings/severity';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';
import type {
  DbDecisionsRow,
  DbFindingsRow,
  DbPackagesRow,
  DbTargetsRow,
  DbVulnerabilitiesRow,
} from '../../database/tables';
import { affectedPlaces } from '../../views/findings/occurrences';
import { versionsOf } from '../../views/findings/triageFacts';
import type { ApprovalOptions } from './options';

/** Findings of one vulnerability that are decided in one go, each for its service. */
const MOST_SERVICES = 10_000;

const BY_PERSON: AnalysisOrigin = { origin: 'person' };

/** Who decides, and what they may. */
export interface Decider {
  who: string;
  /** Where they may decide; undefined: nowhere. */
  decide?: TargetFilter;
  /** Where they may propose; undefined: nowhere. */
  propose?: TargetFilter;
  approve: boolean;
}

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
  state: 'active' | 'proposed';
  replaces: DbDecisionsRow[];
}

/** A finding as far as deciding about it goes. */
interface Decidable
  extends Pick<
      DbFindingsRow,
      | 'id'
      | 'target_id'
      | 'vulnerability_id'
      | 'state'
      | 'severity'
      | 'package_name'
      | 'versions'
    >,
    Pick<DbTargetsRow, 'entity_ref'>,
    Pick<DbVulnerabilitiesRow, 'key'>,
    Pick<DbPackagesRow, 'ecosystem'> {}

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
  const plan = {
    topics: topics.length,
    findingIds: chosen.findings.map(({ id }) => id),
    services: new Set(chosen.findings.map(row => row.target_id)).size,
    state: approver ? ('active' as const) : ('proposed' as const),
  };
  return inTransaction(knex, async trx => {
    const replaces = await inForceAbout(
      trx,
      chosen.findings.map(row => row.vulnerability_id),
      topics,
      now,
    );
    if (request.dryRun) return { ...plan, rows: [], replaces };
    refuseUnseen(replaces, request.replaces ?? []);
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
    return { ...plan, rows, replaces };
  });
}

interface Chosen {
  findings: Decidable[];
  /** They may decide about all of them, not only propose. */
  mayDecide: boolean;
  /** They may decide in every service there is, and there will be. */
  everywhere: boolean;
}

async function chooseFindings(
  knex: Knex,
  request: FindingDecisionRequest,
  decider: Decider,
): Promise<Chosen> {
  const { ids, advisory } = request;
  if ((ids === undefined) === (advisory === undefined)) {
    throw new InputError('Name either ids of findings, or an advisory');
  }
  for (const [mayDecide, filter] of [
    [true, decider.decide],
    [false, decider.propose],
  ] as const) {
    if (!filter) continue;
    const findings = await readDecidable(knex, request, filter);
    if (findings.length === (ids ? new Set(ids).size : findings.length)) {
      if (findings.length === 0) break;
      refuseResolved(findings);
      await learnVersions(knex, findings);
      return { findings, mayDecide, everywhere: filter.access === undefined };
    }
  }
  throw new NotFoundError(
    ids
      ? 'One of the findings is not there, or you may not decide about it'
      : `No finding of ${advisory} that you may decide about`,
  );
}

/** Of findings that were stored before their versions came to be, what is in use is looked at. */
async function learnVersions(
  knex: Knex,
  findings: readonly Decidable[],
): Promise<void> {
  const unknown = findings.filter(({ versions }) => versions === '');
  if (unknown.length === 0) return;
  const places = await affectedPlaces(knex, unknown);
  for (const finding of unknown) {
    const used = places.get(Number(finding.id)) ?? [];
    const versions = new Set(used.map(({ version }) => version));
    if (versions.size > 0) finding.versions = JSON.stringify([...versions]);
  }
}

async function readDecidable(
  knex: Knex,
  { ids, advisory, package: of }: FindingDecisionRequest,
  targets: TargetFilter,
): Promise<Decidable[]> {
  const select = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .join('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .join('packages as p', 'p.id', 'f.package_id')
    .select(
      'f.id',
      'f.target_id',
      'f.vulnerability_id',
      'f.state',
      'f.severity',
      'f.package_name',
      'f.versions',
      't.entity_ref',
      'v.key',
      'p.ecosystem',
    )
    .orderBy('f.id');
  applyTargetFilter(select, targets);
  if (ids) return select.whereIn('f.id', [...new Set(ids)]);
  select
    .whereNot('f.state', 'resolved')
    .whereIn(
      'f.vulnerability_id',
      knex('vulnerability_names')
        .where('name', advisory!)
        .select('vulnerability_id'),
    );
  if (of) {
    select.where({ 'p.ecosystem': of.ecosystem, 'f.package_name': of.name });
  }
  return select;
}

function refuseResolved(findings: readonly Decidable[]) {
  const resolved = findings.find(({ state }) => state === 'resolved');
  if (resolved) {
    throw new ConflictError(
      `${resolved.key} of ${resolved.package_name} in ${resolved.entity_ref} was resolved meanwhile: there is nothing to decide`,
    );
  }
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
          row.vulnerability_id,
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
    ...((!advisory || of) && {
      package: { ecosystem: rows[0].ecosystem, name: rows[0].package_name },
    }),
    versions: unite(rows),
  }));
}

/** Undefined where versions are not known yet: then it is about any. */
function unite(findings: readonly Decidable[]): string[] | undefined {
  const versions = new Set(findings.flatMap(versionsOf));
  return versions.has('') ? undefined : [...versions].sort();
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

function refuseUnseen(
  replaces: readonly DbDecisionsRow[],
  seen: readonly string[],
) {
  const unseen = replaces.find(({ id }) => !seen.includes(String(id)));
  if (!unseen) return;
  throw new ConflictError(
    `${unseen.author} decided about ${unseen.vulnerability} meanwhile (decision ${unseen.id}: ${unseen.verdict}, "${unseen.reason}"). Look at it, and decide again if it is wrong`,
  );
}

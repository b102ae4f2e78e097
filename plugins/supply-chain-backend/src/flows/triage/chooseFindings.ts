import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { FindingDecisionRequest } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { boundedCount, COUNT_BOUND } from '../../database/keyset';
import type {
  DbFindingsRow,
  DbPackagesRow,
  DbTargetsRow,
  LeftJoined,
} from '../../database/tables';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';
import { filterFindings, namedBy } from '../../views/findings/findingRows';
import { affectedPlaces } from '../../views/findings/occurrences';

/** Who decides, and what they may. */
export interface Decider {
  who: string;
  /** Where they may decide; undefined: nowhere. */
  decide?: TargetFilter;
  /** Where they may propose; undefined: nowhere. */
  propose?: TargetFilter;
  /** What they may see: a filter chooses of that; undefined: nothing. */
  read?: TargetFilter;
  approve: boolean;
}

/** A finding as far as deciding about it goes. */
export interface Decidable
  extends Pick<
      DbFindingsRow,
      | 'id'
      | 'target_id'
      | 'fingerprint'
      | 'vulnerability_id'
      | 'rule_id'
      | 'state'
      | 'severity'
      | 'package_name'
      | 'versions'
    >,
    Pick<DbTargetsRow, 'entity_ref'>,
    Pick<LeftJoined<DbPackagesRow>, 'ecosystem'> {
  /** Of the vulnerability, or of the rule. */
  key: string;
}

/** What is decided about, and what the caller may say of it. */
export interface Chosen {
  findings: Decidable[];
  /** They may decide about all of them, not only propose. */
  mayDecide: boolean;
  /** They may decide in every service there is, and there will be. */
  everywhere: boolean;
  /** Of a filter: findings that match it, and that the caller may not decide about. */
  left?: number;
}

/**
 * The findings that are meant. Throws `InputError` where that is not said or
 * too much, `NotFoundError` where there are none that the caller may decide
 * about, and `ConflictError` where one of them was resolved meanwhile.
 */
export async function chooseFindings(
  knex: Knex,
  request: FindingDecisionRequest,
  decider: Decider,
): Promise<Chosen> {
  const { ids, advisory, filter } = request;
  const ways = [ids, advisory, filter].filter(way => way !== undefined);
  if (ways.length !== 1) {
    throw new InputError('Name ids of findings, an advisory, or a filter');
  }
  const wanted = ids && new Set(ids).size;
  for (const [mayDecide, targets] of [
    [true, decider.decide],
    [false, decider.propose],
  ] as const) {
    if (!targets) continue;
    const select = selectDecidable(knex, request, decider);
    const matching = filter && (await boundedCount(knex, select));
    if (matching?.atLeast) throw tooMany();
    applyTargetFilter(select, targets);
    const findings: Decidable[] = await select;
    if (findings.length === 0) continue;
    if (wanted !== undefined && findings.length < wanted) continue;
    refuseResolved(findings);
    await learnVersions(knex, findings);
    return {
      findings,
      mayDecide,
      everywhere: targets.access === undefined,
      ...(matching && { left: matching.count - findings.length }),
    };
  }
  throw new NotFoundError(nothingOf(request));
}

function tooMany() {
  return new InputError(
    `More than ${COUNT_BOUND} findings match; narrow the filter`,
  );
}

function nothingOf({ ids, advisory }: FindingDecisionRequest): string {
  if (ids) {
    return 'One of the findings is not there, or you may not decide about it';
  }
  return advisory
    ? `No finding of ${advisory} that you may decide about`
    : 'No finding matches the filter that you may decide about';
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

/** What a request means, whoever asks. */
function selectDecidable(
  knex: Knex,
  { ids, advisory, package: of, filter }: FindingDecisionRequest,
  { read }: Decider,
): Knex.QueryBuilder {
  const select = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .leftJoin('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .leftJoin('tool_rules as r', 'r.id', 'f.rule_id')
    .leftJoin('packages as p', 'p.id', 'f.package_id')
    .select(
      'f.id',
      'f.target_id',
      'f.fingerprint',
      'f.vulnerability_id',
      'f.rule_id',
      'f.state',
      'f.severity',
      'f.package_name',
      'f.versions',
      't.entity_ref',
      knex.raw('coalesce(v.key, r.key) as key'),
      'p.ecosystem',
    )
    .orderBy('f.id');
  if (ids) return select.whereIn('f.id', [...new Set(ids)]);
  select.whereNot('f.state', 'resolved');
  if (filter) {
    if (!read) return select.whereRaw('1 = 0');
    filterFindings(knex, select, filter, { ...read, ...scopeOfFilter(filter) });
    return select;
  }
  namedBy(knex, select, advisory!);
  if (of) {
    select.where({ 'p.ecosystem': of.ecosystem, 'f.package_name': of.name });
  }
  return select;
}

function scopeOfFilter({
  entityRef,
  owner,
  system,
  lifecycle,
}: NonNullable<FindingDecisionRequest['filter']>): TargetFilter {
  return {
    entityRef: entityRef?.toLocaleLowerCase('en-US'),
    owner,
    system,
    lifecycle,
  };
}

function refuseResolved(findings: readonly Decidable[]) {
  const resolved = findings.find(({ state }) => state === 'resolved');
  if (resolved) {
    throw new ConflictError(
      `${resolved.key} of ${resolved.package_name} in ${resolved.entity_ref} was resolved meanwhile: there is nothing to decide`,
    );
  }
}

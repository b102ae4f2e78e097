import {
  ORGANIZATION,
  RollUp,
  rollUp,
  rollUpNode,
  Structure,
  UNOWNED,
} from '@safety-curtain/policy';
import type {
  ScorecardAnswerCounts,
  ScorecardRollUp,
  ScorecardRollUpQuery,
  ScorecardRollUpRow,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../../records/targets/targetFilter';
import {
  Organization,
  readStructure,
  titleOf,
} from '../structure/readStructure';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { countPending } from './pending';
import { CountedResult, readResults } from './results';

/** Critical services that a row names; more are counted. */
const MAX_NAMED = 20;

type By = NonNullable<ScorecardRollUpQuery['by']>;

/** Which nodes have a row of their own. */
const shown: Record<By, (node: string) => boolean> = {
  owner: node => node !== ORGANIZATION,
  group: node => node !== ORGANIZATION,
  system: node => node.startsWith('system:'),
  domain: node => node.startsWith('domain:'),
};

/** What is needed beside a result to count it in rows. */
export interface RowContext {
  scorecard: DefinedScorecard;
  organization: Pick<Organization, 'titles' | 'parents'>;
  /** Titles of services by reference. */
  names: ReadonlyMap<string, string>;
}

/** Counts of the services of a filter, for each node of one kind and in all. */
export async function readRollUp(
  knex: Knex,
  scorecard: DefinedScorecard,
  by: By,
  filter: TargetFilter,
  now: Date,
): Promise<ScorecardRollUp> {
  const [results, organization, pending] = await Promise.all([
    readResults(knex, scorecard, filter, now),
    readStructure(knex, by),
    countPending(knex, scorecard, filter),
  ]);
  const context = { scorecard, organization, names: namesOf(results) };
  const tallies = tallyByNode(organization.structure, results);
  const nodes = rollUp(organization.structure, results);
  const toRow = (node: RollUp) =>
    toRollUpRow(context, node, tallies.get(node.node) ?? tallyOf([]));
  const total =
    nodes.find(({ node }) => node === ORGANIZATION) ??
    rollUpNode(ORGANIZATION, []);
  return {
    scorecard: scorecard.name,
    by,
    rows: nodes
      .filter(({ node }) => shown[by](node))
      .map(toRow)
      .sort(worstFirst),
    total: toRow(total),
    pending,
    oldest: oldestOf(results),
  };
}

/** A node's counts for the API. */
export function toRollUpRow(
  { scorecard, organization, names }: RowContext,
  node: RollUp,
  tally: Tally,
): ScorecardRollUpRow {
  const failing = [...node.failingCritical];
  return {
    ref: node.node,
    title: rowTitle(organization.titles, node.node),
    parents: [...(organization.parents.get(node.node) ?? [])],
    services: node.services,
    criticalServices: node.criticalServices,
    levels: [undefined, ...scorecard.levels].map(
      (_, held) => node.levels[held] ?? 0,
    ),
    checks: scorecard.checks.map(
      ({ check }) => node.checks.get(check.id)?.counts ?? noCounts(),
    ),
    failingCritical: failing.slice(0, MAX_NAMED).map(([ref, checks]) => ({
      entityRef: ref,
      name: names.get(ref) ?? ref,
      checks: [...checks],
    })),
    failingCriticalCount: failing.length,
    ...tally,
  };
}

export function namesOf(
  results: readonly CountedResult[],
): ReadonlyMap<string, string> {
  return new Map(results.map(({ service, name }) => [service, name]));
}

export function noCounts(): ScorecardAnswerCounts {
  return {
    pass: 0,
    warn: 0,
    fail: 0,
    notApplicable: 0,
    unknown: 0,
    exempted: 0,
  };
}

/** What is counted of services beside their answers. */
type Tally = Pick<ScorecardRollUpRow, 'overdue' | 'alertLevels'>;

export function tallyOf(results: readonly CountedResult[]): Tally {
  const tally = emptyTally();
  for (const result of results) addTo(tally, result);
  return tally;
}

function tallyByNode(
  structure: Structure,
  results: readonly CountedResult[],
): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const result of results) {
    for (const node of structure.affectedBy(result.service)) {
      let tally = tallies.get(node);
      if (!tally) tallies.set(node, (tally = emptyTally()));
      addTo(tally, result);
    }
  }
  return tallies;
}

function emptyTally(): Tally {
  return {
    overdue: 0,
    alertLevels: { high: 0, medium: 0, low: 0, unknown: 0 },
  };
}

function addTo(tally: Tally, { overdue, alertLevel }: CountedResult): void {
  if (overdue) tally.overdue += 1;
  tally.alertLevels[alertLevel] += 1;
}

function rowTitle(titles: ReadonlyMap<string, string>, node: string): string {
  if (node === ORGANIZATION) return 'All services';
  if (node === UNOWNED) return 'Without an owner';
  return titleOf(titles, node);
}

function worstFirst(a: ScorecardRollUpRow, b: ScorecardRollUpRow): number {
  return (
    b.failingCriticalCount - a.failingCriticalCount ||
    failures(b) - failures(a) ||
    (a.ref < b.ref ? -1 : 1)
  );
}

function failures({ checks }: ScorecardRollUpRow): number {
  return checks.reduce((sum, { fail }) => sum + fail, 0);
}

function oldestOf(results: readonly CountedResult[]): string | undefined {
  let oldest: Date | undefined;
  for (const { scoredAt } of results) {
    if (!oldest || scoredAt < oldest) oldest = scoredAt;
  }
  return oldest?.toISOString();
}

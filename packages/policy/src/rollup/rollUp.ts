import { Answer, answers } from '../checks/check';
import type { ScorecardResult } from '../scorecards/evaluateScorecard';
import type { Structure } from './structure';

/**
 * What a service has on one scorecard, in as few words as a roll-up needs.
 *
 * @public
 */
export interface ServiceResult {
  /** Full reference in lower case. */
  service: string;
  /** Whether a failure of it matters most: of a tier, a tag, a lifecycle that the adopter names. */
  critical: boolean;
  /** Levels held, from 0. */
  levelsHeld: number;
  /** By check id. */
  answers: ReadonlyMap<string, Answer | 'exempted'>;
}

/** Services by the answer that they give. @public */
export type AnswerCounts = Readonly<Record<Answer | 'exempted', number>>;

/** What a node of the organization counts, of one scorecard. @public */
export interface RollUp {
  node: string;
  services: number;
  criticalServices: number;
  /** Services by the number of levels that they hold: index 0 holds none. */
  levels: readonly number[];
  /** By check id, in order. */
  checks: ReadonlyMap<string, CheckRollUp>;
  /**
   * Critical services with a check that fails, in order: named one by one, so
   * that no share hides them. Checks that fail, by service.
   */
  failingCritical: ReadonlyMap<string, readonly string[]>;
}

/** The answers of all services to one check. @public */
export interface CheckRollUp {
  counts: AnswerCounts;
  /** 0 to 1: of the services where it is asked and known, those where it passes or warns; absent where there are none. */
  share?: number;
}

/** The part of a result that roll-ups count. @public */
export function serviceResult(
  result: ScorecardResult,
  critical: boolean,
): ServiceResult {
  return {
    service: result.entity.toLowerCase(),
    critical,
    levelsHeld: result.levelsHeld,
    answers: new Map(
      result.checks.map(check => [
        check.id,
        check.exempted ? 'exempted' : check.result.answer,
      ]),
    ),
  };
}

/**
 * Counts some results as one node; each service once, the last of several that it has.
 *
 * @public
 */
export function rollUpNode(
  node: string,
  results: Iterable<ServiceResult>,
): RollUp {
  const byService = new Map<string, ServiceResult>();
  for (const result of results) byService.set(result.service, result);
  const services = [...byService.values()].sort((a, b) =>
    a.service < b.service ? -1 : 1,
  );
  const levels: number[] = [];
  const counts = new Map<string, Record<Answer | 'exempted', number>>();
  const failingCritical = new Map<string, readonly string[]>();
  for (const { service, critical, levelsHeld, answers: given } of services) {
    while (levels.length <= levelsHeld) levels.push(0);
    levels[levelsHeld] += 1;
    const failing: string[] = [];
    for (const [check, answer] of given) {
      const sum = counts.get(check) ?? noCounts();
      sum[answer] += 1;
      counts.set(check, sum);
      if (answer === 'fail') failing.push(check);
    }
    if (critical && failing.length > 0) {
      failingCritical.set(service, failing.sort());
    }
  }
  return {
    node,
    services: services.length,
    criticalServices: services.filter(({ critical }) => critical).length,
    levels,
    checks: new Map(
      [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([check, sum]) => [check, { counts: sum, ...shareOf(sum) }]),
    ),
    failingCritical,
  };
}

/**
 * Counts results for every node that stands above a service, in order. Time
 * and memory grow with the number of services times the nodes above each.
 *
 * @public
 */
export function rollUp(
  structure: Structure,
  results: Iterable<ServiceResult>,
): RollUp[] {
  const byNode = new Map<string, ServiceResult[]>();
  for (const result of results) {
    for (const node of structure.affectedBy(result.service)) {
      const below = byNode.get(node);
      if (below) below.push(result);
      else byNode.set(node, [result]);
    }
  }
  return [...byNode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([node, below]) => rollUpNode(node, below));
}

function noCounts(): Record<Answer | 'exempted', number> {
  return Object.fromEntries(
    [...answers, 'exempted'].map(answer => [answer, 0]),
  ) as Record<Answer | 'exempted', number>;
}

function shareOf({ pass, warn, fail }: AnswerCounts): { share?: number } {
  const known = pass + warn + fail;
  return known === 0 ? {} : { share: (pass + warn) / known };
}

import { CheckResult, unknown, workUnits } from '../checks/check';
import { runCheck } from '../checks/runCheck';
import type { EntityFacts, ServiceFacts } from '../facts/serviceFacts';
import type {
  Scorecard,
  ScorecardCheck,
  ScorecardExemption,
  ScorecardFilter,
} from './scorecard';

/** One check of a scorecard, with its answer. @public */
export interface CheckOutcome {
  id: string;
  weight: number;
  result: CheckResult;
  /** The exemption that holds now: the answer stands beside it and does not count. */
  exempted?: ScorecardExemption;
  /** An exemption that has ended: the answer counts again. */
  expired?: ScorecardExemption;
}

/** What stands between a service and its next level. @public */
export interface MissingCheck {
  id: string;
  result: CheckResult;
  advice: string;
  /**
   * Work units: what one thing takes (`workUnits` of the check's `work`) times
   * how many have to change (`toChange`). Of an unknown answer it is what one
   * thing takes, as the count is not known.
   */
  effort: number;
}

/** How a service stands in a campaign. @public */
export interface CampaignResult {
  name: string;
  state: 'done' | 'open' | 'overdue';
  target: string;
  /** Ids of its checks that do not hold, in the scorecard's order. */
  missing: readonly string[];
}

/** How a service stands on a scorecard. @public */
export interface ScorecardResult {
  scorecard: string;
  entity: string;
  /** The highest level that holds; absent where not even the lowest does. */
  level?: string;
  /** Levels that hold, counted from the lowest: 0 to all of them. */
  levelsHeld: number;
  /** Absent where all levels hold. */
  next?: { level: string; missing: readonly MissingCheck[] };
  checks: readonly CheckOutcome[];
  campaigns: readonly CampaignResult[];
  /** Sums of weights, of checks that are asked and apply. */
  weights: { held: number; failed: number; unknown: number };
}

const DAY = 24 * 60 * 60 * 1000;

/** Whether a scorecard is for an entity. @public */
export function appliesTo(
  filter: ScorecardFilter,
  entity: EntityFacts,
): boolean {
  const has = (wanted: readonly string[], values: readonly string[]) =>
    wanted.length === 0 ||
    wanted.some(each =>
      values.some(value => value.toLowerCase() === each.toLowerCase()),
    );
  const one = (value: string | undefined) =>
    value === undefined ? [] : [value];
  return (
    has(filter.kinds, [entity.kind]) &&
    has(filter.types, one(entity.type)) &&
    has(filter.lifecycles, one(entity.lifecycle)) &&
    has(filter.tags, entity.tags) &&
    has(filter.owners, entity.owners)
  );
}

/**
 * Asks all checks of a scorecard of one service. A function of its arguments;
 * it does not throw, whatever the facts: a check that breaks is unknown.
 *
 * @public
 */
export function evaluateScorecard(
  scorecard: Scorecard,
  facts: ServiceFacts,
  now: Date,
): ScorecardResult {
  const results = new Map(
    scorecard.checks.map(({ check, options }) => [
      check.id,
      runCheck(check, facts, { now, options }),
    ]),
  );
  return scorecardResult(scorecard, facts.entity.ref, results, now);
}

/**
 * How a service stands, by what the checks answered: by check id, one that is
 * missing is unknown.
 *
 * A check *holds* where it passes, does not apply or is exempted, and where it
 * warns unless the level says otherwise.
 *
 * @public
 */
export function scorecardResult(
  scorecard: Scorecard,
  entity: string,
  results: ReadonlyMap<string, CheckResult>,
  now: Date,
): ScorecardResult {
  const checks = scorecard.checks.map(each =>
    resultOf(
      each,
      results.get(each.check.id) ?? unknown('It was not asked.'),
      exemptionsOf(scorecard, entity, each.check.id),
      now,
    ),
  );
  const byId = new Map(checks.map(each => [each.id, each]));
  const missingOf = (ids: Iterable<string>, warningsHold: boolean) =>
    [...new Set(ids)].flatMap(id => {
      const result = byId.get(id);
      return result && !holds(result, warningsHold) ? [result] : [];
    });
  const missingByLevel = scorecard.levels.map(level =>
    missingOf(level.checks, level.warningsHold),
  );
  const open = missingByLevel.findIndex(missing => missing.length > 0);
  const levelsHeld = open === -1 ? scorecard.levels.length : open;
  const held = scorecard.levels[levelsHeld - 1];
  const next = scorecard.levels[levelsHeld];
  return {
    scorecard: scorecard.name,
    entity,
    ...(held ? { level: held.name } : {}),
    levelsHeld,
    ...(next
      ? {
          next: {
            level: next.name,
            missing: byEffort(scorecard, missingByLevel[levelsHeld]),
          },
        }
      : {}),
    checks,
    campaigns: scorecard.campaigns.map(({ name, target, checks: ids }) => {
      const missing = missingOf(ids, true).map(({ id }) => id);
      const over = endOf(target) <= now.getTime();
      const late = over ? 'overdue' : 'open';
      return {
        name,
        target,
        state: missing.length === 0 ? 'done' : late,
        missing,
      };
    }),
    weights: sumWeights(checks),
  };
}

function exemptionsOf(
  { exemptions }: Scorecard,
  entity: string,
  check: string,
): ScorecardExemption[] {
  const ref = entity.toLowerCase();
  return exemptions.filter(
    each => each.entity === ref && (each.check === check || each.check === '*'),
  );
}

function resultOf(
  { check, weight }: ScorecardCheck,
  result: CheckResult,
  given: readonly ScorecardExemption[],
  now: Date,
): CheckOutcome {
  const exempted = given.find(each => endOf(each.expires) > now.getTime());
  const expired = exempted ? undefined : given[0];
  return {
    id: check.id,
    weight,
    result,
    ...(exempted ? { exempted } : {}),
    ...(expired ? { expired } : {}),
  };
}

/**
 * Milliseconds since 1970 of the end of a day or of a time: a day ends at its last moment in UTC.
 *
 * @public
 */
export function endOf(date: string): number {
  const time = Date.parse(date);
  return date.length === 10 ? time + DAY : time;
}

function holds({ result, exempted }: CheckOutcome, warningsHold: boolean) {
  return (
    exempted !== undefined ||
    result.answer === 'pass' ||
    result.answer === 'notApplicable' ||
    (result.answer === 'warn' && warningsHold)
  );
}

/** The least effort first; of equals what is known, then what weighs more. */
function byEffort(
  { checks }: Scorecard,
  missing: readonly CheckOutcome[],
): MissingCheck[] {
  const definitions = new Map(checks.map(({ check }) => [check.id, check]));
  const order = new Map(checks.map(({ check }, index) => [check.id, index]));
  return missing
    .map(({ id, weight, result }) => {
      const definition = definitions.get(id);
      const unit = definition ? workUnits[definition.work] : 1;
      const known = result.answer !== 'unknown';
      return {
        id,
        weight,
        known,
        result,
        advice: definition?.advice ?? '',
        effort: unit * (known ? Math.max(1, result.toChange) : 1),
      };
    })
    .sort(
      (a, b) =>
        a.effort - b.effort ||
        Number(b.known) - Number(a.known) ||
        b.weight - a.weight ||
        (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0),
    )
    .map(({ id, result, advice, effort }) => ({ id, result, advice, effort }));
}

function sumWeights(checks: readonly CheckOutcome[]) {
  const weights = { held: 0, failed: 0, unknown: 0 };
  for (const { weight, result, exempted } of checks) {
    if (exempted || result.answer === 'notApplicable') continue;
    if (result.answer === 'unknown') weights.unknown += weight;
    else if (result.answer === 'fail') weights.failed += weight;
    else weights.held += weight;
  }
  return weights;
}

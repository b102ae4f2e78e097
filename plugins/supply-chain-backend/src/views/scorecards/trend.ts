import type {
  ScorecardTrend,
  ScorecardTrendQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toIso } from '../../database/dialect';
import { answerOf } from '../../records/results/answers';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { noCounts } from './rollUp';
import { requireCheck } from './services';
import { trendTimes } from '../times/trendTimes';

/** How a period of the level is told from those of checks. */
const LEVEL = '';

/** Periods with one value that begin and end between the same two points. */
interface PeriodGroup {
  value: string;
  /** Of the first point that they count at. */
  first: number;
  /** Of the first point that they no longer count at. */
  last: number;
  count: number | string;
}

/**
 * How many services held each level, or gave each answer, at the ends of days
 * or weeks. Services count for the teams, systems and tags that they have now;
 * one that left the catalog counts until then.
 */
export async function readTrend(
  knex: Knex,
  scorecard: DefinedScorecard,
  query: ScorecardTrendQuery,
  filter: TargetFilter,
  now: Date,
): Promise<ScorecardTrend> {
  const { check, days = 30, timeZone = 'UTC' } = query;
  if (check !== undefined) requireCheck(scorecard, check);
  const times = trendTimes(days, timeZone, now);
  const periods = () =>
    selectPeriods(knex, scorecard.name, check ?? LEVEL, filter);
  const [first, groups] = await Promise.all([
    periods().orderBy('p.since').first('p.since'),
    readGroups(knex, periods(), times),
  ]);
  const since = toIso(first?.since);
  if (since === undefined) return { points: [] };
  const valuesAt = countValues(groups, times.length);
  return {
    since,
    points: times
      .map((at, index) => ({
        at: at.toISOString(),
        ...(check === undefined
          ? levelCounts(scorecard, valuesAt[index])
          : answerCounts(valuesAt[index])),
      }))
      .filter(({ at }) => at >= since),
  };
}

function selectPeriods(
  knex: Knex,
  scorecard: string,
  check: string,
  filter: TargetFilter,
): Knex.QueryBuilder {
  const select = knex('scorecard_periods as p')
    .join('targets as t', 't.id', 'p.target_id')
    .where('p.scorecard', scorecard)
    .where('p.check_id', check);
  applyTargetFilter(select, { ...filter, includeRemoved: true });
  return select;
}

/** A target that left has no period that goes on. */
const UNTIL = `case
  when t.removed_at < p.until or p.until is null then t.removed_at
  else p.until end`;

/** Counts periods by the points between which they begin and end, in one pass. */
function readGroups(
  knex: Knex,
  periods: Knex.QueryBuilder,
  times: Date[],
): Promise<PeriodGroup[]> {
  const inner = periods.select(
    'p.value',
    'p.since',
    knex.raw(`${UNTIL} as until`),
  );
  const pointOf = (column: string) =>
    `case ${times
      .map((_, index) => `when ${column} <= ? then ${index}`)
      .join(' ')} else ${times.length} end`;
  const outer = knex
    .from(inner.as('p'))
    .where(left => left.whereNull('p.until').orWhere('p.until', '>', times[0]))
    .select(
      'p.value',
      knex.raw(`${pointOf('p.since')} as first`, times),
      knex.raw(`${pointOf('p.until')} as last`, times),
    );
  return knex
    .from(outer.as('g'))
    .groupBy('g.value', 'g.first', 'g.last')
    .select('g.value', 'g.first', 'g.last')
    .count('* as count') as unknown as Promise<PeriodGroup[]>;
}

/** How often each value holds at each point. */
function countValues(
  groups: readonly PeriodGroup[],
  points: number,
): Map<string, number>[] {
  const at = Array.from({ length: points }, () => new Map<string, number>());
  for (const { value, first, last, count } of groups) {
    for (let index = first; index < last; index++) {
      at[index].set(value, (at[index].get(value) ?? 0) + Number(count));
    }
  }
  return at;
}

/** Levels that the scorecard no longer has count as its highest. */
function levelCounts(
  scorecard: DefinedScorecard,
  values: ReadonlyMap<string, number>,
) {
  const top = scorecard.levels.length;
  const levels = Array.from({ length: top + 1 }, () => 0);
  let services = 0;
  for (const [value, count] of values) {
    levels[Math.min(Number(value), top)] += count;
    services += count;
  }
  return { services, levels };
}

function answerCounts(values: ReadonlyMap<string, number>) {
  const answers = noCounts();
  let services = 0;
  for (const [letter, count] of values) {
    answers[answerOf(letter)] += count;
    services += count;
  }
  return { services, answers };
}

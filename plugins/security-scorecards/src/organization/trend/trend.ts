import type {
  ScorecardAnswer,
  ScorecardTrend,
} from '@safety-curtain/plugin-supply-chain-common';
import { answers } from '../../marks/answers';

/** One part of the columns of a chart, the same in all of them. */
export type Series =
  | { kind: 'level'; held: number }
  | { kind: 'answer'; answer: ScorecardAnswer };

/** One column of a chart. */
export interface Column {
  /** ISO 8601. */
  at: string;
  services: number;
  /** Services by series, in the order of the series. */
  counts: readonly number[];
}

export interface Chart {
  series: readonly Series[];
  columns: readonly Column[];
  /** The most services in any column; at least 1. */
  most: number;
}

/**
 * A trend as columns, stacked from below: the lowest level first, or the
 * answers that ask for something. Series without any service are left out.
 *
 * @param levels - How many levels there are, beside none.
 */
export function chartOf(trend: ScorecardTrend, levels: number): Chart {
  const byAnswers = trend.points.some(point => point.answers);
  const all: Series[] = byAnswers
    ? answers.map(answer => ({ kind: 'answer', answer }))
    : Array.from({ length: levels + 1 }, (_, held) => ({
        kind: 'level',
        held,
      }));
  const count = (point: ScorecardTrend['points'][number], one: Series) =>
    one.kind === 'answer'
      ? point.answers?.[one.answer] ?? 0
      : point.levels?.[one.held] ?? 0;
  const series = all.filter(one =>
    trend.points.some(point => count(point, one) > 0),
  );
  return {
    series,
    columns: trend.points.map(point => ({
      at: point.at,
      services: point.services,
      counts: series.map(one => count(point, one)),
    })),
    most: Math.max(1, ...trend.points.map(point => point.services)),
  };
}

/** Where something is between two times, 0 to 1. */
export function shareOfTime(at: number, from: number, to: number): number {
  if (to <= from) return 1;
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

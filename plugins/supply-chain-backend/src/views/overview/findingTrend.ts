import type {
  FindingTrend,
  FindingTrendQuery,
  SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toIso } from '../../database/dialect';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { trendTimes } from '../times/trendTimes';
import { readTotals } from './overview';
import { severityOfNumber } from '../../records/findings/severity';

const DEFAULT_DAYS = 90;

/** What makes a finding open, and what closes it. */
const signs = {
  opened: 1,
  reopened: 1,
  reinstated: 1,
  resolved: -1,
  dismissed: -1,
} as const;
type Turn = keyof typeof signs;

interface Turns {
  bucket: number;
  kind: Turn;
  severity: number;
  count: number | string;
}

/**
 * Open findings by severity over time, and what came and went between: told
 * backwards from what is open now by the history of findings. Severities are
 * as they are rated today.
 */
export async function readFindingTrend(
  knex: Knex,
  query: FindingTrendQuery,
  targets: TargetFilter,
  now: Date,
): Promise<FindingTrend> {
  const { days = DEFAULT_DAYS, timeZone = 'UTC' } = query;
  const times = trendTimes(days, timeZone, now);
  const [turns, { openFindings }, since] = await Promise.all([
    readTurns(knex, times, targets),
    readTotals(knex, targets),
    firstKnown(knex, targets),
  ]);
  const points: FindingTrend['points'] = [];
  let open = openFindings;
  for (let i = times.length - 1; i >= 0; i--) {
    const here = turns.filter(({ bucket }) => bucket === i);
    points.push({
      at: times[i].toISOString(),
      open,
      opened: countOf(here, 'opened', 'reopened', 'reinstated'),
      resolved: countOf(here, 'resolved'),
      dismissed: countOf(here, 'dismissed'),
    });
    open = before(open, here);
  }
  return { points: points.reverse(), ...(since && { since }) };
}

/** When the first of the services came to be known: of what was open before nobody knows. */
async function firstKnown(
  knex: Knex,
  targets: TargetFilter,
): Promise<string | undefined> {
  const query = knex('targets as t').min('t.created_at as first');
  applyTargetFilter(query, targets);
  const [{ first }] = await query;
  return toIso(first);
}

/** What happened up to each of the times, after the one before it. */
async function readTurns(
  knex: Knex,
  times: readonly Date[],
  targets: TargetFilter,
): Promise<Turns[]> {
  const [first, ...later] = times;
  const cases = later.map((_, i) => `when e.at <= ? then ${i + 1}`).join(' ');
  const events = knex('finding_events as e')
    .join('findings as f', 'f.id', 'e.finding_id')
    .join('targets as t', 't.id', 'f.target_id')
    .where('e.at', '>', first)
    .whereIn('e.kind', Object.keys(signs))
    .select(
      'e.kind',
      'f.severity',
      knex.raw(`case ${cases} else ${times.length} end as bucket`, [...later]),
    );
  applyTargetFilter(events, targets);
  const rows = await knex
    .from(events.as('turns'))
    .groupBy('bucket', 'kind', 'severity')
    .select('bucket', 'kind', 'severity')
    .count('* as count');
  return rows as unknown as Turns[];
}

function countOf(turns: readonly Turns[], ...kinds: Turn[]): number {
  return turns
    .filter(({ kind }) => kinds.includes(kind))
    .reduce((sum, { count }) => sum + Number(count), 0);
}

/** What was open before some turns. Merged findings keep both their histories, so never below none. */
function before(open: SeverityCounts, turns: readonly Turns[]): SeverityCounts {
  const counts = { ...open };
  for (const { kind, severity, count } of turns) {
    counts[severityOfNumber(severity)] -= signs[kind] * Number(count);
  }
  for (const [severity, count] of Object.entries(counts)) {
    counts[severity as keyof SeverityCounts] = Math.max(0, count);
  }
  return counts;
}

import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toIso } from '../../database/dialect';
import type { BigNumber } from '../../database/tables';

interface Count {
  tracker: string;
  waiting: BigNumber;
  failing: BigNumber;
}

/** How trackers answer, and what waits for them. */
export async function readTrackers(
  knex: Knex,
): Promise<SystemHealth['trackers']> {
  const [states, counts] = await Promise.all([
    knex('ticket_trackers'),
    knex('tickets')
      .groupBy('tracker')
      .select<Count[]>(
        'tracker',
        knex.raw(
          `sum(case when state = 'waiting' then 1 else 0 end) as waiting,
           sum(case when error is not null then 1 else 0 end) as failing`,
        ),
      ),
  ]);
  const ids = new Set([
    ...states.map(({ id }) => id),
    ...counts.map(({ tracker }) => tracker),
  ]);
  return [...ids].sort().map(id => {
    const state = states.find(one => one.id === id);
    const count = counts.find(one => one.tracker === id);
    return {
      id,
      waiting: Number(count?.waiting ?? 0),
      failing: Number(count?.failing ?? 0),
      pausedUntil: toIso(state?.paused_until),
      error: state?.error ?? undefined,
      failedAt: state?.error ? toIso(state.failed_at) : undefined,
      readAt: toIso(state?.read_at),
    };
  });
}

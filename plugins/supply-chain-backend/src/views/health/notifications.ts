import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseTime, toIso } from '../../database/dialect';
import type { BigNumber, DbNoticesRow } from '../../database/tables';

/** Sums of no rows are null. */
interface Counts
  extends Partial<Record<'notices' | 'due' | 'failing', BigNumber | null>> {
  oldest?: DbNoticesRow['due_at'] | null;
}

/** What people are to be told, and what could not be sent. */
export async function readNotifications(
  knex: Knex,
  { enabled, operators }: { enabled: boolean; operators: readonly string[] },
): Promise<SystemHealth['notifications']> {
  const now = databaseTime(knex);
  const [waiting, counted, failed] = await Promise.all([
    knex('outbox').first().count({ news: '*' }),
    knex('notices').first(
      knex.raw(
        `count(*) as notices,
         sum(case when due_at <= ? then 1 else 0 end) as due,
         sum(case when attempts > 0 then 1 else 0 end) as failing,
         min(case when due_at <= ? then due_at end) as oldest`,
        [now, now],
      ),
    ),
    knex('notices').whereNotNull('error').orderBy('id', 'desc').first('error'),
  ]);
  const { notices, due, failing, oldest }: Counts = counted ?? {};
  return {
    enabled,
    operators: operators.length,
    waiting: Number(waiting.news) + Number(notices ?? 0) - Number(due ?? 0),
    due: Number(due ?? 0),
    failing: Number(failing ?? 0),
    oldestDueAt: toIso(oldest),
    error: failed?.error ?? undefined,
  };
}

import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseTime, toIso } from '../../database/dialect';

/** What people are to be told, and what could not be sent. */
export async function readNotifications(
  knex: Knex,
): Promise<SystemHealth['notifications']> {
  const now = databaseTime(knex);
  const [news, [notices], failed] = await Promise.all([
    knex('outbox').first().count({ count: '*' }),
    knex('notices').select(
      knex.raw(
        `count(*) as count,
         sum(case when due_at <= ? then 1 else 0 end) as due,
         sum(case when attempts > 0 then 1 else 0 end) as failing,
         min(case when due_at <= ? then due_at end) as oldest`,
        [now, now],
      ),
    ),
    knex('notices').whereNotNull('error').orderBy('id', 'desc').first('error'),
  ]);
  const due = Number(notices.due ?? 0);
  return {
    waiting: Number(news.count) + Number(notices.count) - due,
    due,
    failing: Number(notices.failing ?? 0),
    oldestDueAt: toIso(notices.oldest),
    error: failed?.error ?? undefined,
  };
}

import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { databaseTime, toIso } from '../../database/dialect';
import type {
  BigNumber,
  DbScorecardQueueRow,
  DbTargetsRow,
} from '../../database/tables';

/** Services that could not be asked which are named. */
const MAX_FAILING = 50;

interface QueueCounts
  extends Record<'due' | 'running' | 'failing', BigNumber | null> {
  oldest: DbScorecardQueueRow['due_at'] | null;
}

/** What waits to be asked again, and what could not be asked. */
export async function readScorecardQueue(
  knex: Knex,
  /** What the caller may see of services; undefined: none by name. */
  targets: TargetFilter | undefined,
): Promise<SystemHealth['scorecards']> {
  const now = databaseTime(knex);
  const counted: Partial<QueueCounts> = await knex('scorecard_queue').first(
    knex.raw(
      `sum(case when lease_until >= ? then 1 else 0 end) as running,
         sum(case when lease_until >= ? or due_at > ? then 0 else 1 end) as due,
         sum(case when attempts > 0 then 1 else 0 end) as failing,
         min(case when lease_until >= ? or due_at > ? then null else due_at end) as oldest`,
      [now, now, now, now, now],
    ),
  );
  return {
    due: Number(counted.due ?? 0),
    running: Number(counted.running ?? 0),
    failing: Number(counted.failing ?? 0),
    oldestDueAt: toIso(counted.oldest),
    ...(targets
      ? await readFailing(knex, targets)
      : { failingServices: [], failingServicesLeft: 0 }),
  };
}

async function readFailing(
  knex: Knex,
  targets: TargetFilter,
): Promise<
  Pick<SystemHealth['scorecards'], 'failingServices' | 'failingServicesLeft'>
> {
  const select = knex('scorecard_queue as q')
    .join('targets as t', 't.id', 'q.target_id')
    .where('q.attempts', '>', 0)
    .select('t.entity_ref', 't.name', 'q.error', 'q.attempts', 'q.due_at')
    .select(knex.raw('count(*) over () as failing'))
    .orderBy([{ column: 'q.attempts', order: 'desc' }, 't.id'])
    .limit(MAX_FAILING);
  applyTargetFilter(select, targets);
  const rows: (Pick<DbTargetsRow, 'entity_ref' | 'name'> &
    Pick<DbScorecardQueueRow, 'error' | 'attempts' | 'due_at'> & {
      failing: BigNumber;
    })[] = await select;
  const failingServices = rows.map(row => ({
    entityRef: row.entity_ref,
    name: row.name,
    error: row.error ?? '',
    attempts: row.attempts,
    nextTryAt: toIso(row.due_at)!,
  }));
  const failing = Number(rows[0]?.failing ?? 0);
  return { failingServices, failingServicesLeft: failing - rows.length };
}

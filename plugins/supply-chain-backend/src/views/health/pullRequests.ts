import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseTime, toIso } from '../../database/dialect';
import type {
  BigNumber,
  DbPullRequestsRow,
  Timestamp,
} from '../../database/tables';

/** Failures that are told. */
const MOST_FAILURES = 10;

/** Sums of no rows are null. */
interface Counts
  extends Partial<Record<'open' | 'due' | 'failing', BigNumber | null>> {
  oldest?: Timestamp | null;
}

/** What there is to be done about pull requests, and what could not be done. */
export async function readPullRequests(
  knex: Knex,
): Promise<NonNullable<SystemHealth['pullRequests']>> {
  const now = databaseTime(knex);
  const open = () => knex('pull_requests').where('state', 'open');
  const [counted, failures] = await Promise.all([
    open().first(
      knex.raw(
        `count(*) as open,
         sum(case when due_at <= ? then 1 else 0 end) as due,
         sum(case when attempts > 0 then 1 else 0 end) as failing,
         min(case when due_at <= ? then due_at end) as oldest`,
        [now, now],
      ),
    ),
    open()
      .where('attempts', '>', 0)
      .whereNotNull('error')
      .orderBy('attempts', 'desc')
      .orderBy('id')
      .limit(MOST_FAILURES)
      .select('forge', 'error', 'due_at'),
  ]);
  const { open: count, due, failing, oldest }: Counts = counted ?? {};
  return {
    open: Number(count ?? 0),
    due: Number(due ?? 0),
    failing: Number(failing ?? 0),
    oldestDueAt: toIso(oldest),
    failures: failures.map(
      (row: Pick<DbPullRequestsRow, 'forge' | 'error' | 'due_at'>) => ({
        forge: row.forge,
        error: row.error!,
        nextTryAt: toIso(row.due_at),
      }),
    ),
  };
}

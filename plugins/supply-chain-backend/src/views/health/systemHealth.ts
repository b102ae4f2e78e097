import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { listAdvisorySources } from '../vulnerabilities/sourceViews';
import { listDamaged, listHealed } from '../../records/documents/damage';
import { ownersOf } from '../../records/targets/owners';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { selectTargets, TargetRow, toTarget } from '../targets/targetViews';
import { databaseTime, toIso } from '../../database/dialect';
import type { BigNumber } from '../../database/tables';
import { readNotifications } from './notifications';
import { readPullRequests } from './pullRequests';
import { readTrackers } from './trackers';
import { readScorecardQueue } from '../scorecards/queueState';

/** How the last comparison with the catalog went, for the page of system health. */
export interface CatalogPass {
  lastPassAt?: Date;
  error?: string;
}

/** Failing targets that are named. */
const MAX_FAILING = 50;

/** Health of sources, queues and targets. */
export async function readSystemHealth(
  knex: Knex,
  options: {
    /** What the caller may see of targets; undefined: none by name. */
    targets?: TargetFilter;
    /** The same, of their scorecards. */
    scorecardTargets?: TargetFilter;
    staleBefore: Date;
    /** Whether pull requests are judged. */
    pullRequests: boolean;
    /** Whether people are told anything, and who of what is nobody's own. */
    tell: { enabled: boolean; operators: readonly string[] };
    workers: number;
    catalogPass: CatalogPass;
  },
): Promise<SystemHealth> {
  const [
    sources,
    queue,
    failing,
    scorecards,
    notifications,
    pullRequests,
    trackers,
    damagedDocuments,
    healedDocuments,
  ] = await Promise.all([
    listAdvisorySources(knex),
    readQueue(knex),
    options.targets
      ? readFailing(knex, options.targets, options.staleBefore)
      : { failingTargets: [], failingTargetsLeft: 0 },
    readScorecardQueue(knex, options.scorecardTargets),
    readNotifications(knex, options.tell),
    options.pullRequests ? readPullRequests(knex) : undefined,
    readTrackers(knex),
    listDamaged(knex),
    listHealed(knex),
  ]);
  return {
    sources,
    queue,
    ...failing,
    scorecards,
    notifications,
    pullRequests,
    trackers,
    damagedDocuments,
    healedDocuments,
    workers: options.workers,
    catalog: {
      lastPassAt: toIso(options.catalogPass.lastPassAt),
      error: options.catalogPass.error,
    },
  };
}

async function readQueue(knex: Knex): Promise<SystemHealth['queue']> {
  const now = databaseTime(knex);
  const present = () => knex('targets').whereNull('removed_at');
  const idle = () =>
    present().where(q =>
      q.whereNull('lease_until').orWhere('lease_until', '<', now),
    );
  const count = async (query: Knex.QueryBuilder) =>
    Number((await query.count('* as count'))[0].count);
  const due = () => idle().where('next_scan_at', '<=', now);
  const oldest = await due().min('next_scan_at as at').first();
  return {
    targets: await count(present()),
    due: await count(due()),
    running: await count(present().where('lease_until', '>=', now)),
    backingOff: await count(
      idle().where('attempts', '>', 0).where('next_scan_at', '>', now),
    ),
    oldestDueAt: toIso(oldest?.at),
  };
}

async function readFailing(
  knex: Knex,
  targets: TargetFilter,
  staleBefore: Date,
): Promise<Pick<SystemHealth, 'failingTargets' | 'failingTargetsLeft'>> {
  const select = selectTargets(knex, staleBefore)
    .where(q =>
      q
        .whereIn('t.last_outcome', ['failed', 'partial'])
        .orWhereNotNull('t.source_error'),
    )
    // Never well comes first on both databases.
    .orderByRaw('t.last_good_scan_at is not null, t.last_good_scan_at, t.id')
    .select(knex.raw('count(*) over () as failing'))
    .limit(MAX_FAILING);
  applyTargetFilter(select, targets);
  const rows: (TargetRow & { failing: BigNumber })[] = await select;
  const owners = await ownersOf(
    knex,
    rows.map(row => row.id),
  );
  return {
    failingTargets: rows.map(row => toTarget(row, owners.get(row.id) ?? [])),
    failingTargetsLeft: Number(rows[0]?.failing ?? 0) - rows.length,
  };
}

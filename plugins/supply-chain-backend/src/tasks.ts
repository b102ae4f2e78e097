import type {
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';
import type { Knex } from 'knex';
import { withLease } from './database/leases';
import { forgetPulls } from './records/pulls/pullStore';
import { visibly } from './messages/visibly';
import type { Parts } from './parts/createParts';
import { atMostLongestTimer } from './settings/timers';

type Schedule = Pick<
  SchedulerServiceTaskScheduleDefinition,
  'frequency' | 'timeout' | 'initialDelay'
>;

/** How often is looked for what is due, and how long working on it may take. */
const OFTEN: Schedule = { frequency: { seconds: 15 }, timeout: { hours: 2 } };
/** People look at what scorecards make of a change. */
const VERY_OFTEN: Schedule = {
  frequency: { seconds: 5 },
  timeout: { hours: 2 },
};
/**
 * Looked at more often than done: replicas start at different times. Not at
 * once: a portal that restarts often has better things to do.
 */
const DAILY: Schedule = {
  frequency: { hours: 1 },
  initialDelay: { minutes: 15 },
  timeout: { hours: 2 },
};
const CATALOG_TIMEOUT: HumanDuration = { minutes: 10 };
const LEASE_MS = 60_000;
/** Not a whole day, so that it is not an hour later each day. */
const DAY_MS = 23 * 60 * 60_000;

/**
 * What runs by itself. Tasks are local to each replica and leased in our own
 * database: a replica that was killed blocks the others for a minute, not for
 * the scheduler's whole timeout.
 */
export async function scheduleTasks(
  scheduler: SchedulerService,
  parts: Parts,
): Promise<void> {
  const { knex, options } = parts;
  const run = (
    id: string,
    schedule: Schedule,
    work: (signal: AbortSignal) => Promise<unknown>,
  ) =>
    scheduler.scheduleTask({
      id: `supply-chain-${id}`,
      scope: 'local',
      ...schedule,
      fn: visibly<AbortSignal>(async signal => {
        await work(signal);
      }),
    });
  await run(
    'catalog',
    {
      frequency: { milliseconds: atMostLongestTimer(options.catalogRefreshMs) },
      timeout: CATALOG_TIMEOUT,
    },
    async signal => {
      await withLease(knex, 'catalog', { leaseMs: LEASE_MS, signal }, held =>
        parts.catalogWatch.reconcile(held),
      );
      parts.workers.wake();
    },
  );
  await run('advisories', OFTEN, async signal => {
    await withLease(knex, 'vex-places', { leaseMs: LEASE_MS, signal }, held =>
      parts.vexPlaces.endFormer(held),
    );
    await parts.refresher.refreshDue(signal);
  });
  await run('licenses', OFTEN, signal =>
    parts.licenseRefresher.refresh(signal),
  );
  await run('package-risks', VERY_OFTEN, signal =>
    withLease(knex, 'package-risks', { leaseMs: LEASE_MS, signal }, held =>
      parts.packageRisks.bringInStep(held),
    ),
  );
  await run('provenance', OFTEN, signal => parts.provenance.refresh(signal));
  await run('triage', VERY_OFTEN, signal =>
    withLease(knex, 'triage', { leaseMs: LEASE_MS, signal }, held =>
      parts.triager.triageDue(held),
    ),
  );
  await run('tell', VERY_OFTEN, signal =>
    withLease(knex, 'tell', { leaseMs: LEASE_MS, signal }, held =>
      parts.teller.tellDue(held),
    ),
  );
  await run('images', OFTEN, signal =>
    withLease(knex, 'images', { leaseMs: LEASE_MS, signal }, held =>
      parts.imageWatch.lookDue(held),
    ),
  );
  await run('tickets', VERY_OFTEN, signal => parts.tickets.plan(signal));
  await run('trackers', OFTEN, signal => parts.tickets.write(signal));
  await run('releases', VERY_OFTEN, signal =>
    withLease(knex, 'releases', { leaseMs: LEASE_MS, signal }, held =>
      parts.releases.writeDue(held),
    ),
  );
  if (options.scorecards.repositories.enabled) {
    await run('repositories', OFTEN, signal =>
      withLease(knex, 'repositories', { leaseMs: LEASE_MS, signal }, held =>
        parts.repositories.refreshDue(held),
      ),
    );
  }
  await run('scorecards', VERY_OFTEN, signal => parts.scorer.scoreDue(signal));
  if (options.pulls.enabled) {
    await run('pull-requests', VERY_OFTEN, async signal => {
      await parts.lawWatch.look(new Date());
      await parts.pullWorker.workDue(signal);
    });
  }
  await run('retention', DAILY, signal =>
    daily(knex, 'retention', signal, async held => {
      await parts.retention.run(held);
      await parts.poms?.forget();
      await forgetPulls(knex, options.pulls.keepMs, new Date());
    }),
  );
  // A share of the documents is read each day.
  await run('document-checks', DAILY, signal =>
    daily(knex, 'document-checks', signal, held =>
      parts.documentChecks.run(held),
    ),
  );
}

/** Once a day, whichever replica is first. */
function daily(
  knex: Knex,
  name: string,
  signal: AbortSignal,
  work: (held: AbortSignal) => Promise<unknown>,
) {
  return withLease(
    knex,
    name,
    { leaseMs: LEASE_MS, everyMs: DAY_MS, signal },
    work,
  );
}

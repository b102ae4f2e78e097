import type { Knex } from 'knex';
import { databaseTime, toDate } from '../../database/dialect';
import { askedEcosystems } from '../../records/provenance/provenanceAsked';
import { servedEcosystems } from '../../records/registries/metadataSources';
import type { Gauges } from '../../telemetry/gauges';
import type { AttributesOf } from '../../telemetry/instruments';
import {
  type AdvisoriesStatus,
  dataState,
  isOfAdvisories,
  listAdvisorySources,
} from '../vulnerabilities/sourceViews';

interface Queue {
  due: number;
  /** Absent where nothing is due. */
  oldestDueAt?: Date;
}

/** What gauges are told from. */
export interface GaugeReading {
  queues: Record<AttributesOf<'queueDue'>['queue'], Queue>;
  /** Of advisories and exploit data; without examples, which are never current. */
  sources: AdvisoriesStatus[];
}

/** One after another: metrics take one connection and no more. */
export async function readGauges(knex: Knex): Promise<GaugeReading> {
  const now = databaseTime(knex);
  const scans = await readQueue(
    knex('targets').whereNull('removed_at').whereNotNull('source'),
    'next_scan_at',
    now,
  );
  const scorecards = await readQueue(knex('scorecard_queue'), 'due_at', now);
  const registries = await readQueue(
    knex('package_facts').whereIn('ecosystem', [
      ...(await servedEcosystems(knex)),
    ]),
    'due_at',
    now,
  );
  // Of others nobody is asked: they are settled without, or wait for somebody.
  const provenance = await readQueue(
    knex('component_provenance').whereIn(
      'ecosystem',
      await askedEcosystems(knex),
    ),
    'due_at',
    now,
  );
  const images = await readDue(
    knex('target_images as i')
      .join('targets as t', 't.id', 'i.target_id')
      .whereNull('t.removed_at'),
    'i.due_at',
    now,
  );
  const changelogs = await readDue(knex('releases'), 'changelog_due_at', now);
  // Of these only one replica at a time sends any: none is leased by itself.
  const notifications = await readDue(knex('notices'), 'due_at', now);
  const tickets = await readDue(knex('tickets'), 'due_at', now);
  const pulls = await readQueue(
    knex('pull_requests').where('state', 'open'),
    'due_at',
    now,
  );
  const sources = await listAdvisorySources(knex);
  return {
    queues: {
      scans,
      scorecards,
      registries,
      provenance,
      images,
      changelogs,
      notifications,
      'pull-requests': pulls,
      tickets,
    },
    sources: sources.filter(isOfAdvisories).filter(({ example }) => !example),
  };
}

/** What is due in a queue, and leased to nobody. */
async function readQueue(
  queue: Knex.QueryBuilder,
  dueAt: string,
  now: Knex.Raw | Date,
): Promise<Queue> {
  const idle = queue.where(free =>
    free.whereNull('lease_until').orWhere('lease_until', '<', now),
  );
  return readDue(idle, dueAt, now);
}

async function readDue(
  queue: Knex.QueryBuilder,
  dueAt: string,
  now: Knex.Raw | Date,
): Promise<Queue> {
  const row = await queue
    .where(dueAt, '<=', now)
    .first()
    .count({ due: '*' })
    .min({ oldest: dueAt });
  return {
    due: Number(row.due),
    oldestDueAt: row.oldest === null ? undefined : toDate(row.oldest),
  };
}

/** Ages count until they are told, also where the reading is an earlier one. */
export const gauges: Gauges<GaugeReading> = {
  queueDue: ({ queues }) =>
    queuesOf(queues).map(([queue, { due }]) => ({
      value: due,
      attributes: { queue },
    })),
  queueOldestDue: ({ queues }, now) =>
    queuesOf(queues).map(([queue, { oldestDueAt }]) => ({
      value: oldestDueAt ? ageOf(oldestDueAt, now) : 0,
      attributes: { queue },
    })),
  advisoriesAge: ({ sources }, now) =>
    sources.flatMap(({ id, kind, dataAsOf }) =>
      dataAsOf === undefined
        ? []
        : [
            {
              value: ageOf(new Date(dataAsOf), now),
              attributes: { source: id, kind },
            },
          ],
    ),
  advisorySources: ({ sources }) =>
    (['current', 'stale', 'missing'] as const).map(state => ({
      value: sources.filter(source => dataState(source) === state).length,
      attributes: { state },
    })),
};

function queuesOf(queues: GaugeReading['queues']) {
  return Object.entries(queues) as [keyof typeof queues, Queue][];
}

/** In seconds; clocks of replicas differ a little. */
function ageOf(time: Date, now: number): number {
  return Math.max(0, (now - time.getTime()) / 1000);
}

import {
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  TracingService,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import request from 'supertest';
import { createDatabase, databaseIds } from './__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from './__testUtils__/organization';
import { directory, get, scanned, Server, start } from './__testUtils__/portal';
import { until } from './__testUtils__/scanning';
import {
  Measurement,
  MemoryMetrics,
  MemoryTracing,
} from './__testUtils__/telemetry';
import { readProvenanceOptions } from './flows/provenance/options';
import { registerProvenance } from './flows/provenance/registerProvenance';
import { startMeasuring } from './measuring';
import { instruments } from './telemetry/instruments';

const PREFIX = 'backstage.plugin.supply_chain.';
const HOUR_MS = 3_600_000;
const SHOP = 'component:default/shop';

/** Sums of what was measured, by name and values of attributes. */
function sums(measurements: Measurement[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { name, value, attributes } of measurements) {
    const key = [name.replace(PREFIX, ''), ...Object.values(attributes)].join(
      ' ',
    );
    const duration = name.endsWith('.duration');
    sum[key] = (sum[key] ?? 0) + (duration ? 1 : value);
  }
  return sum;
}

/** What an attribute says that is not on its list, or is not to be there. */
function unlisted(measurements: Measurement[], sources: string[]): unknown[] {
  const byName = new Map(Object.values(instruments).map(i => [i.name, i]));
  return measurements.filter(({ name, attributes }) => {
    const listed = byName.get(name as never)?.attributes as
      | Record<string, readonly string[] | 'configured'>
      | undefined;
    return (
      Object.keys(listed ?? {})
        .sort()
        .join() !== Object.keys(attributes).sort().join() ||
      Object.entries(attributes).some(([key, value]) => {
        const values = listed![key];
        return !(values === 'configured' ? sources : values).includes(
          value as string,
        );
      })
    );
  });
}

const services = (metrics: MemoryMetrics, tracing: MemoryTracing) => [
  createServiceFactory({
    service: metricsServiceRef,
    deps: {},
    factory: () => metrics,
  }),
  createServiceFactory({
    service: tracingServiceRef,
    deps: {},
    factory: () => tracing as unknown as TracingService,
  }),
];

describe.each(databaseIds)('measuring on %p', id => {
  const metrics = new MemoryMetrics();
  const tracing = new MemoryTracing();
  let server: Server;
  beforeAll(async () => {
    server = await start(
      id,
      services(metrics, tracing),
      {},
      { sources: { gone: `file:${directory.resolve('gone')}/` } },
    );
    await scanned(server);
    await until(async () => {
      const { body } = await get(server, '/scans?state=failed');
      return body.items?.length > 0;
    });
  });

  const measured = () => sums(metrics.measurements);

  /** What is stored is told right after, and what failed is tried again. */
  const counted = (least: Record<string, number>) =>
    until(async () => {
      const counts = measured();
      return Object.entries(least).every(
        ([name, count]) => (counts[name] ?? 0) >= count,
      );
    });

  it('counts scans by outcome', async () => {
    await counted({ 'scan.duration succeeded': 2, 'scan.duration failed': 1 });
    expect(measured()).not.toHaveProperty(['scan.duration abandoned']);
  });

  it('counts matches and findings that were opened, whoever found them', async () => {
    const ofAll = (name: string) => {
      const counts = measured();
      return (
        (counts[`${name} scan`] ?? 0) + (counts[`${name} advisories`] ?? 0)
      );
    };
    await until(async () => ofAll('finding.changes opened') >= 3);
    expect(ofAll('finding.changes opened')).toBe(3);
    expect(ofAll('matches')).toBe(2);
  });

  it('counts what is resolved and what cannot be read', async () => {
    const failures = 'reader.failures npm-package-lock content';
    const path = 'shop/package-lock.json';
    const files = (content: string) =>
      directory.addContent({ [path]: content });
    const whole = JSON.stringify({
      lockfileVersion: 3,
      packages: { 'node_modules/lodash': { version: '4.17.21' } },
    });
    files(whole);
    const scan = () =>
      request(server).post('/api/supply-chain/scans').send({ entityRef: SHOP });
    await scan();
    await counted({ 'finding.changes resolved scan': 2 });
    files('{ "lockfileVersion": 3, ');
    await scan();
    await counted({ [failures]: 1 });
    expect(measured()[failures]).toBe(1);
  });

  it('counts uploads that cannot be read', async () => {
    await request(server)
      .post(`/api/supply-chain/sboms?entityRef=${SHOP}`)
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from('no SBOM'))
      .expect(422);
    expect(measured()).toMatchObject({ 'reader.failures upload content': 1 });
  });

  it('counts exports by how they end', async () => {
    const { body } = await request(server)
      .post('/api/supply-chain/exports')
      .send({ scope: { kind: 'organization' } })
      .expect(201);
    await get(server, `/exports/${body.id}/content`).expect(200);
    await counted({ 'export.duration finished': 1 });
    expect(measured()).toMatchObject({ 'export.duration finished': 1 });
  });

  it('tells how long locks were waited for, where there are any', async () => {
    const waits = Object.keys(measured()).filter(key =>
      key.startsWith('lock.wait'),
    );
    const locks = [
      'matching shared',
      'matching exclusive',
      'licensing shared',
      'targets exclusive',
    ].map(lock => `lock.wait.duration ${lock}`);
    const isTold = (lock: string) => waits.includes(lock);
    expect(locks.filter(isTold)).toEqual(id === 'SQLITE_3' ? [] : locks);
  });

  it('observes the age of sources', async () => {
    const observed = sums(await collected(metrics));
    expect(observed['advisories.age test osv']).toBeGreaterThan(0);
    const states = ['current', 'stale', 'missing'].map(
      state => observed[`advisories.sources ${state}`],
    );
    expect(states.sort()).toEqual([0, 0, 1]);
  });

  it('traces the steps of a scan below it, and marks what failed', async () => {
    const { spans } = tracing;
    const steps = spans
      .filter(({ parent }) => parent === 'supply_chain.scan')
      .map(({ name }) => name);
    for (const step of ['source', 'files', 'documents', 'store']) {
      expect(steps).toContain(`supply_chain.scan.${step}`);
    }
    const failed = spans.filter(
      ({ name, error }) => name === 'supply_chain.scan' && error !== undefined,
    );
    expect(failed[0].attributes).toMatchObject({
      'supply_chain.scan.outcome': 'failed',
      'supply_chain.entity_ref': 'component:default/gone',
    });
  });

  it('has no attribute but those that are listed, with their values', async () => {
    const all = [...metrics.measurements, ...(await metrics.collect())];
    expect(all.length).toBeGreaterThan(10);
    expect(unlisted(all, ['test'])).toEqual([]);
  });
});

function measure(
  knex: Knex,
  metrics: MemoryMetrics,
  logger: LoggerService = mockServices.logger.mock(),
) {
  const tracing = new MemoryTracing();
  const measuring = startMeasuring({
    knex,
    logger,
    metrics,
    tracing: tracing as unknown as TracingService,
  });
  return { ...measuring, tracing };
}

/** A busy machine may give no value the first time. */
async function collected(metrics: MemoryMetrics): Promise<Measurement[]> {
  let observed: Measurement[] = [];
  await until(async () => {
    observed = await metrics.collect();
    return observed.length > 0;
  });
  return observed;
}

async function addPackage(knex: Knex, ecosystem: string, dueAt: Date) {
  const [{ id }] = await knex('packages')
    .insert({ ecosystem, name: 'left-pad', lookup_name: 'left-pad' })
    .returning('id');
  const row = { package_id: id, ecosystem, due_at: dueAt };
  await knex('package_facts').insert(row);
}

async function addPullRequest(
  knex: Knex,
  number: number,
  times: { due_at: Date | null; lease_until?: Date },
) {
  await knex('pull_requests').insert({
    forge: 'github',
    repository: 'github.com/acme/shop',
    number,
    title: 'Change',
    url: 'https://github.com/acme/shop/pull/1',
    state: 'open',
    head_revision: 'a',
    head_branch: 'change',
    head_repository: 'github.com/acme/shop',
    base_branch: 'main',
    heard_at: new Date(),
    ...times,
  });
}

async function addTicket(knex: Knex, key: string, dueAt: Date) {
  await knex('tickets').insert({
    key,
    rule: 'all',
    tracker: 'jira',
    project: 'SEC',
    group_kind: 'service',
    group_name: '{}',
    title: 'Upgrade',
    state: 'waiting',
    changes: 1,
    due_at: dueAt,
    created_at: new Date(),
  });
}

async function addComponent(knex: Knex, ecosystem: string, dueAt: Date) {
  const [{ id }] = await knex('components')
    .insert({
      purl: `pkg:${ecosystem}/b@1`,
      name: 'b',
      version: '1',
      created_at: new Date(),
    })
    .returning('id');
  const row = { component_id: id, ecosystem, due_at: dueAt };
  await knex('component_provenance').insert(row);
}

async function addImage(knex: Knex, targetId: number, dueAt: Date) {
  await knex('target_images').insert({
    target_id: targetId,
    image: 'registry.example.org/shop:1',
    series: 'image',
    due_at: dueAt,
  });
}

async function addRelease(knex: Knex, name: string, dueAt: Date | null) {
  const snapshot = await knex('snapshots').first('id', 'target_id');
  await knex('releases').insert({
    target_id: snapshot!.target_id,
    name,
    series: '',
    made_by: 'api',
    snapshot_id: snapshot!.id,
    released_at: new Date(),
    changelog_due_at: dueAt,
  });
}

describe.each(databaseIds)('gauges on %p', id => {
  it('have no value where the database fails, and do not throw', async () => {
    const knex = await createDatabase(id);
    await knex.schema.dropTable('scorecard_queue');
    const metrics = new MemoryMetrics();
    const logger = mockServices.logger.mock();
    const { stop } = measure(knex, metrics, logger);
    expect(await metrics.collect()).toEqual([]);
    await until(async () => logger.warn.mock.calls.length > 0);
    stop();
  });

  it('tell what waits and for how long, but for what somebody is at', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, ...['a', 'b', 'c', 'd'].map(n => catalogTarget(n)));
    await storeScanOf(knex, 'component:default/a', [
      lockFile('package-lock.json', npm('a', '1.0.0')),
    ]);
    for (const queue of ['scorecard_queue', 'package_facts'] as const) {
      await knex(queue).delete();
    }
    const [a, b, c, d] = await knex('targets').orderBy('id').pluck('id');
    const inAnHour = new Date(Date.now() + HOUR_MS);
    const anHourAgo = new Date(Date.now() - HOUR_MS);
    const set = (ids: number[], changes: object) =>
      knex('targets').whereIn('id', ids).update(changes);
    await set([a, b, c], { next_scan_at: anHourAgo });
    await set([c], { lease_until: inAnHour });
    await set([d], { next_scan_at: inAnHour });
    await knex('scorecard_queue').insert({ target_id: a, due_at: anHourAgo });
    await addPackage(knex, 'npm', anHourAgo);
    // Nobody can be asked about these.
    await addPackage(knex, 'unknown', anHourAgo);
    await knex('metadata_sources').insert({
      id: 'npm',
      title: 'npm',
      ecosystems: '["npm"]',
      active: true,
    });
    await addPullRequest(knex, 1, { due_at: anHourAgo });
    // Somebody is at this one, and nothing is due of that.
    await addPullRequest(knex, 2, { due_at: anHourAgo, lease_until: inAnHour });
    await addPullRequest(knex, 3, { due_at: null });
    await addTicket(knex, 'a', anHourAgo);
    await addTicket(knex, 'b', inAnHour);
    await registerProvenance(
      knex,
      readProvenanceOptions(
        new ConfigReader({ provenance: { enabled: true } }),
      ),
      ['npm', 'PyPI'],
    );
    await addComponent(knex, 'npm', anHourAgo);
    // Nobody is asked about these: they are not behind.
    await addComponent(knex, 'Maven', anHourAgo);
    await addImage(knex, a, anHourAgo);
    await addImage(knex, b, inAnHour);
    await addRelease(knex, 'due', anHourAgo);
    await addRelease(knex, 'written', null);
    const metrics = new MemoryMetrics();
    const { stop } = measure(knex, metrics);
    const observed = sums(await collected(metrics));
    const waiting = {
      scans: 2,
      scorecards: 1,
      registries: 1,
      provenance: 1,
      images: 1,
      changelogs: 1,
      'pull-requests': 1,
      tickets: 1,
    };
    for (const [queue, due] of Object.entries(waiting)) {
      expect(observed[`queue.due ${queue}`]).toBe(due);
    }
    for (const queue of Object.keys(waiting)) {
      const age = observed[`queue.oldest_due.age ${queue}`];
      expect(Math.round(age / 60)).toBe(60);
    }
    stop();
  });

  it('say that nothing is due, and nothing of the age of what is not there', async () => {
    const metrics = new MemoryMetrics();
    const { stop } = measure(await createDatabase(id), metrics);
    const observed = sums(await collected(metrics));
    expect(observed).toEqual({
      'queue.due scans': 0,
      'queue.due scorecards': 0,
      'queue.due registries': 0,
      'queue.due provenance': 0,
      'queue.due images': 0,
      'queue.due changelogs': 0,
      'queue.due notifications': 0,
      'queue.due pull-requests': 0,
      'queue.due tickets': 0,
      'queue.oldest_due.age scans': 0,
      'queue.oldest_due.age scorecards': 0,
      'queue.oldest_due.age registries': 0,
      'queue.oldest_due.age provenance': 0,
      'queue.oldest_due.age images': 0,
      'queue.oldest_due.age changelogs': 0,
      'queue.oldest_due.age notifications': 0,
      'queue.oldest_due.age pull-requests': 0,
      'queue.oldest_due.age tickets': 0,
      'advisories.sources current': 0,
      'advisories.sources stale': 0,
      'advisories.sources missing': 0,
    });
    stop();
    expect(await metrics.collect()).toEqual([]);
  });
});

describe('telemetry', () => {
  const knex = {} as never;

  it('throws the error of a step, and tells what of it may be seen', async () => {
    const { telemetry, tracing, stop } = measure(knex, new MemoryMetrics());
    const error = new Error('https://someone:hunter2@git.example/x failed');
    const step = telemetry.span('step', {}, async () => {
      throw error;
    });
    await expect(step).rejects.toBe(error);
    expect(tracing.spans[0].error).toMatch(/failed/);
    expect(JSON.stringify(tracing.spans)).not.toContain('hunter2');
    stop();
  });

  it('bounds the values of attributes, and counts nothing as no news', () => {
    const metrics = new MemoryMetrics();
    const { telemetry, stop } = measure(knex, metrics);
    const failure = 'content';
    telemetry.record('readerFailures', 1, { format: 'theirs', failure });
    telemetry.record('readerFailures', 0, { format: 'theirs', failure });
    expect(metrics.measurements).toEqual([
      {
        name: `${PREFIX}reader.failures`,
        value: 1,
        attributes: { format: 'other', failure },
      },
    ]);
    stop();
  });
});

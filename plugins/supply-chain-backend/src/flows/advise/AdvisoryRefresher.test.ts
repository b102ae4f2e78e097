import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { AdvisorySource } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { toDate } from '../../database/dialect';
import { AdvisoryRefresher } from './AdvisoryRefresher';
import { kevEntry } from '../../__testUtils__/exploited';
import { readVulnerability } from '../../views/vulnerabilities/vulnerabilityViews';
import { epssFeed, kevFeed } from '../../outside/feeds/exploitFeeds';
import type { Upstream } from '../../outside/feeds/upstream';
import {
  listAdvisorySources,
  readAdvisoryData,
} from '../../views/vulnerabilities/sourceViews';

const HOUR = 3_600_000;
const directory = createMockDirectory();

/** A source whose next read a test decides. */
function sourceOf(id: string, read: () => Iterable<unknown>) {
  let reads = 0;
  const source: AdvisorySource & { reads(): number } = {
    id,
    title: id,
    location: 'memory',
    reads: () => reads,
    async read({ state }) {
      reads++;
      async function* records() {
        yield* read();
      }
      return {
        unchanged: false,
        records: records(),
        done: () => ({ state: { round: Number(state?.round ?? 0) + 1 } }),
      };
    },
  };
  return source;
}

function refresherOf(
  knex: Knex,
  sources: AdvisorySource[],
  changes: Partial<ConstructorParameters<typeof AdvisoryRefresher>[0]> = {},
) {
  return new AdvisoryRefresher({
    knex,
    logger: mockServices.logger.mock(),
    refreshMs: HOUR,
    staleAfterMs: {
      osv: 48 * HOUR,
      epss: 72 * HOUR,
      kev: 48 * HOUR,
      vulnrichment: 168 * HOUR,
    },
    sources,
    feeds: [],
    ...changes,
  });
}

async function scannedService(id: (typeof databaseIds)[number][0]) {
  const knex = await createDatabase(id);
  await addTargets(knex, catalogTarget('shop'));
  await storeScanOf(knex, 'component:default/shop', [
    lockFile('package-lock.json', npm('lodash', '4.17.15')),
  ]);
  return knex;
}

const vulnerability = advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21', {
  aliases: ['CVE-2021-0001'],
});

async function nextRefresh(knex: Knex, id: string): Promise<number> {
  const row = await knex('advisory_sources').where({ id }).first();
  return toDate(row!.next_refresh_at).getTime() - Date.now();
}

/** All there are: what is missing is told by types, what is too long by PostgreSQL. */
const kinds: Record<Upstream['kind'], true> = {
  osv: true,
  epss: true,
  kev: true,
  vulnrichment: true,
  vex: true,
};

describe.each(databaseIds)('AdvisoryRefresher on %p', id => {
  it('knows sources of every kind', async () => {
    const knex = await createDatabase(id);
    const others = Object.keys(kinds).map(kind => ({
      id: kind,
      kind: kind as Upstream['kind'],
      title: kind,
      location: 'memory',
      example: false,
      refresh: async () => ({}),
    }));
    await refresherOf(knex, [], { others }).register();
    const known = await knex('advisory_sources').orderBy('kind').pluck('kind');
    expect(known).toEqual(Object.keys(kinds).sort());
  });

  it('has checks asked again where its data was missing or stale, and only then', async () => {
    const knex = await scannedService(id);
    const current = advisory('GHSA-aaaa-aaaa-aaaa', 'other', '4.17.21', {
      modified: new Date().toISOString(),
    });
    const refresher = refresherOf(knex, [sourceOf('one', () => [current])]);
    await refresher.register();
    const later = new Date(Date.now() + HOUR);
    const asksAgain = async () => {
      await knex('scorecard_queue').update({ due_at: later });
      await refresher.request('one');
      await refresher.refreshDue();
      const { due_at: due } = (await knex('scorecard_queue').first('due_at'))!;
      return toDate(due) < later;
    };
    expect(await asksAgain()).toBe(true);
    expect(await asksAgain()).toBe(false);
    await knex('advisory_sources').update({
      data_as_of: new Date(Date.now() - 49 * HOUR),
    });
    expect(await asksAgain()).toBe(true);
  });

  it('reads at the times of an expression, and sooner what failed', async () => {
    const knex = await scannedService(id);
    let broken = false;
    const source = sourceOf('one', () => {
      if (broken) throw new Error('It is away');
      return [vulnerability];
    });
    const refresher = refresherOf(knex, [source], { refreshCron: '0 2 * * *' });
    await refresher.register();
    await refresher.refreshDue();
    const row = await knex('advisory_sources').where('id', 'one').first();
    const next = toDate(row!.next_refresh_at);
    expect([next.getUTCHours(), next.getUTCMinutes()]).toEqual([2, 0]);
    expect(await nextRefresh(knex, 'one')).toBeLessThanOrEqual(24 * HOUR);
    broken = true;
    await refresher.request('one');
    await refresher.refreshDue();
    expect(await nextRefresh(knex, 'one')).toBeLessThanOrEqual(60_000);
  });

  it('reads what is due, not what is not, and what is asked for', async () => {
    const knex = await scannedService(id);
    const source = sourceOf('one', () => [vulnerability]);
    const told: number[][] = [];
    const refresher = refresherOf(knex, [source], {
      onFindings: ids => told.push([...ids]),
    });
    await refresher.register();
    await refresher.refreshDue();
    await refresher.refreshDue();
    expect(source.reads()).toBe(1);
    expect(await allFindings(knex)).toHaveLength(1);
    expect(told).toEqual([
      [
        await knex('targets')
          .first()
          .then(t => t!.id),
      ],
    ]);
    expect(await listAdvisorySources(knex)).toMatchObject([
      { id: 'one', state: 'stale', records: 1, rejected: 0 },
    ]);

    await refresher.request('one');
    await refresher.refreshDue();
    expect(source.reads()).toBe(2);
    expect(
      JSON.parse((await knex('advisory_sources').first())!.state!),
    ).toEqual({
      round: 2,
    });
    await expect(refresher.request('other')).rejects.toThrow(
      "No advisory source 'other'",
    );
  });

  it('reads a source at once that has moved, and waits no longer than configured', async () => {
    const knex = await scannedService(id);
    const before = sourceOf('one', () => [vulnerability]);
    const refresher = refresherOf(knex, [before]);
    await refresher.register();
    await refresher.refreshDue();
    const weekLater = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
    await knex('advisory_sources').update({ next_refresh_at: weekLater });
    await refresher.register();
    const soon = await nextRefresh(knex, 'one');
    expect(soon).toBeGreaterThan(0);
    expect(soon).toBeLessThanOrEqual(60 * 60 * 1000);

    const moved = { ...before, location: 'elsewhere' };
    await refresherOf(knex, [moved]).register();
    expect(await nextRefresh(knex, 'one')).toBeLessThanOrEqual(0);
    expect(await knex('advisory_sources').first()).toMatchObject({
      state: null,
      location: 'elsewhere',
      records: 1,
    });
  });

  it('tells sources of which ecosystems packages are in use', async () => {
    const knex = await createDatabase(id);
    const names = ['Debian:12', 'Debian:13', 'npm', 'Nobody'];
    await knex('packages').insert(
      names.map(ecosystem => ({ ecosystem, name: 'a', lookup_name: 'a' })),
    );
    const told: unknown[] = [];
    const source: AdvisorySource = {
      ...sourceOf('one', () => []),
      async read({ ecosystems }) {
        told.push(ecosystems);
        return { unchanged: true };
      },
    };
    const refresher = refresherOf(knex, [source]);
    await refresher.register();
    await refresher.refreshDue();
    expect(told).toEqual([['Debian', 'npm']]);
  });

  it('does not forget a request that comes while the source is read', async () => {
    const knex = await createDatabase(id);
    const asking = refresherOf(knex, [sourceOf('one', () => [])]);
    const source: AdvisorySource = {
      ...sourceOf('one', () => []),
      async read() {
        await asking.request('one');
        return { unchanged: true };
      },
    };
    const refresher = refresherOf(knex, [source]);
    await refresher.register();
    await refresher.refreshDue();
    expect(await nextRefresh(knex, 'one')).toBeLessThanOrEqual(0);
  });

  it('keeps the data of a source that fails, shows why, and tries again later each time', async () => {
    const knex = await scannedService(id);
    let broken = false;
    const source = sourceOf('one', function* records() {
      yield vulnerability;
      if (broken)
        throw new Error('fetch failed', { cause: new Error('ECONNREFUSED') });
    });
    const refresher = refresherOf(knex, [source]);
    await refresher.register();
    await refresher.refreshDue();
    const [before] = await listAdvisorySources(knex);

    broken = true;
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      await refresher.request('one');
      await refresher.refreshDue();
      waits.push(Math.round((await nextRefresh(knex, 'one')) / 60_000));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    const [after] = await listAdvisorySources(knex);
    expect(after).toMatchObject({
      state: 'failing',
      error: 'fetch failed: ECONNREFUSED',
      lastSuccessAt: before.lastSuccessAt,
      records: 1,
    });
    expect(await readAdvisoryData(knex)).toMatchObject({
      asOf: before.dataAsOf,
      failing: 1,
    });
    expect(await allFindings(knex)).toMatchObject([{ state: 'open' }]);

    broken = false;
    await refresher.request('one');
    await refresher.refreshDue();
    const [healed] = await listAdvisorySources(knex);
    expect(healed).toMatchObject({ state: 'stale' });
    expect(healed.error).toBeUndefined();
  });

  it('keeps what a source could read of itself, and shows what it could not', async () => {
    const knex = await scannedService(id);
    const whole = sourceOf('one', () => [vulnerability]);
    const refresher = refresherOf(knex, [
      {
        ...whole,
        read: async options => {
          const read = await whole.read(options);
          if (read.unchanged) return read;
          const done = () => ({ ...read.done(), error: new Error('npm: 503') });
          return { ...read, done };
        },
      },
    ]);
    await refresher.register();
    await refresher.refreshDue();
    expect(await allFindings(knex)).toHaveLength(1);
    expect(await listAdvisorySources(knex)).toMatchObject([
      {
        state: 'failing',
        error: 'npm: 503',
        records: 1,
        lastSuccessAt: undefined,
      },
    ]);
    expect(await knex('advisory_sources').pluck('state')).toEqual([
      '{"round":1}',
    ]);
    expect(await nextRefresh(knex, 'one')).toBeLessThanOrEqual(60_000);
  });

  it('rejects bad records one by one and stores the rest of the batch', async () => {
    const knex = await scannedService(id);
    const bad = [
      'x.json: not JSON',
      null,
      [],
      {},
      { ...vulnerability, id: undefined },
      { ...vulnerability, id: `A-${'9'.repeat(220)}` },
      { ...vulnerability, id: 'B-1', affected: 'all' },
      {
        ...vulnerability,
        id: 'B-2',
        affected: [{ package: { ecosystem: 'n'.repeat(61), name: 'x' } }],
      },
      {
        ...vulnerability,
        id: 'B-3',
        affected: [{ package: { ecosystem: 'npm', name: '漢'.repeat(1000) } }],
      },
      JSON.parse(
        `{"__proto__":{"id":"B-4","modified":"2026-01-01T00:00:00Z"}}`,
      ),
    ];
    const good = {
      ...vulnerability,
      summary: 'With a NUL \0 in it',
      aliases: ['CVE-2021-0001', `A-${'9'.repeat(220)}`],
      affected: [
        ...vulnerability.affected!,
        { package: { ecosystem: 'npm', name: 'nul\0name' }, versions: ['1\0'] },
      ],
    };
    const refresher = refresherOf(knex, [
      sourceOf('one', () => [...bad, good]),
    ]);
    await refresher.register();
    await refresher.refreshDue();
    expect(await listAdvisorySources(knex)).toMatchObject([
      { state: 'stale', records: 1, rejected: bad.length },
    ]);
    expect(await allFindings(knex)).toMatchObject([
      { advisory: 'CVE-2021-0001', state: 'open' },
    ]);
    expect(await knex('vulnerabilities').pluck('summary')).toEqual([
      'With a NUL  in it',
    ]);
    expect(({} as { id?: string }).id).toBeUndefined();
  });

  it('lets one replica at a time read a source', async () => {
    const knex = await createDatabase(id);
    const idle = sourceOf('one', () => []);
    const other = refresherOf(knex, [idle]);
    const source: AdvisorySource = {
      ...sourceOf('one', () => []),
      async read() {
        await other.refreshDue();
        return { unchanged: true };
      },
    };
    const refresher = refresherOf(knex, [source]);
    await refresher.register();
    await refresher.refreshDue();
    expect(idle.reads()).toBe(0);
  });

  it('shows only the sources of the configuration', async () => {
    const knex = await scannedService(id);
    const one = refresherOf(knex, [sourceOf('one', () => [vulnerability])]);
    await one.register();
    await one.refreshDue();
    const two = refresherOf(knex, [sourceOf('two', () => [])]);
    await two.register();
    expect((await listAdvisorySources(knex)).map(s => [s.id, s.state])).toEqual(
      [['two', 'pending']],
    );
    await expect(two.request('one')).rejects.toThrow(
      "No advisory source 'one'",
    );
    await one.register();
    expect((await listAdvisorySources(knex)).map(s => s.state)).toEqual([
      'stale',
    ]);
  });

  it('gives new scores to vulnerabilities and open findings', async () => {
    const knex = await scannedService(id);
    directory.setContent({
      'epss.csv':
        '#model_version:v2026.06.01,score_date:2026-11-29T00:00:00Z\ncve,epss,percentile\nCVE-2021-0001,0.25,0.75\n',
      'kev.json': JSON.stringify({
        catalogVersion: '1',
        dateReleased: '2026-01-15T10:00:00Z',
        vulnerabilities: [kevEntry('CVE-2021-0001')],
      }),
    });
    const refresher = refresherOf(
      knex,
      [sourceOf('one', () => [vulnerability])],
      {
        feeds: [
          epssFeed({ id: 'epss', path: directory.resolve('epss.csv') }),
          kevFeed({ id: 'kev', path: directory.resolve('kev.json') }),
        ],
      },
    );
    await refresher.register();
    await refresher.refreshDue();
    const finding = await knex('findings').first('epss', 'known_exploited');
    expect([finding!.epss, Boolean(finding!.known_exploited)]).toEqual([
      0.25,
      true,
    ]);
    const { epssData } = await readVulnerability(knex, 'CVE-2021-0001', {});
    expect(epssData).toEqual({
      modelVersion: 'v2026.06.01',
      asOf: '2026-11-29T00:00:00.000Z',
    });
    expect(await knex('vulnerabilities').pluck('epss_percentile')).toEqual([
      0.75,
    ]);
    expect(await knex('targets').pluck('open_known_exploited')).toEqual([1]);
    expect(await knex('finding_events').orderBy('id').pluck('kind')).toEqual([
      'opened',
      'rerated',
    ]);
    expect(
      (await listAdvisorySources(knex)).map(s => [s.kind, s.records]),
    ).toEqual([
      ['epss', 1],
      ['kev', 1],
      ['osv', 1],
    ]);
  });
});

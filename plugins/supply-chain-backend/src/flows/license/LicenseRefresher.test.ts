import {
  MetadataSourcePausedError,
  PackageMetadataSource,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  allIssues,
  createLicensing,
  licenseCounts,
  licenseOf,
  refresherOf,
  TableSource,
} from '../../__testUtils__/licensing';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { claimPackages } from '../../records/licenses/factsQueue';
import { readLicensedComponent } from '../../views/licenses/componentDetail';
import { readSources } from '../../views/licenses/sourceViews';
import { toDate } from '../../database/dialect';

const SHOP = 'component:default/shop';
const never = new AbortController().signal;

async function scan(knex: Knex, ...components: ReturnType<typeof npm>[]) {
  await storeScanOf(knex, SHOP, [lockFile('package-lock.json', ...components)]);
}

/** As if time had passed: everything that has a time is due. */
async function later(knex: Knex) {
  const past = new Date(0);
  await knex('package_facts')
    .whereNotNull('due_at')
    .update({ due_at: past, releases_due_at: past });
  await knex('component_answers')
    .whereNotNull('due_at')
    .update({ due_at: past });
  await knex('metadata_sources').update({ paused_until: null });
}

async function describeSource(knex: Knex, id: string) {
  const { sources } = await readSources(knex, {}, new Date());
  return sources.find(source => source.id === id);
}

function failing(
  id: string,
  error: () => Error,
): PackageMetadataSource & {
  asked: string[];
} {
  const source = new TableSource(id);
  const describeIt = source.describe.bind(source);
  source.describe = async (...args) => {
    await describeIt(...args);
    throw error();
  };
  return source;
}

describe.each(databaseIds)('LicenseRefresher on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createLicensing(id);
    await addTargets(knex, catalogTarget('shop'));
  });

  it('asks once for good, and changes verdicts and counts', async () => {
    await scan(
      knex,
      npm('a', '1.0.0'),
      npm('a', '2.0.0'),
      npm('b', '1.0.0', { license: 'MIT' }),
    );
    const source = new TableSource(
      'npm',
      {
        'a@1.0.0': { licenses: ['AGPLv3'] },
        'a@2.0.0': { licenses: ['MIT'], deprecated: 'Use c' },
        'b@1.0.0': { licenses: ['MIT License'], homepage: 'https://b.example' },
      },
      [],
    );
    const refresher = await refresherOf(knex, [source]);
    await refresher.refresh(never);
    expect([...source.asked].sort()).toEqual(['a: 1.0.0 2.0.0', 'b: 1.0.0']);
    expect(await licenseOf(knex, 'pkg:npm/a@1.0.0')).toMatchObject({
      expression: 'AGPL-3.0-only',
    });
    expect(await allIssues(knex)).toEqual([
      { target: 'shop', purl: 'pkg:npm/a@1.0.0', verdict: 2 },
    ]);
    const { kept, counted } = await licenseCounts(knex);
    expect(kept).toEqual(counted);
    // Releases and deprecations are asked for again; licenses are not.
    await later(knex);
    source.table['b@1.0.0'] = { licenses: ['GPL-3.0'], deprecated: 'Use c' };
    await scan(knex, npm('a', '3.0.0'), npm('b', '1.0.0'));
    source.asked.length = 0;
    await refresher.refresh(never);
    expect([...source.asked].sort()).toEqual(['a: 3.0.0', 'b: 1.0.0']);
    const { component } = await readLicensedComponent(
      knex,
      'pkg:npm/b@1.0.0',
      {},
    );
    expect(component).toMatchObject({
      expression: 'MIT',
      deprecated: 'Use c',
    });
  });

  it('says how far behind versions are', async () => {
    await scan(knex, npm('a', '1.0.0'), npm('a', '1.2.0'), npm('a', '9.9.9'));
    const on = (day: string) => new Date(`2026-01-${day}T00:00:00Z`);
    const releases = [
      { version: '1.10.0', publishedAt: on('31') },
      { version: '1.0.0', publishedAt: on('01') },
      { version: '1.2.0', publishedAt: on('11') },
      { version: 'what?' },
    ];
    const source = new TableSource(
      'npm',
      { 'a@1.0.0': {}, 'a@1.2.0': { publishedAt: on('21') } },
      releases,
    );
    await (await refresherOf(knex, [source])).refresh(never);
    const facts = async (version: string) =>
      (await readLicensedComponent(knex, `pkg:npm/a@${version}`, {})).component;
    expect(await facts('1.0.0')).toMatchObject({
      latestVersion: '1.10.0',
      versionsBehind: 2,
      daysBehind: 30,
    });
    expect(await facts('1.2.0')).toMatchObject({
      versionsBehind: 1,
      daysBehind: 10,
    });
    expect(await facts('9.9.9')).toMatchObject({ versionsBehind: 0 });
  });

  it('asks all sources, and shows where they disagree', async () => {
    await scan(knex, npm('a', '1.0.0'));
    await (
      await refresherOf(knex, [
        new TableSource('npm', { 'a@1.0.0': { licenses: ['MIT'] } }),
        new TableSource('second', { 'a@1.0.0': { licenses: ['GPL-2.0'] } }),
      ])
    ).refresh(never);
    const { component, claims } = await readLicensedComponent(
      knex,
      'pkg:npm/a@1.0.0',
      {},
    );
    expect(component).toMatchObject({
      state: 'conflicting',
      stateReason: 'npm says MIT; second says GPL-2.0-only.',
    });
    expect(claims).toHaveLength(2);
  });

  it('lets two replicas ask about each package once', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `p${i}`);
    await scan(knex, ...names.map(name => npm(name, '1.0.0')));
    const source = new TableSource('npm', {}, []);
    const replicas = await Promise.all([
      refresherOf(knex, [source]),
      refresherOf(knex, [source]),
    ]);
    await Promise.all(replicas.map(replica => replica.refresh(never)));
    expect([...source.asked].sort()).toEqual(
      names.map(name => `${name}: 1.0.0`).sort(),
    );
  });

  it('takes over from a replica that was killed', async () => {
    await scan(knex, npm('a', '1.0.0'));
    const source = new TableSource('npm', {
      'a@1.0.0': { licenses: ['MIT'] },
    });
    const refresher = await refresherOf(knex, [source]);
    const options = { ecosystems: ['npm'], limit: 10, leaseMs: 60_000 };
    const { packages } = await claimPackages(knex, options);
    expect(packages).toHaveLength(1);
    await refresher.refresh(never);
    expect(source.asked).toEqual([]);
    await knex('package_facts').update({ lease_until: new Date(0) });
    await refresher.refresh(never);
    expect(source.asked).toEqual(['a: 1.0.0']);
    expect((await licenseOf(knex, 'pkg:npm/a@1.0.0')).state).toBe('known');
  });

  it('stores nothing of packages whose lease it lost', async () => {
    await scan(knex, npm('a', '1.0.0'));
    const source = new TableSource('npm', {
      'a@1.0.0': { licenses: ['MIT'] },
    });
    const describeIt = source.describe.bind(source);
    source.describe = async (...args) => {
      await knex('package_facts').update({
        lease_ticket: 'another',
        due_at: null,
      });
      return describeIt(...args);
    };
    await (await refresherOf(knex, [source])).refresh(never);
    expect(source.asked).toHaveLength(1);
    expect(await knex('component_answers')).toEqual([]);
    expect((await licenseOf(knex, 'pkg:npm/a@1.0.0')).state).toBe('unknown');
  });

  it('gives back what it was asking when it is stopped', async () => {
    await scan(knex, npm('a', '1.0.0'));
    const stop = new AbortController();
    const source = new TableSource('npm');
    source.describe = async (_name, _versions, { signal }) => {
      stop.abort();
      signal.throwIfAborted();
      return undefined;
    };
    await (await refresherOf(knex, [source])).refresh(stop.signal);
    const [row] = await knex('package_facts');
    expect(row).toMatchObject({ lease_ticket: null });
    expect(await knex('component_answers')).toEqual([]);
  });

  it('leaves a source alone that asks for it, on every replica, and asks the others', async () => {
    await scan(knex, npm('a', '1.0.0'), npm('b', '1.0.0'), npm('c', '1.0.0'));
    const resumesAt = new Date(Date.now() + 600_000);
    const busy = failing(
      'busy',
      () => new MetadataSourcePausedError('Too many requests', resumesAt),
    );
    const good = new TableSource('npm', {
      'a@1.0.0': { licenses: ['MIT'] },
      'b@1.0.0': { licenses: ['MIT'] },
      'c@1.0.0': { licenses: ['MIT'] },
    });
    await (await refresherOf(knex, [busy, good])).refresh(never);
    expect(busy.asked.length).toBeLessThanOrEqual(busy.concurrency);
    expect((await licenseOf(knex, 'pkg:npm/c@1.0.0')).state).toBe('known');
    expect(await describeSource(knex, 'busy')).toMatchObject({
      state: 'pausing',
      resumesAt: resumesAt.toISOString(),
    });
    busy.asked.length = 0;
    await (await refresherOf(knex, [busy, good])).refresh(never);
    expect(busy.asked).toEqual([]);
    // Afterwards it is asked for what it owes, and nobody else is.
    good.asked.length = 0;
    busy.describe = TableSource.prototype.describe.bind(busy);
    await later(knex);
    await (await refresherOf(knex, [busy, good])).refresh(never);
    expect(busy.asked).toHaveLength(3);
    expect(await knex('component_licenses')).toHaveLength(3);
  });

  it('shows a source that fails, and asks again later and later', async () => {
    await scan(knex, npm('a', '1.0.0'));
    const source = failing('npm', () => new Error('connect ECONNREFUSED'));
    const refresher = await refresherOf(knex, [source]);
    await refresher.refresh(never);
    expect(await describeSource(knex, 'npm')).toMatchObject({
      state: 'failing',
      failed: 1,
      error: 'connect ECONNREFUSED',
    });
    const { component, registry } = await readLicensedComponent(
      knex,
      'pkg:npm/a@1.0.0',
      {},
    );
    expect(component).toMatchObject({ state: 'unknown', pending: true });
    expect(registry).toMatchObject({ error: 'connect ECONNREFUSED' });
    const wait = async () => {
      const [row] = await knex('component_answers');
      return toDate(row.due_at).getTime() - toDate(row.asked_at).getTime();
    };
    const first = await wait();
    expect(first).toBeGreaterThan(60_000);
    await refresher.refresh(never);
    expect(source.asked).toHaveLength(1);
    for (let round = 0; round < 3; round++) {
      await later(knex);
      await refresher.refresh(never);
    }
    expect(source.asked).toHaveLength(4);
    expect(await wait()).toBeGreaterThan(2 * first);
    const { kept, counted } = await licenseCounts(knex);
    expect(kept).toEqual(counted);
  });

  it('does not fail a source for one package that it lies about', async () => {
    await scan(knex, npm('a', '1.0.0'), npm('b', '1.0.0'));
    const source = new TableSource('npm', {
      'b@1.0.0': { licenses: ['MIT'] },
    });
    const describeIt = source.describe.bind(source);
    source.describe = async (name, ...rest) => {
      if (name.name === 'a') throw new Error('It answered for another package');
      return describeIt(name, ...rest);
    };
    await (await refresherOf(knex, [source])).refresh(never);
    expect((await licenseOf(knex, 'pkg:npm/a@1.0.0')).state).toBe('unknown');
    expect((await licenseOf(knex, 'pkg:npm/b@1.0.0')).state).toBe('known');
    expect(await describeSource(knex, 'npm')).toMatchObject({
      state: 'ok',
      answered: 1,
      failed: 1,
    });
  });

  it('takes what is absent for absent for a week', async () => {
    await scan(knex, npm('a', '1.0.0'));
    const source = new TableSource('npm', {}, []);
    const refresher = await refresherOf(knex, [source]);
    await refresher.refresh(never);
    const [row] = await knex('component_answers');
    expect(row.state).toBe('absent');
    const days = (toDate(row.due_at).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(5);
    expect(days).toBeLessThan(9);
    const { component } = await readLicensedComponent(
      knex,
      'pkg:npm/a@1.0.0',
      {},
    );
    expect(component.pending).toBeUndefined();
    await refresher.refresh(never);
    expect(source.asked).toHaveLength(1);
  });

  it('asks about what was there before a source was', async () => {
    await scan(knex, npm('a', '1.0.0'));
    await (await refresherOf(knex, [])).refresh(never);
    const first = new TableSource('npm', {}, []);
    await (await refresherOf(knex, [first])).refresh(never);
    expect(first.asked).toEqual(['a: 1.0.0']);
    const second = new TableSource('second', {}, []);
    await (await refresherOf(knex, [first, second])).refresh(never);
    expect(second.asked).toEqual(['a: 1.0.0']);
  });

  it('waits only for what some source answers for', async () => {
    const pending = async () => {
      const {
        pending: waiting,
        asked,
        components,
      } = await readSources(knex, {}, new Date());
      const [{ counted }] = await knex('target_licenses').sum({
        counted: 'pending',
      });
      return [waiting, Number(counted), asked, components];
    };
    await scan(knex, npm('a', '1.0.0'), npm('b', '1.0.0'));
    expect(await pending()).toEqual([0, 0, 0, 2]);
    const broken = failing('npm', () => new Error('Down'));
    await (await refresherOf(knex, [broken])).refresh(never);
    expect(await pending()).toEqual([2, 2, 0, 2]);
    await scan(knex, npm('a', '1.0.0'), npm('c', '1.0.0'));
    expect((await pending())[0]).toBe(3);
    const other = new TableSource('other');
    other.ecosystems = ['PyPI'];
    await (await refresherOf(knex, [other])).refresh(never);
    expect(await pending()).toEqual([0, 0, 0, 3]);
  });

  it('takes any answer for data', async () => {
    await scan(knex, npm('a', '1.0.0'));
    const odd = {
      licenses: [7, null, '', 'x'.repeat(100_000), '<b>MIT</b>\0', '=1+1'],
      publishedAt: new Date(NaN),
      deprecated: { toString: 1 },
      homepage: ['javascript', 'alert(1)'].join(':'),
    };
    const source = new TableSource(
      'npm',
      { 'a@1.0.0': odd as never },
      Array.from({ length: 3000 }, (_, i) => ({ version: `${i}.x<y` })),
    );
    await (await refresherOf(knex, [source])).refresh(never);
    const { claims, component } = await readLicensedComponent(
      knex,
      'pkg:npm/a@1.0.0',
      {},
    );
    expect(claims.map(claim => claim.text?.length)).toEqual([4, 11, 4000]);
    expect(component).toMatchObject({ state: 'unknown' });
    expect(component.publishedAt).toBeUndefined();
  });
});

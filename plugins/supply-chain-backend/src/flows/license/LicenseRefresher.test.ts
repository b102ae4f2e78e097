import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  allIssues,
  createShop,
  failingSource,
  letAnswersAge,
  licenseCounts,
  licenseOf,
  refresherOf,
  scanShop,
  TableSource,
} from '../../__testUtils__/licensing';
import { npm } from '../../__testUtils__/organization';
import { toDate } from '../../database/dialect';
import { listedVersions } from '../../records/registries/packageReleases';
import { readLicensedComponent } from '../../views/licenses/componentDetail';
import { readSources } from '../../views/licenses/sourceViews';

const never = new AbortController().signal;

describe.each(databaseIds)('LicenseRefresher on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createShop(id);
  });

  it('asks once for good, and changes verdicts and counts', async () => {
    await scanShop(
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
    await letAnswersAge(knex);
    source.table['b@1.0.0'] = { licenses: ['GPL-3.0'], deprecated: 'Use c' };
    await scanShop(knex, npm('a', '3.0.0'), npm('b', '1.0.0'));
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
    // That it was deprecated when it came is no change.
    expect(
      await knex('service_changes')
        .where('kind', 'deprecated')
        .select('subject', 'after', 'detail'),
    ).toEqual([{ subject: 'b', after: '1.0.0', detail: 'Use c' }]);
  });

  it('says how far behind versions are', async () => {
    await scanShop(
      knex,
      npm('a', '1.0.0'),
      npm('a', '1.2.0'),
      npm('a', '9.9.9'),
    );
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
    const [{ id: packageId }] = await knex('packages').where('name', 'a');
    expect(
      (await listedVersions(knex, [packageId])).get(packageId),
    ).toMatchObject({
      complete: true,
      versions: [
        { version: '1.0.0', publishedAt: on('01') },
        { version: '1.2.0', publishedAt: on('11') },
        { version: '1.10.0', publishedAt: on('31') },
      ],
    });
  });

  it('keeps what projects of packages score, whoever knows it', async () => {
    await scanShop(knex, npm('a', '1.0.0'));
    const scores = () => knex('package_facts').pluck('openssf_score');
    const source = (score?: number) => [
      new TableSource('npm', { 'a@1.0.0': {} }, []),
      new TableSource('other', { 'a@1.0.0': {} }, undefined, score),
    ];
    await (await refresherOf(knex, source(7.5))).refresh(never);
    expect(await scores()).toEqual([7.5]);
    // Who says nothing takes nothing back.
    await letAnswersAge(knex);
    await (await refresherOf(knex, source())).refresh(never);
    expect(await scores()).toEqual([7.5]);
  });

  it('asks all sources, and shows where they disagree', async () => {
    await scanShop(knex, npm('a', '1.0.0'));
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

  it('takes what is absent for absent for a week', async () => {
    await scanShop(knex, npm('a', '1.0.0'));
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
    await scanShop(knex, npm('a', '1.0.0'));
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
    await scanShop(knex, npm('a', '1.0.0'), npm('b', '1.0.0'));
    expect(await pending()).toEqual([0, 0, 0, 2]);
    const broken = failingSource('npm', () => new Error('Down'));
    await (await refresherOf(knex, [broken])).refresh(never);
    expect(await pending()).toEqual([2, 2, 0, 2]);
    await scanShop(knex, npm('a', '1.0.0'), npm('c', '1.0.0'));
    // What nobody uses any more is waited for no longer.
    expect(await pending()).toEqual([2, 2, 0, 2]);
    const other = new TableSource('other');
    other.ecosystems = ['PyPI'];
    await (await refresherOf(knex, [other])).refresh(never);
    expect(await pending()).toEqual([0, 0, 0, 2]);
  });

  it('takes any answer for data', async () => {
    await scanShop(knex, npm('a', '1.0.0'));
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

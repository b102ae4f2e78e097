import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import { BLOG, scannedServices } from '../../__testUtils__/inventory';
import { listUsages, streamUsages } from './usages';
import { ShortestPaths } from './ShortestPaths';
import { archiveOf } from '../../__testUtils__/archive';

describe.each(databaseIds)('where something is used on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await scannedServices(id);
  });
  const places = async (filter: UsageFilter) => {
    const { items } = await listUsages(knex, filter, {});
    return items.map(
      u => `${u.targetName} ${u.manifest} ${u.name} ${u.version}`,
    );
  };
  const lodash = [
    'blog package-lock.json lodash 4.17.20',
    'shop package-lock.json lodash 4.17.15',
    'shop web/package-lock.json lodash 4.17.15',
  ];

  it('is found by name, last part of a name, beginning and purl', async () => {
    expect(await places({ package: ['LodaSH'] })).toHaveLength(4);
    expect(await places({ package: ['@acme/lodash'] })).toEqual([
      'shop package-lock.json @acme/lodash 1.0.0',
    ]);
    expect(await places({ package: ['lodash.*'] })).toEqual([
      'shop package-lock.json lodash.merge 4.6.2',
    ]);
    expect(await places({ package: ['100%_*'] })).toHaveLength(1);
    expect(await places({ package: ['%'] })).toEqual([]);
    expect(await places({ package: ['acme-tool'] })).toHaveLength(1);
    expect(await places({ purl: ['pkg:npm/lodash'] })).toEqual(lodash);
    expect(await places({ purl: ['pkg:npm/lodash@4.17.20'] })).toEqual([
      lodash[0],
    ]);
  });

  it('is found by a purl however it is written', async () => {
    for (const purl of [
      'pkg:npm/%40acme/lodash@1.0.0',
      'pkg:npm/@acme/lodash@1.0.0',
      'pkg:NPM/@acme/lodash',
      'pkg:npm/%40acme/lodash',
    ]) {
      expect(await places({ purl: [purl] })).toHaveLength(1);
    }
  });

  it('is found by any id of an advisory, in the versions that it names', async () => {
    expect(await places({ advisory: ['CVE-2021-0001'] })).toEqual(lodash);
    expect(await places({ advisory: ['GHSA-bbbb-bbbb-bbbb'] })).toEqual(
      lodash.slice(1),
    );
    expect(await places({ advisory: ['cve-2021-0001'] })).toEqual(lodash);
    expect(await places({ advisory: ['ghsa-BBBB-bbbb-bbbb'] })).toHaveLength(2);
  });

  it('is found by several names and ids at once', async () => {
    expect(
      await places({
        package: ['@acme/lodash'],
        purl: ['pkg:npm/lodash@4.17.20'],
        advisory: ['GHSA-bbbb-bbbb-bbbb'],
      }),
    ).toHaveLength(4);
  });

  it('cannot be told of an advisory that nobody has told of', async () => {
    const ask = (...advisories: string[]) =>
      listUsages(knex, { advisory: advisories }, {});
    expect(await ask('CVE-1', 'CVE-2021-0001')).toMatchObject({
      unknownAdvisories: ['CVE-1'],
      total: { count: 3 },
    });
    expect((await ask('CVE-2021-0001')).unknownAdvisories).toEqual([]);
  });

  it('offers names that are near where nothing goes by a name', async () => {
    const near = async (filter: UsageFilter, targets = {}) =>
      (await listUsages(knex, filter, targets)).near.map(
        ({ name, services }) => `${name} ${services}`,
      );
    expect(await near({ package: ['lodahs'] })).toEqual([
      'lodash 2',
      '@acme/lodash 1',
    ]);
    expect((await near({ package: ['other/lodash.m'] }))[0]).toBe(
      'lodash.merge 1',
    );
    expect((await near({ purl: ['pkg:npm/lodash.me@1.0.0'] }))[0]).toBe(
      'lodash.merge 1',
    );
    expect(await near({ package: ['lodahs'] }, { entityRef: BLOG })).toEqual([
      'lodash 1',
    ]);
    const seenBy = (...owners: string[]) => ({ access: { owners } });
    expect(
      await near({ package: ['lodahs'] }, seenBy('group:default/team')),
    ).toEqual(['lodash 1']);
    expect(
      await near({ package: ['lodahs'] }, seenBy('group:default/b')),
    ).toEqual(['@acme/lodash 1', 'lodash 1']);
    expect(
      await near({ package: ['lodahs'] }, seenBy('group:default/none')),
    ).toEqual([]);
    expect(await near({ package: ['lodash'] })).toEqual([]);
    expect(await near({ package: ['nothing-like-it'] })).toEqual([]);
  });

  it('comes by risk: the vulnerability, then direct, then the scope', async () => {
    expect(await places({ package: ['lodash*'] })).toEqual([
      ...lodash,
      'shop package-lock.json lodash.merge 4.6.2',
      'shop package-lock.json @acme/lodash 1.0.0',
    ]);
  });

  it('is narrowed to versions and ecosystems', async () => {
    const name = { package: ['lodash'] };
    expect(await places({ ...name, versions: '>=4.17.16' })).toEqual([
      lodash[0],
    ]);
    expect(await places({ ...name, versions: '~4.17.16' })).toEqual([
      lodash[0],
    ]);
    expect(await places({ ...name, versions: '<4 || 4.17.20' })).toHaveLength(
      2,
    );
    expect(await places({ ...name, ecosystem: ['PyPI'] })).toEqual([]);
  });

  it('says how versions were understood', async () => {
    const versions = async (name: string, text: string) =>
      (await listUsages(knex, { package: [name], versions: text }, {}))
        .versions;
    expect(await versions('lodash', '^4.17.0')).toEqual({
      readings: [{ ecosystems: ['npm'], text: '≥ 4.17.0, < 5.0.0' }],
      notRead: [],
      uncompared: 0,
    });
    // Nothing is known of what belongs to no ecosystem.
    expect(await versions('acme-tool', '>=0')).toMatchObject({ uncompared: 1 });
    expect((await versions('not-there', '[1.0,2.0)'))?.readings).toEqual([
      { ecosystems: ['Maven', 'NuGet'], text: '≥ 1.0, < 2.0' },
    ]);
  });

  it.each(['>=', '=>4', 'foo', '((((', 'below 2.17.1', '[1.0,2.0)'])(
    'refuses %j, which is no version range, and says what is',
    async versions => {
      await expect(places({ package: ['lodash'], versions })).rejects.toThrow(
        /npm version ranges look like >=2\.0\.0 <2\.17\.1/,
      );
    },
  );

  it.each(['>=', '=>4', 'foo', '((((', 'below 2.17.1'])(
    'refuses %j of what nobody uses, too',
    async versions => {
      await expect(
        places({ package: ['not-there'], versions }),
      ).rejects.toThrow(/version ranges look like/);
      await expect(
        places({ purl: ['pkg:npm/not-there'], versions }),
      ).rejects.toThrow(/version ranges look like/);
    },
  );

  it('takes the tag of an image that nobody uses', async () => {
    const purl = ['pkg:docker/library/not-there'];
    expect(await places({ purl, versions: 'latest' })).toEqual([]);
  });

  it('counts places, services and owners of what is in the catalog', async () => {
    expect(
      await listUsages(knex, { purl: ['pkg:npm/lodash'], limit: 1 }, {}),
    ).toMatchObject({
      total: { count: 3 },
      services: { count: 2 },
      owners: { count: 3 },
    });
    const one = { entityRef: BLOG };
    expect(
      await listUsages(knex, { purl: ['pkg:npm/lodash'] }, one),
    ).toMatchObject({
      total: { count: 1 },
      owners: { count: 1 },
    });
  });

  it('is paged and streamed, each place once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listUsages(
        knex,
        { package: ['lodash'], limit: 1, cursor },
        {},
      );
      seen.push(
        ...page.items.map(u => `${u.entityRef} ${u.manifest} ${u.purl}`),
      );
      cursor = page.nextCursor;
    } while (cursor && seen.length < 10);
    expect(new Set(seen).size).toBe(4);
    const streamed: string[] = [];
    for await (const u of streamUsages(
      knex,
      { package: ['lodash'] },
      {},
      new ShortestPaths(knex, archiveOf(knex)),
    )) {
      streamed.push(`${u.entityRef} ${u.manifest} ${u.purl}`);
    }
    expect(seen).toEqual(streamed);
  });

  it.each([
    [{}, 'a package, purl or advisory'],
    [{ package: Array(21).fill('a') }, 'at most 20'],
    [{ purl: ['pkg:'] }, /./],
  ])('refuses %j', async (filter, why) => {
    await expect(places(filter)).rejects.toThrow(why);
  });
});

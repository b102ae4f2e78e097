import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseIds } from '../__testUtils__/databases';
import { BLOG, scannedServices } from '../__testUtils__/inventory';
import { listUsages, streamUsages } from './usages';

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
    expect(await places({ package: 'LodaSH' })).toHaveLength(4);
    expect(await places({ package: '@acme/lodash' })).toEqual([
      'shop package-lock.json @acme/lodash 1.0.0',
    ]);
    expect(await places({ package: 'lodash.*' })).toEqual([
      'shop package-lock.json lodash.merge 4.6.2',
    ]);
    expect(await places({ package: '100%_*' })).toHaveLength(1);
    expect(await places({ package: '%' })).toEqual([]);
    expect(await places({ package: 'acme-tool' })).toHaveLength(1);
    expect(await places({ purl: 'pkg:npm/lodash' })).toEqual(lodash);
    expect(await places({ purl: 'pkg:npm/lodash@4.17.20' })).toEqual([
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
      expect(await places({ purl })).toHaveLength(1);
    }
  });

  it('is found by any id of an advisory, in the versions that it names', async () => {
    expect(await places({ advisory: 'CVE-2021-0001' })).toEqual(lodash);
    expect(await places({ advisory: 'GHSA-bbbb-bbbb-bbbb' })).toEqual(
      lodash.slice(1),
    );
    expect(await places({ advisory: 'CVE-1' })).toEqual([]);
  });

  it('is narrowed to versions and ecosystems', async () => {
    const name = { package: 'lodash' };
    expect(await places({ ...name, versions: '>=4.17.16' })).toEqual([
      lodash[0],
    ]);
    expect(await places({ ...name, versions: '<4 || 4.17.20' })).toHaveLength(
      2,
    );
    expect(await places({ ...name, ecosystem: ['PyPI'] })).toEqual([]);
    await expect(places({ ...name, versions: '>=' })).rejects.toThrow(
      'no version',
    );
  });

  it('counts places, services and owners of what is in the catalog', async () => {
    expect(
      await listUsages(knex, { purl: 'pkg:npm/lodash', limit: 1 }, {}),
    ).toMatchObject({
      total: { count: 3 },
      services: { count: 2 },
      owners: { count: 3 },
    });
    const one = { entityRef: BLOG };
    expect(
      await listUsages(knex, { purl: 'pkg:npm/lodash' }, one),
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
        { package: 'lodash', limit: 1, cursor },
        {},
      );
      seen.push(
        ...page.items.map(u => `${u.entityRef} ${u.manifest} ${u.purl}`),
      );
      cursor = page.nextCursor;
    } while (cursor && seen.length < 10);
    expect(new Set(seen).size).toBe(4);
    const streamed: string[] = [];
    for await (const u of streamUsages(knex, { package: 'lodash' }, {})) {
      streamed.push(`${u.entityRef} ${u.manifest} ${u.purl}`);
    }
    expect(seen).toEqual(streamed);
  });

  it.each([
    [{}, 'one of package, purl or advisory'],
    [{ package: 'a', purl: 'pkg:npm/a' }, 'one of package, purl or advisory'],
    [{ purl: 'pkg:' }, /./],
  ])('refuses %j', async (filter, why) => {
    await expect(places(filter)).rejects.toThrow(why);
  });
});

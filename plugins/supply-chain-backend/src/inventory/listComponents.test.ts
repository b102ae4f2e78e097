import type { ComponentQuery } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseIds } from '../__testUtils__/databases';
import { scannedServices, SHOP } from '../__testUtils__/inventory';
import { listComponents } from './listComponents';

describe.each(databaseIds)('components of a service on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await scannedServices(id);
  });
  const names = async (query: Omit<ComponentQuery, 'entityRef'> = {}) => {
    const page = await listComponents(
      knex,
      { entityRef: SHOP, ...query },
      { entityRef: SHOP },
    );
    return page.items.map(c => c.name);
  };

  it('come with where they are, how they got there and what is wrong', async () => {
    const { items, total } = await listComponents(
      knex,
      { entityRef: SHOP, q: 'lodash@4' },
      { entityRef: SHOP },
    );
    expect(total).toEqual({ count: 1, atLeast: false });
    expect(items).toEqual([
      {
        purl: 'pkg:npm/lodash@4.17.15',
        ecosystem: 'npm',
        name: 'lodash',
        version: '4.17.15',
        direct: true,
        scope: 'runtime',
        manifests: ['package-lock.json', 'web/package-lock.json'],
        findings: expect.objectContaining({ critical: 2 }),
        license: undefined,
      },
    ]);
  });

  it('are filtered', async () => {
    expect(new Set(await names())).toEqual(
      new Set(['100%_safe', '@acme/lodash', 'lodash', 'lodash.merge']),
    );
    expect(await names({ q: 'LODASH.' })).toEqual(['lodash.merge']);
    expect(await names({ q: '%_' })).toEqual(['100%_safe']);
    expect(await names({ q: '\\' })).toEqual([]);
    expect(await names({ direct: 'false', scope: ['optional'] })).toEqual([
      'lodash.merge',
    ]);
    expect(await names({ scope: ['optional', 'development'] })).toHaveLength(2);
    expect(await names({ direct: 'true', vulnerable: false })).toEqual([
      '100%_safe',
    ]);
    expect(await names({ vulnerable: true })).toEqual(['lodash']);
    expect(await names({ ecosystem: ['npm'] })).toHaveLength(4);
    expect(await names({ ecosystem: ['PyPI'] })).toEqual([]);
  });

  it.each(['name', 'findings'] as const)('are paged by %s', async orderBy => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listComponents(
        knex,
        { entityRef: SHOP, orderBy, limit: 1, cursor },
        { entityRef: SHOP },
      );
      seen.push(...page.items.map(c => c.name));
      cursor = page.nextCursor;
    } while (cursor && seen.length < 10);
    expect(seen).toEqual(await names({ orderBy }));
    expect(new Set(seen).size).toBe(4);
    expect(seen[0]).toBe({ name: '100%_safe', findings: 'lodash' }[orderBy]);
  });
});

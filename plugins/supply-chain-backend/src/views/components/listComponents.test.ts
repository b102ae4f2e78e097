import type { ComponentQuery } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import { scannedServices, SHOP } from '../../__testUtils__/inventory';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
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

  it('say where it is not known how they are used, and are found by that', async () => {
    await addTargets(knex, catalogTarget('open'));
    const ref = 'component:default/open';
    const unknown = { direct: undefined, scope: 'unknown' } as const;
    await storeScanOf(knex, ref, [
      lockFile(
        'package-lock.json',
        npm('a', '1.0.0', unknown),
        npm('b', '1.0.0', unknown),
        npm('c', '1.0.0', { direct: false, scope: 'optional' }),
      ),
      lockFile(
        'web/package-lock.json',
        npm('a', '1.0.0', { direct: true, scope: 'runtime' }),
        npm('b', '1.0.0', { direct: false, scope: 'development' }),
        npm('c', '1.0.0', unknown),
      ),
    ]);
    const list = async (query: Omit<ComponentQuery, 'entityRef'>) => {
      const of = { entityRef: ref };
      const { items } = await listComponents(knex, { ...of, ...query }, of);
      return items.map(c => `${c.name} ${c.direct} ${c.scope}`);
    };
    expect(await list({})).toEqual([
      'a true runtime',
      'b undefined unknown',
      'c undefined unknown',
    ]);
    expect(await list({ direct: 'unknown' })).toHaveLength(2);
    expect(await list({ scope: ['unknown'] })).toHaveLength(2);
    expect(await list({ direct: 'true' })).toHaveLength(1);
    expect(await list({ direct: 'false' })).toEqual([]);
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

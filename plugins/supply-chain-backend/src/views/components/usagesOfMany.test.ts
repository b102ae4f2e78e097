import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { listUsages } from './usages';

const MANY = 150;

describe.each(databaseIds)('where many versions are used on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    const components = Array.from({ length: MANY }, (_, i) =>
      npm('wide', `1.0.${i}`),
    );
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('package-lock.json', ...components),
    ]);
  });

  it.each<[string, UsageFilter]>([
    ['a purl', { purl: ['pkg:npm/wide'] }],
    ['versions', { package: ['wide'], versions: '>=1.0.0' }],
    ['a time', { purl: ['pkg:npm/wide'], from: '2000-01-01' }],
    [
      'all of it',
      { purl: ['pkg:npm/wide'], versions: '>=1.0.0', from: '2000-01-01' },
    ],
  ])('is asked with few parameters, by %s', async (_, filter) => {
    let most = 0;
    const count = ({ bindings }: { bindings: readonly unknown[] }) => {
      most = Math.max(most, bindings.length);
    };
    knex.on('query', count);
    const { total, services } = await listUsages(
      knex,
      { ...filter, limit: 1 },
      {},
    );
    knex.off('query', count);
    expect(total.count).toBe(MANY);
    expect(services.count).toBe(1);
    // Databases take some ten thousand, and a question may be about more.
    expect(most).toBeLessThan(50);
  });
});

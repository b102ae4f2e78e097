import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { targetPackages } from './targetPackages';

const SHOP = 'component:default/shop';

describe.each(databaseIds)('risky packages of a target on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
  });

  it('have what their lock files say read once, however many they are', async () => {
    const hashes = [{ algorithm: 'SHA-512' as const, value: 'ab'.repeat(64) }];
    const components = Array.from({ length: 60 }, (_, i) =>
      npm(`p${i}`, '1.0.0', { hashes }),
    );
    await storeScanOf(knex, SHOP, [
      {
        ...lockFile('package-lock.json', ...components),
        lock: { archiveHashes: 60 },
      },
      { ...lockFile('web/yarn.lock', ...components), lock: {} },
    ]);
    const risk = JSON.stringify({
      rule: 'hash-differs',
      severity: 'critical',
      confidence: 'high',
      message: 'Another hash',
      detail: `SHA-512:${'cd'.repeat(16)}`,
    });
    const ids = await knex('components').pluck('id');
    await knex('component_risks').insert(
      ids.map(component => ({
        component_id: component,
        rule: 'hash-differs',
        risk,
      })),
    );
    const { id: target } = (await knex('targets').first('id'))!;
    let locks = 0;
    const count = (answer: unknown) => {
      const rows: unknown[] = Array.isArray(answer) ? answer : [];
      locks += rows.filter(
        row => typeof (row as { lock?: unknown } | null)?.lock === 'string',
      ).length;
    };
    knex.on('query-response', count);
    const { packages } = await targetPackages(knex, target);
    knex.off('query-response', count);
    // The file that has no hashes of archives has none that is wrong.
    expect(packages).toHaveLength(60);
    expect(new Set(packages.map(one => one.path))).toEqual(
      new Set(['package-lock.json']),
    );
    // Each once for its hashes, and once for itself.
    expect(locks).toBe(4);
  });
});

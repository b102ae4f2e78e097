import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  createShop,
  licenseOf,
  refresherOf,
  scanShop,
  TableSource,
} from '../../__testUtils__/licensing';
import { npm } from '../../__testUtils__/organization';
import { claimPackages } from '../../records/licenses/factsQueue';

const never = new AbortController().signal;

describe.each(databaseIds)('replicas that ask about licenses on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createShop(id);
  });

  it('lets two replicas ask about each package once', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `p${i}`);
    await scanShop(knex, ...names.map(name => npm(name, '1.0.0')));
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
    await scanShop(knex, npm('a', '1.0.0'));
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
    await scanShop(knex, npm('a', '1.0.0'));
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
    await scanShop(knex, npm('a', '1.0.0'));
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
});

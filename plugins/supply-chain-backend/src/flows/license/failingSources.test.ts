import { MetadataSourcePausedError } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import {
  createShop,
  describeSource,
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
import { readLicensedComponent } from '../../views/licenses/componentDetail';

const never = new AbortController().signal;

describe.each(databaseIds)('sources of licenses that fail on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createShop(id);
  });

  it('leaves a source alone that asks for it, on every replica, and asks the others', async () => {
    await scanShop(
      knex,
      npm('a', '1.0.0'),
      npm('b', '1.0.0'),
      npm('c', '1.0.0'),
    );
    const resumesAt = new Date(Date.now() + 600_000);
    const busy = failingSource(
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
    await letAnswersAge(knex);
    await (await refresherOf(knex, [busy, good])).refresh(never);
    expect(busy.asked).toHaveLength(3);
    expect(await knex('component_licenses')).toHaveLength(3);
  });

  it('shows a source that fails, and asks again later and later', async () => {
    await scanShop(knex, npm('a', '1.0.0'));
    const source = failingSource(
      'npm',
      () => new Error('connect ECONNREFUSED'),
    );
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
      await letAnswersAge(knex);
      await refresher.refresh(never);
    }
    expect(source.asked).toHaveLength(4);
    expect(await wait()).toBeGreaterThan(2 * first);
    const { kept, counted } = await licenseCounts(knex);
    expect(kept).toEqual(counted);
  });

  it('does not fail a source for one package that it lies about', async () => {
    await scanShop(knex, npm('a', '1.0.0'), npm('b', '1.0.0'));
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
});

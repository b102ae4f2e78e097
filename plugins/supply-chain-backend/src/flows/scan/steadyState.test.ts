import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from '../advise/storeAdvisories';
import { listFindings } from '../../views/findings/listFindings';
import { claimTarget } from '../../records/scans/queue';
import { storeUnchanged } from './storeScan';
import { toIso } from '../../database/dialect';

const SHOP = 'component:default/shop';

/** All rows of all tables, as text. */
async function contents(knex: Knex): Promise<Map<string, string[]>> {
  const names: { name: string }[] = String(knex.client.config.client).includes(
    'pg',
  )
    ? await knex('pg_tables')
        .where('schemaname', 'public')
        .select('tablename as name')
    : await knex('sqlite_master').where('type', 'table').select('name');
  const tables = new Map<string, string[]>();
  for (const { name } of names) {
    if (/^(sqlite_|knex_)/.test(name)) continue;
    const rows = await knex(name);
    tables.set(name, rows.map(row => JSON.stringify(row)).sort());
  }
  return tables;
}

/** How many rows differ, by table. */
function written(before: Map<string, string[]>, after: Map<string, string[]>) {
  const counts: Record<string, number> = {};
  for (const [table, rows] of after) {
    const known = new Set(before.get(table));
    const differing = rows.filter(row => !known.has(row)).length;
    if (differing > 0) counts[table] = differing;
  }
  return counts;
}

describe.each(databaseIds)('a service where nothing changed on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-1', 'a', '2.0.0'),
        advisory('GHSA-2', 'a', '3.0.0'),
        advisory('GHSA-3', 'b', '2.0.0'),
      ],
      new Date(),
    );
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('a', '1.0.0'), npm('b', '1.0.0')),
    ]);
  });

  async function scanAgain() {
    await knex('targets').update({ next_scan_at: new Date(0) });
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 10 });
    await storeUnchanged(knex, claimed!, now => new Date(now.getTime() + 1e6));
  }

  it('costs a scan its own record and its row in the queue', async () => {
    await scanAgain();
    const before = await contents(knex);
    await scanAgain();
    expect(written(before, await contents(knex))).toEqual({
      scans: 1,
      targets: 1,
    });
  });

  it('says of its findings all the same when they were last seen', async () => {
    const seen = async () =>
      (await listFindings(knex, {}, {})).items.map(f => f.lastSeenAt);
    const first = await seen();
    await knex('targets').update({ last_read_at: new Date(1e12) });
    expect(await seen()).toEqual(first);
    await scanAgain();
    const { last_read_at: last } = (await knex('targets').first(
      'last_read_at',
    ))!;
    expect(await seen()).toEqual(Array(3).fill(toIso(last)));
  });

  it('keeps of a finding that goes when it was last seen', async () => {
    await scanAgain();
    const { last_read_at: last } = (await knex('targets').first(
      'last_read_at',
    ))!;
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('a', '1.0.0')),
    ]);
    const { items } = await listFindings(knex, { state: ['resolved'] }, {});
    expect(items.map(f => [f.package, f.lastSeenAt])).toEqual([
      ['b', toIso(last)],
    ]);
  });

  it('is asked by checks again after a failure, or a long time', async () => {
    const waiting = async () => {
      const { changes } = (await knex('scorecard_queue').first('changes'))!;
      // As if it had been asked.
      await knex('scorecard_queue').update({ due_at: new Date(8e12) });
      return changes;
    };
    await scanAgain();
    const before = await waiting();
    await scanAgain();
    expect(await waiting()).toBe(before);
    await knex('targets').update({ last_outcome: 'failed' });
    await scanAgain();
    expect(await waiting()).toBe(before + 1);
    await knex('targets').update({ last_good_scan_at: new Date(1e12) });
    await scanAgain();
    expect(await waiting()).toBe(before + 2);
  });
});

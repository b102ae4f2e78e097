import type { Knex } from 'knex';
import { archiveOf } from '../../__testUtils__/archive';
import { listSnapshots } from '../snapshots/snapshotViews';
import { REAL_TIMERS } from '../../__testUtils__/clock';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { listPresence } from '../components/presence';
import { listFindingsAsOf, readAsOf } from './asOf';

jest.setTimeout(120_000);

const SHOP = 'component:default/shop';
const START = Date.UTC(2025, 0, 1, 3);
const DAY = 86_400_000;
const DAYS = 365;

/** The day of a simulated year, as text. */
const day = (n: number) => new Date(START + n * DAY).toISOString().slice(0, 10);

const published = (id: string, name: string, fixed: string) =>
  advisory(id, name, fixed, {
    published: '2025-01-01T00:00:00Z',
  });

/**
 * A year of daily scans. Library `a` goes from 1.0.0 to 2.0.0 on day 100 and
 * to 3.0.0 on day 200; `b` is there from day 50 to day 149; on day 150 an
 * advisory about `a` before 2.0.0 and `b` arrives, on day 250 one about `a`
 * before 3.0.0.
 */
async function liveAYear(knex: Knex) {
  await addTargets(knex, catalogTarget('shop'));
  for (let n = 0; n < DAYS; n++) {
    jest.setSystemTime(START + n * DAY);
    const a = (n < 100 && '1.0.0') || (n < 200 && '2.0.0') || '3.0.0';
    await storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('a', a, { license: n < 100 ? 'MIT' : 'Apache-2.0' }),
        ...(n >= 50 && n < 150 ? [npm('b', '1.0.0')] : []),
      ),
    ]);
    if (n === 40) {
      await storeAdvisories(
        knex,
        'test',
        [published('TEST-OLD', 'a', '1.5.0')],
        new Date(),
      );
    }
    if (n === 250) {
      await storeAdvisories(
        knex,
        'test',
        [
          published('TEST-NEW', 'a', '3.0.0'),
          published('TEST-B', 'b', '2.0.0'),
        ],
        new Date(),
      );
    }
  }
}

describe.each(databaseIds)('a year of daily scans on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    jest.useFakeTimers({ now: START, doNotFake: REAL_TIMERS });
    knex = await createDatabase(id);
    await liveAYear(knex);
  });
  afterAll(() => jest.useRealTimers());

  const asOf = (at: string) =>
    readAsOf(
      knex,
      archiveOf(knex),
      { entityRef: SHOP, at },
      {
        targets: {},
        findings: {},
        licenses: {},
      },
    );
  const findings = async (at: string) =>
    (
      await listFindingsAsOf(knex, archiveOf(knex), { entityRef: SHOP, at }, {})
    ).items.map(f => [f.advisory, f.versions.join(), f.knownThen, f.knownNow]);

  it('has few snapshots, each with the days that it was in force', async () => {
    const { items } = await listSnapshots(knex, {}, {});
    expect(items.map(s => s.observations)).toEqual([165, 50, 50, 50, 50]);
    const days = items.map(s => [s.createdAt, s.lastObservedAt]);
    expect(days.map(times => times.map(time => time.slice(0, 10)))).toEqual(
      [
        [200, 364],
        [150, 199],
        [100, 149],
        [50, 99],
        [0, 49],
      ].map(times => times.map(n => day(n).slice(0, 10))),
    );
  });

  it('knows the snapshot of each day', async () => {
    const snapshots = new Map<string, string>();
    for (const n of [0, 49, 50, 99, 100, 149, 150, 199, 200, 364]) {
      const { snapshots: found } = await asOf(day(n));
      expect(found).toHaveLength(1);
      snapshots.set(String(n), found[0].id);
    }
    const ids = [...snapshots.values()];
    expect(new Set(ids).size).toBe(5);
    for (let i = 0; i < ids.length; i += 2) expect(ids[i]).toBe(ids[i + 1]);
  });

  it('tells what was known then from what is known now', async () => {
    // Before any advisory: today's know of it.
    expect(await findings(day(10))).toEqual([
      ['TEST-NEW', '1.0.0', false, true],
      ['TEST-OLD', '1.0.0', false, true],
    ]);
    // After the first one.
    expect(await findings(day(60))).toEqual([
      ['TEST-B', '1.0.0', false, true],
      ['TEST-NEW', '1.0.0', false, true],
      ['TEST-OLD', '1.0.0', true, true],
    ]);
    // Upgraded: what was found then is gone, what is known since is not.
    expect(await findings(day(160))).toEqual([
      ['TEST-NEW', '2.0.0', false, true],
    ]);
    // Nobody had the vulnerable version any more when the record came.
    expect(await findings(day(260))).toEqual([]);
    const { findings: counts } = await asOf(day(60));
    expect(counts).toMatchObject({
      then: { critical: 1 },
      now: { critical: 3 },
      learned: 2,
    });
  });

  it('counts a day up to its end, and a time to the millisecond', async () => {
    const known = async (at: string) =>
      (await findings(at)).filter(
        ([name, , then]) => name === 'TEST-OLD' && then,
      ).length;
    expect(await known(day(39))).toBe(0);
    expect(await known(day(40))).toBe(1);
    expect(await known(`${day(40)}T02:59:59.999Z`)).toBe(0);
    expect(await known(`${day(40)}T04:59:59.999+02:00`)).toBe(0);
    expect(await known(`${day(40)}T03:00:00.000Z`)).toBe(1);
  });

  it('has the licenses of then beside those of now', async () => {
    const then = async (n: number) =>
      (await asOf(day(n))).licenses?.map(l => [l.expression, l.then, l.now]);
    expect(await then(60)).toEqual([
      ['', 1, 1],
      ['MIT', 1, 1],
    ]);
    expect(await then(210)).toEqual([['Apache-2.0', 1, 1]]);
  });

  it('says where a package was between two days', async () => {
    const presence = async (query: object) =>
      (await listPresence(knex, query, {})).items.map(p => [
        p.version,
        p.since?.slice(0, 10),
        p.until?.slice(0, 10),
      ]);
    expect(await presence({ package: 'b' })).toEqual([
      ['1.0.0', day(50), day(150)],
    ]);
    const b = { package: 'b' };
    expect(await presence({ ...b, to: day(49) })).toEqual([]);
    expect(await presence({ ...b, to: day(50) })).toHaveLength(1);
    expect(await presence({ ...b, from: day(150) })).toHaveLength(1);
    expect(await presence({ ...b, from: day(151) })).toEqual([]);
    expect(await presence({ purl: 'pkg:npm/a' })).toEqual([
      ['1.0.0', day(0), day(100)],
      ['2.0.0', day(100), day(200)],
      ['3.0.0', day(200), undefined],
    ]);
    expect(
      await presence({ purl: 'pkg:npm/a@2.0.0', from: day(120), to: day(130) }),
    ).toHaveLength(1);
    await expect(
      presence({ package: 'b', from: day(9), to: day(8) }),
    ).rejects.toThrow('later than');
  });

  it('has nothing of before it began, and says so', async () => {
    const before = await asOf('2024-12-31');
    expect(before).toMatchObject({
      snapshots: [],
      licenses: [],
      findings: { learned: 0 },
    });
    expect(before.notes).toContain('There was no snapshot of it yet.');
  });

  it('keeps the history of what left the catalog, up to then', async () => {
    await knex('targets').update({ removed_at: new Date(START + 300 * DAY) });
    try {
      expect((await asOf(day(299))).snapshots).toHaveLength(1);
      const after = await asOf(day(301));
      expect(after.snapshots).toEqual([]);
      expect(after.notes).toContain('The entity had left the catalog by then.');
      const [presence] = (
        await listPresence(knex, { purl: 'pkg:npm/a@3.0.0' }, {})
      ).items;
      expect(presence).toMatchObject({
        removedFromCatalog: true,
        until: new Date(START + 300 * DAY).toISOString(),
      });
    } finally {
      await knex('targets').update({ removed_at: null });
    }
  });

  it('is hidden from whoever may not see the entity, and pages', async () => {
    const query = { entityRef: SHOP, at: day(60) };
    const nobody = { access: { owners: ['group:default/other'] } };
    await expect(
      readAsOf(knex, archiveOf(knex), query, {
        targets: nobody,
        findings: {},
        licenses: {},
      }),
    ).rejects.toThrow('Nothing is known');
    const first = await listFindingsAsOf(
      knex,
      archiveOf(knex),
      { ...query, limit: 2 },
      {},
    );
    const second = await listFindingsAsOf(
      knex,
      archiveOf(knex),
      { ...query, limit: 2, cursor: first.nextCursor },
      {},
    );
    expect([first.items.length, second.items.length]).toEqual([2, 1]);
    expect(second.nextCursor).toBeUndefined();
    await expect(
      listFindingsAsOf(knex, archiveOf(knex), { ...query, cursor: 'x' }, {}),
    ).rejects.toThrow('The cursor is not valid');
  });
});

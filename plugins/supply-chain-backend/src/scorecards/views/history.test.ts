import fc from 'fast-check';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organisation';
import { addPeriods, addStanding, basics } from '../../__testUtils__/standings';
import { listHistory } from './history';
import { readMovers } from './movers';
import { readTrend } from './trend';
import { trendTimes } from './trendDays';

jest.setTimeout(60_000);

const isoTimes = (days: number, zone: string, now: string) =>
  trendTimes(days, zone, new Date(now)).map(time => time.toISOString());

describe('the times of a trend', () => {
  it('are the last moments of days, and now', () => {
    expect(isoTimes(7, 'UTC', '2026-07-08T12:00:00Z')).toEqual([
      '2026-07-01T23:59:59.999Z',
      '2026-07-02T23:59:59.999Z',
      '2026-07-03T23:59:59.999Z',
      '2026-07-04T23:59:59.999Z',
      '2026-07-05T23:59:59.999Z',
      '2026-07-06T23:59:59.999Z',
      '2026-07-07T23:59:59.999Z',
      '2026-07-08T12:00:00.000Z',
    ]);
  });

  it.each([
    // Clocks go forward on 29 March and back on 25 October.
    ['2026-03-31T10:00:00Z', 'Europe/Berlin', 23],
    ['2026-10-27T10:00:00Z', 'Europe/Berlin', 25],
    ['2026-03-31T10:00:00Z', 'Asia/Kolkata', 24],
    // By half an hour.
    ['2026-04-07T10:00:00Z', 'Australia/Lord_Howe', 24.5],
  ])('are right where clocks change: %s in %s', (now, zone, hours) => {
    const times = isoTimes(7, zone, now).slice(0, -1).map(Date.parse);
    const lengths = times.slice(1).map((time, at) => time - times[at]);
    const wanted = [24, 24, 24, 24, 24, 24].map(each => each * 3_600_000);
    const other = lengths.findIndex(each => each !== wanted[0]);
    if (hours !== 24) wanted[other] = hours * 3_600_000;
    expect(lengths).toEqual(wanted);
  });

  it('differ by time zone', () => {
    const [kiritimati] = isoTimes(
      7,
      'Pacific/Kiritimati',
      '2026-07-08T11:00:00Z',
    );
    const [midway] = isoTimes(7, 'Pacific/Midway', '2026-07-08T11:00:00Z');
    expect(kiritimati).toBe('2026-07-02T09:59:59.999Z');
    expect(midway).toBe('2026-07-02T10:59:59.999Z');
  });

  it('are fewer of longer times', () => {
    const now = '2026-07-08T12:00:00Z';
    expect(isoTimes(30, 'UTC', now)).toHaveLength(31);
    expect(isoTimes(90, 'UTC', now)).toHaveLength(31);
    const year = isoTimes(365, 'UTC', now);
    expect(year).toHaveLength(53);
    // Sundays.
    expect(year.slice(-3)).toEqual([
      '2026-06-28T23:59:59.999Z',
      '2026-07-05T23:59:59.999Z',
      '2026-07-08T12:00:00.000Z',
    ]);
  });

  it('are refused where there is no such zone', () => {
    expect(() => isoTimes(7, 'Mars/Olympus', '2026-07-08T12:00:00Z')).toThrow(
      "no time zone 'Mars/Olympus'",
    );
  });
});

const NOW = new Date('2026-07-08T12:00:00Z');

async function organisation(id: (typeof databaseIds)[number][0]) {
  const knex = await createDatabase(id);
  await addTargets(
    knex,
    catalogTarget('a'),
    catalogTarget('b', { owners: ['group:default/other'] }),
    catalogTarget('gone'),
  );
  await addStanding(knex, 'a', {
    levelsHeld: 2,
    levelSince: new Date('2026-07-06T10:00:00Z'),
  });
  await addStanding(knex, 'b', {
    levelsHeld: 0,
    levelSince: new Date('2026-07-07T10:00:00Z'),
  });
  await addPeriods(knex, 'a', '', [
    ['0', '2026-07-02T10:00:00Z', '2026-07-04T10:00:00Z'],
    ['1', '2026-07-04T10:00:00Z', '2026-07-06T10:00:00Z'],
    ['2', '2026-07-06T10:00:00Z'],
  ]);
  // Not asked from the 4th to the 6th.
  await addPeriods(knex, 'b', '', [
    ['1', '2026-07-03T10:00:00Z', '2026-07-04T10:00:00Z'],
    ['1', '2026-07-06T10:00:00Z', '2026-07-07T10:00:00Z'],
    ['0', '2026-07-07T10:00:00Z'],
  ]);
  await addPeriods(knex, 'gone', '', [['2', '2026-07-03T10:00:00Z']]);
  await addPeriods(knex, 'a', 'sbom-present', [
    ['f', '2026-07-02T10:00:00Z', '2026-07-05T10:00:00Z'],
    ['x', '2026-07-05T10:00:00Z'],
  ]);
  await knex('targets')
    .where('name', 'gone')
    .update({ removed_at: new Date('2026-07-05T12:00:00Z') });
  return knex;
}

async function levelsOf(knex: Knex, query: object, filter = {}) {
  const { points } = await readTrend(knex, basics, query, filter, NOW);
  return points.map(({ at, levels }) => `${at.slice(8, 10)} ${levels}`);
}

const NAMES = ['a', 'b', 'c'];
const HOUR = 3_600_000;

/** Levels one after another, with gaps; when the service left, in hours ago. */
const anyLife = fc.record({
  spans: fc.array(
    fc.record({
      level: fc.integer({ min: 0, max: 3 }),
      hours: fc.integer({ min: 1, max: 80 }),
      gap: fc.constantFrom(0, 0, 0, 30),
    }),
    { maxLength: 6 },
  ),
  removed: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
});
type Life = typeof anyLife extends fc.Arbitrary<infer T> ? T : never;

/** As the trend is to count it; times in milliseconds. */
type Period = { level: number; since: number; until: number };

/** Stores the lives of services, which begin 250 hours ago. */
async function live(knex: Knex, lives: Life[]): Promise<Period[]> {
  await knex('standing_periods').delete();
  const periods: Period[] = [];
  for (const [at, { spans, removed }] of lives.entries()) {
    const left = removed === undefined ? Infinity : +NOW - removed * HOUR;
    await knex('targets')
      .where('name', NAMES[at])
      .update({ removed_at: left === Infinity ? null : new Date(left) });
    let since = +NOW - 250 * HOUR;
    for (const { level, hours, gap } of spans) {
      if (since >= +NOW) break;
      const end = since + hours * HOUR;
      const until = end < +NOW ? new Date(end).toISOString() : undefined;
      const from = new Date(since).toISOString();
      await addPeriods(knex, NAMES[at], '', [[`${level}`, from, until]]);
      periods.push({
        // The scorecard has two.
        level: Math.min(level, 2),
        since,
        until: Math.min(until ? end : Infinity, left),
      });
      since = end + gap * HOUR;
    }
  }
  return periods;
}

function levelsAt(periods: Period[], at: number): number[] {
  return [0, 1, 2].map(
    wanted =>
      periods.filter(
        ({ level, since, until }) =>
          level === wanted && since <= at && until > at,
      ).length,
  );
}

describe.each(databaseIds)('trends on %p', id => {
  it('count levels at the ends of days, with gaps and what has left', async () => {
    const knex = await organisation(id);
    const trend = await readTrend(knex, basics, { days: 7 }, {}, NOW);
    expect(trend.since).toBe('2026-07-02T10:00:00.000Z');
    expect(trend.points[0]).toEqual({
      at: '2026-07-02T23:59:59.999Z',
      services: 1,
      levels: [1, 0, 0],
    });
    expect(await levelsOf(knex, { days: 7 })).toEqual([
      '02 1,0,0',
      '03 1,1,1',
      '04 0,1,1',
      '05 0,1,0',
      '06 0,1,1',
      '07 1,0,1',
      '08 1,0,1',
    ]);
  });

  it('are of a time zone’s days', async () => {
    const knex = await organisation(id);
    const far = { days: 7 as const, timeZone: 'Pacific/Kiritimati' };
    const { points } = await readTrend(knex, basics, far, {}, NOW);
    // Its 3 July ends at 10:00 in UTC, just before `b` was first asked.
    expect(points[0]).toMatchObject({
      at: '2026-07-03T09:59:59.999Z',
      levels: [1, 0, 0],
    });
  });

  it('have no point before the first answer, however long they are', async () => {
    const knex = await organisation(id);
    expect(await levelsOf(knex, { days: 365 })).toEqual([
      '05 0,1,0',
      '08 1,0,1',
    ]);
    expect(await levelsOf(knex, { days: 90 })).toHaveLength(3);
    const empty = await createDatabase(id);
    expect(await readTrend(empty, basics, {}, {}, NOW)).toEqual({ points: [] });
  });

  it('count answers to a check', async () => {
    const knex = await organisation(id);
    const query = { days: 7 as const, check: 'sbom-present' };
    const { points } = await readTrend(knex, basics, query, {}, NOW);
    expect(
      points.map(({ answers }) => [answers?.fail, answers?.exempted]),
    ).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    await expect(
      readTrend(knex, basics, { check: 'no' }, {}, NOW),
    ).rejects.toThrow("no check 'no'");
  });

  it('count what a look at every period gives, whatever the periods are', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, ...NAMES.map(name => catalogTarget(name)));
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(anyLife, anyLife, anyLife),
        fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'),
        async (lives, timeZone) => {
          const periods = await live(knex, lives);
          const query = { days: 7 as const, timeZone };
          const { points } = await readTrend(knex, basics, query, {}, NOW);
          const first = Math.min(...periods.map(({ since }) => since));
          expect(points.map(({ at, levels }) => [at, levels])).toEqual(
            trendTimes(7, timeZone, NOW)
              .filter(at => at.getTime() >= first)
              .map(at => [at.toISOString(), levelsAt(periods, at.getTime())]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('count only what is asked for and may be seen', async () => {
    const knex = await organisation(id);
    const owners = ['group:default/other'];
    const mine = { access: { owners } };
    const trend = await readTrend(knex, basics, { days: 7 }, mine, NOW);
    expect(trend.since).toBe('2026-07-03T10:00:00.000Z');
    expect(trend.points.map(({ services }) => services)).toEqual([
      1, 0, 0, 1, 1, 1,
    ]);
    expect(await levelsOf(knex, { days: 7 }, { owner: owners })).toHaveLength(
      6,
    );
  });
});

describe.each(databaseIds)('movers on %p', id => {
  it('are services with another level than then, those that fell first', async () => {
    const knex = await organisation(id);
    // At noon of the 4th `a` held one level, and `b` was not asked.
    const now = new Date('2026-07-11T12:00:00Z');
    expect(await readMovers(knex, basics, 7, {}, now)).toEqual({
      up: 1,
      down: 0,
      items: [
        {
          entityRef: 'component:default/a',
          name: 'a',
          owners: ['group:default/team'],
          from: 1,
          to: 2,
          at: '2026-07-06T10:00:00.000Z',
        },
      ],
    });
    const later = new Date('2026-07-13T12:00:00Z');
    await knex('standing_periods')
      .where({ value: '1', since: new Date('2026-07-04T10:00:00Z') })
      .update({ until: new Date('2026-07-06T14:00:00Z') });
    await knex('standings')
      .where('levels_held', 2)
      .update({ level_since: new Date('2026-07-06T14:00:00Z') });
    const { items, up, down } = await readMovers(knex, basics, 7, {}, later);
    expect(items.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['b', 1, 0],
      ['a', 1, 2],
    ]);
    expect([up, down]).toEqual([1, 1]);
    const access = { owners: ['group:default/other'] };
    const mine = await readMovers(knex, basics, 7, { access }, later);
    expect(mine).toMatchObject({ up: 0, down: 1, items: [{ name: 'b' }] });
  });

  it('are not those that came back to the level that they had', async () => {
    const knex = await organisation(id);
    await addPeriods(knex, 'a', '', [
      ['2', '2026-07-01T00:00:00Z', '2026-07-02T10:00:00Z'],
    ]);
    expect(await readMovers(knex, basics, 7, {}, NOW)).toMatchObject({
      items: [],
    });
  });
});

describe.each(databaseIds)('the history of a service on %p', id => {
  const history = (knex: Knex, name: string, query = {}, access = {}) =>
    listHistory(knex, basics, `component:default/${name}`, query, access);

  it('has levels and answers, newest first, page by page', async () => {
    const knex = await organisation(id);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await history(knex, 'a', { limit: 2, cursor });
      expect(page.total.count).toBe(5);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toMatchObject([
      { kind: 'level', levelsHeld: 2, since: '2026-07-06T10:00:00.000Z' },
      { kind: 'check', check: 'sbom-present', answer: 'exempted' },
      { kind: 'level', levelsHeld: 1, until: '2026-07-06T10:00:00.000Z' },
      { kind: 'check', answer: 'fail' },
      { kind: 'level', levelsHeld: 0 },
    ]);
    expect(seen[0]).not.toHaveProperty('until', expect.anything());
    const levels = await history(knex, 'a', { check: 'level' });
    expect(levels.items).toHaveLength(3);
    const check = await history(knex, 'a', { check: 'sbom-present' });
    expect(check.items).toHaveLength(2);
  });

  it('stays when the service is gone, and ends there', async () => {
    const knex = await organisation(id);
    expect((await history(knex, 'gone')).items).toMatchObject([
      { levelsHeld: 2, until: '2026-07-05T12:00:00.000Z' },
    ]);
  });

  it('is not there for whoever may not see the service', async () => {
    const knex = await organisation(id);
    const access = { owners: ['group:default/other'] };
    await expect(history(knex, 'a', {}, { access })).rejects.toThrow(
      'no service',
    );
  });
});

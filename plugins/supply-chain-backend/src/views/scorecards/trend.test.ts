import fc from 'fast-check';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { addPeriods, basics } from '../../__testUtils__/results';
import { lived, NOW } from './__testUtils__/lived';
import { readTrend } from './trend';
import { trendTimes } from '../times/trendTimes';

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
  await knex('scorecard_periods').delete();
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
    const knex = await lived(id);
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
    const knex = await lived(id);
    const far = { days: 7 as const, timeZone: 'Pacific/Kiritimati' };
    const { points } = await readTrend(knex, basics, far, {}, NOW);
    // Its 3 July ends at 10:00 in UTC, just before `b` was first asked.
    expect(points[0]).toMatchObject({
      at: '2026-07-03T09:59:59.999Z',
      levels: [1, 0, 0],
    });
  });

  it('have no point before the first answer, however long they are', async () => {
    const knex = await lived(id);
    expect(await levelsOf(knex, { days: 365 })).toEqual([
      '05 0,1,0',
      '08 1,0,1',
    ]);
    expect(await levelsOf(knex, { days: 90 })).toHaveLength(3);
    const empty = await createDatabase(id);
    expect(await readTrend(empty, basics, {}, {}, NOW)).toEqual({ points: [] });
  });

  it('count answers to a check', async () => {
    const knex = await lived(id);
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
      { numRuns: 40 },
    );
  });

  it('count only what is asked for and may be seen', async () => {
    const knex = await lived(id);
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

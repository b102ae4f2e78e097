import fc from 'fast-check';
import { DateTime } from 'luxon';
import { nextDigest } from './digestTime';
import type { DigestSchedule } from './options';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
] as const;

const schedule = (changes: Partial<DigestSchedule>): DigestSchedule => ({
  digest: 'daily',
  hour: 9,
  minute: 0,
  timeZone: 'Europe/Berlin',
  weekday: 1,
  ...changes,
});

/** The digests of some time, one after another. */
function digests(options: DigestSchedule, from: string, count: number) {
  const times: Date[] = [];
  let now = new Date(from);
  for (let i = 0; i < count; i++) {
    now = nextDigest(options, now);
    times.push(now);
  }
  return times;
}

const iso = (times: Date[]) => times.map(time => time.toISOString());

describe('digests come at the hour of their group', () => {
  it('also where clocks go forward and back', () => {
    expect(iso(digests(schedule({}), '2026-03-27T12:00:00Z', 3))).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
    expect(iso(digests(schedule({}), '2026-10-23T12:00:00Z', 3))).toEqual([
      '2026-10-24T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
    ]);
  });

  it('an hour later on the day that has no such hour', () => {
    const skipped = schedule({ hour: 2, minute: 30 });
    expect(iso(digests(skipped, '2026-03-28T12:00:00Z', 2))).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('once on the day that has the hour twice', () => {
    const twice = schedule({ hour: 2, minute: 30 });
    expect(iso(digests(twice, '2026-10-24T12:00:00Z', 2))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it.each(zones)('once a day and once a week over a year in %s', timeZone => {
    fc.assert(
      fc.property(
        fc.record({
          hour: fc.nat({ max: 23 }),
          minute: fc.nat({ max: 59 }),
          weekday: fc.integer({ min: 1, max: 7 }),
          weekly: fc.boolean(),
          start: fc.date({
            min: new Date('2026-01-01'),
            max: new Date('2027-01-01'),
            noInvalidDate: true,
          }),
        }),
        ({ weekly, start, ...rest }) => {
          const options = schedule({
            ...rest,
            timeZone,
            digest: weekly ? 'weekly' : 'daily',
          });
          const count = weekly ? 53 : 370;
          const times = digests(options, start.toISOString(), count);
          const days = times.map(time =>
            DateTime.fromJSDate(time, { zone: timeZone }),
          );
          expect(new Set(days.map(day => day.toISODate())).size).toBe(count);
          const passed = days
            .slice(1)
            .map((day, i) =>
              Math.round(
                day.startOf('day').diff(days[i].startOf('day'), 'days').days,
              ),
            );
          expect(new Set(passed)).toEqual(new Set([weekly ? 7 : 1]));
          expect(weekly ? days.map(day => day.weekday) : []).toEqual(
            weekly ? days.map(() => rest.weekday) : [],
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

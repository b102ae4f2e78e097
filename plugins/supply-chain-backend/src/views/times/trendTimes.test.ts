import { trendTimes } from './trendTimes';

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

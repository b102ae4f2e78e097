import { longestGapMs, nextTick } from './cron';

const DAY = 86_400_000;
// A Wednesday.
const now = new Date('2026-11-25T12:00:00Z');

describe('cron expressions', () => {
  it.each([
    ['0 2 * * 0', '2026-11-29T02:00:00.000Z', 7 * DAY],
    ['0 2 * * *', '2026-11-26T02:00:00.000Z', DAY],
    ['0 2 * * 1-5', '2026-11-26T02:00:00.000Z', 3 * DAY],
    ['0 0 1 * *', '2026-12-01T00:00:00.000Z', 31 * DAY],
    ['0 0 1 1 *', '2027-01-01T00:00:00.000Z', 366 * DAY],
    ['*/15 * * * *', '2026-11-25T12:15:00.000Z', DAY],
  ])('%s', (cron, next, gap) => {
    expect(nextTick(cron, now).toISOString()).toBe(next);
    expect(longestGapMs(cron, now)).toBe(gap);
  });

  it('tick in UTC, also where clocks change', () => {
    const before = new Date('2026-03-28T12:00:00Z');
    expect(nextTick('0 2 * * *', before).toISOString()).toBe(
      '2026-03-29T02:00:00.000Z',
    );
  });
});

import fc from 'fast-check';
import { nextScanAt, retryAt } from './schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const daily = { frequencyMs: 24 * HOUR, jitterMs: 2 * HOUR };
const nightly = { ...daily, cron: '30 2 * * *', jitterMs: HOUR };

const names = fc.string({ minLength: 1, maxLength: 50 });
const times = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
});

describe('nextScanAt', () => {
  it('waits for the frequency and no more than the jitter, the same for each name', () => {
    fc.assert(
      fc.property(names, times, (name, now) => {
        const wait = nextScanAt(daily, name, now).getTime() - now.getTime();
        expect(wait).toBeGreaterThanOrEqual(daily.frequencyMs);
        expect(wait).toBeLessThan(daily.frequencyMs + daily.jitterMs);
        expect(nextScanAt(daily, name, now).getTime() - now.getTime()).toBe(
          wait,
        );
      }),
    );
  });

  it('comes at the next tick of a cron expression in UTC, within the jitter', () => {
    const now = new Date('2026-03-29T01:59:00Z');
    fc.assert(
      fc.property(names, name => {
        const late =
          nextScanAt(nightly, name, now).getTime() -
          Date.parse('2026-03-29T02:30:00Z');
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(HOUR);
      }),
    );
  });

  it('never gives the tick that has just gone', () => {
    const exact = { ...nightly, jitterMs: 0 };
    const tick = new Date('2026-03-29T02:30:00Z');
    expect(nextScanAt(exact, 'a', tick)).toEqual(
      new Date('2026-03-30T02:30:00Z'),
    );
  });

  it('spreads names evenly over the jitter', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const hours = new Array(4).fill(0);
    for (let i = 0; i < 4000; i++) {
      const at = nextScanAt(daily, `component:default/service-${i}`, now);
      const offset = at.getTime() - now.getTime() - daily.frequencyMs;
      hours[Math.floor((4 * offset) / daily.jitterMs)]++;
    }
    for (const count of hours) expect(Math.abs(count - 1000)).toBeLessThan(100);
  });
});

describe('retryAt', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const wait = (attempts: number, random: number, schedule = daily) =>
    retryAt(schedule, MINUTE, attempts, 'a', now, () => random).getTime() -
    now.getTime();

  it('doubles the wait after each failure, up to six hours', () => {
    const waits = Array.from({ length: 12 }, (_, i) => wait(i + 1, 0) / MINUTE);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
    expect(wait(10_000, 0)).toBe(360 * MINUTE);
  });

  it('adds up to half of the wait at random', () => {
    expect(wait(3, 0.999_999) / MINUTE).toBeCloseTo(6, 3);
  });

  it('never waits longer than the schedule would', () => {
    const often = { frequencyMs: 10 * MINUTE, jitterMs: 0 };
    expect(wait(20, 0.9, { ...daily, ...often })).toBe(10 * MINUTE);
  });
});

import { ServiceUnavailableError } from '@backstage/errors';
import { Arrivals, CrowdedOutError } from './Arrivals';

const pace = { leastBytesPerSecond: 1000, windowMs: 20_000 };
const QUICK = 1_000_000;

describe('places of uploads', () => {
  let now: number;
  let arrivals: Arrivals;
  beforeEach(() => {
    now = 0;
    arrivals = new Arrivals(8, pace, () => now);
  });

  /** Uploads that have sent so many bytes. */
  const enter = (caller: string, ...sent: number[]) =>
    sent.map(bytes => arrivals.enter(caller, () => bytes));

  it('are left to others by one caller, however many uploads it begins', () => {
    enter('many', ...Array(6).fill(QUICK));
    expect(() => enter('many', QUICK)).toThrow(ServiceUnavailableError);
    enter('other', QUICK, QUICK);
    expect(() => enter('other', QUICK)).toThrow('8 uploads are arriving');
  });

  it('go from the slowest to whoever comes', () => {
    const [quick, slow, slower] = enter('a', QUICK, 900, 30);
    enter('b', 2000, QUICK, QUICK);
    enter('c', QUICK, QUICK);
    now = 1000;
    enter('c', QUICK);
    expect(slower.signal.reason).toBeInstanceOf(CrowdedOutError);
    expect(slow.signal.aborted).toBe(false);
    enter('d', QUICK);
    expect(slow.signal.aborted).toBe(true);
    enter('d', QUICK);
    expect(quick.signal.aborted).toBe(false);
    expect(() => enter('d', QUICK)).toThrow(ServiceUnavailableError);
  });

  it('of a caller go to another of its uploads where it has all that it may', () => {
    const own = enter('a', 1, 2, 3, 4, 5, 6);
    const [other] = enter('b', 0);
    now = 1000;
    enter('a', QUICK);
    expect(own.map(({ signal }) => signal.aborted)).toEqual([
      true,
      ...Array(5).fill(false),
    ]);
    expect(other.signal.aborted).toBe(false);
  });

  it('stay with what has just begun, and what is all there', () => {
    const [whole] = enter('a', 0);
    whole.arrived();
    enter('a', ...Array(5).fill(QUICK));
    now = 5000;
    enter('b', 0, 0);
    now = 5999;
    expect(() => enter('c', 0)).toThrow(ServiceUnavailableError);
    whole.leave();
    expect(() => enter('c', 0)).not.toThrow();
  });

  it('are left once only', () => {
    const [first] = enter('a', 0);
    enter('b', ...Array(6).fill(QUICK));
    enter('c', QUICK);
    now = 1000;
    enter('c', QUICK);
    first.leave();
    expect(() => enter('c', QUICK)).toThrow(ServiceUnavailableError);
  });
});

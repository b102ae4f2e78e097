import { pauseOf } from './pauses';

const now = Date.parse('2026-01-15T12:00:00Z');
const seconds = (status: number, retryAfter?: string) => {
  const at = pauseOf(status, retryAfter, now);
  return at && (at.getTime() - now) / 1000;
};

describe('pauseOf', () => {
  it.each([
    [429, '120', 120],
    [503, ' 7 ', 7],
    [429, 'Thu, 15 Jan 2026 12:10:00 GMT', 600],
    [503, 'Thursday, 15-Jan-26 12:00:30 GMT', 30],
    [429, '0', 1],
    [429, 'Thu, 15 Jan 2026 11:00:00 GMT', 1],
    [429, '999999', 3600],
    [429, 'Fri, 31 Dec 9999 23:59:59 GMT', 3600],
    [429, undefined, 60],
    [429, 'later', 60],
    [429, '-5', 60],
    [503, undefined, undefined],
    [503, 'soon', undefined],
    [500, '120', undefined],
    [200, '120', undefined],
  ])('status %p with Retry-After %p rests for %p s', (status, text, rest) => {
    expect(seconds(status, text)).toBe(rest);
  });
});

const FIRST_MS = 60_000;
const LONGEST_MS = 6 * 60 * 60_000;

/**
 * When what failed is tried again: later each time, and not before the other
 * end wants it.
 */
export function retryTime(
  failures: number,
  error: { retryAt?: Date },
  now: Date,
): Date {
  const wait = Math.min(FIRST_MS * 2 ** Math.min(failures, 20), LONGEST_MS);
  const wanted = error.retryAt?.getTime() ?? 0;
  return new Date(Math.max(now.getTime() + wait, wanted));
}

/*
 * Days as findings store them: days since 1 January 1970, in UTC, so that a
 * number of two bytes sorts them; the largest one stands for no day.
 */

const DAY_MS = 86_400_000;

/** Nothing is due by a day. */
export const NO_DAY = 65_535;

/** `2026-12-06` as a number; undefined is no day. */
export function dayNumber(day: string | undefined): number {
  if (day === undefined) return NO_DAY;
  const number = Math.floor(
    Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS,
  );
  return Math.min(Math.max(number, 0), NO_DAY - 1);
}

/** A number as `2026-12-06`; undefined: no day. */
export function dayOfNumber(number: number): string | undefined {
  if (number === NO_DAY) return undefined;
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The day that it is, in UTC. */
export function today(now: Date): number {
  return Math.floor(now.getTime() / DAY_MS);
}

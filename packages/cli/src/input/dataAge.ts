import type { GateNote } from '@safety-curtain/policy';

const DAY_MS = 86_400_000;
/** Clocks differ; a time further ahead says nothing about how old data is. */
const CLOCK_SKEW_MS = DAY_MS;

/** A part of what is known. */
export interface DataAge {
  /** For people: `Advisories, npm`. */
  what: string;
  /** In milliseconds; undefined where nothing says it. */
  asOf: number | undefined;
}

/** A time that data can be of, in milliseconds; undefined for any other text. */
export function dataTime(
  text: string | null | undefined,
  now = Date.now(),
): number | undefined {
  const time = text ? Date.parse(text) : NaN;
  return time <= now + CLOCK_SKEW_MS ? time : undefined;
}

/** What is older than so many days. Of unknown age is as good as old. */
export function staleIn(
  ages: readonly DataAge[],
  days: number,
  now: Date,
): GateNote[] {
  return ages
    .filter(({ asOf = 0 }) => now.getTime() - asOf > days * DAY_MS)
    .map(({ what: at, asOf }) => {
      const of =
        asOf === undefined
          ? 'unknown age'
          : new Date(asOf).toISOString().slice(0, 10);
      return { at, reason: `are of ${of}, and may be ${days} days old` };
    });
}

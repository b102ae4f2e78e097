import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { CronTime, validateCronExpression } from 'cron';
import { DateTime } from 'luxon';

/** How many ticks, and how far ahead, are looked at for the longest time between two. */
const MOST_TICKS = 30;
const DAY_MS = 24 * 60 * 60_000;
const AHEAD_MS = 3 * 366 * DAY_MS;

/** A cron expression, in UTC; throws where it is none. */
export function readCron(
  config: Config | undefined,
  key: string,
): string | undefined {
  const cron = config?.getOptionalString(key);
  if (cron === undefined) return undefined;
  const { valid, error } = validateCronExpression(cron);
  if (!valid) {
    throw new InputError(
      `supplyChain.${key} is not a cron expression: ${cron}`,
      error,
    );
  }
  return cron;
}

/** The first tick after a time. */
export function nextTick(cron: string, after: Date): Date {
  return new CronTime(cron, 'UTC')
    .getNextDateFrom(DateTime.fromJSDate(after, { zone: 'utc' }))
    .toJSDate();
}

/**
 * The longest time between two of the next ticks, in milliseconds; at least a
 * day, since what ticks often may pause at night.
 */
export function longestGapMs(cron: string, now: Date): number {
  let longest = DAY_MS;
  let last = nextTick(cron, now);
  const end = now.getTime() + AHEAD_MS;
  for (let i = 0; i < MOST_TICKS && last.getTime() < end; i++) {
    const next = nextTick(cron, last);
    longest = Math.max(longest, next.getTime() - last.getTime());
    last = next;
  }
  return longest;
}

import { DateTime } from 'luxon';

/** A day `days` from now, as `2026-01-31`, by the reader's clock. @public */
export function dayFromNow(days: number): string {
  return DateTime.now().plus({ days }).toISODate();
}

/** The last moment of a day, as an ISO 8601 time; decisions end with their day. @public */
export function endOfDay(day: string): string {
  return DateTime.fromISO(day).endOf('day').toUTC().toISO()!;
}

/** What is wrong with an end: nothing chosen, or a day that is over. */
export function wrongEnd(day: string): 'missing' | 'past' | undefined {
  const end = DateTime.fromISO(day).endOf('day');
  if (!end.isValid) return 'missing';
  return end < DateTime.now() ? 'past' : undefined;
}

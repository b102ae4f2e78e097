const DAY = 24 * 60 * 60 * 1000;

/**
 * A fact that contradicts its own description, as a date that is none.
 *
 * @public
 */
export class FactError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FactError';
  }
}

/**
 * Milliseconds since 1970 of an ISO 8601 text.
 *
 * @throws FactError where the text is no date.
 */
export function timeOf(text: string): number {
  const time = typeof text === 'string' ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw new FactError(`“${String(text).slice(0, 40)}” is not a date`);
  }
  return time;
}

/**
 * Days of 24 hours from one time to another, not rounded. What lies in the
 * future, as clocks differ, is 0 days old.
 */
export function daysBetween(from: string, to: Date | string): number {
  const end = typeof to === 'string' ? timeOf(to) : to.getTime();
  return Math.max(0, (end - timeOf(from)) / DAY);
}

export function addDays(from: string, days: number): Date {
  return new Date(timeOf(from) + days * DAY);
}

/** Whether a time has come; what has no end never ends. */
export function isOver(until: string | undefined, now: Date): boolean {
  return until !== undefined && timeOf(until) <= now.getTime();
}

/** `1 day`, `12 days`: for reasons that people read. */
export function inDays(days: number): string {
  return counted(Math.floor(days), 'day', 'days');
}

/** `less than a day ago`, `3 days ago`. */
export function ago(days: number): string {
  return days < 1 ? 'less than a day ago' : `${inDays(days)} ago`;
}

/** `1 package`, `2 packages`; of what is not made plural by an `s`, give both. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

import { InputError } from '@backstage/errors';
import { DateTime, IANAZone } from 'luxon';

/** How a trend over some days is cut: so that it has about thirty points or fifty. */
const steps = new Map<number, { unit: 'day' | 'week'; step: number }>([
  [7, { unit: 'day', step: 1 }],
  [30, { unit: 'day', step: 1 }],
  [90, { unit: 'day', step: 3 }],
  [365, { unit: 'week', step: 1 }],
]);

/**
 * The times that a trend has points for, in order: the last moments of days, or
 * of weeks that end on Sundays, of a time zone; and now. Days are as long as
 * they are there: 23 or 25 hours where clocks change.
 *
 * @param days - 7, 30, 90 or 365
 * @throws InputError where there is no such time zone
 */
export function trendTimes(days: number, timeZone: string, now: Date): Date[] {
  if (!IANAZone.isValidZone(timeZone)) {
    throw new InputError(
      `There is no time zone '${timeZone}'; name one as 'Europe/Berlin'`,
    );
  }
  const { unit, step } = steps.get(days)!;
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const first = local.minus({ days }).startOf('day');
  const times: Date[] = [now];
  for (let back = 1; ; back += step) {
    const end = local.minus({ [unit]: back }).endOf(unit);
    if (end < first) return times.reverse();
    times.push(end.toJSDate());
  }
}

import { DateTime } from 'luxon';
import type { DigestSchedule } from './options';

/**
 * The next moment after `now` at which it is the group's hour, as its clocks
 * show it; weekly, on its day. On the day on which clocks skip that hour it is
 * an hour later; where they show it twice it is the first time.
 */
export function nextDigest(schedule: DigestSchedule, now: Date): Date {
  return nextHour(schedule, now, schedule.digest === 'weekly');
}

/** The same of any day. */
export function nextHour(
  schedule: DigestSchedule,
  now: Date,
  onlyWeekday = false,
): Date {
  const { hour, minute, timeZone, weekday } = schedule;
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const days = onlyWeekday ? (weekday - local.weekday + 7) % 7 : 0;
  const at = (ahead: number) => {
    const { year, month, day } = local.plus({ days: ahead });
    const [earliest] = DateTime.fromObject(
      { year, month, day, hour, minute },
      { zone: timeZone },
    ).getPossibleOffsets();
    return earliest;
  };
  const first = at(days);
  const next = first > local ? first : at(days + (onlyWeekday ? 7 : 1));
  return next.toJSDate();
}

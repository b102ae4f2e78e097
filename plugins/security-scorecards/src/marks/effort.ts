import type { Translate } from '../translation';

/** Hours of a working day: what takes longer is told in days. */
const DAY = 8;

/**
 * How much work something is, in words.
 *
 * @param units - Units of about an hour.
 */
export function effortText(units: number, t: Translate): string {
  if (units <= 1) return t('next.hour');
  if (units < DAY) return t('next.hours', { hours: String(Math.round(units)) });
  const days = Math.round(units / DAY);
  return days === 1 ? t('next.day') : t('next.days', { days: String(days) });
}

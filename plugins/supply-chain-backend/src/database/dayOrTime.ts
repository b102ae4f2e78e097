import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';

/** The time that a text names; a day in UTC means its beginning. */
export function startOf(text: string): Date {
  return parse(text).toJSDate();
}

/** The time that a text names; a day in UTC means its last millisecond. */
export function endOf(text: string): Date {
  const time = parse(text);
  return (text.includes('T') ? time : time.endOf('day')).toJSDate();
}

function parse(text: string): DateTime {
  const time = DateTime.fromISO(text, { zone: 'utc' });
  if (!time.isValid) throw new InputError(`There is no such time: ${text}`);
  return time;
}

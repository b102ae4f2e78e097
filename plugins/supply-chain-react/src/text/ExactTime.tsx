import { DateTime } from 'luxon';

/**
 * A day and time by the reader's language and clock, for what is read as a
 * record; how long ago it was on hover.
 *
 * @param iso - An ISO 8601 time.
 * @public
 */
export function ExactTime({ iso }: { iso: string }) {
  const time = DateTime.fromISO(iso);
  return (
    <time dateTime={iso} title={time.toRelative() ?? iso}>
      {time.toLocaleString(DateTime.DATETIME_MED)}
    </time>
  );
}

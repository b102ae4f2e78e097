import { DateTime } from 'luxon';
import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/**
 * How long ago something was, by the reader's language, with the exact time
 * on hover. Goes on counting while the page is open.
 *
 * @param iso - An ISO 8601 time.
 * @public
 */
export function RelativeTime({ iso }: { iso: string }) {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick(before => before + 1), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const time = DateTime.fromISO(iso);
  return (
    <time
      dateTime={iso}
      title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {time.toRelative() ?? iso}
    </time>
  );
}

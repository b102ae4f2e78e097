import { useEffect, useState } from 'react';
import { useFormats } from './useFormats';

const MINUTE = 60_000;

/**
 * How long ago something was, by the portal's language, with the exact time
 * on hover. Goes on counting while the page is open.
 *
 * @param iso - An ISO 8601 time.
 * @public
 */
export function RelativeTime({ iso }: { iso: string }) {
  const formats = useFormats();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick(before => before + 1), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={iso} title={formats.fullTime(iso)}>
      {formats.relative(iso)}
    </time>
  );
}

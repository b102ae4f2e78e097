import styles from './text.module.css';
import { useFormats } from './useFormats';

/**
 * A day and time by the portal's language and the reader's clock, for what is
 * read as a record; how long ago it was on hover.
 *
 * @param iso - An ISO 8601 time.
 * @public
 */
export function ExactTime({ iso }: { iso: string }) {
  const formats = useFormats();
  return (
    <time className={styles.whole} dateTime={iso} title={formats.relative(iso)}>
      {formats.time(iso)}
    </time>
  );
}

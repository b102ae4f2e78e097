import styles from './bars.module.css';

/**
 * A bar that is filled by a share of a whole, for beside its figure.
 *
 * @public
 */
export function ShareBar(props: {
  part: number;
  /** Where it is zero the bar is empty. */
  of: number;
  /** Sets the color. */
  className?: string;
}) {
  const { part, of, className = '' } = props;
  return (
    <span className={`${styles.track} ${className}`} aria-hidden="true">
      {part > 0 && of > 0 && (
        <span
          className={styles.share}
          style={{ width: `max(3px, ${(100 * part) / of}%)` }}
        />
      )}
    </span>
  );
}

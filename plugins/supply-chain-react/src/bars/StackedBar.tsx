import type { CSSProperties, ReactNode } from 'react';
import styles from './bars.module.css';

/** A piece of a bar, in the color of its text. @public */
export interface BarPart {
  id: string;
  /** How large it is beside the others; what is zero is left out. */
  size: number;
  /** Sets the color. */
  className?: string;
  style?: CSSProperties;
}

/**
 * One bar of several parts with its figures below, which are its text
 * alternative too. Without parts there are only the figures.
 *
 * @public
 */
export function StackedBar(props: {
  parts: readonly BarPart[];
  children: ReactNode;
}) {
  const parts = props.parts.filter(({ size }) => size > 0);
  return (
    <div className={styles.stack}>
      {parts.length > 0 && (
        <div className={styles.bar} aria-hidden="true">
          {parts.map(({ id, size, className = '', style }) => (
            <span
              key={id}
              className={`${styles.segment} ${className}`}
              style={{ ...style, flexGrow: size }}
            />
          ))}
        </div>
      )}
      {props.children}
    </div>
  );
}

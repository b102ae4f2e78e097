import type { ReactNode } from 'react';
import styles from './Surface.module.css';

/**
 * The ground that our texts stand on: lifts the secondary text color of the
 * dark theme, which is too faint on cards, to WCAG AA contrast.
 *
 * @public
 */
export function Surface(props: { children: ReactNode; className?: string }) {
  return (
    <div className={`${styles.surface} ${props.className ?? ''}`}>
      {props.children}
    </div>
  );
}

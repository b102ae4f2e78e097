import { Link, VisuallyHidden } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './bars.module.css';

/** Figures beside one another, where there is room. @public */
export function FigureList(props: {
  /** For table cells. */
  tight?: boolean;
  children: ReactNode;
}) {
  return (
    <ul className={`${styles.figures} ${props.tight ? styles.tight : ''}`}>
      {props.children}
    </ul>
  );
}

/**
 * A figure of a list: a shape, a number and what is counted.
 *
 * @public
 */
export function ShapedFigure(props: {
  shape: ReactNode;
  figure?: string;
  words: string;
  /** Leaves the words to screen readers, and to whoever points at it. */
  tight?: boolean;
  /** Where the rows are that it counts. */
  href?: string;
}) {
  const { shape, figure, words, tight, href } = props;
  return (
    <li className={styles.figure} title={tight ? words : undefined}>
      {shape}
      {href ? (
        <Link href={href}>{[figure, words].filter(Boolean).join(' ')}</Link>
      ) : (
        <>
          {figure && <span>{figure}</span>}
          {tight ? (
            <VisuallyHidden>{words}</VisuallyHidden>
          ) : (
            <span>{words}</span>
          )}
        </>
      )}
    </li>
  );
}

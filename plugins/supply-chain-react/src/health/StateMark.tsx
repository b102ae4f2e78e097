import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiIndeterminateCircleLine,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './health.module.css';

/** How a state is meant: all is well, look again, it failed, nothing to say. @public */
export type StateTone = 'good' | 'doubt' | 'bad' | 'quiet';

const icons = {
  good: RiCheckboxCircleLine,
  doubt: RiAlertLine,
  bad: RiCloseCircleLine,
  quiet: RiIndeterminateCircleLine,
};

/** A state as words with a shape and a color. @public */
export function StateMark(props: { tone: StateTone; children: ReactNode }) {
  const Icon = icons[props.tone];
  return (
    <span className={`${styles.mark} ${styles[props.tone]}`}>
      <Icon aria-hidden="true" />
      <span>{props.children}</span>
    </span>
  );
}

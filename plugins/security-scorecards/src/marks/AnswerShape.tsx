import type { ScorecardAnswer } from '@safety-curtain/plugin-supply-chain-common';
import styles from './marks.module.css';

/** One outline for each answer, so that color is never the only sign. */
const outlines: Record<ScorecardAnswer, string> = {
  pass: 'M2.5 8.5 6.3 12.3 13.5 4',
  warn: 'M8 2 14.6 13.6H1.4zM8 6.4v3.2M8 11.6v.2',
  fail: 'M3.2 3.2l9.6 9.6M12.8 3.2l-9.6 9.6',
  unknown: 'M5 5.6a3 3 0 1 1 4.4 2.7C8.4 8.9 8 9.5 8 10.6M8 13.4v.2',
  exempted:
    'M8 1.6 13.4 3.6v4c0 3.2-2.2 5.6-5.4 6.8-3.2-1.2-5.4-3.6-5.4-6.8v-4z',
  notApplicable: 'M3.5 8h9',
};

/** The shape of an answer, in its color; the word or figure stands beside it. */
export function AnswerShape({ answer }: { answer: ScorecardAnswer }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      className={`${styles.shape} ${styles[answer]}`}
    >
      <path d={outlines[answer]} />
    </svg>
  );
}

import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { ReactElement } from 'react';
import styles from './severity.module.css';

/** One outline for each severity, so that color is never the only sign. */
const outlines: Record<Severity, ReactElement> = {
  critical: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />,
  high: <path d="M8 1.5 15.2 14H.8z" fill="currentColor" />,
  medium: <path d="M8 .8 15.2 8 8 15.2.8 8z" fill="currentColor" />,
  low: <circle cx="8" cy="8" r="6.4" fill="currentColor" />,
  none: (
    <circle
      cx="8"
      cy="8"
      r="5.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    />
  ),
  unknown: (
    <rect
      x="2"
      y="2"
      width="12"
      height="12"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeDasharray="3 2"
    />
  ),
};

/** The shape of a severity, in its color; the word stands beside it. */
export function SeverityShape({ severity }: { severity: Severity }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      className={`${styles.shape} ${styles[severity]}`}
    >
      {outlines[severity]}
    </svg>
  );
}

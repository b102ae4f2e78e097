import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import {
  severities,
  sumSeverityCounts,
  type Severity,
  type SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainTranslationRef } from '../translation';
import { SeverityShape } from './SeverityShape';
import styles from './severity.module.css';

/**
 * Figures by severity: shape, number and word, worst first. Severities
 * without findings are left out.
 *
 * @param tight - Leaves the words to screen readers, for table cells.
 * @public
 */
export function SeverityFigures(props: {
  counts: SeverityCounts;
  tight?: boolean;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { counts, tight } = props;
  const present = severities.filter(severity => counts[severity] > 0);
  if (present.length === 0) return <span>{t('severity.nothing')}</span>;
  return (
    <ul className={`${styles.figures} ${tight ? styles.tight : ''}`}>
      {present.map(severity => {
        const word = t(`severity.${severity}`);
        return (
          <li
            key={severity}
            className={styles.figure}
            title={tight ? word : undefined}
          >
            <SeverityShape severity={severity} />
            <span>{counts[severity].toLocaleString()}</span>
            {tight ? (
              <VisuallyHidden>{word.toLocaleLowerCase()}</VisuallyHidden>
            ) : (
              <span>{word.toLocaleLowerCase()}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/**
 * One stacked bar with its figures below, which are its text alternative too.
 *
 * @public
 */
export function SeverityBar({ counts }: { counts: SeverityCounts }) {
  const present = severities.filter(severity => counts[severity] > 0);
  return (
    <div className={styles.stack}>
      {sumSeverityCounts(counts) > 0 && (
        <div className={styles.bar} aria-hidden="true">
          {present.map(severity => (
            <span
              key={severity}
              className={`${styles.segment} ${styles[severity]}`}
              style={{ flexGrow: counts[severity] }}
            />
          ))}
        </div>
      )}
      <SeverityFigures counts={counts} />
    </div>
  );
}

/**
 * The class of a surface in the color of a severity, for charts.
 *
 * @public
 */
export function severityFill(severity: Severity): string {
  return `${styles.fill} ${styles[severity]}`;
}

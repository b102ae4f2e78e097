import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  severities,
  type Severity,
  type SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import { FigureList, ShapedFigure, StackedBar } from '../bars';
import { supplyChainTranslationRef } from '../translation';
import { SeverityShape } from './SeverityShape';
import styles from './severity.module.css';
import { useFormats } from '../text';

/**
 * Figures by severity: shape, number and word, worst first. Severities
 * without findings are left out.
 *
 * @param tight - Leaves the words to screen readers, for table cells.
 * @param hrefOf - Where the rows are that a figure counts.
 * @public
 */
export function SeverityFigures(props: {
  counts: SeverityCounts;
  tight?: boolean;
  hrefOf?(severity: Severity): string | undefined;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { counts, tight, hrefOf } = props;
  const present = severities.filter(severity => counts[severity] > 0);
  if (present.length === 0) return <span>{t('severity.nothing')}</span>;
  return (
    <FigureList tight={tight}>
      {present.map(severity => (
        <ShapedFigure
          key={severity}
          shape={<SeverityShape severity={severity} />}
          figure={formats.number(counts[severity])}
          words={t(`severity.${severity}`).toLocaleLowerCase()}
          tight={tight}
          href={hrefOf?.(severity)}
        />
      ))}
    </FigureList>
  );
}

/**
 * One stacked bar with its figures below, which are its text alternative too.
 *
 * @public
 */
export function SeverityBar(props: {
  counts: SeverityCounts;
  /** Where the rows are that a figure counts. */
  hrefOf?(severity: Severity): string | undefined;
}) {
  const { counts, hrefOf } = props;
  return (
    <StackedBar
      parts={severities.map(severity => ({
        id: severity,
        size: counts[severity],
        className: styles[severity],
      }))}
    >
      <SeverityFigures counts={counts} hrefOf={hrefOf} />
    </StackedBar>
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

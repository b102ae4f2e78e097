import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { levelFill } from '../../marks/LevelMark';
import {
  securityScorecardsTranslationRef,
  type Translate,
} from '../../translation';
import type { Series } from './trend';
import styles from './trend.module.css';

/** What the parts of the columns mean, from the top of a column to its foot. */
export function TrendLegend(props: {
  series: readonly Series[];
  titles: readonly string[];
}) {
  const { series, titles } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <ul className={styles.legend}>
      {[...series].reverse().map(one => (
        <li key={seriesKey(one)}>
          <svg
            width="12"
            height="12"
            aria-hidden="true"
            className={seriesClass(one)}
            style={seriesStyle(one, titles.length)}
          >
            <rect width="12" height="12" />
          </svg>
          {seriesName(one, titles, t)}
        </li>
      ))}
    </ul>
  );
}

export function seriesKey(one: Series): string {
  return one.kind === 'level' ? `level ${one.held}` : one.answer;
}

export function seriesName(
  one: Series,
  titles: readonly string[],
  t: Translate,
): string {
  if (one.kind === 'answer') return t(`answer.${one.answer}`);
  return titles[one.held - 1] ?? t('level.none');
}

export function seriesClass(one: Series): string {
  return one.kind === 'level' ? styles.level : styles[one.answer];
}

export function seriesStyle(one: Series, levels: number) {
  return one.kind === 'level' ? levelFill(one.held, levels) : undefined;
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '@safety-curtain/plugin-supply-chain-react';
import { securityScorecardsTranslationRef } from '../../translation';
import type { Chart } from './trend';
import styles from './trend.module.css';
import { seriesKey, seriesName } from './TrendLegend';

/** The figures of a chart, the newest first. */
export function TrendTable(props: { chart: Chart; titles: readonly string[] }) {
  const { chart, titles } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  return (
    <details className={styles.figures}>
      <summary>{t('trend.table')}</summary>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('trend.day')}</th>
              <th scope="col">{t('trend.services')}</th>
              {chart.series.map(one => (
                <th key={seriesKey(one)} scope="col">
                  {seriesName(one, titles, t)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...chart.columns].reverse().map(column => (
              <tr key={column.at}>
                <th scope="row">{formats.day(column.at)}</th>
                <td>{formats.number(column.services)}</td>
                {column.counts.map((count, index) => (
                  <td key={seriesKey(chart.series[index])}>
                    {formats.number(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateTime } from 'luxon';
import {
  useFormats,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { securityScorecardsTranslationRef } from '../../translation';
import { shareOfTime, type Chart, type Column } from './trend';
import styles from './trend.module.css';
import { seriesClass, seriesKey, seriesStyle } from './TrendLegend';

const WIDTH = 800;
const HEIGHT = 220;
/** Of the room that a column has, how much it fills. */
const FILLED = 0.8;

/**
 * Stacked columns over the whole of the time that is looked at: what lies
 * before the first answers stays empty and says so. The table below it is its
 * text alternative.
 */
export function TrendChart(props: {
  chart: Chart;
  /** How many levels there are. */
  levels: number;
  days: number;
  /** When the first answers were given, ISO 8601. */
  since: string | undefined;
}) {
  const { chart, levels, days, since } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  const { columns } = chart;
  const to = millis(columns[columns.length - 1].at);
  const from = DateTime.fromMillis(to).minus({ days }).toMillis();
  const width = columnWidth(columns, from, to);
  const firstX = xOf(columns[0], from, to, width);
  return (
    <div className={styles.chart}>
      <span className={styles.most}>{formats.number(chart.most)}</span>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
        className={styles.plot}
      >
        {firstX > width && (
          <rect width={firstX} height={HEIGHT} className={styles.gap} />
        )}
        {columns.map(column => (
          <g key={column.at}>
            <title>{columnTitle(column, formats)}</title>
            {stack(column, chart, HEIGHT).map(({ y, height, series }) => (
              <rect
                key={seriesKey(series)}
                x={xOf(column, from, to, width)}
                y={y}
                width={width * FILLED}
                height={height}
                className={seriesClass(series)}
                style={seriesStyle(series, levels)}
              />
            ))}
          </g>
        ))}
      </svg>
      <div className={styles.axis}>
        <span>{formats.day(new Date(from).toISOString())}</span>
        {since && firstX > width && (
          <span>{t('trend.noDataBefore', { day: formats.day(since) })}</span>
        )}
        <span>{formats.day(new Date(to).toISOString())}</span>
      </div>
    </div>
  );
}

function millis(iso: string): number {
  return DateTime.fromISO(iso).toMillis();
}

/** The room of one column: the smallest step between two of them, last ones may be close. */
function columnWidth(columns: readonly Column[], from: number, to: number) {
  const span = Math.max(to - from, 1);
  const steps = columns
    .slice(1, -1)
    .map((column, index) => millis(column.at) - millis(columns[index].at));
  const day = 24 * 60 * 60 * 1_000;
  const step = steps.length > 0 ? Math.min(...steps) : day;
  return Math.max(2, (WIDTH * Math.max(step, 1)) / (span + step));
}

/** The left edge of a column; the last one ends at the right edge of the chart. */
function xOf(column: Column, from: number, to: number, width: number): number {
  return shareOfTime(millis(column.at), from, to) * (WIDTH - width);
}

/** The parts of a column from its foot up, in units of the chart. */
function stack(column: Column, { series, most }: Chart, height: number) {
  let top = height;
  return column.counts.map((count, index) => {
    const part = (height * count) / most;
    top -= part;
    return { y: top, height: part, series: series[index] };
  });
}

function columnTitle({ at, services }: Column, formats: Formats): string {
  return `${formats.day(at)}: ${formats.number(services)}`;
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import {
  severities,
  sumSeverityCounts,
  type FindingTrend as Trend,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  severityFill,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from './organization.module.css';

const DAYS = 90;

type Point = Trend['points'][number];

/** Whether it gets better: open findings by severity over time, what was opened against what went. */
export function FindingTrend() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const { value, error, reload } = useLoad('trend', signal =>
    api.getFindingTrend({ days: DAYS, timeZone }, { signal }),
  );
  if (error && !value) {
    return <ErrorNote error={error} what={t('trend.what')} onRetry={reload} />;
  }
  if (!value) return <Waiting label={t('trend.loading')} />;
  return (
    <Card>
      <CardBody>
        <section className={styles.section} aria-label={t('trend.title')}>
          <Text as="h2" variant="title-x-small">
            {t('trend.title')}
          </Text>
          <Summary {...value} />
          <Bars points={value.points} />
          <Figures {...value} />
        </section>
      </CardBody>
    </Card>
  );
}

function Summary({ points, since }: Trend) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const sum = (of: 'opened' | 'resolved' | 'dismissed') =>
    formats.number(points.reduce((total, point) => total + point[of], 0));
  const [first] = points;
  const turns = {
    now: formats.number(sumSeverityCounts(points[points.length - 1].open)),
    opened: sum('opened'),
    resolved: sum('resolved'),
    dismissed: sum('dismissed'),
  };
  return (
    <Text as="p">
      {since && isUnknown(first, since)
        ? t('trend.summarySince', { ...turns, day: formats.day(since) })
        : t('trend.summary', {
            ...turns,
            then: formats.number(sumSeverityCounts(first.open)),
            days: String(DAYS),
          })}
    </Text>
  );
}

/** Whether it is of a time from which nothing is known. */
function isUnknown({ at }: Point, since: string | undefined): boolean {
  return since !== undefined && Date.parse(at) < Date.parse(since);
}

/** A bar for each point, the worst severity at its foot; the table below says the same. */
function Bars({ points }: { points: readonly Point[] }) {
  const formats = useFormats();
  const most = Math.max(
    1,
    ...points.map(({ open }) => sumSeverityCounts(open)),
  );
  return (
    <div className={styles.bars} aria-hidden="true">
      {points.map(({ at, open }) => (
        <span key={at} className={styles.column} title={formats.day(at)}>
          {severities
            .filter(severity => open[severity] > 0)
            .map(severity => (
              <span
                key={severity}
                className={severityFill(severity)}
                style={{ height: `${(100 * open[severity]) / most}%` }}
              />
            ))}
        </span>
      ))}
    </div>
  );
}

function Figures({ points, since }: Trend) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const known = points.filter(point => !isUnknown(point, since));
  return (
    <details>
      <summary>{t('trend.table')}</summary>
      <div className={styles.table}>
        <table className={styles.figures}>
          <thead>
            <tr>
              <th scope="col">{t('trend.day')}</th>
              <th scope="col">{t('trend.open')}</th>
              {severities.map(severity => (
                <th key={severity} scope="col">
                  {t(`severity.${severity}`)}
                </th>
              ))}
              <th scope="col">{t('trend.opened')}</th>
              <th scope="col">{t('trend.resolved')}</th>
              <th scope="col">{t('trend.dismissed')}</th>
            </tr>
          </thead>
          <tbody>
            {[...known].reverse().map(({ at, open, ...turns }) => (
              <tr key={at}>
                <th scope="row">{formats.day(at)}</th>
                <td>{formats.number(sumSeverityCounts(open))}</td>
                {severities.map(severity => (
                  <td key={severity}>{formats.number(open[severity])}</td>
                ))}
                <td>{formats.number(turns.opened)}</td>
                <td>{formats.number(turns.resolved)}</td>
                <td>{formats.number(turns.dismissed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {since &&
          known.length < points.length &&
          `${t('trend.noDataBefore', { day: formats.day(since) })} `}
        {t('trend.note')}
      </Text>
    </details>
  );
}

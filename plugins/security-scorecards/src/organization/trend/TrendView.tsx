import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ScorecardDefinition } from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoiceFilter,
  EmptyNote,
  ErrorNote,
  FilterBar,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { securityScorecardsTranslationRef } from '../../translation';
import { DaysSelect, useDays } from '../DaysSelect';
import organization from '../organization.module.css';
import { scopeOf } from '../scope';
import { chartOf } from './trend';
import { TrendChart } from './TrendChart';
import { TrendLegend } from './TrendLegend';
import { TrendTable } from './TrendTable';

/** Levels over time, or the answers to one check; days end in the reader's time zone. */
export function TrendView({ scorecard }: { scorecard: ScorecardDefinition }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const days = useDays();
  const check = url.get('check');
  const timeZone = DateTime.local().zoneName;
  const query = { ...scopeOf(url), days, timeZone, check };
  const { value, error, reload } = useLoad(JSON.stringify(query), signal =>
    api.getScorecardTrend({ scorecard: scorecard.name, ...query }, { signal }),
  );
  const titles = useMemo(
    () => scorecard.levels.map(level => level.title),
    [scorecard],
  );
  const chart = useMemo(
    () => value && chartOf(value, titles.length),
    [value, titles],
  );
  const shown =
    scorecard.checks.find(one => one.id === check)?.title ?? t('trend.levels');
  return (
    <>
      <FilterBar>
        <DaysSelect />
        <ChoiceFilter
          name="check"
          label={t('trend.shown')}
          anyLabel={t('trend.levels')}
          options={scorecard.checks.map(({ id, title }) => ({
            value: id,
            label: title,
          }))}
        />
      </FilterBar>
      {error && (
        <ErrorNote error={error} what={t('trend.what')} onRetry={reload} />
      )}
      {!chart && !error && <Waiting label={t('trend.loading')} />}
      {chart?.columns.length === 0 && (
        <EmptyNote title={t('trend.none')} hint={t('trend.noneHint')} />
      )}
      {chart && chart.columns.length > 0 && (
        <section
          aria-label={t('trend.chart', { shown })}
          className={organization.section}
        >
          <TrendLegend series={chart.series} titles={titles} />
          <TrendChart
            chart={chart}
            levels={titles.length}
            days={days}
            since={value?.since}
          />
          <TrendTable chart={chart} titles={titles} />
          <Text as="p" variant="body-small" color="secondary">
            {t('trend.zone', { zone: timeZone })}
          </Text>
        </section>
      )}
    </>
  );
}

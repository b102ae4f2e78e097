import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AlertLevel,
  ScorecardAnswer,
  ScorecardDefinition,
  ScorecardService,
  ScorecardServiceQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  alertLevels,
  booleanOf,
  ChoiceFilter,
  ChoicesFilter,
  FilteredList,
  SearchFilter,
  supplyChainTranslationRef,
  useCursorList,
  useSupplyChainApi,
  useUrlSort,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { answers } from '../marks/answers';
import { securityScorecardsTranslationRef } from '../translation';
import { scopeOf } from './scope';
import { serviceColumns } from './serviceColumns';

const ownNames = [
  'q',
  'check',
  'answer',
  'level',
  'alertLevel',
  'critical',
  'overdue',
];

const NO_LEVEL = 'none';

/** Services with their level and answers; a row opens one at the side. */
export function ServicesView({
  scorecard,
}: {
  scorecard: ScorecardDefinition;
}) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const { sort, onSortChange } = useUrlSort(['name', 'level'], {
    column: 'level',
    direction: 'ascending',
  });
  const query: ScorecardServiceQuery = {
    ...scopeOf(url),
    q: url.get('q'),
    check: url.get('check'),
    answer: url.getAll('answer') as ScorecardAnswer[],
    level: url.getAll('level'),
    alertLevel: url.getAll('alertLevel') as AlertLevel[],
    critical: booleanOf(url.get('critical')),
    overdue: booleanOf(url.get('overdue')),
  };
  const list = useCursorList<ScorecardService>({
    query,
    sort,
    onSortChange,
    getId: service => service.entityRef,
    totalLabel: total => t('services.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listScorecardServices(
        {
          scorecard: scorecard.name,
          ...query,
          ...page,
          reasons: query.check !== undefined,
          orderBy: orderBy as ScorecardServiceQuery['orderBy'],
        },
        { signal },
      ),
  });
  const columns = useMemo(
    () => serviceColumns(t, scorecard, query.check),
    [t, scorecard, query.check],
  );
  return (
    <FilteredList
      filterNames={ownNames}
      filters={<ServiceFilters scorecard={scorecard} />}
      list={list}
      columns={columns}
      what={t('services.what')}
      noMatch={{
        title: t('services.noMatch'),
        hint: t('services.noMatchHint'),
      }}
      none={{ title: t('services.none'), hint: t('services.noneHint') }}
      onRowClick={({ entityRef }) =>
        url.set({ service: entityRef }, { push: true })
      }
    />
  );
}

function ServiceFilters({ scorecard }: { scorecard: ScorecardDefinition }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  return (
    <>
      <SearchFilter name="q" label={t('services.search')} />
      <ChoiceFilter
        name="check"
        label={t('check.one')}
        options={scorecard.checks.map(({ id, title }) => ({
          value: id,
          label: title,
        }))}
      />
      <ChoicesFilter
        name="answer"
        label={t('services.answer')}
        options={answers.map(value => ({
          value,
          label: t(`answer.${value}`),
        }))}
      />
      <ChoicesFilter
        name="level"
        label={t('level.column')}
        options={[
          { value: NO_LEVEL, label: t('level.none') },
          ...scorecard.levels.map(({ name, title }) => ({
            value: name,
            label: title,
          })),
        ]}
      />
      <ChoicesFilter
        name="alertLevel"
        label={shared('alert.title')}
        options={alertLevels.map(value => ({
          value,
          label: shared(`alert.levels.${value}`),
        }))}
      />
      <ChoiceFilter
        name="critical"
        label={t('services.critical')}
        options={[{ value: 'true', label: t('services.criticalOnly') }]}
      />
      <ChoiceFilter
        name="overdue"
        label={t('services.overdue')}
        options={[{ value: 'true', label: t('services.overdueOnly') }]}
      />
    </>
  );
}

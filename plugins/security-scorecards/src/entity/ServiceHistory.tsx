import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import type {
  ScorecardDefinition,
  ScorecardPeriod,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoiceFilter,
  FilteredList,
  RelativeTime,
  useCursorList,
  useSupplyChainApi,
  useUrlState,
  type ListColumn,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { AnswerMark } from '../marks/AnswerMark';
import { LevelMark } from '../marks/LevelMark';
import {
  securityScorecardsTranslationRef,
  type Translate,
} from '../translation';

const LEVEL = 'level';

/** Changes of the level and of answers, the newest first. */
export function ServiceHistory(props: {
  entityRef: string;
  scorecard: ScorecardDefinition;
}) {
  const { entityRef, scorecard } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const query = { check: url.get('of') };
  const list = useCursorList<ScorecardPeriod>({
    query: [entityRef, scorecard.name, query],
    getId: period => `${period.kind} ${period.check ?? ''} ${period.since}`,
    totalLabel: total => t('history.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listScorecardHistory(
        {
          ...parseEntityRef(entityRef),
          scorecard: scorecard.name,
          ...query,
          cursor,
          limit,
        },
        { signal },
      ),
  });
  const columns = useMemo(() => columnsOf(t, scorecard), [t, scorecard]);
  return (
    <FilteredList
      filterNames={['of']}
      filters={
        <ChoiceFilter
          name="of"
          label={t('history.of')}
          options={[
            { value: LEVEL, label: t('history.onlyLevel') },
            ...scorecard.checks.map(({ id, title }) => ({
              value: id,
              label: title,
            })),
          ]}
        />
      }
      list={list}
      columns={columns}
      what={t('history.what')}
      noMatch={{ title: t('history.noMatch'), hint: t('history.noMatchHint') }}
      none={{ title: t('history.none'), hint: t('history.noneHint') }}
    />
  );
}

function columnsOf(
  t: Translate,
  scorecard: ScorecardDefinition,
): ListColumn<ScorecardPeriod>[] {
  const titles = scorecard.levels.map(level => level.title);
  const checks = new Map(scorecard.checks.map(({ id, title }) => [id, title]));
  const time = (iso: string | undefined) => (
    <Cell>
      <Text variant="body-medium">
        {iso ? <RelativeTime iso={iso} /> : t('history.now')}
      </Text>
    </Cell>
  );
  return [
    {
      id: 'of',
      label: t('history.of'),
      isRowHeader: true,
      defaultWidth: '2fr',
      cell: ({ kind, check = '' }) => (
        <CellText
          title={
            kind === LEVEL ? t('history.onlyLevel') : checks.get(check) ?? check
          }
        />
      ),
    },
    {
      id: 'answer',
      label: t('history.answer'),
      defaultWidth: '1fr',
      cell: ({ answer, levelsHeld = 0 }) => (
        <Cell>
          {answer ? (
            <AnswerMark answer={answer} />
          ) : (
            <LevelMark titles={titles} held={levelsHeld} />
          )}
        </Cell>
      ),
    },
    {
      id: 'since',
      label: t('history.since'),
      defaultWidth: 150,
      cell: ({ since }) => time(since),
    },
    {
      id: 'until',
      label: t('history.until'),
      defaultWidth: 150,
      cell: ({ until }) => time(until),
    },
  ];
}

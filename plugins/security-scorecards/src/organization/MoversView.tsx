import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Link, Text, type ColumnConfig } from '@backstage/ui';
import type {
  ScorecardDefinition,
  ScorecardMovers,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  FilterBar,
  Owners,
  RelativeTime,
  StateMark,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  Waiting,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { LevelMark } from '../marks/LevelMark';
import {
  securityScorecardsTranslationRef,
  type Translate,
} from '../translation';
import { DaysSelect, useDays } from './DaysSelect';
import styles from './organization.module.css';
import { scopeOf } from './scope';

type Mover = ScorecardMovers['items'][number];
type Row = Mover & { id: string; href: string };

/** Services that changed their level, those that fell first. */
export function MoversView({ scorecard }: { scorecard: ScorecardDefinition }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const query = { ...scopeOf(url), days: useDays() };
  const { value, error, reload } = useLoad(JSON.stringify(query), signal =>
    api.listScorecardMovers(
      { scorecard: scorecard.name, ...query },
      { signal },
    ),
  );
  return (
    <>
      <FilterBar>
        <DaysSelect />
      </FilterBar>
      {error && (
        <ErrorNote error={error} what={t('movers.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('movers.loading')} />}
      {value && <Movers movers={value} scorecard={scorecard} />}
    </>
  );
}

function Movers(props: {
  movers: ScorecardMovers;
  scorecard: ScorecardDefinition;
}) {
  const { movers, scorecard } = props;
  const { items, up, down } = movers;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const rows = useMemo(
    () =>
      items.map(one => ({
        ...one,
        id: one.entityRef,
        href: url.href({ service: one.entityRef }),
      })),
    [items, url],
  );
  const columns = useMemo(() => columnsOf(t, scorecard), [t, scorecard]);
  if (items.length === 0) {
    return <EmptyNote title={t('movers.none')} hint={t('movers.noneHint')} />;
  }
  return (
    <section aria-label={t('page.movers')} className={styles.section}>
      <Text as="p" role="status">
        {t('movers.down', { count: down })}, {t('movers.up', { count: up })}.{' '}
        {up + down > items.length &&
          t('movers.truncated', { shown: formats.number(items.length) })}
      </Text>
      <div className={styles.scroll}>
        <RowsTable
          data={rows}
          columnConfig={columns}
          pagination={{ type: 'none' }}
        />
      </div>
    </section>
  );
}

function columnsOf(
  t: Translate,
  scorecard: ScorecardDefinition,
): ColumnConfig<Row>[] {
  const titles = scorecard.levels.map(level => level.title);
  const level = (held: number) => (
    <Cell>
      <LevelMark titles={titles} held={held} />
    </Cell>
  );
  return [
    {
      id: 'direction',
      label: t('movers.direction'),
      defaultWidth: 95,
      cell: ({ from, to }) => (
        <Cell>
          <StateMark tone={to < from ? 'bad' : 'good'}>
            {t(to < from ? 'movers.fell' : 'movers.rose')}
          </StateMark>
        </Cell>
      ),
    },
    {
      id: 'name',
      label: t('services.name'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 140,
      cell: ({ name, href }) => (
        <Cell>
          <Link href={href}>{name}</Link>
        </Cell>
      ),
    },
    {
      id: 'owners',
      label: t('services.owners'),
      defaultWidth: '1fr',
      minWidth: 110,
      cell: ({ owners }) => (
        <Cell>
          <Owners owners={owners} />
        </Cell>
      ),
    },
    {
      id: 'from',
      label: t('movers.from'),
      defaultWidth: '1fr',
      cell: ({ from }) => level(from),
    },
    {
      id: 'to',
      label: t('movers.to'),
      defaultWidth: '1fr',
      cell: ({ to }) => level(to),
    },
    {
      id: 'at',
      label: t('movers.at'),
      defaultWidth: 125,
      cell: ({ at }) => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={at} />
          </Text>
        </Cell>
      ),
    },
  ];
}

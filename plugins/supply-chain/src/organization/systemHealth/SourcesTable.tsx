import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Cell, CellText, Text, type ColumnConfig } from '@backstage/ui';
import {
  supplyChainAdvisoryRefreshPermission,
  type AdvisorySourceStatus,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  reasonOf,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
  useAction,
  useFormats,
  useSupplyChainApi,
  type Translate,
  type Formats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import styles from '../organization.module.css';

const tones = {
  ok: 'good',
  stale: 'doubt',
  example: 'quiet',
  failing: 'bad',
  pending: 'quiet',
  running: 'quiet',
} as const;

/** Where advisories come from, how old each source is, and what is wrong with it. */
export function SourcesTable(props: {
  sources: readonly AdvisorySourceStatus[];
  onRefreshed(): void;
}) {
  const { sources, onRefreshed } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { allowed } = usePermission({
    permission: supplyChainAdvisoryRefreshPermission,
  });
  const columns = useMemo(
    () => columnsOf(t, formats, allowed, onRefreshed),
    [t, formats, allowed, onRefreshed],
  );
  return (
    <div className={styles.table}>
      <RowsTable
        data={[...sources]}
        columnConfig={columns}
        pagination={{ type: 'none' }}
        emptyState={
          <EmptyNote
            title={t('systemHealth.noSources')}
            hint={t('systemHealth.noSourcesHint')}
          />
        }
      />
      {!allowed && (
        <Text as="p" variant="body-small" color="secondary">
          {t('systemHealth.refreshDenied')}
        </Text>
      )}
    </div>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  mayRefresh: boolean,
  onRefreshed: () => void,
): ColumnConfig<AdvisorySourceStatus>[] {
  return [
    {
      id: 'source',
      label: t('systemHealth.source'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 180,
      cell: source => (
        <CellText title={source.title} description={source.location} />
      ),
    },
    {
      id: 'kind',
      label: t('systemHealth.kind'),
      defaultWidth: 150,
      cell: source => (
        <CellText title={t(`systemHealth.kinds.${source.kind}`)} />
      ),
    },
    {
      id: 'state',
      label: t('systemHealth.state'),
      defaultWidth: '1fr',
      minWidth: 150,
      cell: source => (
        <Cell>
          <StateMark tone={tones[source.state]}>
            {t(`systemHealth.sourceStates.${source.state}`)}
          </StateMark>
          {source.stale && source.state !== 'stale' && (
            <Text as="p">{t('systemHealth.stale')}</Text>
          )}
          {source.stale && source.kind !== 'vex' && (
            <Text as="p" variant="body-small" color="secondary">
              {t(`freshness.means.${source.kind}`)}
            </Text>
          )}
          {source.error && (
            <Text as="p" color="danger" title={source.error}>
              {source.error}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'lastSuccess',
      label: t('systemHealth.lastSuccess'),
      defaultWidth: 150,
      cell: source => (
        <TimeCell iso={source.lastSuccessAt} none={t('systemHealth.never')} />
      ),
    },
    {
      id: 'dataAsOf',
      label: t('systemHealth.dataAsOf'),
      defaultWidth: 150,
      cell: source => (
        <TimeCell
          iso={source.dataAsOf}
          none={t('systemHealth.dataUnknown')}
          of={source.oldestPart}
        />
      ),
    },
    {
      id: 'records',
      label: t('systemHealth.records'),
      defaultWidth: 100,
      cell: source => (
        <CellText
          title={formats.number(source.records)}
          description={recordsNote(source, t, formats)}
        />
      ),
    },
    {
      id: 'actions',
      label: t('systemHealth.actions'),
      defaultWidth: 115,
      isHidden: !mayRefresh,
      cell: source => (
        <Cell>
          <RefreshButton source={source} onRefreshed={onRefreshed} />
        </Cell>
      ),
    },
  ];
}

/** What is to be known of records beside their number. */
function recordsNote(
  { rejected, vex, modelVersion }: AdvisorySourceStatus,
  t: Translate,
  { number }: Formats,
): string | undefined {
  const notes = [
    ...(vex
      ? [
          t('systemHealth.vexDocuments', {
            documents: number(vex.documents),
            unmatched: number(vex.matchedNothing),
          }),
        ]
      : []),
    ...(modelVersion
      ? [t('systemHealth.model', { version: modelVersion })]
      : []),
    ...(rejected
      ? [t('systemHealth.rejected', { number: number(rejected) })]
      : []),
  ];
  return notes.length > 0 ? notes.join('; ') : undefined;
}

/** @param props.of - the part of the source whose time it is */
function TimeCell(props: {
  iso: string | undefined;
  none: string;
  of?: string;
}) {
  const { iso, none, of } = props;
  return (
    <Cell>
      <Text variant="body-medium">
        {iso ? <RelativeTime iso={iso} /> : none}
      </Text>
      {of && (
        <Text as="p" variant="body-small" color="secondary">
          {of}
        </Text>
      )}
    </Cell>
  );
}
TimeCell.displayName = 'TimeCell';

function RefreshButton(props: {
  source: AdvisorySourceStatus;
  onRefreshed(): void;
}) {
  const { id, title, state } = props.source;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const refresh = useAction(
    () => api.refreshAdvisorySource({ sourceId: id }),
    props.onRefreshed,
  );
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('systemHealth.refreshLabel', { title })}
        isPending={refresh.busy}
        isDisabled={state === 'running'}
        onPress={() => refresh.run()}
      >
        {t('systemHealth.refresh')}
      </Button>
      {refresh.error && (
        <Text as="p" role="alert" variant="body-small" color="danger">
          {t('systemHealth.refreshFailed', { reason: reasonOf(refresh.error) })}
        </Text>
      )}
    </>
  );
}

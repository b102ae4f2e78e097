import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import type { Scan } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ListTable,
  RelativeTime,
  ScanStateMark,
  supplyChainTranslationRef,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlState,
  type ListColumn,
  type Translate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { filesOf } from './filesOf';
import { ScanDrawer } from './ScanDrawer';

const SHORT_REVISION = 12;

/** The scans of a service, newest first; a row opens what became of each file. */
export function ScansTable(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const list = useCursorList<Scan>({
    query: { entityRef },
    version,
    getId: scan => scan.id,
    totalLabel: total => t('history.scansTotal', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listScans({ entityRef, cursor, limit }, { signal }),
  });
  const columns = useMemo(() => columnsOf(t, formats), [t, formats]);
  return (
    <>
      <ListTable
        list={list}
        columns={columns}
        what={t('history.scansWhat')}
        empty={
          <EmptyNote
            title={t('history.noScans')}
            hint={t('history.noScansHint')}
          />
        }
        onRowClick={scan => url.set({ scan: scan.id }, { push: true })}
      />
      <ScanDrawer
        id={url.get('scan')}
        onClose={() => url.set({ scan: undefined })}
      />
    </>
  );
}

function columnsOf(t: Translate, formats: Formats): ListColumn<Scan>[] {
  return [
    {
      id: 'started',
      label: t('history.started'),
      isRowHeader: true,
      cell: scan => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={scan.startedAt} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'outcome',
      label: t('history.outcome'),
      cell: scan => (
        <Cell>
          <ScanStateMark state={scan.state} />
          {scan.error && (
            <Text as="p" truncate color="secondary" title={scan.error}>
              {scan.error}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'trigger',
      label: t('history.trigger'),
      cell: scan => (
        <CellText
          title={t(`trigger.${scan.trigger}`)}
          description={
            scan.requestedBy && t('history.by', { who: scan.requestedBy })
          }
        />
      ),
    },
    {
      id: 'duration',
      label: t('history.duration'),
      cell: scan => (
        <CellText
          title={
            scan.durationMs === undefined
              ? ''
              : formats.duration(scan.durationMs)
          }
        />
      ),
    },
    {
      id: 'files',
      label: t('history.files'),
      cell: scan => <CellText title={filesOf(scan, t)} />,
    },
    {
      id: 'change',
      label: t('history.change'),
      cell: scan => (
        <CellText
          title={
            scan.findingsOpened === undefined
              ? ''
              : t('history.changeFigures', {
                  opened: String(scan.findingsOpened),
                  resolved: String(scan.findingsResolved ?? 0),
                })
          }
        />
      ),
    },
    {
      id: 'revision',
      label: t('history.revision'),
      cell: scan => (
        <CellText title={scan.revision?.slice(0, SHORT_REVISION) ?? ''} />
      ),
    },
  ];
}

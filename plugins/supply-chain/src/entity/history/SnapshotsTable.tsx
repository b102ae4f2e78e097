import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Text } from '@backstage/ui';
import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ListTable,
  RelativeTime,
  SbomButton,
  WrittenSbomButtons,
  StateMark,
  supplyChainTranslationRef,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  type ListColumn,
  type Translate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';

/** The snapshots of a service, newest first, each with its documents. */
export function SnapshotsTable(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const list = useCursorList<Snapshot>({
    query: { entityRef },
    version,
    getId: snapshot => snapshot.id,
    totalLabel: total => t('history.snapshotsTotal', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listSnapshots({ entityRef, cursor, limit }, { signal }),
  });
  const columns = useMemo(() => columnsOf(t, formats), [t, formats]);
  return (
    <ListTable
      list={list}
      columns={columns}
      what={t('history.snapshotsWhat')}
      empty={
        <EmptyNote
          title={t('history.noSnapshots')}
          hint={t('history.noSnapshotsHint')}
        />
      }
    />
  );
}

function columnsOf(t: Translate, formats: Formats): ListColumn<Snapshot>[] {
  return [
    {
      id: 'created',
      label: t('history.created'),
      isRowHeader: true,
      cell: snapshot => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={snapshot.createdAt} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'observed',
      label: t('history.observed'),
      cell: snapshot => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={snapshot.lastObservedAt} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'packages',
      label: t('history.packages'),
      cell: snapshot => (
        <CellText
          title={
            snapshot.directCount === undefined
              ? formats.number(snapshot.componentCount)
              : t('history.packagesFigures', {
                  total: formats.number(snapshot.componentCount),
                  direct: formats.number(snapshot.directCount),
                })
          }
        />
      ),
    },
    {
      id: 'state',
      label: t('history.state'),
      cell: snapshot => (
        <Cell>
          <StateMark tone={snapshot.partial ? 'doubt' : 'good'}>
            {snapshot.partial ? t('history.partial') : t('history.whole')}
          </StateMark>
        </Cell>
      ),
    },
    {
      id: 'download',
      label: t('history.download'),
      defaultWidth: 460,
      minWidth: 260,
      cell: snapshot => (
        <Cell>
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            {snapshot.documents.map(document => (
              <SbomButton
                key={document.format}
                snapshot={snapshot}
                document={document}
              />
            ))}
            <WrittenSbomButtons snapshot={snapshot} />
          </Flex>
        </Cell>
      ),
    },
  ];
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import type { Release } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ListTable,
  NameCell,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlState,
  type Formats,
  type ListColumn,
  type Translate,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { ReleaseDrawer } from './ReleaseDrawer';

/** The releases of a service, newest first; a row opens its changelog. */
export function ReleasesTable(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const list = useCursorList<Release>({
    query: { entityRef },
    version,
    getId: release => release.id,
    totalLabel: total => t('release.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listReleases({ entityRef, cursor, limit }, { signal }),
  });
  const columns = useMemo(() => columnsOf(t, formats), [t, formats]);
  return (
    <>
      <ListTable
        list={list}
        columns={columns}
        what={t('release.what')}
        empty={
          <EmptyNote title={t('release.none')} hint={t('release.noneHint')} />
        }
        onRowClick={release => url.set({ release: release.id }, { push: true })}
      />
      <ReleaseDrawer
        id={url.get('release')}
        onClose={() => url.set({ release: undefined })}
      />
    </>
  );
}

const tones = { written: 'good', pending: 'doubt', failed: 'bad' } as const;

function columnsOf(t: Translate, formats: Formats): ListColumn<Release>[] {
  return [
    {
      id: 'name',
      label: t('release.name'),
      isRowHeader: true,
      cell: ({ name, series }) => <NameCell name={name} description={series} />,
    },
    {
      id: 'released',
      label: t('release.released'),
      cell: release => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={release.releasedAt} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'compared',
      label: t('release.compared'),
      cell: ({ previous }) => (
        <CellText title={previous?.name ?? t('release.first')} />
      ),
    },
    {
      id: 'packages',
      label: t('release.packages'),
      cell: release => (
        <CellText title={formats.number(release.componentCount)} />
      ),
    },
    {
      id: 'made',
      label: t('release.madeBy'),
      // Whoever asks makes it, by the button or by a request.
      cell: ({ madeBy, recordedBy }) =>
        madeBy === 'api' && recordedBy ? (
          <CellText title={recordedBy} />
        ) : (
          <CellText
            title={t(`release.makers.${madeBy}`)}
            description={recordedBy && t('release.by', { who: recordedBy })}
          />
        ),
    },
    {
      id: 'changelog',
      label: t('release.changelogState'),
      cell: ({ changelog: { state, error } }) => (
        <Cell>
          <StateMark tone={tones[state]}>
            {t(`release.states.${state}`)}
          </StateMark>
          {error && (
            <Text as="p" truncate color="secondary" title={error}>
              {error}
            </Text>
          )}
        </Cell>
      ),
    },
  ];
}

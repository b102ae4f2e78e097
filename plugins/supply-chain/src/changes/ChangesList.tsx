import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import type {
  ChangeQuery,
  ServiceChange,
  ServiceChangeKind,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  booleanOf,
  ChoiceFilter,
  ChoicesFilter,
  FilteredList,
  NameCell,
  OwnerFilter,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
  useCursorList,
  useSupplyChainApi,
  useUrlState,
  type ListColumn,
  type Translate,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../links';

const kinds: readonly ServiceChangeKind[] = [
  'dependency-added',
  'major-upgrade',
  'deprecated',
  'lock-file-gone',
  'workflow-changed',
  'dockerfile-changed',
  'update-tool-changed',
];

const filterNames = ['kind', 'firstUse', 'owner'] as const;

/** What changed, newest first: in one service, or in all that may be seen. */
export function ChangesList(props: { entityRef?: string; version?: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const links = useLinks();
  const query: ChangeQuery = {
    entityRef,
    kind: url.getAll('kind') as ServiceChangeKind[],
    firstUse: booleanOf(url.get('firstUse')),
    owner: entityRef ? undefined : url.getAll('owner'),
  };
  const list = useCursorList<ServiceChange>({
    query,
    version,
    getId: change => change.id,
    totalLabel: total => t('changes.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listChanges({ ...query, cursor, limit }, { signal }),
  });
  const ofOne = entityRef !== undefined;
  const columns = useMemo(() => {
    const all = columnsOf(t, links);
    return ofOne ? all.filter(({ id }) => id !== 'service') : all;
  }, [t, links, ofOne]);
  return (
    <FilteredList
      filterNames={filterNames}
      filters={
        <>
          <ChoicesFilter
            name="kind"
            label={t('changes.kind')}
            options={kinds.map(value => ({
              value,
              label: t(`changes.kinds.${value}`),
            }))}
          />
          <ChoiceFilter
            name="firstUse"
            label={t('changes.firstUseFilter')}
            options={[{ value: 'true', label: t('filter.yes') }]}
          />
          {!ofOne && <OwnerFilter />}
        </>
      }
      list={list}
      columns={columns}
      what={t('changes.what')}
      noMatch={{ title: t('changes.noMatch'), hint: t('changes.noMatchHint') }}
      none={{ title: t('changes.none'), hint: t('changes.noneHint') }}
    />
  );
}

function columnsOf(
  t: Translate,
  links: SupplyChainLinks,
): ListColumn<ServiceChange>[] {
  return [
    {
      id: 'subject',
      label: t('changes.subject'),
      isRowHeader: true,
      cell: ({ subject, ecosystem }) => (
        <NameCell name={subject} description={ecosystem} />
      ),
    },
    {
      id: 'change',
      label: t('changes.change'),
      // As long as the mark of a first use.
      defaultWidth: 280,
      cell: change => (
        <Cell>
          <Text as="p" variant="body-medium">
            {t(`changes.kinds.${change.kind}`)}
          </Text>
          {change.firstUse && (
            <StateMark tone="doubt">{t('changes.firstUse')}</StateMark>
          )}
        </Cell>
      ),
    },
    {
      id: 'detail',
      label: t('changes.detail'),
      cell: change => <CellText title={detailOf(change, t)} />,
    },
    {
      id: 'service',
      label: t('changes.service'),
      cell: ({ entityRef, targetName }) => (
        <NameCell
          name={targetName ?? entityRef}
          href={links.security(entityRef, { view: 'changes' })}
        />
      ),
    },
    {
      id: 'when',
      label: t('changes.when'),
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

/** From which version to which, what became of a file, or what maintainers say. */
function detailOf(
  { before, after, detail }: ServiceChange,
  t: Translate,
): string {
  const versions =
    before && after ? t('changes.versions', { before, after }) : after;
  const told =
    detail === 'added' || detail === 'changed' || detail === 'removed'
      ? t(`changes.files.${detail}`)
      : detail;
  return [versions, told].filter(Boolean).join(': ');
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Cell, CellText, Flex, Link } from '@backstage/ui';
import {
  sumSeverityCounts,
  type Component,
  type ComponentQuery,
  type ComponentScope,
  type TargetDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  booleanOf,
  ChoiceFilter,
  DirectFilter,
  directMessage,
  directOf,
  FilteredList,
  NameCell,
  packageLabel,
  PathsDrawer,
  ProvenanceMark,
  provenanceOutcomes,
  ScopeFilter,
  SearchFilter,
  SeverityFigures,
  supplyChainTranslationRef,
  useCursorList,
  useSupplyChainApi,
  useUrlSort,
  useUrlState,
  type ListColumn,
  type Translate,
  type UrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../links';

const filterNames = [
  'q',
  'scope',
  'direct',
  'vulnerable',
  'provenance',
] as const;

/** What the service is built from, as of its current snapshot. */
export function ComponentsView(props: {
  detail: TargetDetail;
  version: number;
}) {
  const { detail, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const links = useLinks();
  const list = useComponentsList(detail.target.entityRef, url, version);
  const snapshotId = detail.snapshot?.id;
  const purl = url.get('paths');
  const isAsked =
    url.get('provenance') !== undefined ||
    (list.tableProps.data?.some(({ item }) => item.provenance) ?? false);
  const columns = useMemo(
    () => columnsOf(t, url, links, { snapshotId, isAsked }),
    [t, url, links, snapshotId, isAsked],
  );
  return (
    <>
      <FilteredList
        filterNames={filterNames}
        filters={
          <>
            <SearchFilter name="q" label={t('components.search')} />
            <DirectFilter />
            <ScopeFilter />
            <ChoiceFilter
              name="vulnerable"
              label={t('components.vulnerable')}
              options={[
                { value: 'true', label: t('filter.yes') },
                { value: 'false', label: t('filter.no') },
              ]}
            />
            {isAsked && (
              <ChoiceFilter
                name="provenance"
                label={t('provenance.filter')}
                options={provenanceOutcomes.map(value => ({
                  value,
                  label: t(`provenance.outcomes.${value}`),
                }))}
              />
            )}
          </>
        }
        list={list}
        columns={columns}
        what={t('components.what')}
        noMatch={{
          title: t('components.noMatch'),
          hint: t('components.noMatchHint'),
        }}
        none={{ title: t('components.none'), hint: t('components.noneHint') }}
      />
      <PathsDrawer
        shown={snapshotId && purl ? { snapshotId, purl } : undefined}
        title={t('components.pathsLabel', { name: packageLabel(purl ?? '') })}
        copyLabel={t('drawer.purl')}
        onClose={() => url.set({ paths: undefined })}
      />
    </>
  );
}

function useComponentsList(entityRef: string, url: UrlState, version: number) {
  const api = useSupplyChainApi();
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { sort, onSortChange } = useUrlSort(['name', 'findings'], {
    column: 'name',
    direction: 'ascending',
  });
  const query: ComponentQuery = {
    entityRef,
    q: url.get('q'),
    scope: url.getAll('scope') as ComponentScope[],
    direct: directOf(url.get('direct')),
    vulnerable: booleanOf(url.get('vulnerable')),
    provenance: provenanceOutcomes.filter(outcome =>
      url.getAll('provenance').includes(outcome),
    ),
  };
  return useCursorList<Component>({
    query,
    sort,
    onSortChange,
    version,
    getId: component => component.purl,
    totalLabel: total => t('components.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listComponents(
        { ...query, ...page, orderBy: orderBy as ComponentQuery['orderBy'] },
        { signal },
      ),
  });
}

/** Where packages come from, where anybody asks. */
function provenanceColumn(t: Translate): ListColumn<Component> {
  return {
    id: 'provenance',
    label: t('provenance.title'),
    defaultWidth: 160,
    cell: ({ provenance }) =>
      provenance ? (
        <Cell>
          <ProvenanceMark outcome={provenance} />
        </Cell>
      ) : (
        <CellText title={t('provenance.notAsked')} color="secondary" />
      ),
  };
}

function columnsOf(
  t: Translate,
  url: UrlState,
  links: SupplyChainLinks,
  shown: { snapshotId: string | undefined; isAsked: boolean },
): ListColumn<Component>[] {
  const { snapshotId, isAsked } = shown;
  return [
    {
      id: 'name',
      label: t('components.name'),
      isRowHeader: true,
      isSortable: true,
      defaultWidth: '3fr',
      minWidth: 180,
      cell: component => (
        <NameCell name={component.name} description={component.version} />
      ),
    },
    {
      id: 'license',
      label: t('components.license'),
      defaultWidth: '1fr',
      minWidth: 90,
      cell: component => (
        <CellText
          title={component.license ?? t('components.noLicense')}
          color={component.license ? 'primary' : 'secondary'}
        />
      ),
    },
    {
      id: 'dependency',
      label: t('findings.dependency'),
      defaultWidth: 130,
      cell: component => (
        <CellText
          title={t(directMessage(component.direct))}
          description={t(`scope.${component.scope}`)}
        />
      ),
    },
    {
      id: 'findings',
      label: t('components.findings'),
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 110,
      cell: component =>
        sumSeverityCounts(component.findings) === 0 ? (
          <CellText title={t('components.noFindings')} color="secondary" />
        ) : (
          <Cell>
            <SeverityFigures counts={component.findings} tight />
          </Cell>
        ),
    },
    ...(isAsked ? [provenanceColumn(t)] : []),
    {
      id: 'from',
      label: t('components.from'),
      defaultWidth: '2fr',
      minWidth: 120,
      cell: component => <CellText title={component.manifests.join(', ')} />,
    },
    {
      id: 'actions',
      label: t('components.actions'),
      defaultWidth: 165,
      cell: component => (
        <Cell>
          <ComponentActions
            component={component}
            usedBy={links.tab('whereUsed', { purl: component.purl })}
            onPaths={
              snapshotId
                ? () => url.set({ paths: component.purl }, { push: true })
                : undefined
            }
          />
        </Cell>
      ),
    },
  ];
}

function ComponentActions(props: {
  component: Component;
  usedBy: string | undefined;
  onPaths: (() => void) | undefined;
}) {
  const { component, usedBy, onPaths } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const name = `${component.name} ${component.version}`;
  return (
    <Flex align="center" gap="2">
      {usedBy && (
        <Link href={usedBy} aria-label={t('components.usedByLabel', { name })}>
          {t('components.usedBy')}
        </Link>
      )}
      {onPaths && (
        <Button
          size="small"
          variant="tertiary"
          aria-label={t('components.pathsLabel', { name })}
          onPress={onPaths}
        >
          {t('components.paths')}
        </Button>
      )}
    </Flex>
  );
}

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Link, Text } from '@backstage/ui';
import {
  severities,
  type Flaw,
  type FlawQuery,
  type Severity,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  booleanOf,
  ChoiceFilter,
  ChoicesFilter,
  ExploitMark,
  FilteredList,
  formatProbability,
  OrganisationPage,
  OwnerFilter,
  Owners,
  RelativeTime,
  SearchFilter,
  SeverityMark,
  supplyChainApiRef,
  supplyChainTranslationRef,
  useCursorList,
  useUrlSort,
  useUrlState,
  type ListColumn,
  type Translate,
  NameCell,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../links';

const filterNames = ['q', 'severity', 'exploited', 'owner'] as const;
const sortable = ['risk', 'epss', 'published'];

/** Open findings grouped by flaw: how many services each one hits, and whose. */
export function AdvisoriesPage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useApi(supplyChainApiRef);
  const url = useUrlState();
  const links = useLinks();
  const { sort, onSortChange } = useUrlSort(sortable, {
    column: 'risk',
    direction: 'descending',
  });
  const query: FlawQuery = {
    q: url.get('q'),
    severity: url.getAll('severity') as Severity[],
    knownExploited: booleanOf(url.get('exploited')),
    owner: url.getAll('owner'),
  };
  const list = useCursorList<Flaw>({
    query,
    sort,
    onSortChange,
    getId: flaw => flaw.id,
    totalLabel: total => t('advisories.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listAdvisories(
        { ...query, ...page, orderBy: orderBy as FlawQuery['orderBy'] },
        { signal },
      ),
  });
  const columns = useMemo(() => columnsOf(t, links), [t, links]);
  return (
    <OrganisationPage>
      <FilteredList
        filterNames={filterNames}
        filters={
          <>
            <SearchFilter
              name="q"
              label={t('advisories.search')}
              placeholder={t('advisories.searchHint')}
            />
            <ChoicesFilter
              name="severity"
              label={t('findings.severity')}
              options={severities.map(value => ({
                value,
                label: t(`severity.${value}`),
              }))}
            />
            <ChoiceFilter
              name="exploited"
              label={t('findings.knownExploited')}
              options={[
                { value: 'true', label: t('filter.yes') },
                { value: 'false', label: t('filter.no') },
              ]}
            />
            <OwnerFilter />
          </>
        }
        list={list}
        columns={columns}
        what={t('advisories.what')}
        noMatch={{
          title: t('advisories.noMatch'),
          hint: t('advisories.noMatchHint'),
        }}
        none={{ title: t('advisories.none'), hint: t('advisories.noneHint') }}
      />
    </OrganisationPage>
  );
}

function columnsOf(t: Translate, links: SupplyChainLinks): ListColumn<Flaw>[] {
  return [
    {
      id: 'risk',
      label: t('findings.severity'),
      isSortable: true,
      defaultWidth: 125,
      cell: flaw => (
        <Cell>
          <SeverityMark severity={flaw.severity} score={flaw.score} />
        </Cell>
      ),
    },
    {
      id: 'advisory',
      label: t('findings.advisory'),
      isRowHeader: true,
      defaultWidth: '4fr',
      minWidth: 230,
      cell: flaw => (
        <Cell>
          <FlawCell
            flaw={flaw}
            href={links.tab('whereUsed', { advisory: flaw.id })}
          />
        </Cell>
      ),
    },
    {
      id: 'packages',
      label: t('advisories.packages'),
      defaultWidth: '2fr',
      minWidth: 120,
      cell: flaw => <NameCell name={(flaw.packages ?? []).join(', ')} />,
    },
    {
      id: 'epss',
      label: t('findings.epss'),
      isSortable: true,
      defaultWidth: 105,
      cell: flaw => (
        <CellText
          title={
            flaw.epss === undefined
              ? t('findings.unrated')
              : formatProbability(flaw.epss)
          }
        />
      ),
    },
    {
      id: 'services',
      label: t('advisories.services'),
      defaultWidth: 115,
      cell: flaw => (
        <CellText
          title={flaw.services.toLocaleString()}
          description={t('advisories.findings', { count: flaw.findings })}
        />
      ),
    },
    {
      id: 'owners',
      label: t('advisories.owners'),
      defaultWidth: '1fr',
      minWidth: 120,
      cell: flaw => (
        <Cell>
          <Owners owners={flaw.owners ?? []} />
        </Cell>
      ),
    },
    {
      id: 'published',
      label: t('advisories.published'),
      isSortable: true,
      defaultWidth: 125,
      cell: flaw => (
        <Cell>
          <Text variant="body-medium">
            {flaw.publishedAt && <RelativeTime iso={flaw.publishedAt} />}
          </Text>
        </Cell>
      ),
    },
  ];
}

function FlawCell({ flaw, href }: { flaw: Flaw; href: string | undefined }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const also = flaw.aliases.length
    ? t('findings.alsoKnownAs', { ids: flaw.aliases.join(', ') })
    : undefined;
  return (
    <Flex direction="column" gap="0.5" style={{ minWidth: 0 }}>
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        {href ? (
          <Link href={href} title={also}>
            {flaw.id}
          </Link>
        ) : (
          <Text title={also}>{flaw.id}</Text>
        )}
        {flaw.knownExploited && <ExploitMark />}
      </Flex>
      {flaw.summary && (
        <Text color="secondary" truncate title={flaw.summary}>
          {flaw.summary}
        </Text>
      )}
    </Flex>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Link, Text } from '@backstage/ui';
import {
  severities,
  type Vulnerability,
  type VulnerabilityQuery,
  type Severity,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  booleanOf,
  ChoiceFilter,
  ChoicesFilter,
  ExploitMark,
  MaliciousMark,
  FilteredList,
  NameCell,
  OrganizationPage,
  OwnerFilter,
  Owners,
  RelativeTime,
  SearchFilter,
  SeverityMark,
  supplyChainTranslationRef,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlSort,
  useUrlState,
  type ListColumn,
  type Translate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../links';

const filterNames = ['q', 'severity', 'exploited', 'fixable', 'owner'] as const;
const sortable = ['risk', 'epss', 'published'];

/** Open findings grouped by vulnerability: how many services each one hits, and whose. */
export function AdvisoriesPage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const links = useLinks();
  const { sort, onSortChange } = useUrlSort(sortable, {
    column: 'risk',
    direction: 'descending',
  });
  const query: VulnerabilityQuery = {
    q: url.get('q'),
    severity: url.getAll('severity') as Severity[],
    knownExploited: booleanOf(url.get('exploited')),
    fixable: booleanOf(url.get('fixable')),
    owner: url.getAll('owner'),
  };
  const list = useCursorList<Vulnerability>({
    query,
    sort,
    onSortChange,
    getId: vulnerability => vulnerability.id,
    totalLabel: total => t('advisories.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listAdvisories(
        {
          ...query,
          ...page,
          orderBy: orderBy as VulnerabilityQuery['orderBy'],
        },
        { signal },
      ),
  });
  const columns = useMemo(
    () => columnsOf(t, formats, links),
    [t, formats, links],
  );
  return (
    <OrganizationPage>
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
            <ChoiceFilter
              name="fixable"
              label={t('findings.fixable')}
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
    </OrganizationPage>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  links: SupplyChainLinks,
): ListColumn<Vulnerability>[] {
  return [
    {
      id: 'risk',
      label: t('findings.risk'),
      isSortable: true,
      defaultWidth: 125,
      cell: vulnerability => (
        <Cell>
          <SeverityMark
            severity={vulnerability.severity}
            score={vulnerability.score}
          />
        </Cell>
      ),
    },
    {
      id: 'advisory',
      label: t('findings.advisory'),
      isRowHeader: true,
      defaultWidth: '4fr',
      minWidth: 230,
      cell: vulnerability => (
        <Cell>
          <VulnerabilityCell
            vulnerability={vulnerability}
            href={links.tab('whereUsed', { advisory: vulnerability.id })}
          />
        </Cell>
      ),
    },
    {
      id: 'packages',
      label: t('advisories.packages'),
      defaultWidth: '2fr',
      minWidth: 120,
      cell: vulnerability => (
        <NameCell name={(vulnerability.packages ?? []).join(', ')} />
      ),
    },
    {
      id: 'epss',
      label: t('findings.epss'),
      isSortable: true,
      defaultWidth: 105,
      cell: vulnerability => (
        <CellText
          title={
            vulnerability.epss === undefined
              ? t('findings.unrated')
              : formats.probability(vulnerability.epss)
          }
        />
      ),
    },
    {
      id: 'services',
      label: t('advisories.services'),
      defaultWidth: 115,
      cell: vulnerability => (
        <CellText
          title={formats.number(vulnerability.services)}
          description={t('advisories.findings', {
            count: vulnerability.findings,
          })}
        />
      ),
    },
    {
      id: 'owners',
      label: t('advisories.owners'),
      defaultWidth: '1fr',
      minWidth: 120,
      cell: vulnerability => (
        <Cell>
          <Owners owners={vulnerability.owners ?? []} />
        </Cell>
      ),
    },
    {
      id: 'published',
      label: t('advisories.published'),
      isSortable: true,
      defaultWidth: 125,
      cell: vulnerability => (
        <Cell>
          <Text variant="body-medium">
            {vulnerability.publishedAt && (
              <RelativeTime iso={vulnerability.publishedAt} />
            )}
          </Text>
        </Cell>
      ),
    },
  ];
}

function VulnerabilityCell({
  vulnerability,
  href,
}: {
  vulnerability: Vulnerability;
  href: string | undefined;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const also = vulnerability.aliases.length
    ? t('findings.alsoKnownAs', { ids: vulnerability.aliases.join(', ') })
    : undefined;
  return (
    <Flex direction="column" gap="0.5" style={{ minWidth: 0 }}>
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        {href ? (
          <Link href={href} title={also}>
            {vulnerability.id}
          </Link>
        ) : (
          <Text title={also}>{vulnerability.id}</Text>
        )}
        {vulnerability.malicious && <MaliciousMark />}
        {vulnerability.knownExploited && <ExploitMark />}
      </Flex>
      {vulnerability.summary && (
        <Text color="secondary" truncate title={vulnerability.summary}>
          {vulnerability.summary}
        </Text>
      )}
    </Flex>
  );
}

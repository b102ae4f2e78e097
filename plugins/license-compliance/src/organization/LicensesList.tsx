import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Link, Text } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { LicenseUse } from '@safety-curtain/plugin-supply-chain-common';
import {
  FilteredList,
  isWebAddress,
  SearchFilter,
  StateMark,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlState,
  type ListColumn,
  type UrlState,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { licenseFilterOf, scopeFilterNames } from '../issues/issueFilter';
import {
  CategoryFilter,
  LicenseStateFilter,
  OrganizationscopeFilters,
  VerdictFilter,
} from '../issues/LicenseFilters';
import { VerdictFigures } from '../marks/VerdictFigures';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';

const filterNames = [
  'q',
  'verdict',
  'category',
  'state',
  ...scopeFilterNames,
] as const;

/** The licenses in use, most used first; each leads to its packages. */
export function LicensesList() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const { direct, scope, license, entityRef, ...query } = licenseFilterOf(url);
  const list = useCursorList<LicenseUse>({
    query,
    getId: use => `${use.state} ${use.expression}`,
    totalLabel: total => t('licenses.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listLicenses({ ...query, cursor, limit }, { signal }),
  });
  const columns = useMemo(() => columnsOf(t, formats, url), [t, formats, url]);
  return (
    <FilteredList
      filterNames={filterNames}
      filters={
        <>
          <SearchFilter name="q" label={t('licenses.search')} />
          <VerdictFilter />
          <CategoryFilter />
          <LicenseStateFilter />
          <OrganizationscopeFilters />
        </>
      }
      list={list}
      columns={columns}
      what={t('licenses.what')}
      noMatch={{
        title: t('licenses.noMatch'),
        hint: t('licenses.noMatchHint'),
      }}
      none={{ title: t('licenses.none'), hint: t('licenses.noneHint') }}
    />
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  url: UrlState,
): ListColumn<LicenseUse>[] {
  return [
    {
      id: 'license',
      label: t('licenses.license'),
      isRowHeader: true,
      defaultWidth: '3fr',
      minWidth: 180,
      cell: use => (
        <Cell>
          <LicenseCell use={use} url={url} />
        </Cell>
      ),
    },
    {
      id: 'category',
      label: t('licenses.category'),
      defaultWidth: '1fr',
      minWidth: 130,
      cell: use => <CellText title={t(`category.${use.category}`)} />,
    },
    {
      id: 'uses',
      label: t('licenses.uses'),
      defaultWidth: 100,
      cell: use => <CellText title={formats.number(use.components)} />,
    },
    {
      id: 'services',
      label: t('licenses.services'),
      defaultWidth: 95,
      cell: use => <CellText title={formats.number(use.services)} />,
    },
    {
      id: 'verdicts',
      label: t('licenses.verdicts'),
      defaultWidth: '2fr',
      minWidth: 180,
      cell: use => (
        <Cell>
          <VerdictFigures counts={use.verdicts} />
        </Cell>
      ),
    },
  ];
}

function LicenseCell({ use, url }: { use: LicenseUse; url: UrlState }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { expression, name, state } = use;
  // Packages without a license are found by their state, others by both.
  const href = url.href({
    view: 'packages',
    q: undefined,
    state,
    license: expression || undefined,
  });
  return (
    <Flex direction="column" gap="0.5" style={{ minWidth: 0 }}>
      <Flex align="center" gap="2">
        <Link href={href}>{expression || t(`licenseState.${state}`)}</Link>
        {use.url && isWebAddress(use.url) && (
          <Link
            href={use.url}
            target="_blank"
            aria-label={t('licenses.text', { license: name ?? expression })}
          >
            <RiExternalLinkLine size={14} aria-hidden="true" />
          </Link>
        )}
        {state !== 'known' && expression && (
          <StateMark tone="doubt">{t(`licenseState.${state}`)}</StateMark>
        )}
      </Flex>
      {name && (
        <Text variant="body-small" color="secondary">
          {name}
        </Text>
      )}
    </Flex>
  );
}

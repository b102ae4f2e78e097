import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import type { LicensedComponent } from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoicesFilter,
  FilteredList,
  NameCell,
  SearchFilter,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlState,
  type ListColumn,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { unclearStates } from '../entity/unclear';
import { licenseFilterOf, scopeFilterNames } from '../issues/issueFilter';
import {
  OrganizationscopeFilters,
  VerdictFilter,
} from '../issues/LicenseFilters';
import { LicenseText } from '../marks/LicenseText';
import { servicesColumn } from '../packages/packageColumns';
import { PackageDrawer } from '../packages/PackageDrawer';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';

const filterNames = ['q', 'state', 'verdict', ...scopeFilterNames] as const;

/** Packages without a clear license, those in most services first. */
export function CurateList() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const filter = licenseFilterOf(url);
  const chosen = filter.state.filter(state => unclearStates.includes(state));
  const query = {
    ...filter,
    state: chosen.length > 0 ? chosen : [...unclearStates],
  };
  const list = useCursorList<LicensedComponent>({
    query,
    getId: component => component.purl,
    totalLabel: total => t('packages.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listLicensedComponents(
        { ...query, orderBy: 'services', order: 'desc', cursor, limit },
        { signal },
      ),
  });
  const columns = useMemo(() => columnsOf(t, formats), [t, formats]);
  return (
    <>
      <Text as="p" color="secondary">
        {t('curate.hint')}
      </Text>
      <FilteredList
        filterNames={filterNames}
        filters={
          <>
            <SearchFilter name="q" label={t('packages.search')} />
            <ChoicesFilter
              name="state"
              label={t('issues.state')}
              options={unclearStates.map(value => ({
                value,
                label: t(`licenseState.${value}`),
              }))}
            />
            <VerdictFilter />
            <OrganizationscopeFilters />
          </>
        }
        list={list}
        columns={columns}
        what={t('curate.what')}
        noMatch={{
          title: t('packages.noMatch'),
          hint: t('packages.noMatchHint'),
        }}
        none={{ title: t('curate.none'), hint: t('curate.noneHint') }}
        onRowClick={({ purl }) => url.set({ package: purl }, { push: true })}
      />
      <PackageDrawer onDecided={list.reload} />
    </>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
): ListColumn<LicensedComponent>[] {
  return [
    {
      id: 'name',
      label: t('packages.package'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 160,
      cell: ({ name, version }) => (
        <NameCell name={name} description={version} />
      ),
    },
    {
      id: 'license',
      label: t('issues.license'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: component => (
        <Cell>
          <LicenseText {...component} />
        </Cell>
      ),
    },
    {
      id: 'reason',
      label: t('curate.reason'),
      defaultWidth: '3fr',
      minWidth: 160,
      cell: ({ stateReason }) => <CellText title={stateReason ?? ''} />,
    },
    servicesColumn(t, formats),
  ];
}

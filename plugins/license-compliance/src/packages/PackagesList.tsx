import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  LicensedComponent,
  LicensedComponentQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  booleanOf,
  ChoiceFilter,
  FilteredList,
  supplyChainTranslationRef,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlSort,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useCallback, useMemo } from 'react';
import {
  licenseFilterNames,
  licenseFilterOf,
  scopeFilterNames,
} from '../issues/issueFilter';
import {
  LicenseFilters,
  OrganizationscopeFilters,
} from '../issues/LicenseFilters';
import { licenseComplianceTranslationRef } from '../translation';
import { packageColumns } from './packageColumns';
import { PackageDrawer } from './PackageDrawer';

const ownNames = [...licenseFilterNames, 'deprecated', 'outdated'];

/** Package versions with their license, of one entity or of all; a row opens one. */
export function PackagesList(props: {
  entityRef?: string;
  onDecided?(): void;
}) {
  const { entityRef } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const { sort, onSortChange } = useUrlSort(['name', 'license'], {
    column: 'name',
    direction: 'ascending',
  });
  const filter = {
    ...licenseFilterOf(url, entityRef),
    deprecated: booleanOf(url.get('deprecated')),
    outdated: booleanOf(url.get('outdated')),
  };
  const list = useCursorList<LicensedComponent>({
    query: filter,
    sort,
    onSortChange,
    getId: component => component.purl,
    totalLabel: total => t('packages.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listLicensedComponents(
        {
          ...filter,
          ...page,
          orderBy: orderBy as LicensedComponentQuery['orderBy'],
        },
        { signal },
      ),
  });
  const filterKey = JSON.stringify(filter);
  const fetchFile = useCallback(
    () => api.exportLicensedComponents(JSON.parse(filterKey)),
    [api, filterKey],
  );
  const columns = useMemo(
    () =>
      packageColumns({ t, formats, shared, ofEntity: entityRef !== undefined }),
    [t, formats, shared, entityRef],
  );
  const yesOrNo = [
    { value: 'true', label: shared('filter.yes') },
    { value: 'false', label: shared('filter.no') },
  ];
  return (
    <>
      <FilteredList
        filterNames={entityRef ? ownNames : [...ownNames, ...scopeFilterNames]}
        filters={
          <>
            <LicenseFilters searchLabel={t('packages.search')} />
            <ChoiceFilter
              name="deprecated"
              label={t('packages.deprecated')}
              options={yesOrNo}
            />
            <ChoiceFilter
              name="outdated"
              label={t('packages.outdated')}
              options={yesOrNo}
            />
            {!entityRef && <OrganizationscopeFilters />}
          </>
        }
        csv={{ what: 'licenses', query: filter, fetchFile }}
        list={list}
        columns={columns}
        what={t('packages.what')}
        noMatch={{
          title: t('packages.noMatch'),
          hint: t('packages.noMatchHint'),
        }}
        none={{ title: t('packages.none'), hint: t('packages.noneHint') }}
        onRowClick={component =>
          url.set(
            { package: component.purl, in: entityRef, snapshot: undefined },
            { push: true },
          )
        }
      />
      <PackageDrawer
        onDecided={() => {
          list.reload();
          props.onDecided?.();
        }}
      />
    </>
  );
}

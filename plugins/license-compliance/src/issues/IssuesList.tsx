import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  LicenseIssue,
  LicenseIssueQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
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
import { useLinks } from '../links';
import { PackageDrawer } from '../packages/PackageDrawer';
import { licenseComplianceTranslationRef } from '../translation';
import { issueColumns } from './issueColumns';
import {
  issueFilterOf,
  licenseFilterNames,
  scopeFilterNames,
} from './issueFilter';
import { LicenseFilters, OrganizationscopeFilters } from './LicenseFilters';

const sortable = ['verdict', 'package', 'firstSeen'];
const ownNames = [...licenseFilterNames, 'excepted'];

/** What breaks which rule, of one entity or of all; a row opens the package. */
export function IssuesList(props: {
  entityRef?: string;
  /** How many packages are not judged yet, as their license is still looked up. */
  pending?: number;
  /** How many packages wait for somebody to say what their license is, and where they are. */
  toCurate?: number;
  curateHref?: string;
  /** The list is loaded anew when this changes. */
  version?: number;
  /** Called when something was decided beside an issue. */
  onDecided?(): void;
}) {
  const { entityRef, pending = 0, toCurate = 0, curateHref } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const links = useLinks();
  const { sort, onSortChange } = useUrlSort(sortable, {
    column: 'verdict',
    direction: 'descending',
  });
  const filter = issueFilterOf(url, entityRef);
  const list = useCursorList<LicenseIssue>({
    query: filter,
    sort,
    onSortChange,
    version: props.version,
    getId: issue => issue.id,
    totalLabel: total => t('issues.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listLicenseIssues(
        {
          ...filter,
          ...page,
          orderBy: orderBy as LicenseIssueQuery['orderBy'],
        },
        { signal },
      ),
  });
  const filterKey = JSON.stringify(filter);
  const fetchFile = useCallback(
    () => api.exportLicenseIssues(JSON.parse(filterKey)),
    [api, filterKey],
  );
  const columns = useMemo(
    () =>
      issueColumns({
        t,
        formats,
        shared,
        links: entityRef ? undefined : links,
      }),
    [t, formats, shared, links, entityRef],
  );
  const none = pending + toCurate > 0 ? 'noneYet' : 'none';
  return (
    <>
      {pending > 0 && (
        <Text as="p" role="note">
          {t('issues.pending', { count: pending })}
        </Text>
      )}
      {toCurate > 0 && (
        <Text as="p" role="note">
          {t('issues.toCurate', { count: toCurate })}{' '}
          {curateHref && <Link href={curateHref}>{t('issues.curate')}</Link>}
        </Text>
      )}
      <FilteredList
        filterNames={entityRef ? ownNames : [...ownNames, ...scopeFilterNames]}
        filters={
          <>
            <LicenseFilters searchLabel={t('issues.search')} />
            <ChoiceFilter
              name="excepted"
              label={t('issues.excepted')}
              options={[
                { value: 'false', label: t('issues.notExcepted') },
                { value: 'true', label: t('issues.onlyExcepted') },
              ]}
            />
            {!entityRef && <OrganizationscopeFilters />}
          </>
        }
        csv={{ what: 'license-issues', query: filter, fetchFile }}
        list={list}
        columns={columns}
        what={t('issues.what')}
        noMatch={{ title: t('issues.noMatch'), hint: t('issues.noMatchHint') }}
        none={{ title: t(`issues.${none}`), hint: t(`issues.${none}Hint`) }}
        onRowClick={issue =>
          url.set(
            {
              package: issue.purl,
              in: issue.entityRef,
              snapshot: issue.snapshotId,
            },
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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Usage,
  UsageFilter,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoicesFilter,
  ClearFilters,
  CsvButton,
  DayFilter,
  EmptyNote,
  FilterBar,
  OrganizationPage,
  OwnerFilter,
  packageLabel,
  PathsDrawer,
  supplyChainTranslationRef,
  useCursorList,
  useSupplyChainApi,
  useUrlState,
  type UrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useCallback, useState } from 'react';
import { FindingTrend } from '../FindingTrend';
import { OwnersTable } from '../OwnersTable';
import { Posture } from '../Posture';
import { termsOf } from './searchTerm';
import { UsageSummary, type Answer } from './UsageAnswer';
import { UsageForm } from './UsageForm';
import { UsagesTable } from './UsagesTable';

/** The ecosystems whose components are known, by their OSV names. */
const ecosystems = [
  'npm',
  'PyPI',
  'Maven',
  'Go',
  'crates.io',
  'RubyGems',
  'NuGet',
  'Packagist',
  'Pub',
  'Hex',
  'GitHub Actions',
];

/** Where is it used: which services have a package, whose they are, and how it comes in. */
export function WhereUsedPage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const filter = usageFilterOf(url);
  const isAsked = termsOf(filter).length > 0;
  return (
    <OrganizationPage>
      <Posture />
      <UsageForm filter={filter} />
      {isAsked ? (
        <Usages filter={filter} />
      ) : (
        <>
          <EmptyNote title={t('usages.start')} hint={t('usages.startHint')} />
          <FindingTrend />
          <OwnersTable />
        </>
      )}
    </OrganizationPage>
  );
}

function usageFilterOf(url: UrlState): UsageFilter {
  return {
    package: url.getAll('package'),
    purl: url.getAll('purl'),
    advisory: url.getAll('advisory'),
    versions: url.get('versions'),
    ecosystem: url.getAll('ecosystem'),
    owner: url.getAll('owner'),
    from: url.get('from'),
    to: url.get('to'),
  };
}

function Usages({ filter }: { filter: UsageFilter }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const [answer, setAnswer] = useState<Answer>();
  const list = useCursorList<Usage>({
    query: filter,
    getId: ({ entityRef, purl, manifest, since, until }) =>
      [entityRef, purl, manifest, since, until].join(' '),
    totalLabel: total => t('usages.total', total),
    getPage: async ({ cursor, limit, signal }) => {
      const page = await api.listUsages(
        { ...filter, cursor, limit },
        { signal },
      );
      setAnswer(page);
      return page;
    },
  });
  const filterKey = JSON.stringify(filter);
  const getCsv = useCallback(
    () => api.exportUsages(JSON.parse(filterKey)),
    [api, filterKey],
  );
  const purl = url.get('path');
  const snapshotId = url.get('in');
  return (
    <>
      <FilterBar
        end={
          <CsvButton
            what="where-used"
            query={filter}
            fetchFile={getCsv}
            isDisabled={!list.total?.count}
          />
        }
      >
        <ChoicesFilter
          name="ecosystem"
          label={t('usages.ecosystem')}
          options={ecosystems.map(value => ({ value, label: value }))}
        />
        <OwnerFilter />
        <DayFilter name="from" label={t('usages.from')} max={filter.to} />
        <DayFilter name="to" label={t('usages.to')} />
        <ClearFilters names={['ecosystem', 'owner', 'from', 'to']} />
      </FilterBar>
      {(filter.from || filter.to) && (
        <Text as="p" color="secondary">
          {t('usages.windowHint')}
        </Text>
      )}
      {answer && !list.tableProps.error && <UsageSummary answer={answer} />}
      <UsagesTable list={list} answer={answer} />
      <PathsDrawer
        shown={purl && snapshotId ? { purl, snapshotId } : undefined}
        title={t('components.pathsLabel', { name: packageLabel(purl ?? '') })}
        copyLabel={t('drawer.purl')}
        onClose={() => url.set({ path: undefined, in: undefined })}
      />
    </>
  );
}

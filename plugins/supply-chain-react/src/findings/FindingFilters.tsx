import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import {
  findingKinds,
  severities,
} from '@safety-curtain/plugin-supply-chain-common';
import type { ReactNode } from 'react';
import { useUrlState } from '../hooks/useUrlState';
import {
  ChoiceFilter,
  ChoicesFilter,
  ClearFilters,
  FilterBar,
  SearchFilter,
} from '../lists';
import { supplyChainTranslationRef } from '../translation';
import { findingFilterNames, findingFilterOf } from './findingFilter';
import { FindingViews } from './views/FindingViews';

const analyses = [
  'none',
  'in_triage',
  'exploitable',
  'not_affected',
  'false_positive',
  'resolved',
] as const;

/** Views and filters of a findings list, kept in the address. @public */
export function FindingFilters(props: {
  end?: ReactNode;
  /** More filters, before the button that clears. */
  children?: ReactNode;
}) {
  const { end, children } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const yesOrNo = [
    { value: 'true', label: t('filter.yes') },
    { value: 'false', label: t('filter.no') },
  ];
  return (
    <>
      <FindingViews />
      <FilterBar end={end}>
        <SearchFilter
          name="q"
          label={t('findings.search')}
          placeholder={t('findings.searchHint')}
        />
        <ChoicesFilter
          name="severity"
          label={t('findings.severity')}
          options={severities.map(value => ({
            value,
            label: t(`severity.${value}`),
          }))}
        />
        <KindFilter />
        <ChoiceFilter
          name="state"
          label={t('findings.state')}
          anyLabel={t('findingState.open')}
          options={[
            { value: 'dismissed', label: t('findingState.dismissed') },
            { value: 'resolved', label: t('findingState.resolved') },
            { value: 'all', label: t('findingState.all') },
          ]}
        />
        <ScopeFilter />
        <DirectFilter />
        <ChoiceFilter
          name="exploited"
          label={t('findings.knownExploited')}
          options={yesOrNo}
        />
        <ChoiceFilter
          name="fixable"
          label={t('findings.fixable')}
          options={yesOrNo}
        />
        <DueFilter />
        <ChoicesFilter
          name="analysis"
          label={t('findings.decision')}
          options={analyses.map(value => ({
            value,
            label: t(`analysis.${value}`),
          }))}
        />
        <ChoiceFilter
          name="review"
          label={t('findings.review')}
          options={yesOrNo}
        />
        {children}
        <ToolFilter />
        <DecidedByFilter />
        <ClearFilters names={[...findingFilterNames, 'owner']} />
      </FilterBar>
    </>
  );
}

/** Which tools report them: set by links from their reports, and taken away here. */
function ToolFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const tools = url.getAll('tool');
  if (tools.length === 0) return null;
  return (
    <Button
      size="small"
      variant="secondary"
      iconEnd={<RiCloseLine />}
      onPress={() => url.set({ tool: undefined })}
    >
      {t('findings.reportedBy', { tools: tools.join(', ') })}
    </Button>
  );
}

/** Which decision counts: set by links from it, and taken away here. */
function DecidedByFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const { decision } = findingFilterOf(url);
  if (!decision) return null;
  return (
    <Button
      size="small"
      variant="secondary"
      iconEnd={<RiCloseLine />}
      onPress={() => url.set({ decidedBy: undefined })}
    >
      {t('findings.decidedBy', { id: decision })}
    </Button>
  );
}

/** Until when something is to be done. @public */
export function DueFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <ChoiceFilter
      name="due"
      label={t('findings.due')}
      options={[
        { value: 'overdue', label: t('due.overdue') },
        { value: 'soon', label: t('due.soon') },
        { value: 'set', label: t('due.set') },
        { value: 'none', label: t('due.unset') },
      ]}
    />
  );
}

/** What findings are about. */
function KindFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <ChoicesFilter
      name="kind"
      label={t('findings.kind')}
      options={findingKinds.map(value => ({
        value,
        label: t(`findingKind.${value}`),
      }))}
    />
  );
}

/** What a package is needed for. @public */
export function ScopeFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const scopes = ['runtime', 'development', 'optional', 'unknown'] as const;
  return (
    <ChoicesFilter
      name="scope"
      label={t('findings.scope')}
      options={scopes.map(value => ({ value, label: t(`scope.${value}`) }))}
    />
  );
}

/** Whether the service names a package itself. @public */
export function DirectFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <ChoiceFilter
      name="direct"
      label={t('findings.dependency')}
      options={[
        { value: 'true', label: t('findings.direct') },
        { value: 'false', label: t('findings.transitive') },
        { value: 'unknown', label: t('findings.directUnknown') },
      ]}
    />
  );
}

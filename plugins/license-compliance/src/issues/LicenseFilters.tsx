import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type {
  LicenseCategory,
  LicenseState,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoicesFilter,
  DirectFilter,
  LifecycleFilter,
  OwnerFilter,
  ScopeFilter,
  SearchFilter,
  SystemFilter,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { verdicts } from '../marks/VerdictMark';
import { licenseComplianceTranslationRef } from '../translation';

export const categories: readonly LicenseCategory[] = [
  'network-copyleft',
  'strong-copyleft',
  'weak-copyleft',
  'proprietary',
  'permissive',
  'public-domain',
  'unclassified',
];

const states: readonly LicenseState[] = [
  'unknown',
  'ambiguous',
  'conflicting',
  'known',
];

/** Filters of what a package and its license are like. */
export function LicenseFilters(props: { searchLabel: string }) {
  return (
    <>
      <SearchFilter name="q" label={props.searchLabel} />
      <VerdictFilter />
      <CategoryFilter />
      <LicenseStateFilter />
      <DirectFilter />
      <ScopeFilter />
      <ChosenLicense />
    </>
  );
}

/** Filters of whose packages are shown. */
export function OrganizationscopeFilters() {
  return (
    <>
      <OwnerFilter />
      <SystemFilter />
      <LifecycleFilter />
    </>
  );
}

export function VerdictFilter() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <ChoicesFilter
      name="verdict"
      label={t('issues.verdict')}
      options={verdicts.map(value => ({
        value,
        label: t(`verdict.${value}`),
      }))}
    />
  );
}

export function CategoryFilter() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <ChoicesFilter
      name="category"
      label={t('issues.category')}
      options={categories.map(value => ({
        value,
        label: t(`category.${value}`),
      }))}
    />
  );
}

export function LicenseStateFilter() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <ChoicesFilter
      name="state"
      label={t('issues.state')}
      options={states.map(value => ({
        value,
        label: t(`licenseState.${value}`),
      }))}
    />
  );
}

/** The license that a list is narrowed to by a link; a press takes it away. */
function ChosenLicense() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const url = useUrlState();
  const license = url.get('license');
  if (!license) return null;
  return (
    <Button
      size="small"
      variant="secondary"
      iconEnd={<RiCloseLine />}
      onPress={() => url.set({ license: undefined })}
    >
      {t('packages.underLicense', { license })}
    </Button>
  );
}

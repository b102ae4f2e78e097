import type {
  ComponentScope,
  LicenseCategory,
  LicenseIssueFilter,
  LicenseState,
  Verdict,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  booleanOf,
  directOf,
  type UrlState,
} from '@safety-curtain/plugin-supply-chain-react';

/** The query parameters that say whose packages are shown. */
export const scopeFilterNames = ['owner', 'system', 'lifecycle'] as const;

/** The query parameters of what a package and its license are like. */
export const licenseFilterNames = [
  'q',
  'license',
  'category',
  'state',
  'verdict',
  'direct',
  'scope',
] as const;

/** What the address says of packages and of whose they are. */
export function licenseFilterOf(url: UrlState, entityRef?: string) {
  return {
    entityRef,
    ...(!entityRef && {
      owner: url.getAll('owner'),
      system: url.getAll('system'),
      lifecycle: url.getAll('lifecycle'),
    }),
    q: url.get('q'),
    license: url.get('license'),
    category: url.getAll('category') as LicenseCategory[],
    state: url.getAll('state') as LicenseState[],
    verdict: url.getAll('verdict') as Verdict[],
    direct: directOf(url.get('direct')),
    scope: url.getAll('scope') as ComponentScope[],
  };
}

/** What the address says of issues; those of one entity, or of all. */
export function issueFilterOf(
  url: UrlState,
  entityRef?: string,
): LicenseIssueFilter {
  return {
    ...licenseFilterOf(url, entityRef),
    excepted: booleanOf(url.get('excepted')),
  };
}

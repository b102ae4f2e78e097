import { useRouteRef } from '@backstage/core-plugin-api';
import {
  usePortalLinks,
  type LinkQuery,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import {
  licenseComplianceRouteRef,
  organizationRouteRef,
  supplyChainRouteRef,
} from './routes';

/** Addresses of the scorecard pages, and of the tabs that evidence leads to. */
export interface ScorecardLinks {
  /** The organization page; `undefined` where the portal has none. */
  organization(query?: LinkQuery): string | undefined;
  /** The Scorecards tab of an entity. */
  scorecards(entityRef: string, query?: LinkQuery): string;
  /** The Security tab of an entity; `undefined` where the portal is without that plugin. */
  security(entityRef: string, query?: LinkQuery): string | undefined;
  /** The Licenses tab of an entity; `undefined` where the portal is without that plugin. */
  licenses(entityRef: string, query?: LinkQuery): string | undefined;
}

export function useLinks(): ScorecardLinks {
  const links = usePortalLinks(organizationRouteRef);
  const hasSecurity = useRouteRef(supplyChainRouteRef) !== undefined;
  const hasLicenses = useRouteRef(licenseComplianceRouteRef) !== undefined;
  return useMemo(
    () => ({
      organization: query => links.organization('', query),
      scorecards: (entityRef, query) =>
        links.entityTab('scorecards', entityRef, query),
      security: (entityRef, query) =>
        hasSecurity ? links.entityTab('security', entityRef, query) : undefined,
      licenses: (entityRef, query) =>
        hasLicenses ? links.entityTab('licenses', entityRef, query) : undefined,
    }),
    [links, hasSecurity, hasLicenses],
  );
}

import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page for the whole organization. */
export const rootRouteRef = createRouteRef({ id: 'supply-chain' });

/**
 * Where links from an entity to the organization lead: our own page, where the
 * portal has it.
 */
export const organizationRouteRef = createExternalRouteRef({
  id: 'organization',
  optional: true,
  defaultTarget: 'supply-chain.root',
});

/** The Security tab of an entity page. */
export const entityContentRouteRef = createRouteRef({
  id: 'supply-chain-entity',
});

/** The tabs of the organization page, below the organization page. */
export const tabPaths = {
  whereUsed: 'where-used',
  advisories: 'advisories',
  triage: 'triage',
  services: 'services',
  systemHealth: 'system-health',
} as const;

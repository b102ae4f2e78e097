import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page for the whole organisation. */
export const rootRouteRef = createRouteRef({ id: 'supply-chain' });

/**
 * Where links from an entity to the organisation lead: our own page, where the
 * portal has it.
 */
export const organisationRouteRef = createExternalRouteRef({
  id: 'organisation',
  optional: true,
  defaultTarget: 'supply-chain.root',
});

/** The Security tab of an entity page. */
export const entityContentRouteRef = createRouteRef({
  id: 'supply-chain-entity',
});

/** The tabs of the organisation page, below the organisation page. */
export const tabPaths = {
  whereUsed: 'where-used',
  advisories: 'advisories',
  services: 'services',
  machinery: 'machinery',
} as const;

/** Where the Security tab stands below an entity page, unless configured otherwise. */
export const securityTabPath = '/security';

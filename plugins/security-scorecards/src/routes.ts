import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page for the whole organization. */
export const rootRouteRef = createRouteRef({ id: 'security-scorecards' });

/**
 * Where links from an entity to the organization lead: our own page, where the
 * portal has it.
 */
export const organizationRouteRef = createExternalRouteRef({
  id: 'organization',
  optional: true,
  defaultTarget: 'security-scorecards.root',
});

/** The Scorecards tab of an entity page. */
export const entityContentRouteRef = createRouteRef({
  id: 'security-scorecards-entity',
});

/** Where the tabs stand below an entity page, unless configured otherwise. */
export const scorecardsTabPath = '/scorecards';
export const securityTabPath = '/security';
export const licensesTabPath = '/licenses';

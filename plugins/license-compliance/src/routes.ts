import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page for the whole organisation. */
export const rootRouteRef = createRouteRef({ id: 'license-compliance' });

/**
 * Where links from an entity to the organisation lead: our own page, where the
 * portal has it.
 */
export const organisationRouteRef = createExternalRouteRef({
  id: 'organisation',
  optional: true,
  defaultTarget: 'license-compliance.root',
});

/** The Licences tab of an entity page. */
export const entityContentRouteRef = createRouteRef({
  id: 'license-compliance-entity',
});

/** The tabs of the organisation page, below the organisation page. */
export const tabPaths = {
  overview: 'overview',
  issues: 'issues',
  licenses: 'licenses',
  decisions: 'decisions',
  archive: 'archive',
} as const;

/** Where the tabs stand below an entity page, unless configured otherwise. */
export const licensesTabPath = '/licenses';
export const securityTabPath = '/security';

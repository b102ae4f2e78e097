import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page for the whole organization. */
export const rootRouteRef = createRouteRef({ id: 'license-compliance' });

/**
 * Where links from an entity to the organization lead: our own page, where the
 * portal has it.
 */
export const organizationRouteRef = createExternalRouteRef({
  id: 'organization',
  optional: true,
  defaultTarget: 'license-compliance.root',
});

/** The Licenses tab of an entity page. */
export const entityContentRouteRef = createRouteRef({
  id: 'license-compliance-entity',
});

/** The tabs of the organization page, below the organization page. */
export const tabPaths = {
  overview: 'overview',
  issues: 'issues',
  licenses: 'licenses',
  decisions: 'decisions',
  archive: 'archive',
} as const;

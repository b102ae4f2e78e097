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

/**
 * The pages of the plugins whose tabs evidence leads to: where the portal is
 * without one, evidence is no link.
 */
export const supplyChainRouteRef = createExternalRouteRef({
  id: 'supply-chain',
  optional: true,
  defaultTarget: 'supply-chain.root',
});
export const licenseComplianceRouteRef = createExternalRouteRef({
  id: 'license-compliance',
  optional: true,
  defaultTarget: 'license-compliance.root',
});

/** The Scorecards tab of an entity page. */
export const entityContentRouteRef = createRouteRef({
  id: 'security-scorecards-entity',
});

import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import {
  entityContentRouteRef,
  licenseComplianceRouteRef,
  organizationRouteRef,
  rootRouteRef,
  supplyChainRouteRef,
} from '../routes';

/**
 * The plugin for apps of the old front-end system. It works alone: its parts
 * make a client of the backend where no other plugin provides one.
 *
 * @public
 */
export const securityScorecardsPlugin = createPlugin({
  id: 'security-scorecards',
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: {
    organization: organizationRouteRef,
    supplyChain: supplyChainRouteRef,
    licenseCompliance: licenseComplianceRouteRef,
  },
});

/** The page for the whole organization; mount it at `/security-scorecards`. @public */
export const SecurityScorecardsPage: () => JSX.Element | null =
  securityScorecardsPlugin.provide(
    createRoutableExtension({
      name: 'SecurityScorecardsPage',
      mountPoint: rootRouteRef,
      component: () =>
        import('./SecurityScorecardsPage').then(m => m.SecurityScorecardsPage),
    }),
  );

/** The Scorecards tab of an entity page; mount it at `/scorecards`. @public */
export const EntityScorecardsContent: () => JSX.Element | null =
  securityScorecardsPlugin.provide(
    createRoutableExtension({
      name: 'EntityScorecardsContent',
      mountPoint: entityContentRouteRef,
      component: () =>
        import('../entity/EntityScorecardsContent').then(
          m => m.EntityScorecardsContent,
        ),
    }),
  );

/** The overview card of a component. @public */
export const EntityScorecardsCard: () => JSX.Element | null =
  securityScorecardsPlugin.provide(
    createComponentExtension({
      name: 'EntityScorecardsCard',
      component: {
        lazy: () =>
          import('../card/EntityScorecardsCard').then(
            m => m.EntityScorecardsCard,
          ),
      },
    }),
  );

/** The card of a group, user, system or domain. @public */
export const GroupScorecardsCard: () => JSX.Element | null =
  securityScorecardsPlugin.provide(
    createComponentExtension({
      name: 'GroupScorecardsCard',
      component: {
        lazy: () =>
          import('../card/GroupScorecardsCard').then(
            m => m.GroupScorecardsCard,
          ),
      },
    }),
  );

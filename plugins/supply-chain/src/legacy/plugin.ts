import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createSupplyChainClient } from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainApiRef } from '@safety-curtain/plugin-supply-chain-react';
import type { JSX } from 'react';
import {
  entityContentRouteRef,
  organizationRouteRef,
  rootRouteRef,
} from '../routes';

/** The plugin for apps of the old front-end system. @public */
export const supplyChainPlugin = createPlugin({
  id: 'supply-chain',
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { organization: organizationRouteRef },
  apis: [
    createApiFactory({
      api: supplyChainApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => createSupplyChainClient({ fetchApi }),
    }),
  ],
});

/** The page for the whole organization; mount it at `/supply-chain`. @public */
export const SupplyChainPage: () => JSX.Element | null =
  supplyChainPlugin.provide(
    createRoutableExtension({
      name: 'SupplyChainPage',
      mountPoint: rootRouteRef,
      component: () => import('./SupplyChainPage').then(m => m.SupplyChainPage),
    }),
  );

/** The Security tab of an entity page; mount it at `/security`. @public */
export const EntitySecurityContent: () => JSX.Element | null =
  supplyChainPlugin.provide(
    createRoutableExtension({
      name: 'EntitySecurityContent',
      mountPoint: entityContentRouteRef,
      component: () =>
        import('../entity/EntitySecurityContent').then(
          m => m.EntitySecurityContent,
        ),
    }),
  );

/** The overview card of an entity page. @public */
export const EntitySecurityCard: () => JSX.Element | null =
  supplyChainPlugin.provide(
    createComponentExtension({
      name: 'EntitySecurityCard',
      component: {
        lazy: () =>
          import('../card/EntitySecurityCard').then(m => m.EntitySecurityCard),
      },
    }),
  );

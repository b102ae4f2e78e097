import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { createSupplyChainClient } from '@safety-curtain/plugin-supply-chain-common';
import {
  entityTabPaths,
  supplyChainApiRef,
  supplyChainTitles,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactElement } from 'react';
import {
  entityContentRouteRef,
  organizationRouteRef,
  rootRouteRef,
  tabPaths,
} from './routes';

/** Its parts use React Router 6 within the portal's own routing. */
const routed = (element: ReactElement) => (
  <ReactRouterV6PageRouter>{element}</ReactRouterV6PageRouter>
);

const supplyChainApi = ApiBlueprint.make({
  params: define =>
    define({
      api: supplyChainApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => createSupplyChainClient({ fetchApi }),
    }),
});

const securityContent = EntityContentBlueprint.make({
  name: 'security',
  params: {
    path: entityTabPaths.security,
    title: supplyChainTitles.security,
    group: 'operation',
    routeRef: entityContentRouteRef,
    filter: { kind: 'component' },
    loader: () =>
      import('./entity/EntitySecurityContent').then(m =>
        routed(<m.EntitySecurityContent />),
      ),
  },
});

const securityCard = EntityCardBlueprint.make({
  name: 'security',
  params: {
    type: 'info',
    filter: { kind: 'component' },
    loader: () =>
      import('./card/EntitySecurityCard').then(m => <m.EntitySecurityCard />),
  },
});

const page = PageBlueprint.make({
  params: {
    path: '/supply-chain',
    title: supplyChainTitles.page,
    icon: <RiShieldCheckLine />,
    routeRef: rootRouteRef,
  },
});

const whereUsed = SubPageBlueprint.make({
  name: 'where-used',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.whereUsed,
    title: supplyChainTitles.whereUsed,
    loader: () =>
      import('./organization/whereUsed/WhereUsedPage').then(m =>
        routed(
          <main>
            <m.WhereUsedPage />
          </main>,
        ),
      ),
  },
});

const advisories = SubPageBlueprint.make({
  name: 'advisories',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.advisories,
    title: supplyChainTitles.advisories,
    loader: () =>
      import('./organization/AdvisoriesPage').then(m =>
        routed(
          <main>
            <m.AdvisoriesPage />
          </main>,
        ),
      ),
  },
});

const triage = SubPageBlueprint.make({
  name: 'triage',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.triage,
    title: supplyChainTitles.triage,
    loader: () =>
      import('./organization/triage/TriagePage').then(m =>
        routed(
          <main>
            <m.TriagePage />
          </main>,
        ),
      ),
  },
});

const services = SubPageBlueprint.make({
  name: 'services',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.services,
    title: supplyChainTitles.services,
    loader: () =>
      import('./organization/ServicesPage').then(m =>
        routed(
          <main>
            <m.ServicesPage />
          </main>,
        ),
      ),
  },
});

const systemHealth = SubPageBlueprint.make({
  name: 'system-health',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.systemHealth,
    title: supplyChainTitles.systemHealth,
    loader: () =>
      import('./organization/systemHealth/SystemHealthPage').then(m =>
        routed(
          <main>
            <m.SystemHealthPage />
          </main>,
        ),
      ),
  },
});

/**
 * The Security tab and overview card of components, and the supply-chain page
 * of the whole organization.
 *
 * @public
 */
export const supplyChainPlugin = createFrontendPlugin({
  pluginId: 'supply-chain',
  title: 'Supply chain',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { organization: organizationRouteRef },
  extensions: [
    supplyChainApi,
    securityContent,
    securityCard,
    page,
    whereUsed,
    advisories,
    triage,
    services,
    systemHealth,
  ],
});

import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import {
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiScales3Line } from '@remixicon/react';
import { entityTabPaths } from '@safety-curtain/plugin-supply-chain-react';
import type { ReactElement } from 'react';
import {
  entityContentRouteRef,
  organizationRouteRef,
  rootRouteRef,
  tabPaths,
} from './routes';
import { licenseComplianceTitles as titles } from './translation';

/** Its parts use React Router 6 within the portal's own routing. */
const routed = (element: ReactElement) => (
  <ReactRouterV6PageRouter>{element}</ReactRouterV6PageRouter>
);

const licensesContent = EntityContentBlueprint.make({
  name: 'licenses',
  params: {
    path: entityTabPaths.licenses,
    title: titles.tab,
    routeRef: entityContentRouteRef,
    filter: { kind: 'component' },
    loader: () =>
      import('./entity/EntityLicensesContent').then(m =>
        routed(<m.EntityLicensesContent />),
      ),
  },
});

const licensesCard = EntityCardBlueprint.make({
  name: 'licenses',
  params: {
    type: 'info',
    filter: { kind: 'component' },
    loader: () =>
      import('./card/EntityLicensesCard').then(m => <m.EntityLicensesCard />),
  },
});

const page = PageBlueprint.make({
  params: {
    path: '/license-compliance',
    title: titles.page,
    icon: <RiScales3Line />,
    routeRef: rootRouteRef,
  },
});

const overview = SubPageBlueprint.make({
  name: 'overview',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.overview,
    title: titles.overview,
    loader: () =>
      import('./organization/OverviewPage').then(m =>
        routed(
          <main>
            <m.OverviewPage />
          </main>,
        ),
      ),
  },
});

const issues = SubPageBlueprint.make({
  name: 'issues',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.issues,
    title: titles.issues,
    loader: () =>
      import('./organization/IssuesPage').then(m =>
        routed(
          <main>
            <m.IssuesPage />
          </main>,
        ),
      ),
  },
});

const licenses = SubPageBlueprint.make({
  name: 'licenses',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.licenses,
    title: titles.licenses,
    loader: () =>
      import('./organization/LicensesPage').then(m =>
        routed(
          <main>
            <m.LicensesPage />
          </main>,
        ),
      ),
  },
});

const decisions = SubPageBlueprint.make({
  name: 'decisions',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.decisions,
    title: titles.decisions,
    loader: () =>
      import('./organization/DecisionsPage').then(m =>
        routed(
          <main>
            <m.DecisionsPage />
          </main>,
        ),
      ),
  },
});

const archive = SubPageBlueprint.make({
  name: 'archive',
  attachTo: page.inputs.pages,
  params: {
    path: tabPaths.archive,
    title: titles.archive,
    loader: () =>
      import('./archive/ArchivePage').then(m =>
        routed(
          <main>
            <m.ArchivePage />
          </main>,
        ),
      ),
  },
});

/**
 * The Licenses tab and overview card of components, and the page of license
 * compliance with the SBOM archive of the whole organization.
 *
 * @public
 */
export const licenseCompliancePlugin = createFrontendPlugin({
  pluginId: 'license-compliance',
  title: 'Compliance',
  icon: <RiScales3Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { organization: organizationRouteRef },
  extensions: [
    licensesContent,
    licensesCard,
    page,
    overview,
    issues,
    licenses,
    decisions,
    archive,
  ],
});

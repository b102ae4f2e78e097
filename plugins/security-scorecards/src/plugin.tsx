import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiMedalLine } from '@remixicon/react';
import { entityTabPaths } from '@safety-curtain/plugin-supply-chain-react';
import type { ReactElement } from 'react';
import {
  entityContentRouteRef,
  licenseComplianceRouteRef,
  organizationRouteRef,
  rootRouteRef,
  supplyChainRouteRef,
} from './routes';
import { securityScorecardsTitles as titles } from './translation';

/** Its parts use React Router 6 within the portal's own routing. */
const routed = (element: ReactElement) => (
  <ReactRouterV6PageRouter>{element}</ReactRouterV6PageRouter>
);

const scorecardsContent = EntityContentBlueprint.make({
  name: 'scorecards',
  params: {
    path: entityTabPaths.scorecards,
    title: titles.tab,
    routeRef: entityContentRouteRef,
    filter: { kind: 'component' },
    loader: () =>
      import('./entity/EntityScorecardsContent').then(m =>
        routed(<m.EntityScorecardsContent />),
      ),
  },
});

const scorecardsCard = EntityCardBlueprint.make({
  name: 'scorecards',
  params: {
    type: 'info',
    filter: { kind: 'component' },
    loader: () =>
      import('./card/EntityScorecardsCard').then(m => (
        <m.EntityScorecardsCard />
      )),
  },
});

const groupCard = EntityCardBlueprint.make({
  name: 'group-scorecards',
  params: {
    type: 'info',
    filter: { kind: { $in: ['group', 'user', 'system', 'domain'] } },
    loader: () =>
      import('./card/GroupScorecardsCard').then(m => <m.GroupScorecardsCard />),
  },
});

const page = PageBlueprint.make({
  params: {
    path: '/security-scorecards',
    title: titles.page,
    icon: <RiMedalLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./organization/ScorecardsPage').then(m =>
        routed(
          <main>
            <m.ScorecardsPage />
          </main>,
        ),
      ),
  },
});

/**
 * The page that shows where teams stand on scorecards and why, the Scorecards
 * tab and card of components, and the card of groups, systems and domains.
 *
 * @public
 */
export const securityScorecardsPlugin = createFrontendPlugin({
  pluginId: 'security-scorecards',
  title: 'Scorecards',
  icon: <RiMedalLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: {
    organization: organizationRouteRef,
    supplyChain: supplyChainRouteRef,
    licenseCompliance: licenseComplianceRouteRef,
  },
  extensions: [scorecardsContent, scorecardsCard, groupCard, page],
});

import '@backstage/cli/asset-types';
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this is an app
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { createApiFactory, fetchApiRef } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { sampleFetch } from '@safety-curtain/plugin-supply-chain-react/samples';
import ReactDOM from 'react-dom/client';
import { Navigate, Route } from 'react-router-dom';
import {
  EntityScorecardsCard,
  EntityScorecardsContent,
  GroupScorecardsCard,
  SecurityScorecardsPage,
  securityScorecardsPlugin,
} from '../src/legacy';
import { answers } from './answers';

const app = createApp({
  plugins: [catalogPlugin, securityScorecardsPlugin],
  apis: [createApiFactory(fetchApiRef, { fetch: sampleFetch(answers) })],
  configLoader: async () => [
    {
      context: 'dev',
      data: {
        app: { title: 'Scorecards', baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    },
  ],
});

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntityScorecardsCard />
    </EntityLayout.Route>
    <EntityLayout.Route path="/scorecards" title="Scorecards">
      <EntityScorecardsContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/group" title="Group card">
      <GroupScorecardsCard />
    </EntityLayout.Route>
  </EntityLayout>
);

const App = app.createRoot(
  <AppRouter>
    <FlatRoutes>
      <Route path="/" element={<Navigate to="security-scorecards" />} />
      <Route path="/catalog" element={<CatalogIndexPage />} />
      <Route
        path="/catalog/:namespace/:kind/:name"
        element={<CatalogEntityPage />}
      >
        {entityPage}
      </Route>
      <Route path="/security-scorecards" element={<SecurityScorecardsPage />} />
    </FlatRoutes>
  </AppRouter>,
);

ReactDOM.createRoot(document.getElementById('root')!).render(<App />);

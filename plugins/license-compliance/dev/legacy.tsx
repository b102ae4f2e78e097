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
  EntityLicensesCard,
  EntityLicensesContent,
  LicenseCompliancePage,
  licenseCompliancePlugin,
} from '../src/legacy';
import { answers } from './answers';

const app = createApp({
  plugins: [catalogPlugin, licenseCompliancePlugin],
  apis: [createApiFactory(fetchApiRef, { fetch: sampleFetch(answers) })],
  configLoader: async () => [
    {
      context: 'dev',
      data: {
        app: { title: 'Compliance', baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    },
  ],
});

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntityLicensesCard />
    </EntityLayout.Route>
    <EntityLayout.Route path="/licenses" title="Licenses">
      <EntityLicensesContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const App = app.createRoot(
  <AppRouter>
    <FlatRoutes>
      <Route path="/" element={<Navigate to="license-compliance" />} />
      <Route path="/catalog" element={<CatalogIndexPage />} />
      <Route
        path="/catalog/:namespace/:kind/:name"
        element={<CatalogEntityPage />}
      >
        {entityPage}
      </Route>
      <Route path="/license-compliance" element={<LicenseCompliancePage />} />
    </FlatRoutes>
  </AppRouter>,
);

ReactDOM.createRoot(document.getElementById('root')!).render(<App />);

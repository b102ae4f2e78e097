import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  AlertDisplay,
  OAuthRequestDialog,
  SidebarPage,
  SignInPage,
} from '@backstage/core-components';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import { LicenseCompliancePage } from '@safety-curtain/plugin-license-compliance/legacy';
import { SecurityScorecardsPage } from '@safety-curtain/plugin-security-scorecards/legacy';
import { SupplyChainPage } from '@safety-curtain/plugin-supply-chain/legacy';
import { Navigate, Route } from 'react-router-dom';
import { entityPage } from './entityPage';
import { PortalSidebar } from './PortalSidebar';

const app = createApp({
  plugins: [catalogPlugin],
  components: {
    SignInPage: props => <SignInPage {...props} auto providers={['guest']} />,
  },
});

const routes = (
  <FlatRoutes>
    <Route path="/" element={<Navigate to="catalog" />} />
    <Route path="/catalog" element={<CatalogIndexPage />} />
    <Route
      path="/catalog/:namespace/:kind/:name"
      element={<CatalogEntityPage />}
    >
      {entityPage}
    </Route>
    <Route path="/supply-chain" element={<SupplyChainPage />} />
    <Route path="/license-compliance" element={<LicenseCompliancePage />} />
    <Route path="/security-scorecards" element={<SecurityScorecardsPage />} />
  </FlatRoutes>
);

/**
 * The plugins in an app of the old front-end system, put in place as
 * docs/install.md says. It has what browser tests of them need, and no more.
 */
export default app.createRoot(
  <>
    <AlertDisplay />
    <OAuthRequestDialog />
    <AppRouter>
      <SidebarPage>
        <PortalSidebar />
        {routes}
      </SidebarPage>
    </AppRouter>
  </>,
);

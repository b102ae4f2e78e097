import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { createApiFactory, fetchApiRef } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import { LicenseCompliancePage } from '@safety-curtain/plugin-license-compliance/legacy';
import { SecurityScorecardsPage } from '@safety-curtain/plugin-security-scorecards/legacy';
import { SupplyChainPage } from '@safety-curtain/plugin-supply-chain/legacy';
import { sampleFetch } from '@safety-curtain/plugin-supply-chain-react/samples';
import { render, screen } from '@testing-library/react';
import { Route } from 'react-router-dom';

/** Each plugin's page, and what is there once the backend has answered. */
const pages = [
  {
    Page: SupplyChainPage,
    path: '/supply-chain',
    below: '/services',
    answered: 'No services yet',
  },
  {
    Page: LicenseCompliancePage,
    path: '/license-compliance',
    below: '/archive',
    answered: 'The archive is empty',
  },
  {
    Page: SecurityScorecardsPage,
    path: '/security-scorecards',
    below: '',
    answered: 'No scorecards are configured',
  },
];

const combinations = pages
  .reduce<(typeof pages)[]>(
    (sets, one) => [...sets, ...sets.map(set => [...set, one])],
    [[]],
  )
  .filter(set => set.length > 0);

function appWith(set: typeof pages) {
  const app = createApp({
    plugins: [catalogPlugin],
    apis: [createApiFactory(fetchApiRef, { fetch: sampleFetch({}) })],
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Portal', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
        },
      },
    ],
  });
  return app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        />
        {set.map(({ Page, path }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </FlatRoutes>
    </AppRouter>,
  );
}

describe.each(
  combinations.map(set => ({
    set,
    names: set.map(({ path }) => path.slice(1)).join(', '),
  })),
)('an app of the old front-end system with $names', ({ set }) => {
  it.each(set)('shows $path$below', async ({ path, below, answered }) => {
    window.history.replaceState({}, '', path + below);
    const App = appWith(set);
    render(<App />);
    expect(await screen.findByText(answered)).toBeInTheDocument();
  });
});

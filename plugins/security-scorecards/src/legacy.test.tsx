import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  anOverview,
  aPage,
  checkout,
  fakeBackend,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  aNode,
  aRollUp,
  aScorecard,
  theServiceScorecards,
} from './__testUtils__/answers';
import {
  EntityScorecardsCard,
  EntityScorecardsContent,
  GroupScorecardsCard,
  SecurityScorecardsPage,
  securityScorecardsPlugin,
} from './legacy';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntityScorecardsCard';
import './card/GroupScorecardsCard';
import './entity/EntityScorecardsContent';
import './legacy/SecurityScorecardsPage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get(
    '/targets/component/default/checkout/scorecards',
    theServiceScorecards(),
  );
  backend.get(
    '/targets/component/default/checkout/scorecards/supply-chain/history',
    aPage([]),
  );
  backend.get('/decisions', aPage([]));
  backend.get('/overview', anOverview());
  backend.get('/scorecards', { items: [aScorecard()] });
  backend.get('/scorecards/supply-chain/rollup', aRollUp());
  backend.get('/scorecards/nodes/component/default/checkout', aNode());
});

function renderLegacy(element: JSX.Element) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        ...testApis(),
        [catalogApiRef, catalogApiMock({ entities: [checkout] })],
      ]}
    >
      <Routes>
        <Route
          path="/*"
          element={<EntityProvider entity={checkout}>{element}</EntityProvider>}
        />
      </Routes>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
}

describe('the plugin of the old front-end system', () => {
  it('provides no client, which another plugin may do', () => {
    expect([...securityScorecardsPlugin.getApis()]).toEqual([]);
  });

  it('has the Scorecards tab', async () => {
    await renderLegacy(<EntityScorecardsContent />);
    expect(
      await screen.findByRole('region', {
        name: 'What is missing for Silver',
      }),
    ).toBeInTheDocument();
  });

  it('has the card of components', async () => {
    await renderLegacy(<EntityScorecardsCard />);
    expect(
      await screen.findByText(/2 checks are missing for Silver/),
    ).toBeInTheDocument();
  });

  it('has the card of groups', async () => {
    await renderLegacy(<GroupScorecardsCard />);
    expect(
      await screen.findByText('Critical services with failing checks:', {
        exact: false,
      }),
    ).toBeInTheDocument();
  });

  it('has the organization page', async () => {
    await renderLegacy(<SecurityScorecardsPage />);
    expect(
      await screen.findByRole('heading', { name: 'Scorecards' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('table', { name: 'Results by check' }),
    ).toBeInTheDocument();
  });
});

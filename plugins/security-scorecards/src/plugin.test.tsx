import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  aPage,
  checkout,
  fakeBackend,
  portalIn,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { aNode, theServiceScorecards } from './__testUtils__/answers';
import securityScorecardsPlugin from './index';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntityScorecardsCard';
import './card/GroupScorecardsCard';
import './entity/EntityScorecardsContent';
import './organization/ScorecardsPage';

const backend = fakeBackend();
const payments = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

beforeEach(() => {
  // The language that a reader chose is remembered there.
  localStorage.clear();
  backend.get(
    '/targets/component/default/checkout/scorecards',
    theServiceScorecards(),
  );
  backend.get(
    '/targets/component/default/checkout/scorecards/supply-chain/history',
    aPage([]),
  );
  backend.get('/decisions', aPage([]));
  backend.get('/scorecards/nodes/group/default/payments', aNode());
});

const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

describe('the plugin of the new front-end system', () => {
  it('gives components a Scorecards tab', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: checkout }),
        securityScorecardsPlugin.getExtension(
          'entity-content:security-scorecards/scorecards',
        ),
      ],
      apis: testApis(),
      mountedRoutes,
    });
    expect(
      await screen.findByRole('region', {
        name: 'What is missing for Silver',
      }),
    ).toBeInTheDocument();
  });

  it('gives components an overview card', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: checkout }),
        securityScorecardsPlugin.getExtension(
          'entity-card:security-scorecards/scorecards',
        ),
      ],
      apis: testApis(),
      mountedRoutes,
    });
    expect(
      await screen.findByText(
        '2 checks are missing for Silver · 1 campaign is overdue',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'View scorecard details' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/\/component\/checkout\/scorecards$/),
    );
  });

  it('gives groups a card', async () => {
    const card = securityScorecardsPlugin.getExtension(
      'entity-card:security-scorecards/group-scorecards',
    );
    renderTestApp({
      extensions: [createTestEntityPage({ entity: payments }), card],
      apis: testApis(),
      mountedRoutes,
    });
    expect(
      await screen.findByRole('region', { name: 'Supply-chain security' }),
    ).toBeInTheDocument();
  });

  it('is called what its page is called', async () => {
    backend.get('/scorecards', { items: [] });
    renderTestApp({
      features: [securityScorecardsPlugin],
      config: portalIn('en'),
      initialRouteEntries: ['/security-scorecards'],
      apis: testApis(),
      mountedRoutes,
    });
    // The header is built anew once texts are loaded.
    await waitFor(() =>
      expect(
        screen.getByRole('heading', {
          level: 1,
          name: securityScorecardsPlugin.title,
        }),
      ).toBeInTheDocument(),
    );
  });

  it.each([
    ['en', 'No scorecards are configured'],
    ['de', 'Keine Scorecards konfiguriert'],
  ] as const)('has the page, in the language %s', async (language, text) => {
    backend.get('/scorecards', { items: [] });
    renderTestApp({
      features: [securityScorecardsPlugin],
      config: portalIn(language),
      initialRouteEntries: ['/security-scorecards'],
      apis: testApis(),
      mountedRoutes,
    });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});

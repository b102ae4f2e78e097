import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  aFinding,
  anOverview,
  aPage,
  aTarget,
  aTargetDetail,
  fakeBackend,
  portalIn,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { checkout } from './__testUtils__/entity';
import supplyChainPlugin from './index';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntitySecurityCard';
import './entity/EntitySecurityContent';
import './organization/ServicesPage';

const backend = fakeBackend();

beforeEach(() => {
  // The language that a reader chose is remembered there.
  localStorage.clear();
  backend.get('/targets/component/default/checkout', aTargetDetail());
  backend.get('/findings', aPage([aFinding()]));
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
});

describe('the plugin of the new front-end system', () => {
  it('gives components a Security tab', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: checkout }),
        supplyChainPlugin.getExtension('entity-content:supply-chain/security'),
      ],
      apis: testApis(),
    });
    expect(
      await screen.findByRole('link', { name: 'CVE-2021-44906' }),
    ).toBeInTheDocument();
  });

  it('gives components an overview card', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: checkout }),
        supplyChainPlugin.getExtension('entity-card:supply-chain/security'),
      ],
      apis: testApis(),
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    });
    expect(await screen.findByText('Scan up to date')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'View security details' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/\/component\/checkout\/security$/),
    );
  });

  it('leaves other kinds alone', async () => {
    const user = { ...checkout, kind: 'User', spec: {} };
    const other = EntityCardBlueprint.make({
      name: 'other',
      params: { loader: async () => <p>Another card</p> },
    });
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: user }),
        supplyChainPlugin.getExtension('entity-card:supply-chain/security'),
        other,
      ],
      apis: testApis(),
    });
    expect(await screen.findByText('Another card')).toBeInTheDocument();
    expect(screen.queryByText('Security')).not.toBeInTheDocument();
  });

  it('is called what its page is called', async () => {
    renderTestApp({
      features: [supplyChainPlugin],
      config: portalIn('en'),
      initialRouteEntries: ['/supply-chain/services'],
      apis: testApis(),
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    });
    // The header is built anew once texts are loaded.
    await waitFor(() =>
      expect(
        screen.getByRole('heading', {
          level: 1,
          name: supplyChainPlugin.title,
        }),
      ).toBeInTheDocument(),
    );
  });

  it.each([
    ['en', ['Where used', 'Advisories', 'Services', 'System health']],
    ['de', ['Verwendung', 'Advisories', 'Services', 'Systemzustand']],
  ] as const)(
    'has a page with tabs, in the language %s',
    async (language, tabs) => {
      renderTestApp({
        features: [supplyChainPlugin],
        config: portalIn(language),
        initialRouteEntries: ['/supply-chain/services'],
        apis: testApis(),
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      });
      for (const name of tabs) {
        expect(await screen.findByRole('tab', { name })).toBeInTheDocument();
      }
    },
  );

  it('speaks German within its pages', async () => {
    renderTestApp({
      features: [supplyChainPlugin],
      config: portalIn('de'),
      initialRouteEntries: ['/supply-chain/services'],
      apis: testApis(),
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    });
    expect(
      await screen.findByRole('searchbox', { name: 'Services durchsuchen' }),
    ).toBeInTheDocument();
  });
});

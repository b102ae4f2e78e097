import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  anOverview,
  aPage,
  checkout,
  fakeBackend,
  portalIn,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { aLicenseIssue, aLicenseOverview } from './__testUtils__/answers';
import licenseCompliancePlugin from './index';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntityLicensesCard';
import './entity/EntityLicensesContent';
import './organization/IssuesPage';

const backend = fakeBackend();

beforeEach(() => {
  // The language that a reader chose is remembered there.
  localStorage.clear();
  backend.get('/licenses/overview', aLicenseOverview());
  backend.get('/licenses/issues', aPage([aLicenseIssue()]));
  backend.get('/overview', anOverview());
});

describe('the plugin of the new front-end system', () => {
  it('gives components a Licenses tab', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: checkout }),
        licenseCompliancePlugin.getExtension(
          'entity-content:license-compliance/licenses',
        ),
      ],
      apis: testApis(),
    });
    expect(
      await screen.findByRole('row', { name: /ghost-db/ }),
    ).toBeInTheDocument();
  });

  it('gives components an overview card', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: checkout }),
        licenseCompliancePlugin.getExtension(
          'entity-card:license-compliance/licenses',
        ),
      ],
      apis: testApis(),
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    });
    expect(await screen.findByText('1 denied')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'View license details' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/\/component\/checkout\/licenses$/),
    );
  });

  it('is called what its page is called', async () => {
    renderTestApp({
      features: [licenseCompliancePlugin],
      config: portalIn('en'),
      initialRouteEntries: ['/license-compliance/issues'],
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
          name: licenseCompliancePlugin.title,
        }),
      ).toBeInTheDocument(),
    );
  });

  it.each([
    ['en', ['Overview', 'Issues', 'Licenses', 'Decisions', 'Archive']],
    ['de', ['Überblick', 'Verstöße', 'Lizenzen', 'Entscheidungen', 'Archiv']],
  ] as const)(
    'has a page with tabs, in the language %s',
    async (language, tabs) => {
      renderTestApp({
        features: [licenseCompliancePlugin],
        config: portalIn(language),
        initialRouteEntries: ['/license-compliance/issues'],
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

  it('speaks German within its tab', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: checkout }),
        licenseCompliancePlugin.getExtension(
          'entity-content:license-compliance/licenses',
        ),
      ],
      config: portalIn('de'),
      apis: testApis(),
    });
    expect(
      await screen.findByRole('searchbox', { name: 'Verstöße durchsuchen' }),
    ).toBeInTheDocument();
  });
});

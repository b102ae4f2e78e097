import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  anOverview,
  aPage,
  checkout,
  fakeBackend,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { aLicenseIssue, aLicenseOverview } from './__testUtils__/answers';
import licenseCompliancePlugin from './index';
import { tabPaths } from './routes';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntityLicensesCard';
import './entity/EntityLicensesContent';

const backend = fakeBackend();

beforeEach(() => {
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
        '/catalog/:namespace/:kind/:name': entityRouteRef as any,
      },
    });
    expect(await screen.findByText('1 denied')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open Licenses' })).toHaveAttribute(
      'href',
      expect.stringMatching(/\/component\/checkout\/licenses$/),
    );
  });

  it.each(Object.values(tabPaths))('has the page %s', async path => {
    const tester = createExtensionTester(
      licenseCompliancePlugin.getExtension(
        `sub-page:license-compliance/${path}` as never,
      ),
    );
    expect(tester.snapshot().id).toBe(`sub-page:license-compliance/${path}`);
  });
});

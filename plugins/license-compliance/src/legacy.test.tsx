import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  anOverview,
  aPage,
  checkout,
  fakeBackend,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { aLicenseIssue, aLicenseOverview } from './__testUtils__/answers';
import {
  EntityLicensesCard,
  EntityLicensesContent,
  LicenseCompliancePage,
  licenseCompliancePlugin,
} from './legacy';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntityLicensesCard';
import './entity/EntityLicensesContent';
import './legacy/LicenseCompliancePage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/licenses/overview', aLicenseOverview());
  backend.get('/licenses/issues', aPage([aLicenseIssue()]));
  backend.get('/licenses/sources', {
    components: 0,
    asked: 0,
    pending: 0,
    sources: [],
  });
  backend.get('/overview', anOverview());
});

function renderLegacy(element: JSX.Element) {
  const withEntity = (
    <EntityProvider entity={checkout}>{element}</EntityProvider>
  );
  return renderInTestApp(
    <TestApiProvider
      apis={[
        ...testApis(),
        [catalogApiRef, catalogApiMock({ entities: [checkout] })],
      ]}
    >
      <Routes>
        <Route path="/*" element={withEntity} />
      </Routes>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
}

describe('the plugin of the old front-end system', () => {
  it('provides no client, which another plugin may do', () => {
    expect([...licenseCompliancePlugin.getApis()]).toEqual([]);
  });

  it('has the Licenses tab', async () => {
    await renderLegacy(<EntityLicensesContent />);
    expect(
      await screen.findByRole('row', { name: /ghost-db/ }),
    ).toBeInTheDocument();
  });

  it('has the overview card', async () => {
    await renderLegacy(<EntityLicensesCard />);
    expect(await screen.findByText('1 denied')).toBeInTheDocument();
  });

  it('has the organization page with its tabs', async () => {
    await renderLegacy(<LicenseCompliancePage />);
    expect(
      await screen.findByRole('heading', { name: 'Compliance' }),
    ).toBeInTheDocument();
    for (const tab of [
      'Overview',
      'Issues',
      'Licenses',
      'Decisions',
      'Archive',
    ]) {
      expect(screen.getByRole('tab', { name: tab })).toBeInTheDocument();
    }
    expect(
      await screen.findByRole('region', { name: 'Licenses by category' }),
    ).toBeInTheDocument();
  });
});

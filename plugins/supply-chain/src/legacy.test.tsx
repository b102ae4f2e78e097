import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { createSupplyChainClient } from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainApiRef } from '@safety-curtain/plugin-supply-chain-react';
import {
  aFinding,
  anOverview,
  aPage,
  aTarget,
  aTargetDetail,
  fakeBackend,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { checkout } from './__testUtils__/entity';
import {
  EntitySecurityCard,
  EntitySecurityContent,
  SupplyChainPage,
  supplyChainPlugin,
} from './legacy';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntitySecurityCard';
import './entity/EntitySecurityContent';
import './legacy/SupplyChainPage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/targets/component/default/checkout', aTargetDetail());
  backend.get('/targets', aPage([aTarget()]));
  backend.get('/findings', aPage([aFinding()]));
  backend.get('/overview', anOverview());
});

function renderLegacy(element: JSX.Element) {
  const withEntity = (
    <EntityProvider entity={checkout}>{element}</EntityProvider>
  );
  const apis = testApis();
  const [[, fetchApi]] = apis;
  return renderInTestApp(
    // The app that the plugin brings its client to has no backend.
    <TestApiProvider
      apis={[
        ...apis,
        [supplyChainApiRef, createSupplyChainClient({ fetchApi })],
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
  it('brings its client', () => {
    expect([...supplyChainPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.supply-chain.client',
    ]);
  });

  it('has the Security tab', async () => {
    await renderLegacy(<EntitySecurityContent />);
    expect(
      await screen.findByRole('link', { name: 'CVE-2021-44906' }),
    ).toBeInTheDocument();
  });

  it('has the overview card', async () => {
    await renderLegacy(<EntitySecurityCard />);
    expect(await screen.findByText('Scan up to date')).toBeInTheDocument();
  });

  it('has the organization page with its tabs', async () => {
    await renderLegacy(<SupplyChainPage />);
    expect(
      await screen.findByRole('heading', { name: 'Supply chain' }),
    ).toBeInTheDocument();
    for (const tab of [
      'Where used',
      'Advisories',
      'Services',
      'System health',
    ]) {
      expect(screen.getByRole('tab', { name: tab })).toBeInTheDocument();
    }
    expect(await screen.findByText('Where is it used?')).toBeInTheDocument();
  });
});

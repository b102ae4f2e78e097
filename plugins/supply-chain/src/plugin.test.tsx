import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  aFinding,
  anOverview,
  aPage,
  aTargetDetail,
  fakeBackend,
  testApis,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { checkout } from './__testUtils__/entity';
import supplyChainPlugin from './index';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './card/EntitySecurityCard';
import './entity/EntitySecurityContent';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/targets/component/default/checkout', aTargetDetail());
  backend.get('/findings', aPage([aFinding()]));
  backend.get('/overview', anOverview());
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
        '/catalog/:namespace/:kind/:name': entityRouteRef as any,
      },
    });
    expect(await screen.findByText('Scan up to date')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open Security' })).toHaveAttribute(
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

  it.each(['where-used', 'advisories', 'services', 'system-health'])(
    'has a page with the tab %s',
    name => {
      const page = createExtensionTester(
        supplyChainPlugin.getExtension('page:supply-chain'),
      ).add(
        supplyChainPlugin.getExtension(
          `sub-page:supply-chain/${name}` as 'sub-page:supply-chain/where-used',
        ),
      );
      expect(page.snapshot().children?.pages).toHaveLength(1);
    },
  );
});

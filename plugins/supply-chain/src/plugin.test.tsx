import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  aFinding,
  aPage,
  aTargetDetail,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { anOverview, fakeBackend, testApis } from './__testUtils__/backend';
import { checkout } from './__testUtils__/entity';
import supplyChainPlugin from './index';

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
    });
    expect(await screen.findByText('Up to date')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open Security' })).toHaveAttribute(
      'href',
      expect.stringMatching(/\/component\/checkout\/security$/),
    );
  });

  it('leaves other kinds alone', async () => {
    const user = { ...checkout, kind: 'User', spec: {} };
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: user }),
        supplyChainPlugin.getExtension('entity-card:supply-chain/security'),
      ],
      apis: testApis(),
    });
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(screen.queryByText('Up to date')).not.toBeInTheDocument();
  });

  it.each(['where-used', 'advisories', 'services', 'machinery'])(
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

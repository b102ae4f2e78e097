import {
  aPage,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { aLicensedComponent, aLicenseOverview } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { EntityLicensesContent } from '../entity/EntityLicensesContent';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/licenses/overview', aLicenseOverview());
});

describe('packages', () => {
  it('never shows an unclear license as a clear one', async () => {
    backend.get(
      '/licenses/components',
      aPage([
        aLicensedComponent(),
        aLicensedComponent({
          purl: 'pkg:npm/mystery@1.0.0',
          name: 'mystery',
          expression: undefined,
          state: 'unknown',
          category: 'unclassified',
          pending: true,
          deprecated: 'use something else',
        }),
        aLicensedComponent({
          purl: 'pkg:npm/both@1.0.0',
          name: 'both',
          expression: 'MIT',
          state: 'conflicting',
          category: 'permissive',
          versionsBehind: 3,
          daysBehind: 120,
          latestVersion: '2.1.0',
        }),
      ]),
    );
    renderPart(<EntityLicensesContent />, { search: '?view=packages' });
    const mystery = await screen.findByRole('row', { name: /mystery/ });
    expect(cellsOf(mystery)).toMatchObject({
      License: 'Not looked up yet',
      Maintenance: 'Deprecated',
    });
    expect(cellsOf(screen.getByRole('row', { name: /both/ }))).toMatchObject({
      License: 'Conflicting MIT Permissive',
      Maintenance: '3 versions behind by 120 days, latest is 2.1.0',
    });
  });
});

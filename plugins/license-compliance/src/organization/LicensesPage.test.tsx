import { type LicenseUse } from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aLicensedComponent,
  aLicensedComponentDetail,
} from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { LicensesPage } from './LicensesPage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
});

describe('LicensesPage', () => {
  const use: LicenseUse = {
    expression: 'AGPL-3.0-only',
    name: 'GNU Affero General Public License v3.0 only',
    category: 'network-copyleft',
    state: 'known',
    components: 3,
    services: 2,
    verdicts: { deny: 2, review: 0, allow: 1, curate: 0 },
    url: 'javascript:alert(1)', // eslint-disable-line no-script-url
  };

  it('leads from a license to its packages', async () => {
    backend.get(
      '/licenses',
      aPage([
        use,
        { ...use, expression: '', state: 'unknown', name: undefined },
      ]),
    );
    backend.get('/licenses/components', aPage([aLicensedComponent()]));
    renderPart(<LicensesPage />, { search: '?category=network-copyleft' });
    const row = await screen.findByRole('row', { name: /AGPL/ });
    expect(cellsOf(row)).toMatchObject({
      Category: 'Network copyleft',
      Uses: '3',
      Services: '2',
      Verdicts: '2 denied 1 allowed',
    });
    // What a registry calls an address is not made a link unless it is one.
    expect(within(row).getAllByRole('link')).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Unknown' })).toHaveAttribute(
      'href',
      expect.stringMatching(/state=unknown$/),
    );
    expect(screen.getByRole('link', { name: 'AGPL-3.0-only' })).toHaveAttribute(
      'href',
      expect.stringMatching(
        /category=network-copyleft&view=packages&state=known&license=AGPL-3.0-only/,
      ),
    );
  });

  it('shows the packages of the license in the address, which can be taken away', async () => {
    backend.get('/licenses/components', aPage([aLicensedComponent()]));
    renderPart(<LicensesPage />, {
      search: '?view=packages&license=AGPL-3.0-only',
    });
    await screen.findByRole('row', { name: /ghost-db/ });
    expect(backend.lastQuery('/licenses/components').license).toBe(
      'AGPL-3.0-only',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Under AGPL-3.0-only' }),
    );
    await waitFor(() =>
      expect(backend.lastQuery('/licenses/components').license).toBeUndefined(),
    );
  });

  it('saves as CSV what is listed, no more', async () => {
    backend.get('/licenses/components', aPage([aLicensedComponent()]));
    backend.send('/licenses/components/export', 'package,version');
    URL.createObjectURL = jest.fn(() => 'blob:made');
    URL.revokeObjectURL = jest.fn();
    renderPart(<LicensesPage />, {
      search: '?view=packages&license=MIT&deprecated=true&outdated=false',
    });
    await screen.findByRole('row', { name: /ghost-db/ });
    await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() =>
      expect(backend.lastQuery('/licenses/components/export')).toEqual({
        license: 'MIT',
        deprecated: 'true',
        outdated: 'false',
      }),
    );
  });
});

describe('packages to curate', () => {
  it('asks for what is not clear, most used first', async () => {
    backend.get(
      '/licenses/components',
      aPage([
        aLicensedComponent({
          state: 'ambiguous',
          stateReason: '“BSD” may be several licenses',
          services: 12,
        }),
      ]),
    );
    renderPart(<LicensesPage />, { search: '?view=to-curate' });
    const row = await screen.findByRole('row', { name: /ghost-db/ });
    expect(cellsOf(row)).toMatchObject({
      License: expect.stringMatching(/^Ambiguous/),
      Problem: '“BSD” may be several licenses',
      Services: '12',
    });
    const query = new URLSearchParams(
      backend.queries('/licenses/components')[0],
    );
    expect(query.getAll('state')).toEqual([
      'unknown',
      'ambiguous',
      'conflicting',
    ]);
    expect(query.get('orderBy')).toBe('services');
    expect(query.get('order')).toBe('desc');
  });

  it('never asks for clear ones, whatever the address says', async () => {
    backend.get('/licenses/components', aPage([]));
    renderPart(<LicensesPage />, { search: '?view=to-curate&state=known' });
    await screen.findByText('No packages match these filters');
    expect(
      new URLSearchParams(backend.queries('/licenses/components')[0]).getAll(
        'state',
      ),
    ).not.toContain('known');
  });

  it('opens the form beside what each source says', async () => {
    backend.get('/licenses/components', aPage([aLicensedComponent()]));
    backend.get('/licenses/component', aLicensedComponentDetail());
    renderPart(<LicensesPage />, { search: '?view=to-curate' });
    await userEvent.click(await screen.findByRole('row', { name: /ghost-db/ }));
    expect(
      await screen.findByRole('button', { name: 'Curate license' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Source details' }),
    ).toBeInTheDocument();
    // An exception is for a service, and none is named here.
    expect(
      screen.queryByRole('button', { name: 'Request an exception' }),
    ).not.toBeInTheDocument();
  });
});

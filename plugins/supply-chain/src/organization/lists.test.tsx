import {
  aFinding,
  aVulnerability,
  anOverview,
  aPage,
  aTarget,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { AdvisoriesPage } from './AdvisoriesPage';
import { ServicesPage } from './ServicesPage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
});

describe('AdvisoriesPage', () => {
  it('groups findings by vulnerability and leads to the services', async () => {
    backend.get(
      '/advisories',
      aPage([
        aVulnerability({
          id: 'CVE-2021-44228',
          epss: 0.944,
          knownExploited: true,
          services: 12,
          findings: 14,
        }),
      ]),
    );
    renderPart(<AdvisoriesPage />);
    const row = await screen.findByRole('row', { name: /CVE-2021-44228/ });
    expect(cellsOf(row)).toMatchObject({
      Risk: 'Critical 9.8',
      Advisory: expect.stringMatching(/^CVE-2021-44228 Exploited/),
      EPSS: '94%',
      Services: '12 14 findings',
    });
    expect(
      screen.getByRole('link', { name: 'CVE-2021-44228' }),
    ).toHaveAttribute(
      'href',
      '/supply-chain/where-used?advisory=CVE-2021-44228',
    );
  });

  it('passes filters and order to the backend', async () => {
    backend.get('/advisories', aPage([aVulnerability()]));
    renderPart(<AdvisoriesPage />, {
      search:
        '?q=log&severity=high&exploited=true&owner=group:default/a&sort=epss&order=desc',
    });
    await screen.findByRole('row', { name: /minimist/ });
    expect(
      Object.fromEntries(
        new URLSearchParams(backend.queries('/advisories')[0]),
      ),
    ).toMatchObject({
      q: 'log',
      severity: 'high',
      knownExploited: 'true',
      owner: 'group:default/a',
      orderBy: 'epss',
      order: 'desc',
    });
  });
});

describe('ServicesPage', () => {
  it('shows each service with its state, and never a zero that is not known', async () => {
    backend.get(
      '/targets',
      aPage([
        aTarget(),
        aTarget({
          entityRef: 'component:default/new',
          name: 'New one',
          health: 'pending',
          lastScan: undefined,
          lastGoodScanAt: undefined,
        }),
      ]),
    );
    renderPart(<ServicesPage />);
    const checkout = await screen.findByRole('row', { name: /Checkout/ });
    expect(cellsOf(checkout)).toMatchObject({
      State: 'Scan up to date',
      'Alert level': 'High',
      'Open findings': '1 critical 2 high',
      Owner: 'payments',
    });
    const pending = screen.getByRole('row', { name: /New one/ });
    expect(cellsOf(pending)).toMatchObject({
      State: 'Not scanned yet',
      'Open findings': 'Unknown',
      'Last scan': 'Never',
    });
  });

  it('filters by alert level', async () => {
    backend.get('/targets', aPage([aTarget()]));
    renderPart(<ServicesPage />, {
      search: '?alertLevel=high&alertLevel=unknown&sort=alertLevel',
    });
    await screen.findByRole('row', { name: /Checkout/ });
    const asked = new URLSearchParams(backend.queries('/targets').at(-1));
    expect(asked.getAll('alertLevel')).toEqual(['high', 'unknown']);
    expect(asked.get('orderBy')).toBe('alertLevel');
  });

  it('orders by a column on the backend, and says so in the address', async () => {
    backend.get('/targets', aPage([aTarget()]));
    renderPart(<ServicesPage />);
    await screen.findByRole('row', { name: /Checkout/ });
    await userEvent.click(
      screen.getByRole('columnheader', { name: 'Open findings' }),
    );
    await waitFor(() =>
      expect(backend.queries('/targets').at(-1)).toContain('orderBy=severity'),
    );
    expect(screen.getByLabelText('address')).toHaveTextContent('sort=severity');
  });

  it('shows a failure with a way to try again', async () => {
    backend.fail('/targets', 503, 'try later');
    renderPart(<ServicesPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('try later');
    backend.get('/targets', aPage([aTarget({ name: aFinding().targetName })]));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('row', { name: /Checkout/ }),
    ).toBeInTheDocument();
  });
});

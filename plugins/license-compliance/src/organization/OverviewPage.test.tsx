import {
  anOverview,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import { aLicenseOverview } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { OverviewPage } from './OverviewPage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/licenses/sources', {
    components: 2000,
    asked: 1990,
    pending: 10,
    known: 1900,
    sources: [
      {
        id: 'npm',
        title: 'npm registry',
        ecosystems: ['npm'],
        state: 'pausing',
        answered: 1800,
        absent: 12,
        failed: 3,
        lastSuccessAt: '2026-01-06T09:00:00.000Z',
        resumesAt: '2026-01-06T10:00:00.000Z',
        error: 'asked to wait',
      },
    ],
  });
});

describe('OverviewPage', () => {
  it('shows the mix by category with its figures, worst teams and coverage', async () => {
    backend.get(
      '/licenses/overview',
      aLicenseOverview({
        services: 16,
        teamsLeft: 7,
        teams: [
          {
            owner: 'group:default/payments',
            services: 3,
            verdicts: { allow: 80, review: 5, deny: 2, curate: 13 },
            unknown: 4,
          },
        ],
      }),
    );
    renderPart(<OverviewPage />);
    const mix = await screen.findByRole('region', {
      name: 'Licenses by category',
    });
    const [, ...rows] = await within(mix).findAllByRole('row');
    expect(rows.map(cellsOf)).toEqual([
      { Category: 'Permissive', Share: '80%', Uses: '80', Services: '1' },
      { Category: 'Unclassified', Share: '19%', Uses: '19', Services: '1' },
      {
        Category: 'Network copyleft',
        Share: '1%',
        Uses: '1',
        Services: '1',
      },
    ]);
    const teams = screen.getByRole('region', { name: 'By team' });
    expect(within(teams).getByText(/7 more/)).toBeVisible();
    expect(
      cellsOf(within(teams).getByRole('row', { name: /payments/ })),
    ).toMatchObject({ Services: '3', Denied: '2', Review: '5', Unknown: '13' });
    expect(within(teams).getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      '/license-compliance/issues?owner=group%3Adefault%2Fpayments&verdict=deny',
    );
    // As the verdicts count them, and as the list behind it does.
    expect(within(teams).getByRole('link', { name: '13' })).toHaveAttribute(
      'href',
      '/license-compliance/licenses?view=to-curate&owner=group%3Adefault%2Fpayments&state=unknown&verdict=review',
    );
    expect(
      screen.getByText(/counts once for each service that uses it/),
    ).toBeVisible();
    expect(
      screen.getByText('6% of 100 uses, evaluated or not', { exact: false }),
    ).toBeVisible();
    const sources = screen.getByRole('region', {
      name: 'License data sources',
    });
    expect(
      within(sources).getByText(
        /1,990 of 2,000 package versions \(>99%\), 1,900 have a clear license, 10 waiting to be looked up/,
      ),
    ).toBeVisible();
    const source = await within(sources).findByRole('row', {
      name: /npm registry/,
    });
    expect(cellsOf(source)).toMatchObject({
      State: expect.stringMatching(/^Paused .*asked to wait.* resumes /),
      Found: '1,800',
      'Not found': '12',
      Failed: '3',
    });
  });

  it('counts only what the filters in the address leave', async () => {
    backend.get('/licenses/overview', aLicenseOverview());
    renderPart(<OverviewPage />, {
      search: '?owner=group:default/a&system=system:default/shop',
    });
    await screen.findByRole('region', { name: 'Licenses by category' });
    expect(backend.lastQuery('/licenses/overview')).toEqual({
      owner: 'group:default/a',
      system: 'system:default/shop',
    });
  });
});

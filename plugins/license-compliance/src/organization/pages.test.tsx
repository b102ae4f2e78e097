import {
  supplyChainHoldManagePermission,
  type LicenseUse,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aDecision,
  aLicensedComponent,
  aLicensedComponentDetail,
  aLicenseIssue,
  aLicenseOverview,
} from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { DecisionsPage } from './DecisionsPage';
import { IssuesPage } from './IssuesPage';
import { LicensesPage } from './LicensesPage';
import { OverviewPage } from './OverviewPage';

const backend = fakeBackend();

function lastQuery(path: string) {
  return Object.fromEntries(
    new URLSearchParams(backend.queries(path).at(-1) ?? ''),
  );
}

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
    const rows = await within(mix).findAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'CategorySharePackagesServices',
      'Permissive80%801',
      'Unclassified19%191',
      'Network copyleft1%11',
    ]);
    const teams = screen.getByRole('region', { name: 'By team' });
    expect(
      within(teams).getByRole('row', { name: /payments/ }),
    ).toHaveTextContent(/3.*2.*5.*4/);
    expect(within(teams).getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      '/license-compliance/issues?owner=group%3Adefault%2Fpayments&verdict=deny',
    );
    const sources = screen.getByRole('region', {
      name: 'License data sources',
    });
    expect(sources).toHaveTextContent(
      /1,990 of 2,000 package versions \(>99%\), 1,900 have a clear license, 10 waiting to be looked up/,
    );
    expect(
      await within(sources).findByRole('row', { name: /npm registry/ }),
    ).toHaveTextContent(/Paused.*asked to wait.*resumes.*1,800.*12.*3/);
  });

  it('counts only what the filters in the address leave', async () => {
    backend.get('/licenses/overview', aLicenseOverview());
    renderPart(<OverviewPage />, {
      search: '?owner=group:default/a&system=system:default/shop',
    });
    await screen.findByRole('region', { name: 'Licenses by category' });
    expect(lastQuery('/licenses/overview')).toEqual({
      owner: 'group:default/a',
      system: 'system:default/shop',
    });
  });
});

describe('IssuesPage', () => {
  beforeEach(() => {
    backend.get('/licenses/overview', aLicenseOverview());
  });

  it('names the service of each issue, and takes filters of the organization', async () => {
    backend.get('/licenses/issues', aPage([aLicenseIssue()]));
    renderPart(<IssuesPage />, {
      search: '?owner=group:default/a&system=system:default/s&lifecycle=beta',
    });
    const row = await screen.findByRole('row', { name: /ghost-db/ });
    expect(within(row).getByRole('link', { name: 'Checkout' })).toHaveAttribute(
      'href',
      expect.stringMatching(/checkout\/licenses$/),
    );
    expect(lastQuery('/licenses/issues')).toMatchObject({
      owner: 'group:default/a',
      system: 'system:default/s',
      lifecycle: 'beta',
    });
  });

  it('exports what is filtered, and not more', async () => {
    backend.get('/licenses/issues', aPage([aLicenseIssue()]));
    backend.send('/licenses/issues/export', 'verdict,package');
    URL.createObjectURL = jest.fn(() => 'blob:made');
    URL.revokeObjectURL = jest.fn();
    renderPart(<IssuesPage />, { search: '?verdict=deny' });
    await screen.findByRole('row', { name: /ghost-db/ });
    await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() =>
      expect(lastQuery('/licenses/issues/export')).toEqual({ verdict: 'deny' }),
    );
  });

  it('tells a refusal from a failure', async () => {
    backend.fail('/licenses/issues', 403, 'no');
    renderPart(<IssuesPage />);
    expect(
      await screen.findByText(
        'You do not have permission to view license issues',
      ),
    ).toBeInTheDocument();
  });
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
    expect(row).toHaveTextContent(
      /Network copyleft.*3.*2.*2 denied.*1 allowed/,
    );
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
    expect(lastQuery('/licenses/components').license).toBe('AGPL-3.0-only');
    await userEvent.click(
      screen.getByRole('button', { name: 'Under AGPL-3.0-only' }),
    );
    await waitFor(() =>
      expect(lastQuery('/licenses/components').license).toBeUndefined(),
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
      expect(lastQuery('/licenses/components/export')).toEqual({
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
    expect(
      await screen.findByRole('row', { name: /ghost-db/ }),
    ).toHaveTextContent(/Ambiguous.*“BSD” may be several licenses.*12/);
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

describe('DecisionsPage', () => {
  beforeEach(() => {
    backend.get('/decisions', aPage([aDecision()]));
    backend.get('/decisions/21', {
      decision: aDecision(),
      history: [
        {
          at: '2026-01-06T10:00:00.000Z',
          kind: 'proposed',
          by: 'user:default/avery',
          comment: 'please',
        },
      ],
    });
  });

  it('lists by kind and state', async () => {
    renderPart(<DecisionsPage />, {
      search: '?subject=license-exception&state=proposed',
    });
    expect(
      await screen.findByRole('row', { name: /ghost-db/ }),
    ).toHaveTextContent(
      /Exception.*ghost-db@2\.0\.0.*Service.*checkout.*Pending approval.*It is replaced/,
    );
    expect(lastQuery('/decisions')).toMatchObject({
      subject: 'license-exception',
      state: 'proposed',
    });
  });

  it('offers the steps that may be taken, and takes them with a comment', async () => {
    const moved = backend.post('/decisions/21/approve', {
      decision: aDecision({ state: 'active', may: ['revoke'] }),
      history: [],
    });
    renderPart(<DecisionsPage />, { search: '?decision=21' });
    const dialog = await screen.findByRole('dialog', {
      name: 'Exception: ghost-db@2.0.0',
    });
    expect(dialog).toHaveTextContent(
      /Requested by user:default\/avery.*please/,
    );
    expect(
      within(dialog).queryByRole('button', { name: 'Revoke' }),
    ).not.toBeInTheDocument();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Comment' }),
      'fine until spring',
    );
    backend.get('/decisions/21', {
      decision: aDecision({ state: 'active', may: ['revoke'] }),
      history: [],
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    expect(
      await within(dialog).findByRole('button', { name: 'Revoke' }),
    ).toBeInTheDocument();
    expect(moved).toEqual([{ comment: 'fine until spring' }]);
  });

  it('says so where there is no step to take', async () => {
    backend.get('/decisions/21', {
      decision: aDecision({ may: [] }),
      history: [],
    });
    renderPart(<DecisionsPage />, { search: '?decision=21' });
    expect(
      await screen.findByText('No actions are available to you here.'),
    ).toBeInTheDocument();
  });

  it('makes a hold, for good unless a day is named', async () => {
    const asked = backend.post(
      '/decisions',
      aDecision({ subject: 'hold', state: 'active' }),
    );
    renderPart(<DecisionsPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'New hold' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
    expect(
      screen.getByText('Enter a team, system or service.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'System' }));
    await userEvent.type(
      screen.getByRole('textbox', { name: /Entity ref/ }),
      'system:default/shop',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Reason' }),
      'Pending audit',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
    expect(await screen.findByText(/Now active/)).toBeInTheDocument();
    expect(asked).toEqual([
      {
        subject: 'hold',
        scope: { kind: 'system', ref: 'system:default/shop' },
        reason: 'Pending audit',
      },
    ]);
  });

  it('explains why there is no hold to make', async () => {
    renderPart(<DecisionsPage />, {
      denied: [supplyChainHoldManagePermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to put records on hold.',
      ),
    ).toBeInTheDocument();
  });
});

describe('policies', () => {
  it('shows each rule, and how a service gets its policy', async () => {
    backend.get('/licenses/policies', {
      policies: [
        {
          name: 'shipped',
          digest: 'd'.repeat(64),
          services: 3,
          rules: [
            { rule: 'categories.network-copyleft', verdict: 'deny' },
            { rule: 'categories.permissive', verdict: 'allow' },
          ],
        },
      ],
      distribution: {
        annotation: 'safety-curtain.io/distribution',
        default: 'hosted',
        rules: [{ model: 'shipped', when: 'its type is library' }],
      },
    });
    renderPart(<DecisionsPage />, { search: '?view=policies' });
    const how = await screen.findByRole('region', {
      name: 'How a policy is assigned to a service',
    });
    expect(how).toHaveTextContent(
      /safety-curtain\.io\/distribution.*shippedits type is library.*Otherwise: hosted/,
    );
    const policy = screen.getByRole('region', { name: 'shipped' });
    expect(policy).toHaveTextContent(/applies to 3 services.*dddd/);
    expect(
      await within(policy).findByRole('row', { name: /network-copyleft/ }),
    ).toHaveTextContent('Denied');
  });
});

import {
  supplyChainExceptionCreatePermission,
  supplyChainLicenseCuratePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aPage,
  aSnapshot,
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
import { EntityLicensesContent } from './EntityLicensesContent';

const backend = fakeBackend();
const opened =
  '?package=pkg:npm/ghost-db@2.0.0&in=component:default/checkout&snapshot=11';

beforeEach(() => {
  backend.get('/licenses/overview', aLicenseOverview());
  backend.get('/licenses/issues', aPage([aLicenseIssue()]));
  backend.get('/licenses/component', aLicensedComponentDetail());
  backend.get('/decisions', aPage([]));
  backend.get('/snapshots/11/paths', (query: URLSearchParams) => ({
    truncated: false,
    paths: [
      {
        manifest: 'yarn.lock',
        declaredIn: 'package.json',
        purls: ['pkg:npm/cms@1.0.0', query.get('purl')],
      },
    ],
  }));
});

describe('the headline', () => {
  it('says how the service stands, by which policy and why that one', async () => {
    renderPart(<EntityLicensesContent />);
    const headline = await screen.findByRole('region', { name: 'Verdicts' });
    expect(headline).toHaveTextContent(
      /1 denied.*6 to review \(4 with an exception\).*3 with an unknown license.*90 allowed/,
    );
    expect(headline).toHaveTextContent(/shipped \(its type is “library”\)/);
    expect(headline).toHaveTextContent(
      /Unclear licenses66% of 100 packages, 2 not looked up yet/,
    );
    expect(
      within(headline).getByRole('link', { name: 'SBOM archive' }),
    ).toHaveAttribute(
      'href',
      '/license-compliance/archive?entity=component%3Adefault%2Fcheckout',
    );
  });

  it('says how many packages no verdict speaks of', async () => {
    backend.get('/licenses/overview', aLicenseOverview({ components: 130 }));
    renderPart(<EntityLicensesContent />);
    expect(
      await screen.findByText('30 not evaluated by policy'),
    ).toBeInTheDocument();
  });

  it('does not call a service clean that was never read', async () => {
    backend.get(
      '/licenses/overview',
      aLicenseOverview({
        components: 0,
        states: { known: 0, unknown: 0, ambiguous: 0, conflicting: 0 },
        verdicts: { allow: 0, review: 0, deny: 0, curate: 0 },
      }),
    );
    renderPart(<EntityLicensesContent />);
    expect(await screen.findByText('No packages yet')).toBeInTheDocument();
    expect(backend.queries('/licenses/issues')).toEqual([]);
  });

  it('says so where licenses may not be seen', async () => {
    backend.fail('/licenses/overview', 403, 'no');
    renderPart(<EntityLicensesContent />);
    expect(
      await screen.findByText(
        'You do not have permission to view the licenses of this service',
      ),
    ).toBeInTheDocument();
  });
});

describe('issues', () => {
  it('names the rule, the license and how the package comes in', async () => {
    renderPart(<EntityLicensesContent />);
    expect(
      await screen.findByRole('row', { name: /ghost-db/ }),
    ).toHaveTextContent(
      /Denied.*ghost-db.*2\.0\.0.*AGPL-3\.0-only.*Network copyleft.*Network copyleft is denied in what is shipped.*categories\.network-copyleft.*Transitive.*Runtime/,
    );
  });

  it('shows the weightiest reason, and an exception with its end', async () => {
    backend.get(
      '/licenses/issues',
      aPage([
        aLicenseIssue({
          reasons: [
            { verdict: 'review', rule: 'states.ambiguous', text: 'Not clear' },
            {
              verdict: 'deny',
              rule: 'licenses.SSPL-1.0',
              text: 'Denied by id',
            },
          ],
          exception: aDecision({ state: 'active' }),
        }),
      ]),
    );
    renderPart(<EntityLicensesContent />);
    const row = await screen.findByRole('row', { name: /ghost-db/ });
    expect(row).toHaveTextContent('Denied by id');
    expect(row).not.toHaveTextContent('Not clear');
    expect(row).toHaveTextContent(/Exception until .*2026/);
  });

  it('does not call clean what is not looked up yet', async () => {
    backend.get('/licenses/issues', aPage([]));
    renderPart(<EntityLicensesContent />);
    expect(
      await screen.findByText('No known license violates the policy'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The licenses of 2 packages are still being looked up/),
    ).toBeInTheDocument();
  });

  it('leads from each figure to what it counts, unknown licenses among them', async () => {
    renderPart(<EntityLicensesContent />);
    const tab = '/catalog/default/component/checkout/licenses';
    const headline = within(
      await screen.findByRole('region', { name: 'Verdicts' }),
    );
    for (const [name, query] of [
      ['1 denied', 'verdict=deny'],
      ['6 to review (4 with an exception)', 'verdict=review'],
      [
        '3 with an unknown license',
        'view=packages&state=unknown&verdict=review',
      ],
      ['90 allowed', 'view=packages&verdict=allow'],
      ['6', 'view=packages&state=unknown&state=ambiguous&state=conflicting'],
    ]) {
      expect(headline.getByRole('link', { name })).toHaveAttribute(
        'href',
        `${tab}?${query}`,
      );
    }
    expect(
      screen.getByText(/^3 packages have an unknown license and need review/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Curate' })).toHaveAttribute(
      'href',
      `${tab}?view=packages&state=unknown&verdict=review`,
    );
  });

  it('calls clean what is', async () => {
    backend.get(
      '/licenses/overview',
      aLicenseOverview({
        pending: 0,
        verdicts: { allow: 100, review: 0, deny: 0, curate: 0 },
      }),
    );
    backend.get('/licenses/issues', aPage([]));
    renderPart(<EntityLicensesContent />);
    expect(await screen.findByText('No policy violations')).toBeInTheDocument();
  });

  it('filters on the backend by what the address says', async () => {
    renderPart(<EntityLicensesContent />, {
      search:
        '?q=gh&verdict=deny&category=network-copyleft&license=AGPL-3.0-only&excepted=true&direct=false&sort=package&order=asc&owner=group:default/x',
    });
    await screen.findByRole('row', { name: /ghost-db/ });
    const query = Object.fromEntries(
      new URLSearchParams(backend.queries('/licenses/issues')[0]),
    );
    expect(query).toMatchObject({
      entityRef: 'component:default/checkout',
      q: 'gh',
      verdict: 'deny',
      category: 'network-copyleft',
      license: 'AGPL-3.0-only',
      excepted: 'true',
      direct: 'false',
      orderBy: 'package',
      order: 'asc',
    });
    // Of one service, whose it is is no question.
    expect(query).not.toHaveProperty('owner');
  });

  it('opens a package at the side, by an address of its own', async () => {
    renderPart(<EntityLicensesContent />);
    await userEvent.click(await screen.findByRole('row', { name: /ghost-db/ }));
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'package=pkg%3Anpm%2Fghost-db%402.0.0',
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(/Offer the source to all/),
    ).toBeInTheDocument();
  });
});

describe('a package at the side', () => {
  it('says why, who says what, how it comes in and what it asks for', async () => {
    renderPart(<EntityLicensesContent />, { search: opened });
    const dialog = await screen.findByRole('dialog');
    const why = await within(dialog).findByRole('region', {
      name: 'Why this verdict',
    });
    expect(why).toHaveTextContent(/Policy shipped.*Denied.*Network copyleft/);
    expect(
      within(dialog).getByRole('region', { name: 'Source details' }),
    ).toHaveTextContent(
      /npm.*AGPL-3\.0.*Could meanAGPL-3\.0-only, AGPL-3\.0-or-later/,
    );
    const paths = within(dialog).getByRole('region', {
      name: 'Dependency paths',
    });
    expect(await within(paths).findByText('in yarn.lock')).toBeInTheDocument();
    expect(paths).toHaveTextContent('cms@1.0.0 > ghost-db@2.0.0');
  });

  it('lists the exceptions that cover it, and no others', async () => {
    backend.get(
      '/decisions',
      aPage([
        aDecision({ id: '1', about: { purl: 'pkg:npm/ghost-db' } }),
        aDecision({ id: '2', about: { purl: 'pkg:npm/other@1.0.0' } }),
        aDecision({ id: '3', about: { license: 'AGPL-3.0-only' } }),
        aDecision({ id: '4', about: { license: 'GPL-2.0-only' } }),
      ]),
    );
    renderPart(<EntityLicensesContent />, { search: opened });
    const decisions = await screen.findByRole('region', { name: 'Decisions' });
    await waitFor(() =>
      expect(
        within(decisions)
          .getAllByRole('link')
          .map(link => link.getAttribute('href')?.split('=')[1]),
      ).toEqual(['1', '3']),
    );
  });

  it('asks for an exception with reason and end', async () => {
    const asked = backend.post('/decisions', aDecision({ state: 'proposed' }));
    renderPart(<EntityLicensesContent />, { search: opened });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request an exception' }),
    );
    const form = screen.getByRole('form', { name: 'Request an exception' });
    await userEvent.click(within(form).getByRole('button', { name: 'Submit' }));
    expect(
      within(form).getByText('Enter at least three characters.'),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);

    await userEvent.type(
      within(form).getByRole('textbox', { name: 'Reason' }),
      'Replaced next month',
    );
    await userEvent.click(
      within(form).getByRole('radio', { name: 'ghost-db, any version' }),
    );
    await userEvent.click(within(form).getByRole('button', { name: 'Submit' }));
    expect(
      await screen.findByText('Submitted for approval.'),
    ).toBeInTheDocument();
    expect(asked).toEqual([
      {
        subject: 'license-exception',
        scope: { kind: 'entity', ref: 'component:default/checkout' },
        about: { purl: 'pkg:npm/ghost-db' },
        reason: 'Replaced next month',
        endsAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      },
    ]);
    await waitFor(() =>
      expect(backend.queries('/licenses/issues').length).toBeGreaterThan(1),
    );
  });

  it('says why an exception was refused, and keeps what was written', async () => {
    backend.post('/decisions', {});
    backend.fail('/decisions', 409, 'a year is the most');
    renderPart(<EntityLicensesContent />, { search: opened });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request an exception' }),
    );
    const reason = screen.getByRole('textbox', { name: 'Reason' });
    await userEvent.type(reason, 'For good');
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
    expect(
      await screen.findByText('Could not submit: a year is the most'),
    ).toBeInTheDocument();
    expect(reason).toHaveValue('For good');
  });

  it('offers no form to those who may not use it', async () => {
    renderPart(<EntityLicensesContent />, {
      search: opened,
      denied: [
        supplyChainExceptionCreatePermission,
        supplyChainLicenseCuratePermission,
      ],
    });
    expect(
      await screen.findByText(
        'You do not have permission to request exceptions for this service.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('You do not have permission to curate licenses.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Request an exception' }),
    ).not.toBeInTheDocument();
  });

  it('curates a license', async () => {
    const asked = backend.post(
      '/decisions',
      aDecision({ subject: 'license-curation', state: 'active' }),
    );
    renderPart(<EntityLicensesContent />, { search: opened });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Curate license' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'SPDX expression' }),
      'MIT OR Apache-2.0',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Reason' }),
      'See its LICENSE file',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
    expect(await screen.findByText('Now active.')).toBeInTheDocument();
    expect(asked).toEqual([
      {
        subject: 'license-curation',
        scope: { kind: 'organization' },
        about: { purl: 'pkg:npm/ghost-db@2.0.0' },
        verdict: 'MIT OR Apache-2.0',
        reason: 'See its LICENSE file',
      },
    ]);
  });
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
    expect(
      await screen.findByRole('row', { name: /mystery/ }),
    ).toHaveTextContent(/Not looked up yet.*Deprecated/);
    expect(screen.getByRole('row', { name: /both/ })).toHaveTextContent(
      /Conflicting.*MIT.*3 versions behind.*by 120 days, latest is 2\.1\.0/,
    );
  });
});

describe('obligations', () => {
  it('lists them by what asks, and says where more may be asked', async () => {
    backend.get('/licenses/obligations', {
      incomplete: 3,
      items: [
        {
          obligation: {
            id: 'notice',
            title: 'Keep the notice',
            description: 'Ship the license text.',
          },
          licenses: ['MIT', 'ISC'],
          components: 80,
        },
      ],
    });
    renderPart(<EntityLicensesContent />, { search: '?view=obligations' });
    expect(
      await screen.findByRole('row', { name: /Keep the notice/ }),
    ).toHaveTextContent(/Ship the license text\..*MIT, ISC.*80/);
    expect(
      screen.getByText(
        'The licenses of 3 packages are unknown and may have further obligations.',
      ),
    ).toBeInTheDocument();
  });
});

describe('notices', () => {
  it('asks for the chosen snapshot with or without development packages', async () => {
    backend.get('/snapshots', aPage([aSnapshot({ id: '12', release: 'v2' })]));
    backend.send('/licenses/notices', 'MIT License');
    URL.createObjectURL = jest.fn(() => 'blob:made');
    URL.revokeObjectURL = jest.fn();
    renderPart(<EntityLicensesContent />, {
      search: '?view=notices&snapshot=12',
    });
    expect(
      await screen.findByRole('button', { name: /Release v2/ }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: /build and test/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'HTML' }));
    await waitFor(() =>
      expect(
        Object.fromEntries(
          new URLSearchParams(backend.queries('/licenses/notices')[0]),
        ),
      ).toEqual({
        entityRef: 'component:default/checkout',
        snapshotId: '12',
        development: 'true',
        format: 'html',
      }),
    );
  });
});

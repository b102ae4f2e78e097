import {
  aPage,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aDecision,
  aLicensedComponentDetail,
  aLicenseIssue,
  aLicenseOverview,
} from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { EntityLicensesContent } from '../entity/EntityLicensesContent';

const backend = fakeBackend();

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

describe('issues', () => {
  it('names the rule, the license and how the package comes in', async () => {
    renderPart(<EntityLicensesContent />);
    const row = await screen.findByRole('row', { name: /ghost-db/ });
    expect(cellsOf(row)).toMatchObject({
      Verdict: 'Denied',
      Package: 'ghost-db 2.0.0',
      License: 'AGPL-3.0-only Network copyleft',
      Reason:
        'Network copyleft is denied in what is shipped categories.network-copyleft',
      Dependency: 'Transitive Runtime',
    });
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
    expect(within(row).getByText('Denied by id')).toBeVisible();
    expect(within(row).queryByText(/Not clear/)).not.toBeInTheDocument();
    expect(cellsOf(row)).toMatchObject({
      Exception: expect.stringMatching(/^Exception until .*2026$/),
    });
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

import {
  supplyChainExceptionCreatePermission,
  supplyChainLicenseCuratePermission,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aPage,
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
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

describe('a package at the side', () => {
  it.each([
    [
      [
        'supplyChain.licenses.sources.pypi',
        'supplyChain.licenses.sources.depsDev',
      ],
      'No source is asked about packages of PyPI in this portal. One of these settings would change that: supplyChain.licenses.sources.pypi, supplyChain.licenses.sources.depsDev.',
    ],
    [
      [],
      'There is no source for packages of PyPI: licenses come only from lock files, SBOMs and curation.',
    ],
  ])(
    'says that no source is asked, and which could be: %j',
    async (possible, text) => {
      const { component } = aLicensedComponentDetail();
      backend.get('/licenses/component', {
        ...aLicensedComponentDetail(),
        component: { ...component, ecosystem: 'PyPI', state: 'unknown' },
        claims: [],
        sources: { asked: [], possible },
      });
      renderPart(<EntityLicensesContent />, { search: opened });
      const dialog = within(await screen.findByRole('dialog'));
      for (const name of ['Why this verdict', 'Source details']) {
        const part = within(await dialog.findByRole('region', { name }));
        expect(part.getByText(text)).toBeVisible();
      }
      expect(
        dialog.queryByText(/reported anything yet/),
      ).not.toBeInTheDocument();
    },
  );

  it('says why, who says what, how it comes in and what it asks for', async () => {
    renderPart(<EntityLicensesContent />, { search: opened });
    const dialog = await screen.findByRole('dialog');
    const why = await within(dialog).findByRole('region', {
      name: 'Why this verdict',
    });
    expect(within(why).getByText('Policy shipped')).toBeVisible();
    expect(within(why).getByText('Denied')).toBeVisible();
    expect(
      within(why).getByText('Network copyleft is denied in what is shipped'),
    ).toBeVisible();
    const sources = within(
      within(dialog).getByRole('region', { name: 'Source details' }),
    );
    expect(sources.getByText('npm')).toBeVisible();
    expect(sources.getAllByRole('definition').map(textIn)).toEqual(
      expect.arrayContaining(['AGPL-3.0', 'AGPL-3.0-only, AGPL-3.0-or-later']),
    );
    const paths = within(dialog).getByRole('region', {
      name: 'Dependency paths',
    });
    expect(
      (await within(paths).findAllByRole('listitem')).map(textIn),
    ).toContain('cms@1.0.0 > ghost-db@2.0.0 in yarn.lock');
  });

  it('says where it comes from', async () => {
    backend.get(
      '/licenses/component',
      aLicensedComponentDetail({
        provenance: {
          outcome: 'verified',
          reason: 'How it was built is attested',
          identity: 'https://github.com/acme/lib/release.yml@refs/tags/v1',
          issuer: 'https://token.actions.githubusercontent.com',
          sourceRepository: 'https://github.com/acme/lib',
          run: 'data:text/html,1',
          level: 2,
          checkedAt: '2026-01-05T10:00:00.000Z',
          error: 'The registry is down',
          attestations: [],
        },
      }),
    );
    renderPart(<EntityLicensesContent />, { search: opened });
    const provenance = within(
      await screen.findByRole('region', { name: 'Provenance' }),
    );
    expect(provenance.getByText('Verified')).toBeVisible();
    expect(
      provenance.getByRole('link', { name: 'https://github.com/acme/lib' }),
    ).toHaveAttribute('href', 'https://github.com/acme/lib');
    expect(provenance.getAllByRole('link')).toHaveLength(1);
    expect(provenance.getByText('2, as far as can be told')).toBeVisible();
    expect(
      provenance.getByText('Could not be checked again: The registry is down'),
    ).toBeVisible();
  });

  it('says why where it does not hold', async () => {
    const reason = 'An attestation does not hold: it is about something else';
    backend.get(
      '/licenses/component',
      aLicensedComponentDetail({
        provenance: { outcome: 'failed', reason, attestations: [] },
      }),
    );
    renderPart(<EntityLicensesContent />, { search: opened });
    const provenance = within(
      await screen.findByRole('region', { name: 'Provenance' }),
    );
    expect(provenance.getByText('Failed')).toBeVisible();
    expect(provenance.getByText(reason)).toBeVisible();
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

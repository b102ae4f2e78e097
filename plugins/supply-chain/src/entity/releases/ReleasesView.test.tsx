import {
  supplyChainSbomUploadPermission,
  type Changelog,
  type Release,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aPage,
  aTargetDetail,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { ReleasesView } from './ReleasesView';

const backend = fakeBackend();

function release(change: Partial<Release> = {}): Release {
  return {
    id: '2',
    entityRef: 'component:default/checkout',
    name: '2.0.0',
    madeBy: 'upload',
    recordedBy: 'user:default/ann',
    releasedAt: '2026-11-01T00:00:00Z',
    snapshotId: '7',
    componentCount: 1234,
    partial: false,
    previous: { id: '1', name: '1.0.0' },
    changelog: { state: 'written', sha256: 'a'.repeat(64) },
    ...change,
  };
}

const finding = {
  vulnerability: 'CVE-2026-1',
  severity: 'high' as const,
  package: 'lodash',
  versions: ['4.17.15'],
};
const nothing = { count: 0, items: [] };

const changelog: Changelog = {
  version: 1,
  subject: { entityRef: 'component:default/checkout', name: 'checkout' },
  release: {
    name: '2.0.0',
    releasedAt: '2026-11-01T00:00:00Z',
    components: 3,
    partial: false,
  },
  previous: {
    name: '1.0.0',
    releasedAt: '2026-10-01T00:00:00Z',
    components: 2,
    partial: false,
  },
  basis: 'then',
  asOf: '2026-11-01T00:00:00Z',
  impact: 'Fixes 1 finding (1 high).',
  findings: {
    open: { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 },
    added: nothing,
    fixed: { count: 1, items: [finding] },
    reopened: nothing,
    rerated: { count: 1, items: [{ ...finding, before: 'low' }] },
    decided: { count: 1, items: [{ ...finding, decision: 'dismissed' }] },
  },
  components: {
    added: { count: 7000, items: [{ name: 'ms', version: '2.0.0' }] },
    removed: nothing,
    changed: {
      count: 1,
      items: [{ name: 'a', before: ['1.0.0'], after: ['2.0.0'], major: true }],
    },
    majors: 1,
  },
  licenses: {
    added: { count: 1, items: [{ expression: 'MIT', packages: 2 }] },
    removed: nothing,
    changed: nothing,
  },
};

type Denied = NonNullable<Parameters<typeof renderPart>[1]>['denied'];

const show = (search = '', denied: Denied = []) =>
  renderPart(<ReleasesView detail={aTargetDetail()} version={0} />, {
    search,
    denied,
  });

describe('the releases of a service', () => {
  beforeEach(() => {
    backend.get(
      '/releases',
      aPage([
        release(),
        release({
          id: '1',
          name: '1.0.0',
          madeBy: 'annotation',
          recordedBy: undefined,
          previous: undefined,
          changelog: { state: 'failed', error: 'it is damaged' },
        }),
        release({ id: '3', name: '3.0.0', madeBy: 'api' }),
      ]),
    );
    backend.get('/releases/2/changelog', changelog);
  });

  it('are listed with what each is compared with and how its changelog stands', async () => {
    show();
    const row = await screen.findByRole('row', { name: /2\.0\.0/ });
    expect(cellsOf(row)).toMatchObject({
      Release: '2.0.0',
      'Compared with': '1.0.0',
      Packages: '1,234',
      'Made by': 'An upload by user:default/ann',
      Changelog: 'Kept in the archive',
    });
    expect(
      cellsOf(screen.getByRole('row', { name: /^3\.0\.0/ }))['Made by'],
    ).toBe('user:default/ann');
    const first = screen.getByRole('row', { name: /^1\.0\.0/ });
    expect(cellsOf(first)).toMatchObject({
      'Made by': 'The catalog annotation',
      Changelog: 'Could not be written it is damaged',
    });
  });

  it('are made of what is in force, and listed then', async () => {
    const sent = backend.post('/releases', release({ name: '3.0.0' }));
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Make a release' }),
    );
    const form = within(screen.getByRole('form', { name: 'Make a release' }));
    await userEvent.click(form.getByRole('button', { name: 'Submit' }));
    expect(form.getByText('Enter a name.')).toBeInTheDocument();
    await userEvent.type(
      form.getByRole('textbox', { name: 'Release' }),
      ' 3.0.0 ',
    );
    const before = backend.queries('/releases').length;
    await userEvent.click(form.getByRole('button', { name: 'Submit' }));
    expect(
      await screen.findByText('Release 3.0.0 was made.'),
    ).toBeInTheDocument();
    expect(sent).toEqual([
      { entityRef: 'component:default/checkout', name: '3.0.0' },
    ]);
    // Once for the request, and again for the list and what is compared.
    await waitFor(() =>
      expect(backend.queries('/releases').length).toBeGreaterThan(before + 1),
    );
  });

  it('say why one could not be made', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Make a release' }),
    );
    backend.fail('/releases', 409, 'The name stands for another content');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Release' }),
      '2.0.0{Enter}',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The name stands for another content',
    );
  });

  it('are not made by whoever may not', async () => {
    show('', [supplyChainSbomUploadPermission]);
    await screen.findByRole('row', { name: /2\.0\.0/ });
    expect(
      screen.queryByRole('button', { name: 'Make a release' }),
    ).not.toBeInTheDocument();
  });

  it('open their changelog, the impact first', async () => {
    show();
    await userEvent.click(await screen.findByRole('row', { name: /2\.0\.0/ }));
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Security changelog' }),
    );
    expect(
      await drawer.findByText('Fixes 1 finding (1 high).'),
    ).toBeInTheDocument();
    const list = (name: string) =>
      within(drawer.getByRole('region', { name })).getAllByRole('listitem');
    expect(list('Fixed findings')[0]).toHaveTextContent(
      'HighCVE-2026-1lodash 4.17.15',
    );
    expect(list('Findings with a changed severity')[0]).toHaveTextContent(
      'was Low',
    );
    expect(list('Decisions on findings')[0]).toHaveTextContent('Dismissed');
    expect(list('Changed packages')[0]).toHaveTextContent(
      'a 1.0.0 → 2.0.0major',
    );
    expect(list('New licenses')[0]).toHaveTextContent('MIT2 packages');
    expect(
      drawer.getByRole('heading', { name: 'Added packages (7000)' }),
    ).toBeInTheDocument();
    expect(
      drawer.getByText('And 6999 more, which are not listed.'),
    ).toBeInTheDocument();
    expect(drawer.queryByText(/New findings/)).not.toBeInTheDocument();
    for (const name of ['Markdown', 'HTML']) {
      expect(drawer.getByRole('button', { name })).toBeInTheDocument();
    }
  });

  it('say what a first release ships with, dismissed or without a license', async () => {
    const dismissed = { ...finding, dismissed: true };
    backend.get('/releases/2/changelog', {
      ...changelog,
      previous: undefined,
      findings: {
        ...changelog.findings!,
        added: { count: 1, items: [dismissed] },
      },
      licenses: { ...changelog.licenses!, unknown: 17 },
    });
    show('?release=2');
    const drawer = within(await screen.findByRole('dialog'));
    const all = await drawer.findByRole('region', { name: 'All findings' });
    expect(within(all).getByRole('listitem')).toHaveTextContent(
      'HighCVE-2026-1lodash 4.17.15Dismissed',
    );
    expect(
      drawer.getByText('No license is known of 17 packages.'),
    ).toBeInTheDocument();
  });

  it('say where findings and licenses may not be seen', async () => {
    const { findings: _, licenses: __, ...rest } = changelog;
    backend.get('/releases/2/changelog', rest);
    show('?release=2');
    const drawer = within(await screen.findByRole('dialog'));
    expect(
      await drawer.findByText(/the findings of this service/),
    ).toBeInTheDocument();
    expect(
      drawer.getByText(/the licenses of this service/),
    ).toBeInTheDocument();
  });

  it('are compared, any two, as is known now', async () => {
    backend.get('/releases/1/changelog', { ...changelog, basis: 'now' });
    show('?from=2&to=1');
    expect(
      await screen.findByText('As known now about both releases.'),
    ).toBeInTheDocument();
    expect(backend.queries('/releases/1/changelog')).toEqual(['?base=2']);
  });
});

describe('a service without releases', () => {
  it('is told how to make one', async () => {
    backend.get('/releases', aPage([]));
    show();
    expect(await screen.findByText('No releases yet')).toBeInTheDocument();
    expect(
      await screen.findByText(
        'At least two releases are needed for a comparison.',
      ),
    ).toBeInTheDocument();
  });
});

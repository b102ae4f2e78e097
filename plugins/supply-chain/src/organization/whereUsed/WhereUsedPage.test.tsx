import {
  noSeverityCounts,
  type Usage,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { WhereUsedPage } from './WhereUsedPage';

const backend = fakeBackend();

const usage: Usage = {
  entityRef: 'component:default/orders',
  targetName: 'Orders',
  owners: ['group:default/payments'],
  purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
  name: 'org.apache.logging.log4j:log4j-core',
  version: '2.14.1',
  direct: true,
  scope: 'runtime',
  manifest: 'pom.xml',
  snapshotId: '5',
  advisories: ['CVE-2021-44228', 'CVE-2021-45046'],
  clearVersion: '2.17.1',
};

const sums = {
  services: { count: 1, atLeast: false },
  owners: { count: 1, atLeast: false },
  unknownAdvisories: [],
  near: [],
};

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/findings/trend', {
    points: [
      {
        at: '2026-01-01T00:00:00.000Z',
        open: { ...noSeverityCounts(), high: 20 },
        opened: 0,
        resolved: 0,
        dismissed: 0,
      },
      {
        at: '2026-01-04T00:00:00.000Z',
        open: { ...noSeverityCounts(), high: 15 },
        opened: 2,
        resolved: 6,
        dismissed: 1,
      },
    ],
  });
  backend.get('/usages', { ...aPage([usage]), ...sums });
});

describe('WhereUsedPage', () => {
  it('starts with how the organization stands', async () => {
    renderPart(<WhereUsedPage />);
    const posture = within(
      await screen.findByRole('region', { name: 'Posture' }),
    );
    expect(posture.getByText('16')).toBeInTheDocument();
    expect(posture.getByText('1 needs attention')).toBeInTheDocument();
    const hrefs = posture
      .getAllByRole('link')
      .map(link => link.getAttribute('href'));
    expect(hrefs).toEqual(
      expect.arrayContaining([
        '/supply-chain/services',
        expect.stringMatching(/^\/supply-chain\/triage\?severity=\w+$/),
      ]),
    );
    const owners = within(screen.getByRole('region', { name: 'By owner' }));
    expect(owners.getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      '/supply-chain/services?owner=group%3Adefault%2Fpayments',
    );
    expect(
      screen.getByText(
        '15 open now, 20 open 90 days ago: 2 opened, 6 resolved, 1 dismissed since.',
      ),
    ).toBeInTheDocument();
    expect(backend.queries('/usages')).toEqual([]);
  });

  it('finds the services of a package, and keeps the question in the address', async () => {
    renderPart(<WhereUsedPage />);
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Package/ }),
      'log4j-core',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Versions/ }),
      '<2.17.1{Enter}',
    );
    expect(
      await screen.findByText('1 usage in 1 service of 1 owner'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/?package=log4j-core&versions=%3C2.17.1',
    );
    expect(
      Object.fromEntries(new URLSearchParams(backend.queries('/usages')[0])),
    ).toMatchObject({ package: 'log4j-core', versions: '<2.17.1' });
    expect(screen.getByRole('link', { name: 'Orders' })).toHaveAttribute(
      'href',
      '/catalog/default/component/orders/security',
    );
  });

  it.each([
    ['CVE-2021-44228', 'advisory'],
    ['pkg:npm/lodash', 'purl'],
  ])('takes %s for an %s', async (text, name) => {
    renderPart(<WhereUsedPage />, {
      search: `?${new URLSearchParams({ [name]: text })}`,
    });
    await screen.findByRole('link', { name: 'Orders' });
    const query = new URLSearchParams(backend.queries('/usages')[0]);
    expect(query.get(name)).toBe(text);
    expect(screen.getByRole('textbox', { name: /^Package/ })).toHaveValue(text);
  });

  it('replaces one kind of question by another', async () => {
    renderPart(<WhereUsedPage />, { search: '?advisory=CVE-2021-44228' });
    const box = await screen.findByRole('textbox', { name: /^Package/ });
    await userEvent.clear(box);
    await userEvent.type(box, 'lodash{Enter}');
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        /^\/\?package=lodash$/,
      ),
    );
  });

  it('shows how a package comes in, by address', async () => {
    backend.get('/snapshots/5/paths', {
      truncated: false,
      paths: [
        { manifest: 'pom.xml', declaredIn: 'pom.xml', purls: [usage.purl] },
      ],
    });
    renderPart(<WhereUsedPage />, { search: '?package=log4j-core' });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Paths to .* in Orders$/ }),
    );
    expect(
      await screen.findByText('Direct dependency, declared in pom.xml'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('address')).toHaveTextContent('in=5');
  });

  it('tells of an action whether it is pinned, and since and until when it was used', async () => {
    const action = {
      ...usage,
      purl: 'pkg:githubactions/aquasecurity/trivy-action@0.28.0',
      name: 'aquasecurity/trivy-action',
      version: '0.28.0',
      pinned: false,
      since: '2026-03-02T08:00:00.000Z',
      until: '2026-03-22T10:00:00.000Z',
      snapshotId: undefined,
    };
    const pinned = {
      ...action,
      entityRef: 'component:default/blog',
      targetName: 'Blog',
      pinned: true,
      pinnedTo: '57a97c7e7821a5776cebc9bb87c984fa69cba8f1',
      until: undefined,
      removedFromCatalog: true,
    };
    backend.get('/usages', { ...aPage([action, pinned]), ...sums });
    renderPart(<WhereUsedPage />, {
      search:
        '?package=aquasecurity/trivy-action&versions=0.28.0&from=2026-03-19&to=2026-03-22',
    });
    await screen.findByRole('link', { name: 'Orders' });
    const rows = screen.getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/Orders.*0\.28\.0 · Not pinned.*Until/);
    expect(rows[2]).toHaveTextContent(
      /BlogNo longer in the catalog.*Pinned to 57a97c7e7821/,
    );
    expect(rows[2]).not.toHaveTextContent('Until');
    expect(
      screen.getByText(/All uses at any time within these days/),
    ).toBeInTheDocument();
    const query = new URLSearchParams(backend.queries('/usages')[0]);
    expect(query.get('from')).toBe('2026-03-19');
    expect(query.get('to')).toBe('2026-03-22');
  });

  it('asks for several at once', async () => {
    renderPart(<WhereUsedPage />);
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Package/ }),
      'CVE-2021-44228, CVE-2021-45046 lodash{Enter}',
    );
    await screen.findByRole('link', { name: 'Orders' });
    const query = new URLSearchParams(backend.queries('/usages')[0]);
    expect(query.getAll('advisory')).toEqual([
      'CVE-2021-44228',
      'CVE-2021-45046',
    ]);
    expect(query.getAll('package')).toEqual(['lodash']);
    expect(
      screen.getByText('Interpreted as 2 advisory IDs and a package name'),
    ).toBeInTheDocument();
  });

  it('says how versions were understood', async () => {
    backend.get('/usages', {
      ...aPage([usage]),
      ...sums,
      versions: {
        readings: [{ ecosystems: ['npm'], text: '≥ 4.17.0, < 5.0.0' }],
        notRead: ['PyPI'],
        uncompared: 2,
      },
    });
    renderPart(<WhereUsedPage />, {
      search: '?package=lodash&versions=%5E4.17.0',
    });
    expect(
      await screen.findByText(
        'Versions interpreted as ≥ 4.17.0, < 5.0.0 (npm)',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Not a valid version range in PyPI/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^2 package versions cannot be compared/),
    ).toBeInTheDocument();
  });

  describe('where nothing is found', () => {
    const none = { count: 0, atLeast: false };
    const nothing = { ...aPage([]), ...sums, services: none, owners: none };

    it('says who is not counted', async () => {
      backend.get('/usages', nothing);
      renderPart(<WhereUsedPage />, { search: '?package=left-pad' });
      expect(
        await screen.findByText('No matches in scanned services'),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          /Files that could not be read, and services that have never been scanned, are not included/,
        ),
      ).toBeInTheDocument();
    });

    it('leads to the services of which it is not known', async () => {
      backend.get('/overview', {
        ...anOverview(),
        health: [
          { health: 'ok', targets: 3 },
          { health: 'partial', targets: 1 },
          { health: 'pending', targets: 1 },
        ],
      });
      backend.get('/usages', nothing);
      renderPart(<WhereUsedPage />, { search: '?package=left-pad' });
      expect(
        await screen.findByRole('link', {
          name: 'It is not known of 2 services, which need attention',
        }),
      ).toHaveAttribute(
        'href',
        expect.stringMatching(/services\?health=partial&.*health=pending/),
      );
    });

    it('offers packages with similar names', async () => {
      const near = [
        {
          ecosystem: 'Maven',
          name: 'org.apache.logging.log4j:log4j-core',
          services: 12,
        },
      ];
      backend.get('/usages', { ...nothing, near });
      renderPart(<WhereUsedPage />, {
        search: '?package=log4j&versions=%3C2&owner=group:default/a',
      });
      expect(
        await screen.findByRole('link', { name: /log4j-core/ }),
      ).toHaveAttribute(
        'href',
        '/?owner=group%3Adefault%2Fa&package=org.apache.logging.log4j%3Alog4j-core',
      );
      expect(screen.getByText('Maven, 12 services')).toBeInTheDocument();
    });

    it('says that it cannot tell of an advisory that nobody knows', async () => {
      backend.get('/usages', { ...nothing, unknownAdvisories: ['CVE-1'] });
      renderPart(<WhereUsedPage />, { search: '?advisory=CVE-1' });
      expect(
        await screen.findByText(
          'Unknown advisory: CVE-1. Cannot tell which services are affected',
        ),
      ).toBeInTheDocument();
      expect(
        screen.queryByText('No matches in scanned services'),
      ).not.toBeInTheDocument();
    });
  });
});

import { supplyChainScanCreatePermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  aFinding,
  aFindingDetail,
  aPage,
  aScan,
  aTarget,
  aTargetDetail,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { EntitySecurityContent } from './EntitySecurityContent';

const backend = fakeBackend();
const TARGET = '/targets/component/default/checkout';

beforeEach(() => {
  backend.get(TARGET, aTargetDetail());
  backend.get('/findings', aPage([aFinding()]));
  backend.get('/findings/1', aFindingDetail());
  backend.get('/findings/1/paths', {
    truncated: false,
    paths: [
      {
        manifest: 'package-lock.json',
        declaredIn: 'package.json',
        purls: ['pkg:npm/mkdirp@0.5.0', 'pkg:npm/minimist@1.2.0'],
      },
    ],
  });
});

function region(name: string) {
  return within(screen.getByRole('region', { name }));
}

describe('the headline', () => {
  it('tells findings, what is fixable, and as of when', async () => {
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByText('3 findings')).toBeInTheDocument();
    expect(screen.getByText('in 2 packages')).toBeInTheDocument();
    expect(region('Open findings').getByText('critical')).toBeInTheDocument();
    expect(region('Known exploited').getByText('1')).toBeInTheDocument();
    expect(
      region('Freshness').getByText('Scan up to date'),
    ).toBeInTheDocument();
    expect(region('Freshness').getByText('18d99b743b07')).toBeInTheDocument();
  });

  it('says where advisory sources are failing', async () => {
    const advisoryData = {
      advisories: 9,
      sources: 3,
      failing: 2,
      stale: [],
      examples: [],
    };
    backend.get(TARGET, aTargetDetail({ advisoryData }));
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('2 of 3 advisory sources are failing'),
    ).toBeInTheDocument();
  });
});

describe('the age of the advisory data', () => {
  const YEAR_AGO = new Date(Date.now() - 366 * 86_400_000).toISOString();
  const data = { advisories: 9, sources: 3, failing: 0, asOf: YEAR_AGO };

  it('says what is out of date, how old it is and what that means', async () => {
    const advisoryData = {
      ...data,
      stale: [
        { id: 'o', title: 'OSV', kind: 'osv' as const, dataAsOf: YEAR_AGO },
        { id: 'e', title: 'EPSS scores', kind: 'epss' as const },
      ],
      examples: [],
    };
    backend.get(TARGET, aTargetDetail({ advisoryData }));
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        'Vulnerabilities published since then are not shown.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Freshness' })).toHaveTextContent(
      /updated 1 year ago.*OSV: out of date, last updated 1 year ago.*EPSS scores: out of date, age unknown/,
    );
  });

  it('calls an example one, with its day, and nothing current', async () => {
    const dataAsOf = '2026-01-15T10:00:00.000Z';
    const advisoryData = {
      ...data,
      asOf: dataAsOf,
      stale: [],
      examples: [{ id: 'o', title: 'OSV', kind: 'osv' as const, dataAsOf }],
    };
    backend.get(TARGET, aTargetDetail({ advisoryData }));
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('Example data from Jan 15, 2026'),
    ).toBeInTheDocument();
    expect(region('Freshness').queryByText(/Advisory data updated/)).toBeNull();
  });
});

describe('states that are not up to date', () => {
  const never = {
    lastScan: undefined,
    lastGoodScanAt: undefined,
    componentCount: 0,
  };

  it.each([
    ['pending', 'This service has not been scanned yet'],
    ['empty', 'No supported files found'],
    ['unscannable', 'The source of this service is unknown'],
    ['failed', 'The last scan failed'],
  ] as const)(
    '%s is said in words, and nothing is zero',
    async (health, words) => {
      backend.get(
        TARGET,
        aTargetDetail({
          target: aTarget({ health, healthReason: 'it broke', ...never }),
          snapshot: undefined,
          manifests: [],
        }),
      );
      backend.get('/findings', aPage([]));
      renderPart(<EntitySecurityContent />);
      expect(await screen.findByText(words)).toBeInTheDocument();
      expect(screen.getByText('Reason: it broke')).toBeInTheDocument();
      for (const figure of [
        'Open findings',
        'Known exploited',
        'Fixable now',
      ]) {
        expect(region(figure).getByText('Unknown')).toBeInTheDocument();
      }
      expect(screen.queryByText('No open findings')).not.toBeInTheDocument();
      expect(await screen.findByText('No known findings')).toBeInTheDocument();
    },
  );

  it('marks a file that has suddenly lost most of its packages', async () => {
    const [manifest] = aTargetDetail().manifests;
    const suddenLoss = { before: 40, since: new Date().toISOString() };
    backend.get(
      TARGET,
      aTargetDetail({
        manifests: [{ ...manifest, path: 'requirements.txt', suddenLoss }],
      }),
    );
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        'requirements.txt suddenly lost most of its packages',
      ),
    ).toBeInTheDocument();
    const coverage = screen.getByRole('button', { name: /1 possibly damaged/ });
    await userEvent.click(coverage);
    expect(
      await screen.findByText(/Possibly damaged: it had 40 packages until/),
    ).toBeInTheDocument();
  });

  it.each(['ok', 'empty'] as const)(
    'names dependencies whose version is not known, of a service that is %s',
    async health => {
      const [manifest] = aTargetDetail().manifests;
      const unresolved = {
        count: 3,
        packages: ['org.x:y', 'org.x:z', 'org.x:a'],
        poms: [
          {
            name: 'org.x:bom:1',
            role: 'BOM' as const,
            reason: 'the registry does not have it',
          },
        ],
      };
      const poms = [{ name: 'org.x:parent:2', role: 'parent' as const }];
      backend.get(
        TARGET,
        aTargetDetail({
          target: aTarget({ health }),
          manifests: [
            { ...manifest, path: 'pom.xml', unresolved },
            {
              ...manifest,
              path: 'more/pom.xml',
              unresolved: { count: 0, packages: [], poms },
            },
          ],
        }),
      );
      renderPart(<EntitySecurityContent />);
      expect(
        await screen.findByText('The versions of 3 dependencies are unknown'),
      ).toBeInTheDocument();
      const coverage = screen.getByRole('button', {
        name: /3 versions unresolved/,
      });
      await userEvent.click(coverage);
      expect(
        await screen.findByText(
          '3 versions unresolved: org.x:y, org.x:z, org.x:a (BOM org.x:bom:1: the registry does not have it)',
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          'Not available, and may add dependencies: parent org.x:parent:2',
        ),
      ).toBeInTheDocument();
    },
  );

  it('keeps what was found before a failed scan, and says so', async () => {
    backend.get(
      TARGET,
      aTargetDetail({ target: aTarget({ health: 'failed' }) }),
    );
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        /Results below are from the last successful scan/,
      ),
    ).toBeInTheDocument();
    expect(region('Open findings').getByText('critical')).toBeInTheDocument();
  });

  it('never calls a stale service clean', async () => {
    const counts = aTarget().openFindings;
    backend.get(
      TARGET,
      aTargetDetail({
        target: aTarget({
          health: 'stale',
          openFindings: { ...counts, critical: 0, high: 0 },
        }),
      }),
    );
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('These results are out of date'),
    ).toBeInTheDocument();
    expect(region('Open findings').getByText('None known')).toBeInTheDocument();
  });

  it('tells what an entity that is not scanned may be missing', async () => {
    backend.fail(TARGET, 404, 'no such target');
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('This entity is not scanned'),
    ).toBeInTheDocument();
    backend.get(TARGET, aTargetDetail());
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('3 findings')).toBeInTheDocument();
  });

  it('tells a refusal from a failure', async () => {
    backend.fail(TARGET, 403, 'denied');
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        'You do not have permission to view the security status of this service',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows what went wrong, and tries again', async () => {
    backend.fail(TARGET, 500, 'the database is away');
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is away',
    );
    backend.get(TARGET, aTargetDetail());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('3 findings')).toBeInTheDocument();
  });
});

describe('coverage', () => {
  it('sums up, and lists each manifest with the reason', async () => {
    backend.get(
      TARGET,
      aTargetDetail({
        target: aTarget({ health: 'partial' }),
        manifests: [
          { path: 'requirements.txt', outcome: 'read', components: 6 },
          {
            path: 'package-lock.json',
            outcome: 'failed',
            reason: 'line 12: not JSON',
            staleSince: '2026-01-05T00:00:00.000Z',
          },
        ],
      }),
    );
    renderPart(<EntitySecurityContent />);
    const line = await screen.findByRole('button', { name: /Coverage/ });
    expect(line).toHaveTextContent('2 manifests found: 1 read, 1 failed');
    expect(
      screen.getByText('Some files could not be read'),
    ).toBeInTheDocument();
    await userEvent.click(line);
    const row = await screen.findByRole('row', { name: /package-lock\.json/ });
    expect(row).toHaveTextContent(
      /Failed.*line 12: not JSON.*Earlier results are still shown/,
    );
  });
});

describe('scan now', () => {
  it('asks for a scan and shows its steps until the new state is there', async () => {
    const asked = backend.post('/scans', {
      entityRef: 'component:default/checkout',
      queued: true,
    });
    renderPart(<EntitySecurityContent />);
    const button = await screen.findByRole('button', { name: 'Scan now' });
    backend.get(
      TARGET,
      aTargetDetail({
        target: aTarget({ schedule: { queued: false, running: true } }),
      }),
    );
    backend.get(
      '/scans',
      aPage([
        aScan({ state: 'running', step: 'matching', progress: '12 of 40' }),
      ]),
    );
    await userEvent.click(button);
    expect(asked).toEqual([{ entityRef: 'component:default/checkout' }]);
    expect(await screen.findByText('Scanning: 12 of 40')).toBeInTheDocument();
    expect(button).toBeDisabled();
    const steps = screen.getAllByRole('listitem', { name: '' });
    expect(
      steps.filter(step => step.getAttribute('aria-current') === 'step'),
    ).toHaveLength(1);
    expect(screen.getByText('Match advisories').closest('li')).toHaveAttribute(
      'aria-current',
      'step',
    );

    const fixable = { findings: 1, packages: 1 };
    backend.get(TARGET, aTargetDetail({ fixable }));
    expect(
      await screen.findByText('in 1 package', undefined, { timeout: 4000 }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Scan now' })).toBeEnabled(),
    );
  });

  it('is not offered where it is denied', async () => {
    renderPart(<EntitySecurityContent />, {
      denied: [supplyChainScanCreatePermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to scan this service',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Scan now' }),
    ).not.toBeInTheDocument();
  });
});

describe('findings', () => {
  it('asks the backend for what the address says', async () => {
    renderPart(<EntitySecurityContent />, {
      search: '?severity=high&state=all&q=lodash&sort=package&order=asc',
    });
    await screen.findByRole('rowheader');
    const query = new URLSearchParams(backend.queries('/findings')[0]);
    expect(Object.fromEntries(query)).toMatchObject({
      entityRef: 'component:default/checkout',
      severity: 'high',
      q: 'lodash',
      orderBy: 'package',
      order: 'asc',
    });
    expect(query.getAll('state')).toEqual(['open', 'resolved']);
  });

  it('keeps free text in the address', async () => {
    renderPart(<EntitySecurityContent />);
    await screen.findByRole('rowheader');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search findings' }),
      'qs',
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent('/?q=qs'),
    );
    await waitFor(() =>
      expect(backend.queries('/findings').at(-1)).toContain('q=qs'),
    );
  });

  it('opens one at the side, by its own address, and closes it', async () => {
    renderPart(<EntitySecurityContent />);
    await userEvent.click(
      await screen.findByRole('link', { name: 'CVE-2021-44906' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'CVE-2021-44906',
    });
    expect(screen.getByLabelText('address')).toHaveTextContent('?finding=1');
    expect(
      await within(dialog).findByText('mkdirp@0.5.0, declared in package.json'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByLabelText('address')).not.toHaveTextContent('finding');
  });

  it('is honest about a total that has no end', async () => {
    backend.get(
      '/findings',
      aPage([aFinding()], {
        total: { count: 10000, atLeast: true },
        nextCursor: 'next',
      }),
    );
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByText('10,000+ findings')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Next table page' }),
    );
    await waitFor(() =>
      expect(backend.queries('/findings').at(-1)).toContain('cursor=next'),
    );
  });

  it('calls a service clean only when everything was read', async () => {
    backend.get('/findings', aPage([]));
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByText('No open findings')).toBeInTheDocument();
  });

  it('says so where the filter leaves nothing', async () => {
    backend.get('/findings', aPage([]));
    renderPart(<EntitySecurityContent />, { search: '?severity=low' });
    expect(
      await screen.findByText('No findings match these filters'),
    ).toBeInTheDocument();
  });
});

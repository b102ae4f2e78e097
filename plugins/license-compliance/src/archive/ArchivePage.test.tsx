import {
  supplyChainRetentionReadPermission,
  supplyChainSbomUploadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  aSnapshot,
  aTarget,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDecision, anAsOf, anExport } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { ArchivePage } from './ArchivePage';

const backend = fakeBackend();

function lastQuery(path: string) {
  return Object.fromEntries(
    new URLSearchParams(backend.queries(path).at(-1) ?? ''),
  );
}

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
  URL.createObjectURL = jest.fn(() => 'blob:made');
  URL.revokeObjectURL = jest.fn();
});

describe('snapshots', () => {
  const older = aSnapshot({
    id: '10',
    release: 'v1',
    current: false,
    createdAt: '2026-01-01T10:00:00.000Z',
    lastObservedAt: '2026-01-06T09:00:00.000Z',
  });
  const upload = aSnapshot({
    id: '11',
    targetName: 'shop image',
    origin: 'upload',
    name: 'image',
    tools: ['builder 1.2'],
    recordedBy: 'user:default/avery',
    quality: 82,
    held: true,
    documents: [
      { format: 'original', sha256: 'c'.repeat(64), size: 100 },
      { format: 'cyclonedx', sha256: 'a'.repeat(64), size: 100 },
    ],
  });
  const other = aSnapshot({
    id: '12',
    entityRef: 'component:default/other',
    targetName: 'Other',
  });

  beforeEach(() => {
    backend.get('/snapshots', aPage([upload, older, other]));
    backend.get('/snapshots/10', older);
    backend.get('/snapshots/11', upload);
  });

  it('says who made what, when it was in force, and gives the bytes with their digest', async () => {
    // It brings a clipboard, without which there is nothing to copy with.
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    renderPart(<ArchivePage />);
    const row = await screen.findByRole('row', { name: /image/ });
    expect(row).toHaveTextContent(
      /No release.*since.*until now.*Upload: image.*builder 1\.2, user:default\/avery.*347.*82 of 100.*On hold/,
    );
    expect(
      within(row).getByRole('button', { name: 'As uploaded' }),
    ).toBeInTheDocument();
    await user.click(
      within(row).getByRole('button', {
        name: 'Copy SHA-256 of As uploaded',
      }),
    );
    expect(write).toHaveBeenCalledWith('c'.repeat(64));
  });

  it('finds by service, release, origin and days', async () => {
    renderPart(<ArchivePage />, {
      search:
        '?entity=component:default/checkout&release=v1&origin=upload&from=2026-01-01&to=2026-01-31&owner=group:default/a&system=system:default/s',
    });
    await screen.findByRole('row', { name: /image/ });
    expect(lastQuery('/snapshots')).toMatchObject({
      entityRef: 'component:default/checkout',
      release: 'v1',
      origin: 'upload',
      from: '2026-01-01',
      to: '2026-01-31',
      owner: 'group:default/a',
      system: 'system:default/s',
    });
    expect(screen.getByLabelText('From')).toHaveValue('2026-01-01');
  });

  it('compares two of one service, the older first', async () => {
    backend.get('/snapshots/11/diff', {
      base: older,
      snapshot: upload,
      added: [{ name: 'qs', version: '6.5.3' }],
      removed: [],
      changed: [],
      findingsOpened: [],
      findingsResolved: [],
    });
    renderPart(<ArchivePage />);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Compare shop image,/ }),
    );
    const part = await screen.findByRole('region', { name: 'Comparison' });
    expect(
      await within(part).findByText(/Now select a second snapshot/),
    ).toBeInTheDocument();
    expect(screen.getByText('of a different service')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^Compare shop v1,/ }),
    );
    expect(await within(part).findByText('+ qs 6.5.3')).toBeInTheDocument();
    expect(lastQuery('/snapshots/11/diff')).toEqual({ base: '10' });
    expect(screen.getByLabelText('address')).toHaveTextContent(
      /base=11.*with=10/,
    );
  });
});

describe('as of a day', () => {
  it('shows what was in force, and what was known then beside what is known now', async () => {
    backend.get('/as-of', anAsOf({ snapshots: [aSnapshot()] }));
    backend.get(
      '/as-of/findings',
      aPage([
        {
          id: '1',
          advisory: 'CVE-2025-1',
          aliases: [],
          severity: 'high',
          package: 'qs',
          versions: ['6.5.2'],
          knownThen: true,
          knownNow: true,
        },
        {
          advisory: 'CVE-2026-2',
          aliases: [],
          severity: 'critical',
          package: 'minimist',
          versions: ['1.2.0'],
          knownThen: false,
          knownNow: true,
        },
        {
          advisory: 'CVE-2025-3',
          aliases: [],
          severity: 'low',
          package: 'ms',
          versions: ['1.0.0'],
          knownThen: true,
          knownNow: false,
        },
      ]),
    );
    renderPart(<ArchivePage />, {
      search: '?view=as-of&entity=component:default/checkout&day=2026-01-05',
    });
    expect(
      await screen.findByRole('row', { name: /CVE-2025-1/ }),
    ).toHaveTextContent('Known then');
    expect(screen.getByRole('row', { name: /CVE-2026-2/ })).toHaveTextContent(
      'Discovered since',
    );
    expect(screen.getByRole('row', { name: /CVE-2025-3/ })).toHaveTextContent(
      'No longer applicable',
    );
    expect(screen.getByRole('row', { name: /^MIT/ })).toHaveTextContent(
      /300.*310/,
    );
    expect(
      screen.getByText('Registries were first asked on 3 January.'),
    ).toBeInTheDocument();
    expect(lastQuery('/as-of')).toEqual({
      entityRef: 'component:default/checkout',
      at: '2026-01-05',
    });
  });

  it('does not pass off a day without records as one without findings', async () => {
    backend.get('/as-of', anAsOf({ notes: [] }));
    renderPart(<ArchivePage />, {
      search: '?view=as-of&entity=component:default/checkout&day=2020-01-05',
    });
    expect(
      await screen.findByText('Nothing recorded up to that day'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No open findings')).not.toBeInTheDocument();
    expect(backend.queries('/as-of/findings')).toEqual([]);
  });

  it('asks for a service and a day first', async () => {
    renderPart(<ArchivePage />, { search: '?view=as-of' });
    expect(
      await screen.findByText('Select a service and a day'),
    ).toBeInTheDocument();
    expect(backend.queries('/as-of')).toEqual([]);
  });
});

describe('where was it', () => {
  it('looks for a package between two days', async () => {
    backend.get(
      '/presence',
      aPage([
        {
          entityRef: 'component:default/gone',
          targetName: 'Gone',
          owners: [],
          purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
          name: 'log4j-core',
          version: '2.14.1',
          since: '2021-11-01T00:00:00.000Z',
          until: '2021-12-14T00:00:00.000Z',
          removedFromCatalog: true,
        },
      ]),
    );
    renderPart(<ArchivePage />, {
      search: '?view=where&from=2021-12-01&to=2021-12-31',
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Package or package URL' }),
      'log4j-core{Enter}',
    );
    const row = await screen.findByRole('row', { name: /Gone/ });
    expect(row).toHaveTextContent(/no longer in the catalog.*2\.14\.1/);
    expect(within(row).queryByRole('link')).not.toBeInTheDocument();
    expect(lastQuery('/presence')).toMatchObject({
      package: 'log4j-core',
      from: '2021-12-01',
      to: '2021-12-31',
    });
  });

  it('reads a package URL as one', async () => {
    backend.get('/presence', aPage([]));
    renderPart(<ArchivePage />, {
      search: '?view=where&term=pkg:npm/left-pad',
    });
    await screen.findByText('No matches in this period');
    expect(lastQuery('/presence')).toMatchObject({ purl: 'pkg:npm/left-pad' });
    expect(lastQuery('/presence')).not.toHaveProperty('package');
  });
});

describe('upload', () => {
  const search = '?view=upload&entity=component:default/checkout';
  const file = new File(['{"bomFormat":"CycloneDX"}'], 'shop.cdx.json');

  it('sends the file as it is, and shows its quality and warnings', async () => {
    const sent = backend.post('/sboms', {
      id: '13',
      entityRef: 'component:default/checkout',
      sha256: 'e'.repeat(64),
      format: 'CycloneDX',
      specVersion: '1.6',
      components: 42,
      created: true,
      quality: {
        score: 71,
        checks: [
          {
            id: 'licenses',
            title: 'Components with a license',
            passed: 30,
            of: 42,
            advice: 'Let the build tool add licenses',
          },
        ],
      },
      warnings: ['3 components have no version'],
    });
    renderPart(<ArchivePage />, { search });
    await userEvent.upload(await screen.findByLabelText('SBOM file'), file);
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Release (optional)' }),
      'v7',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Upload' }));
    expect(
      await screen.findByText('Uploaded and analyzed'),
    ).toBeInTheDocument();
    expect(screen.getByText('CycloneDX 1.6, 42 packages')).toBeInTheDocument();
    expect(screen.getByText('e'.repeat(64))).toBeInTheDocument();
    expect(
      screen.getByText('3 components have no version'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('row', { name: /Components with a license/ }),
    ).toHaveTextContent(/30 of 42.*Let the build tool add licenses/);
    expect(sent).toHaveLength(1);
    expect(lastQuery('/sboms')).toEqual({
      entityRef: 'component:default/checkout',
      name: 'sbom',
      release: 'v7',
    });
  });

  it('says what is wrong with the document, and that nothing is stored', async () => {
    backend.fail('/sboms', 400, 'shop.cdx.json: line 3: not a component');
    renderPart(<ArchivePage />, { search });
    await userEvent.upload(await screen.findByLabelText('SBOM file'), file);
    await userEvent.click(screen.getByRole('button', { name: 'Upload' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/nothing was saved.*line 3/);
  });

  it('asks for what is missing before anything is sent', async () => {
    const sent = backend.post('/sboms', {});
    renderPart(<ArchivePage />, { search: '?view=upload' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Upload' }),
    );
    expect(screen.getByText('Select a file.')).toBeInTheDocument();
    expect(screen.getByText('Select a service.')).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('says so where uploading is denied', async () => {
    renderPart(<ArchivePage />, {
      search,
      denied: [supplyChainSbomUploadPermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to upload SBOMs for this service.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Upload' })).toBeDisabled();
  });
});

describe('exports', () => {
  const id = anExport().id;

  it('asks for a scope, and downloads and saves the zip', async () => {
    backend.get('/exports', aPage([]));
    const asked = backend.post('/exports', anExport());
    renderPart(<ArchivePage />, { search: '?view=exports' });
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Entire organization' }),
    );
    fireEvent.change(screen.getByLabelText('From'), {
      target: { value: '2026-01-01' },
    });
    await userEvent.click(screen.getByRole('checkbox', { name: 'SPDX' }));
    backend.send(`/exports/${id}/content`, 'zip bytes');
    backend.get(`/exports/${id}`, anExport({ state: 'finished' }));
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    expect(
      await screen.findByText(
        'Saved as sbom-archive-system-shop-2026-01-06.zip, 9 B',
      ),
    ).toBeInTheDocument();
    expect(asked).toEqual([
      {
        scope: { kind: 'organization', from: '2026-01-01' },
        formats: ['spdx'],
      },
    ]);
    expect(URL.createObjectURL).toHaveBeenCalledTimes(1);
    // Nothing was signed: no key is asked for.
    expect(
      screen.getByText(
        'safety-curtain verify sbom-archive-system-shop-2026-01-06.zip',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/cosign/)).not.toBeInTheDocument();
  });

  it('does not save what ended early', async () => {
    backend.get('/exports', aPage([anExport()]));
    backend.send(`/exports/${id}/content`, 'half of a z');
    backend.get(
      `/exports/${id}`,
      anExport({ state: 'failed', error: 'a document failed its check' }),
    );
    renderPart(<ArchivePage />, { search: '?view=exports' });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Download the export/ }),
    );
    expect(
      await screen.findByText(/stopped early: a document failed its check/),
    ).toBeInTheDocument();
    expect(URL.createObjectURL).not.toHaveBeenCalled();
  });

  it('can be cancelled, and then saves nothing', async () => {
    backend.get('/exports', aPage([anExport()]));
    backend.get(`/exports/${id}`, anExport({ state: 'running' }));
    const cancelled = backend.delete(
      `/exports/${id}`,
      anExport({ state: 'cancelled' }),
    );
    backend.send(
      `/exports/${id}/content`,
      new ReadableStream({
        start: controller => controller.enqueue(new Uint8Array(1_500)),
      }),
    );
    renderPart(<ArchivePage />, { search: '?view=exports' });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Download the export/ }),
    );
    expect(
      await screen.findByText('0 of 4 services, 1.5 kB received'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('progressbar', { name: 'Downloading export' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(
      await screen.findByText('Canceled. Nothing was saved.'),
    ).toBeInTheDocument();
    expect(cancelled).toHaveLength(1);
    expect(URL.createObjectURL).not.toHaveBeenCalled();
  });

  it('shows the proof of each, and how it is checked', async () => {
    backend.get(
      '/exports',
      aPage([
        anExport({
          state: 'finished',
          servicesDone: 4,
          bytes: 4_200_000,
          manifestSha256: 'f'.repeat(64),
          signedBy: 'archive-2026',
        }),
      ]),
    );
    renderPart(<ArchivePage />, { search: '?view=exports' });
    expect(
      await screen.findByRole('row', { name: /system shop/ }),
    ).toHaveTextContent(
      /Finished.*4.*4\.2 MB.*ffffffffffff….*Signed with key archive-2026/,
    );
    expect(
      screen.getByText(
        'safety-curtain verify sbom-archive-system-shop-2026-01-06.zip --key archive.pub',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/cosign verify-blob/)).toBeInTheDocument();
  });
});

describe('retention', () => {
  it('says how long what is kept, what is held and what went', async () => {
    backend.get('/retention', {
      rules: [
        {
          kind: 'sboms',
          title: 'SBOMs',
          held: 0,
          stored: 12,
          bytes: 2_500_000,
        },
        { kind: 'logs', title: 'Scan logs', days: 90, due: 4, held: 2 },
      ],
      deletions: [
        {
          at: '2026-01-06T02:00:00.000Z',
          kind: 'logs',
          count: 31,
          reason: 'older than 90 days',
        },
      ],
    });
    backend.get(
      '/decisions',
      aPage([aDecision({ subject: 'hold', about: {} })]),
    );
    renderPart(<ArchivePage />, { search: '?view=retention' });
    expect(await screen.findByRole('row', { name: /SBOMs/ })).toHaveTextContent(
      /Forever.*12.*2\.5 MB/,
    );
    expect(screen.getByRole('row', { name: /Scan logs/ })).toHaveTextContent(
      /90 days.*4.*2/,
    );
    expect(screen.getByRole('row', { name: 'logs' })).toHaveTextContent(
      /31.*older than 90 days/,
    );
    expect(
      await screen.findByText(/Service · checkout · Everything in scope/),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(lastQuery('/decisions')).toMatchObject({
        subject: 'hold',
        state: 'active',
      }),
    );
  });

  it('asks nothing for those who may not see it', async () => {
    renderPart(<ArchivePage />, {
      search: '?view=retention',
      denied: [supplyChainRetentionReadPermission],
    });
    expect(
      await screen.findByText('You do not have permission to view retention'),
    ).toBeInTheDocument();
    expect(backend.queries('/retention')).toEqual([]);
  });
});

import {
  anOverview,
  aPage,
  aSnapshot,
  aTarget,
  cellsOf,
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { ArchivePage } from '../ArchivePage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
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
    expect(cellsOf(row)).toMatchObject({
      Service: 'shop image',
      Release: expect.stringMatching(/^No release/),
      'In use': expect.stringMatching(/^since .* 2026.* until now$/),
      'Created by': 'Upload: image builder 1.2, user:default/avery',
      Packages: '347 Quality: 82 of 100 On hold',
    });
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

  it('gives the signature of a document that has one', async () => {
    const [original, cyclonedx] = upload.documents;
    const documents = [original, { ...cyclonedx, signedBy: 'ab' }];
    backend.get('/snapshots', aPage([{ ...upload, documents }]));
    backend.get('/snapshots/11/sbom', { payload: '' });
    renderPart(<ArchivePage />);
    const row = await screen.findByRole('row', { name: /image/ });
    const buttons = within(row).getAllByRole('button', { name: /^Signature/ });
    expect(buttons).toHaveLength(1);
    expect(buttons[0]).toHaveTextContent('Signature: CycloneDX');
    await userEvent.click(buttons[0]);
    await waitFor(() =>
      expect(backend.lastQuery('/snapshots/11/sbom')).toEqual({
        format: 'cyclonedx',
        signature: 'detached',
      }),
    );
  });

  it('finds by service, release, origin and days', async () => {
    renderPart(<ArchivePage />, {
      search:
        '?entity=component:default/checkout&release=v1&origin=upload&from=2026-01-01&to=2026-01-31&owner=group:default/a&system=system:default/s',
    });
    await screen.findByRole('row', { name: /image/ });
    expect(backend.lastQuery('/snapshots')).toMatchObject({
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
    expect(backend.lastQuery('/snapshots/11/diff')).toEqual({ base: '10' });
    const address = new URL(
      textIn(screen.getByLabelText('address')),
      'http://x',
    );
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      base: '11',
      with: '10',
    });
  });
});

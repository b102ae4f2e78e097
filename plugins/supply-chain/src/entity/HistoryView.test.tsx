import { supplyChainSbomReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  aFinding,
  aPage,
  aScan,
  aSnapshot,
  aTargetDetail,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { HistoryView } from './HistoryView';

const backend = fakeBackend();
const older = aSnapshot({ id: '10', createdAt: '2026-01-01T00:00:00.000Z' });
const newer = aSnapshot({ id: '11' });

beforeEach(() => {
  backend.get(
    '/scans',
    aPage([
      aScan({ requestedBy: 'user:default/guest', trigger: 'manual' }),
      aScan({ id: 'failed', state: 'failed', error: 'no such repository' }),
    ]),
  );
  backend.get('/snapshots', aPage([newer, older]));
  backend.get('/snapshots/11/diff', {
    base: older,
    snapshot: newer,
    added: [{ name: 'left-pad', version: '1.3.0' }],
    removed: [],
    changed: [
      { name: 'lodash', type: 'npm', before: ['4.17.15'], after: ['4.17.21'] },
    ],
    findingsOpened: [],
    findingsResolved: [aFinding({ advisory: 'CVE-2020-8203' })],
  });
});

describe('HistoryView', () => {
  it('lists scans with outcome, trigger, duration and files', async () => {
    renderPart(<HistoryView detail={aTargetDetail()} version={0} />);
    const scans = within(await screen.findByRole('region', { name: 'scans' }));
    const rows = await scans.findAllByRole('row', { name: /ago/ });
    expect(cellsOf(rows[0])).toMatchObject({
      Outcome: 'Succeeded',
      Trigger: 'Manual by user:default/guest',
      Duration: '4.2 s',
      Files: '1 read',
      Findings: '+2 −1',
    });
    expect(cellsOf(rows[1])).toMatchObject({
      Outcome: 'Failed no such repository',
    });
  });

  it('opens what a scan did with each file', async () => {
    const { id } = aScan();
    backend.get(`/scans/${id}`, {
      scan: aScan({
        filesSkipped: 1,
        suddenLosses: 1,
        unresolvedVersions: 1,
        restoredDocuments: 2,
      }),
      files: [{ path: 'vendor/x.lock', outcome: 'skipped', reason: 'too big' }],
    });
    renderPart(<HistoryView detail={aTargetDetail()} version={0} />, {
      search: `?scan=${id}`,
    });
    const dialog = await screen.findByRole('dialog', {
      name: 'Files in this scan',
    });
    const file = await within(dialog).findByRole('row', {
      name: /vendor\/x\.lock/,
    });
    expect(cellsOf(file)).toMatchObject({
      Outcome: 'Skipped',
      Notes: 'too big',
    });
    expect(
      within(dialog).getByText(
        '1 read, 1 skipped, 1 possibly damaged, 1 version unresolved, 2 damaged documents repaired',
      ),
    ).toBeInTheDocument();
  });

  it('compares the two newest snapshots, with what came and went', async () => {
    renderPart(<HistoryView detail={aTargetDetail()} version={0} />);
    const part = async (name: string) =>
      within(await screen.findByRole('region', { name }));
    expect((await part('Added')).getByText('+ left-pad 1.3.0')).toBeVisible();
    expect((await part('Removed')).getByText('None')).toBeVisible();
    expect(
      (await part('Changed')).getByText('lodash 4.17.15 → 4.17.21'),
    ).toBeVisible();
    expect(
      (await part('Resolved findings')).getByRole('link', {
        name: 'CVE-2020-8203',
      }),
    ).toHaveAttribute('href', expect.stringContaining('finding=1'));
    expect(backend.queries('/snapshots/11/diff')).toEqual(['?base=10']);
  });

  it('compares the two that the address names', async () => {
    backend.get('/snapshots/10/diff', {
      base: newer,
      snapshot: older,
      added: [],
      removed: [],
      changed: [],
      findingsOpened: [],
      findingsResolved: [],
    });
    renderPart(<HistoryView detail={aTargetDetail()} version={0} />, {
      search: '?from=11&to=10',
    });
    expect(
      await screen.findByText('The two snapshots are identical.'),
    ).toBeInTheDocument();
  });

  it('downloads either document of a snapshot', async () => {
    const document = jest.fn(() => ({ bomFormat: 'CycloneDX' }));
    backend.get('/snapshots/11/sbom', document);
    const create = jest.fn((_: Blob) => 'blob:made');
    Object.assign(URL, { createObjectURL: create, revokeObjectURL: () => {} });
    renderPart(<HistoryView detail={aTargetDetail()} version={0} />);
    const [button] = await screen.findAllByRole('button', {
      name: 'CycloneDX',
    });
    await userEvent.click(button);
    await waitFor(() => expect(create).toHaveBeenCalled());
    expect(backend.queries('/snapshots/11/sbom')).toEqual([
      '?format=cyclonedx',
    ]);
    const [written] = screen.getAllByRole('button', { name: 'SPDX 3.0' });
    await userEvent.click(written);
    await waitFor(() =>
      expect(backend.queries('/snapshots/11/sbom')).toContain(
        '?format=spdx-3.0',
      ),
    );
  });

  it('shows scans, and no documents, to those who may not read them', async () => {
    renderPart(<HistoryView detail={aTargetDetail()} version={0} />, {
      denied: [supplyChainSbomReadPermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to view the SBOM documents of this service',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'SPDX' }),
    ).not.toBeInTheDocument();
    expect(backend.queries('/snapshots')).toEqual([]);
  });
});

import {
  anOverview,
  aPage,
  aTarget,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anExport } from '../../__testUtils__/answers';
import { renderPart } from '../../__testUtils__/entity';
import { ArchivePage } from '../ArchivePage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
  URL.createObjectURL = jest.fn(() => 'blob:made');
  URL.revokeObjectURL = jest.fn();
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
        'safety-curtain verify sbom-archive-system-shop-2026-01-06.zip --no-signature',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/cosign/)).not.toBeInTheDocument();
  });

  it('says that no file was chosen, and asks for no other meanwhile', async () => {
    backend.get('/exports', aPage([anExport()]));
    let choose!: (error: Error) => void;
    const pick = jest.fn(() => new Promise((_, reject) => (choose = reject)));
    Object.assign(window, { showSaveFilePicker: pick });
    try {
      renderPart(<ArchivePage />, { search: '?view=exports' });
      const download = { name: /^Download the export/ };
      await userEvent.click(await screen.findByRole('button', download));
      expect(
        await screen.findByText('Your browser asks where to save the export…'),
      ).toBeInTheDocument();
      expect(screen.getByRole('button', download)).toBeDisabled();
      choose(Object.assign(new Error('no'), { name: 'AbortError' }));
      expect(
        await screen.findByText(/^Not downloaded: no file to save to/),
      ).toBeInTheDocument();
      expect(screen.getByRole('button', download)).toBeEnabled();
    } finally {
      Reflect.deleteProperty(window, 'showSaveFilePicker');
    }
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
      cellsOf(await screen.findByRole('row', { name: /system shop/ })),
    ).toMatchObject({
      State: 'Finished',
      Services: '4',
      Size: '4.2 MB',
      Signature: expect.stringMatching(
        /^ffffffffffff.*Signed with key archive-2026$/,
      ),
    });
    expect(
      screen.getByText(
        'safety-curtain verify sbom-archive-system-shop-2026-01-06.zip --key archive.pub',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/cosign verify-blob/)).toBeInTheDocument();
    expect(
      screen.getByText(/Get it from those who run this portal/),
    ).toBeInTheDocument();
  });
});

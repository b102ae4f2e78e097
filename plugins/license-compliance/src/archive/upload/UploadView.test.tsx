import { supplyChainSbomUploadPermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  aTarget,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { ArchivePage } from '../ArchivePage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
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
        minimumElements: {
          score: 55,
          explained: 60,
          elements: [
            {
              id: 'component-producer',
              name: 'Component Producer',
              stated: 30,
              unknown: 9,
              withheld: 1,
              missing: 2,
              of: 42,
              advice: 'Say who makes the component',
              lackedBy: ['a 1', 'b 2'],
            },
          ],
        },
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
      cellsOf(
        await screen.findByRole('row', { name: /Components with a license/ }),
      ),
    ).toMatchObject({
      Passed: '30 of 42',
      Advice: 'Let the build tool add licenses',
    });
    expect(
      cellsOf(screen.getByRole('row', { name: /Component Producer/ })),
    ).toMatchObject({
      Stated: '30 of 42',
      Unknown: '9',
      Withheld: '1',
      Missing: '2',
      Advice: expect.stringMatching(/Say who makes the component.*a 1, b 2/s),
    });
    expect(sent).toHaveLength(1);
    expect(backend.lastQuery('/sboms')).toEqual({
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
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText(/nothing was saved/)).toBeInTheDocument();
    expect(alert.getByText(/line 3: not a component/)).toBeInTheDocument();
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

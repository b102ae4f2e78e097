import {
  anOverview,
  aPage,
  aTarget,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { ArchivePage } from './ArchivePage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
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
    expect(cellsOf(row)).toMatchObject({
      Service: 'Gone no longer in the catalog',
      Package: 'log4j-core 2.14.1',
    });
    expect(within(row).queryByRole('link')).not.toBeInTheDocument();
    expect(backend.lastQuery('/presence')).toMatchObject({
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
    expect(backend.lastQuery('/presence')).toMatchObject({
      purl: 'pkg:npm/left-pad',
    });
    expect(backend.lastQuery('/presence')).not.toHaveProperty('package');
  });
});

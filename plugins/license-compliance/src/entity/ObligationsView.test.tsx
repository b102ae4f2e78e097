import {
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { aLicenseOverview } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { EntityLicensesContent } from './EntityLicensesContent';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/licenses/overview', aLicenseOverview());
});

describe('obligations', () => {
  it('lists them by what asks, and says where more may be asked', async () => {
    backend.get('/licenses/obligations', {
      incomplete: 3,
      items: [
        {
          obligation: {
            id: 'notice',
            title: 'Keep the notice',
            description: 'Ship the license text.',
          },
          licenses: ['MIT', 'ISC'],
          components: 80,
        },
      ],
    });
    renderPart(<EntityLicensesContent />, { search: '?view=obligations' });
    const row = await screen.findByRole('row', { name: /Keep the notice/ });
    expect(cellsOf(row)).toMatchObject({
      Obligation: 'Keep the notice Ship the license text.',
      'Required by': 'MIT, ISC',
      Packages: '80',
    });
    expect(
      screen.getByText(
        'The licenses of 3 packages are unknown and may have further obligations.',
      ),
    ).toBeInTheDocument();
  });
});

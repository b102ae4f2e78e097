import {
  aFinding,
  aPage,
  aTarget,
  aTargetDetail,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { EntitySecurityContent } from './EntitySecurityContent';

const backend = fakeBackend();
const TARGET = '/targets/component/default/checkout';

beforeEach(() => {
  backend.get(TARGET, aTargetDetail());
  backend.get('/findings', aPage([aFinding()]));
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
    const line = await screen.findByRole('button', {
      name: /^Coverage *2 manifests found: 1 read, 1 failed$/,
    });
    expect(
      screen.getByText('Some files could not be read'),
    ).toBeInTheDocument();
    await userEvent.click(line);
    const row = await screen.findByRole('row', { name: /package-lock\.json/ });
    expect(cellsOf(row)).toMatchObject({
      Outcome: 'Failed',
      Notes: expect.stringMatching(
        /^line 12: not JSON Earlier results are still shown\./,
      ),
    });
  });
});

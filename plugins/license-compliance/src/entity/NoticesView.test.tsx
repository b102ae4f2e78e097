import {
  aPage,
  aSnapshot,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aLicenseOverview } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { EntityLicensesContent } from './EntityLicensesContent';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/licenses/overview', aLicenseOverview());
});

describe('notices', () => {
  it('asks for the chosen snapshot with or without development packages', async () => {
    backend.get('/snapshots', aPage([aSnapshot({ id: '12', release: 'v2' })]));
    backend.send('/licenses/notices', 'MIT License');
    URL.createObjectURL = jest.fn(() => 'blob:made');
    URL.revokeObjectURL = jest.fn();
    renderPart(<EntityLicensesContent />, {
      search: '?view=notices&snapshot=12',
    });
    expect(
      await screen.findByRole('button', { name: /Release v2/ }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: /build and test/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'HTML' }));
    await waitFor(() =>
      expect(
        Object.fromEntries(
          new URLSearchParams(backend.queries('/licenses/notices')[0]),
        ),
      ).toEqual({
        entityRef: 'component:default/checkout',
        snapshotId: '12',
        development: 'true',
        format: 'html',
      }),
    );
  });
});

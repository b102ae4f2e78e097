import { supplyChainScanCreatePermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  aFinding,
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

    backend.get(TARGET, aTargetDetail({ knownExploited: 7 }));
    expect(
      await within(
        screen.getByRole('region', { name: 'Known exploited' }),
      ).findByText('7', undefined, { timeout: 4000 }),
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

import { supplyChainGateConfigurePermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  aPage,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../../__testUtils__/entity';
import { TriagePage } from '../TriagePage';
import { GatesView } from './GatesView';

const backend = fakeBackend();

const trial = {
  looked: 1200,
  complete: false,
  before: { allow: 1000, warn: 150, block: 50 },
  after: { allow: 1000, warn: 148, block: 52 },
  changed: {
    count: 2,
    items: [
      {
        entityRef: 'component:default/checkout',
        before: 'warn',
        after: 'block',
        because: ['high', 'licenseDenied'],
      },
    ],
  },
};

async function tryOut(text: string) {
  await userEvent.click(
    screen.getByRole('textbox', { name: 'Policies, as YAML or JSON' }),
  );
  await userEvent.paste(text);
  await userEvent.click(screen.getByRole('button', { name: 'Try out' }));
}

describe('GatesView', () => {
  it('says what policies would change, and by which lines', async () => {
    const sent = backend.post('/gates/try', trial);
    renderPart(<GatesView />);
    await tryOut('- name: strict');
    expect(
      await screen.findByText(/^1,200 services evaluated/),
    ).toHaveTextContent('There are more services than were evaluated.');
    const result = within(screen.getByRole('region', { name: 'Result' }));
    const block = result.getByRole('row', { name: /^Block/ });
    expect(cellsOf(block)).toEqual({
      Gate: 'Block',
      Now: '50',
      'With these policies': '52',
    });
    expect(screen.getByText('2 services would change')).toBeInTheDocument();
    expect(
      screen.getByText('Only the first one is listed.'),
    ).toBeInTheDocument();
    const changed = result.getByRole('row', { name: /checkout/ });
    expect(cellsOf(changed)).toMatchObject({
      Now: 'Warn',
      'With these policies': 'Block',
      'Because of': 'High vulnerabilities, Denied licenses',
    });
    expect(sent).toEqual([{ text: '- name: strict' }]);
  });

  it('says where a policy is wrong', async () => {
    backend.fail(
      '/gates/try',
      400,
      'gates[0].findings.hihg: is not known here',
    );
    renderPart(<GatesView />);
    await tryOut('- name: a');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'gates[0].findings.hihg: is not known here',
    );
  });

  it('is a view of those who may configure gates', async () => {
    backend.get('/triage/summary', {
      overdue: 0,
      dueSoon: 0,
      needsReview: 0,
      endingSoon: 0,
      owners: [],
      remediation: [],
    });
    backend.get('/findings', aPage([]));
    backend.get('/upgrades', { upgrades: [] });
    renderPart(<TriagePage />, {
      denied: [supplyChainGateConfigurePermission],
    });
    await screen.findByRole('tab', { name: 'Rules' });
    expect(screen.queryByRole('tab', { name: 'Gates' })).toBeNull();
  });
});

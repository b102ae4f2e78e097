import { supplyChainHoldManagePermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  cellsOf,
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDecision } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { DecisionsPage } from './DecisionsPage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
});

describe('DecisionsPage', () => {
  beforeEach(() => {
    backend.get('/decisions', aPage([aDecision()]));
    backend.get('/decisions/21', {
      decision: aDecision(),
      history: [
        {
          at: '2026-01-06T10:00:00.000Z',
          kind: 'proposed',
          by: 'user:default/avery',
          comment: 'please',
        },
      ],
    });
  });

  it('lists by kind and state', async () => {
    renderPart(<DecisionsPage />, {
      search: '?subject=license-exception&state=proposed',
    });
    const row = await screen.findByRole('row', { name: /ghost-db/ });
    expect(cellsOf(row)).toMatchObject({
      Kind: 'Exception',
      'Applies to': 'ghost-db@2.0.0',
      Scope: 'Service checkout',
      State: 'Pending approval',
      Reason: 'It is replaced with the next release',
    });
    expect(backend.lastQuery('/decisions')).toMatchObject({
      subject: 'license-exception',
      state: 'proposed',
    });
  });

  it('offers the steps that may be taken, and takes them with a comment', async () => {
    const moved = backend.post('/decisions/21/approve', {
      decision: aDecision({ state: 'active', may: ['revoke'] }),
      history: [],
    });
    renderPart(<DecisionsPage />, { search: '?decision=21' });
    const dialog = await screen.findByRole('dialog', {
      name: 'Exception: ghost-db@2.0.0',
    });
    expect(within(dialog).getAllByRole('definition').map(textIn)).toContain(
      'user:default/avery',
    );
    expect(within(dialog).getByText('please')).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: 'Revoke' }),
    ).not.toBeInTheDocument();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Comment' }),
      'fine until spring',
    );
    backend.get('/decisions/21', {
      decision: aDecision({ state: 'active', may: ['revoke'] }),
      history: [],
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    expect(
      await within(dialog).findByRole('button', { name: 'Revoke' }),
    ).toBeInTheDocument();
    expect(moved).toEqual([{ comment: 'fine until spring' }]);
  });

  it('says so where there is no step to take', async () => {
    backend.get('/decisions/21', {
      decision: aDecision({ may: [] }),
      history: [],
    });
    renderPart(<DecisionsPage />, { search: '?decision=21' });
    expect(
      await screen.findByText('No actions are available to you here.'),
    ).toBeInTheDocument();
  });

  it('makes a hold, for good unless a day is named', async () => {
    const asked = backend.post(
      '/decisions',
      aDecision({ subject: 'hold', state: 'active' }),
    );
    renderPart(<DecisionsPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'New hold' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
    expect(
      screen.getByText('Enter a team, system or service.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'System' }));
    await userEvent.type(
      screen.getByRole('textbox', { name: /Entity ref/ }),
      'system:default/shop',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Reason' }),
      'Pending audit',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
    expect(await screen.findByText(/Now active/)).toBeInTheDocument();
    expect(asked).toEqual([
      {
        subject: 'hold',
        scope: { kind: 'system', ref: 'system:default/shop' },
        reason: 'Pending audit',
      },
    ]);
  });

  it('explains why there is no hold to make', async () => {
    renderPart(<DecisionsPage />, {
      denied: [supplyChainHoldManagePermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to put records on hold.',
      ),
    ).toBeInTheDocument();
  });
});

describe('policies', () => {
  it('shows each rule, and how a service gets its policy', async () => {
    backend.get('/licenses/policies', {
      policies: [
        {
          name: 'shipped',
          digest: 'd'.repeat(64),
          services: 3,
          rules: [
            { rule: 'categories.network-copyleft', verdict: 'deny' },
            { rule: 'categories.permissive', verdict: 'allow' },
          ],
        },
      ],
      distribution: {
        annotation: 'safety-curtain.io/distribution',
        default: 'hosted',
        rules: [{ model: 'shipped', when: 'its type is library' }],
      },
    });
    renderPart(<DecisionsPage />, { search: '?view=policies' });
    const how = await screen.findByRole('region', {
      name: 'How a policy is assigned to a service',
    });
    expect(
      within(how).getByText(/The annotation safety-curtain\.io\/distribution/),
    ).toBeVisible();
    expect(within(how).getByRole('term')).toHaveTextContent(/^shipped$/);
    expect(within(how).getByRole('definition')).toHaveTextContent(
      /^its type is library$/,
    );
    expect(within(how).getByText(/^Otherwise: hosted/)).toBeVisible();
    const policy = screen.getByRole('region', { name: 'shipped' });
    expect(within(policy).getByText('applies to 3 services')).toBeVisible();
    expect(within(policy).getByText(/dddd/)).toBeVisible();
    const rule = await within(policy).findByRole('row', {
      name: /network-copyleft/,
    });
    expect(cellsOf(rule)).toMatchObject({ Verdict: 'Denied' });
  });
});

import {
  aPage,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aServiceCheck,
  aServiceScorecard,
  anExemption,
  theServiceScorecards,
} from '../__testUtils__/answers';
import { findCheck, renderPart } from '../__testUtils__/entity';
import { EntityScorecardsContent } from '../entity/EntityScorecardsContent';

const backend = fakeBackend();
const path = '/targets/component/default/checkout/scorecards';

beforeEach(() => {
  backend.get(path, theServiceScorecards());
  backend.get(`${path}/supply-chain/history`, aPage([]));
  backend.get('/decisions', aPage([]));
});

describe('what a check says of its exemption', () => {
  it('shows an exemption with who, why and until when, beside the answer itself', async () => {
    backend.get(
      path,
      theServiceScorecards({
        scorecards: [
          aServiceScorecard({
            checks: [
              aServiceCheck({
                answer: 'exempted',
                result: 'fail',
                exempted: {
                  decisionId: '31',
                  approver: 'user:default/avery',
                  reason: 'Replaced in spring',
                  expires: '2026-04-06T10:00:00.000Z',
                },
              }),
            ],
          }),
        ],
      }),
    );
    renderPart(<EntityScorecardsContent />, {
      search: '?check=scanned-recently',
    });
    const check = await findCheck('Scanned recently');
    expect(within(check).getByText('Exempt')).toBeVisible();
    const note = within(within(check).getByRole('note'));
    expect(
      note.getByText(
        /^Exempted by avery until .*2026\. Reason: Replaced in spring$/,
      ),
    ).toBeVisible();
    expect(
      note.getByText(/^Result without the exemption: Fails/),
    ).toBeVisible();
    expect(
      within(check).getByRole('link', { name: 'View exemption' }),
    ).toHaveAttribute('href', expect.stringMatching(/decision=31$/));
    expect(
      within(check).queryByRole('button', { name: 'Request an exemption' }),
    ).not.toBeInTheDocument();
  });

  it('tells of an exemption that has ended, and asks again', async () => {
    backend.get(
      path,
      theServiceScorecards({
        scorecards: [
          aServiceScorecard({
            checks: [
              aServiceCheck({
                answer: 'fail',
                result: 'fail',
                expired: {
                  approver: 'user:default/avery',
                  reason: 'Replaced in spring',
                  expires: '2026-01-06',
                },
              }),
            ],
          }),
        ],
      }),
    );
    renderPart(<EntityScorecardsContent />, {
      search: '?check=scanned-recently',
    });
    const check = await findCheck('Scanned recently');
    const note = within(within(check).getByRole('note'));
    expect(
      note.getByText(/^An exemption by avery expired on .*2026/),
    ).toBeVisible();
    expect(note.getByText(/Set in the configuration/)).toBeVisible();
    expect(
      within(check).getByRole('button', { name: 'Request an exemption' }),
    ).toBeInTheDocument();
  });
});

describe('exemptions of a service', () => {
  const search = '?check=dependencies-locked';

  it('are asked for with a reason and an end, for this scorecard', async () => {
    const asked = backend.post('/decisions', anExemption());
    renderPart(<EntityScorecardsContent />, { search });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request an exemption' }),
    );
    const form = screen.getByRole('form', { name: 'Request an exemption' });
    await userEvent.click(within(form).getByRole('button', { name: 'Submit' }));
    expect(
      within(form).getByText('Enter at least three characters.'),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);

    await userEvent.type(
      within(form).getByRole('textbox', { name: 'Reason' }),
      'Replaced in spring',
    );
    await userEvent.click(within(form).getByRole('button', { name: 'Submit' }));
    await waitFor(() =>
      expect(asked).toEqual([
        {
          subject: 'check-exemption',
          scope: { kind: 'entity', ref: 'component:default/checkout' },
          about: { check: 'dependencies-locked', scorecard: 'supply-chain' },
          reason: 'Replaced in spring',
          endsAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
        },
      ]),
    );
  });

  it('may be asked for on all scorecards', async () => {
    const asked = backend.post('/decisions', anExemption());
    renderPart(<EntityScorecardsContent />, { search });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request an exemption' }),
    );
    await userEvent.click(
      screen.getByRole('radio', { name: 'All scorecards with this check' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Reason' }),
      'No source of ours',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
    await waitFor(() =>
      expect(asked).toEqual([
        expect.objectContaining({ about: { check: 'dependencies-locked' } }),
      ]),
    );
  });

  it('that wait are told of at their check, and cannot be asked for twice', async () => {
    backend.get('/decisions', aPage([anExemption()]));
    renderPart(<EntityScorecardsContent />, { search });
    const check = await findCheck('Dependencies locked');
    expect(
      await within(check).findByText(/An exemption is pending approval/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Request an exemption' }),
    ).not.toBeInTheDocument();
  });

  it('are approved by who may, in the list below', async () => {
    backend.get('/decisions', aPage([anExemption()]));
    backend.get('/decisions/31', {
      decision: anExemption(),
      history: [
        {
          at: '2026-01-06T10:00:00.000Z',
          kind: 'proposed',
          by: 'user:default/avery',
        },
      ],
    });
    const moved = backend.post('/decisions/31/approve', {
      decision: anExemption({ state: 'active', may: ['revoke'] }),
      history: [],
    });
    renderPart(<EntityScorecardsContent />);
    const row = await screen.findByRole('row', { name: /dependencies-locked/ });
    expect(cellsOf(row)).toMatchObject({
      'Applies to': 'dependencies-locked, supply-chain',
      State: 'Pending approval',
    });
    await userEvent.click(row);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    await waitFor(() => expect(moved).toHaveLength(1));
  });

  it('are not offered to who may not ask for them, and that is said', async () => {
    backend.get(path, theServiceScorecards({ mayExempt: false }));
    renderPart(<EntityScorecardsContent />, { search });
    expect(
      await screen.findByText(
        'You do not have permission to request exemptions for this service.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Request an exemption' }),
    ).not.toBeInTheDocument();
  });
});

import {
  aPage,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aScorecard,
  aServiceCheck,
  aServiceScorecard,
  anExemption,
  theServiceScorecards,
} from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { EntityScorecardsContent } from './EntityScorecardsContent';

const backend = fakeBackend();
const path = '/targets/component/default/checkout/scorecards';
const history = `${path}/supply-chain/history`;

beforeEach(() => {
  backend.get(path, theServiceScorecards());
  backend.get(history, aPage([]));
  backend.get('/decisions', aPage([]));
});

const findCheck = async (title: string) =>
  (await screen.findByText(title, { selector: 'summary *' })).closest(
    'details',
  )!;

describe('the standing', () => {
  it('says the level, since when, and how often each answer is given', async () => {
    renderPart(<EntityScorecardsContent />);
    const standing = await screen.findByRole('region', { name: 'Standing' });
    expect(standing).toHaveTextContent(/Bronze.*since/);
    expect(standing).toHaveTextContent('Critical service');
    expect(standing).toHaveTextContent(/1 fails.*1 not known.*1 passes/);
  });

  it('calls the aggregate of OpenSSF partial, with the share of its weight', async () => {
    backend.get(
      path,
      theServiceScorecards({
        scorecards: [
          aServiceScorecard({
            openSsf: { score: 6.25, partial: true, coverage: 0.64, by: 'own' },
          }),
        ],
      }),
    );
    renderPart(<EntityScorecardsContent />);
    expect(
      await screen.findByRole('region', { name: 'Standing' }),
    ).toHaveTextContent(
      /OpenSSF Scorecard6\.3 of 10partial: 64% of its weight could be answered, from the source and the findings/,
    );
  });

  it('lists what the next level lacks in the order of least effort', async () => {
    renderPart(<EntityScorecardsContent />);
    const missing = within(
      await screen.findByRole('region', { name: 'What is missing for Silver' }),
    ).getAllByRole('listitem');
    expect(missing[0]).toHaveTextContent(
      /Dependencies locked.*Not known.*about an hour.*The source was not walked to its end\. Commit a lock file\./,
    );
    expect(missing[1]).toHaveTextContent(
      /No known exploited vulnerability open.*Fails.*about 3 days/,
    );
  });

  it('says so where all levels hold', async () => {
    backend.get(
      path,
      theServiceScorecards({
        scorecards: [aServiceScorecard({ next: undefined, levelsHeld: 2 })],
      }),
    );
    renderPart(<EntityScorecardsContent />);
    expect(await screen.findByText('All levels hold.')).toBeInTheDocument();
  });

  it('names campaigns with what they wait for', async () => {
    renderPart(<EntityScorecardsContent />);
    expect(
      await screen.findByRole('region', { name: 'Campaigns' }),
    ).toHaveTextContent(
      /Silver by spring.*Overdue.*by .*2026.*Still missing: Dependencies locked/,
    );
  });
});

describe('a check', () => {
  it('opens with its evidence, advice, thresholds and controls', async () => {
    renderPart(<EntityScorecardsContent />);
    const check = await findCheck('No known exploited vulnerability open');
    await userEvent.click(
      within(check).getByText('No known exploited vulnerability open'),
    );
    const evidence = await within(check).findByRole('list', {
      name: 'Evidence',
    });
    expect(evidence).toHaveTextContent(
      /Finding.*CVE-2021-44906: critical, minimist 1\.2\.0.*package-lock\.json.*and 2 more that have to change/,
    );
    expect(
      within(evidence).getByRole('link', { name: /minimist/ }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(
        /\/component\/checkout\/security\?q=CVE-2021-44906$/,
      ),
    );
    expect(check).toHaveTextContent('What to do: Upgrade what is named.');
    expect(check).toHaveTextContent('NIST SSDF 1.1: PW.4.1');
    expect(check).toHaveTextContent('Weight8 of 10');
  });

  it('is open where the address names it', async () => {
    renderPart(<EntityScorecardsContent />, {
      search: '?check=scanned-recently',
    });
    const check = await findCheck('Scanned recently');
    expect(check).toHaveAttribute('open');
    expect(check).toHaveTextContent('days: 7');
    expect(await findCheck('Dependencies locked')).not.toHaveAttribute('open');
  });

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
    expect(check).toHaveTextContent('Exempted');
    expect(within(check).getByRole('note')).toHaveTextContent(
      /Set aside by avery until .*2026.*Replaced in spring.*The check itself says: Fails/,
    );
    expect(
      within(check).getByRole('link', { name: 'See the exemption' }),
    ).toHaveAttribute('href', expect.stringMatching(/decision=31$/));
    expect(
      within(check).queryByRole('button', { name: 'Ask for an exemption' }),
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
    expect(within(check).getByRole('note')).toHaveTextContent(
      /An exemption by avery ended on .*2026.*It is written in the configuration/,
    );
    expect(
      within(check).getByRole('button', { name: 'Ask for an exemption' }),
    ).toBeInTheDocument();
  });
});

describe('exemptions', () => {
  const search = '?check=dependencies-locked';

  it('are asked for with a reason and an end, for this scorecard', async () => {
    const asked = backend.post('/decisions', anExemption());
    renderPart(<EntityScorecardsContent />, { search });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for an exemption' }),
    );
    const form = screen.getByRole('form', { name: 'Ask for an exemption' });
    await userEvent.click(within(form).getByRole('button', { name: 'Send' }));
    expect(
      within(form).getByText('A reason has at least three characters.'),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);

    await userEvent.type(
      within(form).getByRole('textbox', { name: 'Reason' }),
      'Replaced in spring',
    );
    await userEvent.click(within(form).getByRole('button', { name: 'Send' }));
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
      await screen.findByRole('button', { name: 'Ask for an exemption' }),
    );
    await userEvent.click(
      screen.getByRole('radio', { name: 'All scorecards that ask this check' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Reason' }),
      'No source of ours',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
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
      await within(check).findByText(/An exemption waits for approval/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Ask for an exemption' }),
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
    expect(row).toHaveTextContent(
      /dependencies-locked, supply-chain.*Waits for approval/,
    );
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
        'You may not ask for exemptions for this service.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Ask for an exemption' }),
    ).not.toBeInTheDocument();
  });
});

describe('history', () => {
  it('tells changes of the level and of answers, and filters them on the backend', async () => {
    backend.get(
      history,
      aPage([
        {
          kind: 'level',
          levelsHeld: 1,
          since: '2026-01-05T10:00:00.000Z',
        },
        {
          kind: 'check',
          check: 'dependencies-locked',
          answer: 'fail',
          since: '2026-01-01T10:00:00.000Z',
          until: '2026-01-05T10:00:00.000Z',
        },
      ]),
    );
    renderPart(<EntityScorecardsContent />, { search: '?of=level' });
    expect(
      await screen.findByRole('row', { name: /The level/ }),
    ).toHaveTextContent(/Bronze.*Still so/);
    expect(
      screen.getByRole('row', { name: /Dependencies locked/ }),
    ).toHaveTextContent('Fails');
    expect(backend.queries(history)[0]).toContain('check=level');
  });
});

describe('where there is nothing to show', () => {
  it('does not call a service failing that was never asked', async () => {
    backend.get(path, theServiceScorecards({ scorecards: [], pending: true }));
    renderPart(<EntityScorecardsContent />);
    expect(await screen.findByText('Not scored yet')).toBeInTheDocument();
  });

  it('tells old answers from new ones, and why the last try failed', async () => {
    backend.get(
      path,
      theServiceScorecards({ pending: true, error: 'The worker ended' }),
    );
    renderPart(<EntityScorecardsContent />);
    expect(
      await screen.findByText(/Facts have changed since/),
    ).toBeInTheDocument();
    expect(screen.getByText('The worker ended')).toBeInTheDocument();
  });

  it('says so where no scorecard is for the service', async () => {
    backend.get(path, theServiceScorecards({ scorecards: [] }));
    renderPart(<EntityScorecardsContent />);
    expect(
      await screen.findByText('No scorecard is for this service'),
    ).toBeInTheDocument();
  });

  it.each([
    [404, 'This service is not known here'],
    [403, 'You may not see the scorecards of this service'],
    [500, 'Could not load the scorecards of this service'],
  ])('tells what a %d means', async (status, words) => {
    backend.fail(path, status, 'no');
    renderPart(<EntityScorecardsContent />);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});

it('offers every scorecard that is for the service, and remembers which', async () => {
  backend.get(
    path,
    theServiceScorecards({
      scorecards: [
        aServiceScorecard(),
        aServiceScorecard({
          scorecard: aScorecard({ name: 'compliance', title: 'Compliance' }),
        }),
      ],
    }),
  );
  backend.get(`${path}/compliance/history`, aPage([]));
  renderPart(<EntityScorecardsContent />);
  await userEvent.click(await screen.findByRole('tab', { name: 'Compliance' }));
  expect(screen.getByLabelText('address')).toHaveTextContent(
    '/?scorecard=compliance',
  );
});

import {
  aPage,
  cellsOf,
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aScorecard,
  aServiceScorecard,
  theServiceScorecards,
} from '../__testUtils__/answers';
import { findCheck, renderPart } from '../__testUtils__/entity';
import { EntityScorecardsContent } from './EntityScorecardsContent';

const backend = fakeBackend();
const path = '/targets/component/default/checkout/scorecards';
const history = `${path}/supply-chain/history`;

beforeEach(() => {
  backend.get(path, theServiceScorecards());
  backend.get(history, aPage([]));
  backend.get('/decisions', aPage([]));
});

describe('the result', () => {
  it('says the level, since when, and how often each answer is given', async () => {
    renderPart(<EntityScorecardsContent />);
    const result = await screen.findByRole('region', { name: 'Result' });
    const figure = (name: string) =>
      within(within(result).getByRole('group', { name }));
    expect(figure('Level').getByText('Bronze')).toBeVisible();
    expect(
      figure('Level').getByText(/changed .*Critical service/),
    ).toBeVisible();
    expect(figure('Results').getAllByRole('listitem').map(textIn)).toEqual([
      '1 fails',
      '1 unknown',
      '1 passes',
    ]);
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
    const figure = within(
      await screen.findByRole('group', { name: 'OpenSSF Scorecard' }),
    );
    expect(figure.getByText('6.3 of 10')).toBeVisible();
    expect(
      figure.getByText(
        'partial: 64% of its total weight could be evaluated, from the source and the findings',
      ),
    ).toBeVisible();
  });

  it('lists what the next level lacks in the order of least effort', async () => {
    renderPart(<EntityScorecardsContent />);
    const missing = within(
      await screen.findByRole('region', { name: 'What is missing for Silver' }),
    ).getAllByRole('listitem');
    const [first, second] = missing.map(one => within(one));
    expect(
      first.getByRole('link', { name: 'Dependencies locked' }),
    ).toBeVisible();
    expect(first.getByText('Unknown')).toBeVisible();
    expect(first.getByText('about an hour')).toBeVisible();
    expect(
      first.getByText(
        'Not all of the source could be read. Commit a lock file.',
      ),
    ).toBeVisible();
    expect(
      second.getByRole('link', {
        name: 'No known exploited vulnerability open',
      }),
    ).toBeVisible();
    expect(second.getByText('Fails')).toBeVisible();
    expect(second.getByText('about 3 days')).toBeVisible();
  });

  it('says so where all levels hold', async () => {
    backend.get(
      path,
      theServiceScorecards({
        scorecards: [aServiceScorecard({ next: undefined, levelsHeld: 2 })],
      }),
    );
    renderPart(<EntityScorecardsContent />);
    expect(await screen.findByText('All levels reached.')).toBeInTheDocument();
  });

  it('names campaigns with what they wait for', async () => {
    renderPart(<EntityScorecardsContent />);
    const campaigns = within(
      await screen.findByRole('region', { name: 'Campaigns' }),
    );
    expect(campaigns.getByText('Silver by spring')).toBeVisible();
    expect(campaigns.getByText('Overdue')).toBeVisible();
    expect(campaigns.getByText(/^by .*2026/)).toBeVisible();
    expect(
      campaigns.getByText('Still missing: Dependencies locked'),
    ).toBeVisible();
  });
});

describe('a check', () => {
  it('makes no link of evidence where the portal is without that plugin', async () => {
    renderPart(<EntityScorecardsContent />, { routes: {} });
    const check = await findCheck('No known exploited vulnerability open');
    await userEvent.click(
      within(check).getByText('No known exploited vulnerability open'),
    );
    const evidence = within(
      await within(check).findByRole('list', { name: 'Evidence' }),
    );
    expect(evidence.getByText(/minimist/)).toBeInTheDocument();
    expect(evidence.queryByRole('link')).not.toBeInTheDocument();
  });

  it('opens with its evidence, advice, thresholds and controls', async () => {
    renderPart(<EntityScorecardsContent />);
    const check = await findCheck('No known exploited vulnerability open');
    await userEvent.click(
      within(check).getByText('No known exploited vulnerability open'),
    );
    const evidence = await within(check).findByRole('list', {
      name: 'Evidence',
    });
    expect(within(evidence).getAllByRole('listitem').map(textIn)).toEqual([
      expect.stringMatching(
        /^Finding CVE-2021-44906: critical, minimist 1\.2\.0: open for 40 days package-lock\.json .* ago$/,
      ),
      'and 2 more to fix',
    ]);
    expect(
      within(evidence).getByRole('link', { name: /minimist/ }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(
        /\/component\/checkout\/security\?q=CVE-2021-44906$/,
      ),
    );
    expect(within(check).getByText('How to fix:')).toBeVisible();
    expect(within(check).getByText('Upgrade what is named.')).toBeVisible();
    const facts = within(check).getAllByRole('definition').map(textIn);
    expect(facts).toEqual(
      expect.arrayContaining(['NIST SSDF 1.1: PW.4.1', '8 of 10']),
    );
  });

  it('is open where the address names it', async () => {
    renderPart(<EntityScorecardsContent />, {
      search: '?check=scanned-recently',
    });
    const check = await findCheck('Scanned recently');
    expect(check).toHaveAttribute('open');
    expect(within(check).getByText('days: 7')).toBeVisible();
    expect(await findCheck('Dependencies locked')).not.toHaveAttribute('open');
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
    const level = await screen.findByRole('row', { name: /^Level/ });
    expect(cellsOf(level)).toMatchObject({
      Result: 'Bronze',
      To: 'Present',
    });
    expect(
      cellsOf(screen.getByRole('row', { name: /Dependencies locked/ })),
    ).toMatchObject({ Result: 'Fails' });
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
      await screen.findByText(/Data has changed since/),
    ).toBeInTheDocument();
    expect(screen.getByText('The worker ended')).toBeInTheDocument();
  });

  it('says so where no scorecard is for the service', async () => {
    backend.get(path, theServiceScorecards({ scorecards: [] }));
    renderPart(<EntityScorecardsContent />);
    expect(
      await screen.findByText('No scorecard applies to this service'),
    ).toBeInTheDocument();
  });

  it.each([
    [404, 'Service not found'],
    [403, 'You do not have permission to view the scorecards of this service'],
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

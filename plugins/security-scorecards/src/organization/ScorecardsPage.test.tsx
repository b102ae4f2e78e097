import {
  aPage,
  cellsOf,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aRollUp,
  aRollUpRow,
  aScorecardService,
  anExemption,
} from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import {
  below,
  findHeatMap,
  organizationBackend,
} from '../__testUtils__/organization';
import { countAnswers } from '../marks/answers';
import { ScorecardsPage } from './ScorecardsPage';

const backend = organizationBackend();
const address = () => screen.getByLabelText('address').textContent ?? '';

describe('the headline', () => {
  it('says levels, what is not answered, and which critical services fail', async () => {
    renderPart(<ScorecardsPage />);
    const headline = await screen.findByRole('region', {
      name: 'Summary',
    });
    const figure = (name: string) =>
      within(within(headline).getByRole('group', { name }));
    const levels = figure('Services by level');
    expect(levels.getAllByRole('listitem').map(textIn)).toEqual([
      '1 No level',
      '2 Bronze',
      '1 Silver',
    ]);
    expect(levels.getByText('6 services')).toBeVisible();
    const critical = figure('Critical services with failing checks');
    expect(critical.getByText('1')).toBeVisible();
    expect(critical.getByRole('link', { name: 'Checkout' })).toBeVisible();
    expect(critical.getByText('of 1 critical service')).toBeVisible();
    const evaluation = figure('Evaluation');
    expect(textIn(evaluation.getByText('Last evaluated'))).toMatch(
      /^Last evaluated .* ago$/,
    );
    expect(
      evaluation.getByText('3 services not evaluated yet and not counted'),
    ).toBeVisible();
    expect(
      figure('Behind on a campaign').getByRole('link', { name: '2' }),
    ).toBeVisible();
  });

  it('asks for whose services the address names', async () => {
    renderPart(<ScorecardsPage />, {
      search:
        '?by=system&system=system:default/shop&lifecycle=production&tag=pci&node=domain:default/commerce',
    });
    await findHeatMap();
    expect(backend.lastQuery(below('rollup'))).toEqual({
      by: 'system',
      system: 'system:default/shop',
      lifecycle: 'production',
      tag: 'pci',
      node: 'domain:default/commerce',
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Only: commerce' }),
    );
    expect(address()).not.toContain('node=');
  });
});

describe('services', () => {
  it('opens one at the side with the check that was asked for', async () => {
    backend.get(
      below('services'),
      aPage([
        aScorecardService({
          reasons: [{ check: 'no-known-exploited', reason: 'One is open.' }],
        }),
      ]),
    );
    renderPart(<ScorecardsPage />, {
      search: '?view=services&check=no-known-exploited&answer=fail',
    });
    const row = await screen.findByRole('row', { name: /Checkout/ });
    expect(cellsOf(row)).toMatchObject({
      Service: 'Checkout critical · behind on a campaign · production',
      Level: 'Bronze',
      'No known exploited vulnerability open': 'Fails One is open.',
      'Missing for the next level': expect.stringMatching(
        /^Dependencies locked, No known exploited/,
      ),
    });
    await userEvent.click(row);
    const drawer = await screen.findByRole('dialog', { name: 'Checkout' });
    expect(
      await within(drawer).findByRole('link', { name: /minimist/ }),
    ).toBeInTheDocument();
    expect(
      within(drawer).getByRole('link', { name: 'View service' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/checkout\/scorecards\?scorecard=supply-chain$/),
    );
    expect(address()).toContain('service=component%3Adefault%2Fcheckout');
  });

  it('filters on the backend by what the address says', async () => {
    renderPart(<ScorecardsPage />, {
      search:
        '?view=services&q=ch&level=none&critical=true&overdue=true&sort=name&order=desc',
    });
    const row = await screen.findByRole('row', { name: /Checkout/ });
    expect(cellsOf(row)).toMatchObject({
      Level: 'Bronze',
      Results: '1 fails 1 unknown',
      'Missing for the next level': expect.stringMatching(/^Dependencies/),
    });
    expect(backend.lastQuery(below('services'))).toMatchObject({
      q: 'ch',
      level: 'none',
      critical: 'true',
      overdue: 'true',
      orderBy: 'name',
      order: 'desc',
    });
  });
});

describe('the trend', () => {
  it('has the figures of the chart as a table, and says what it does not know', async () => {
    backend.get(below('trend'), {
      since: '2026-01-05T10:00:00.000Z',
      points: [
        { at: '2026-01-05T23:59:59.999Z', services: 3, levels: [2, 1, 0] },
        { at: '2026-01-06T12:00:00.000Z', services: 4, levels: [1, 2, 1] },
      ],
    });
    renderPart(<ScorecardsPage />, { search: '?view=trend&days=90' });
    const chart = await screen.findByRole('region', {
      name: 'Services over time, Levels',
    });
    expect(within(chart).getByText(/No data before .*2026/)).toBeVisible();
    await userEvent.click(within(chart).getByText('Show as a table'));
    const [, newest] = within(chart).getAllByRole('row');
    expect(cellsOf(newest)).toMatchObject({
      Services: '4',
      'No level': '1',
      Bronze: '2',
      Silver: '1',
    });
    expect(backend.lastQuery(below('trend'))).toMatchObject({
      days: '90',
      timeZone: expect.stringMatching(/.+/),
    });
  });

  it('shows the answers to one check', async () => {
    backend.get(below('trend'), {
      points: [
        {
          at: '2026-01-05T23:59:59.999Z',
          services: 3,
          answers: countAnswers(['fail', 'pass', 'unknown']),
        },
      ],
    });
    renderPart(<ScorecardsPage />, {
      search: '?view=trend&check=dependencies-locked',
    });
    const chart = await screen.findByRole('region', {
      name: 'Services over time, Dependencies locked',
    });
    expect(
      within(chart)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['Passes', 'Unknown', 'Fails']);
    expect(backend.lastQuery(below('trend'))).toMatchObject({
      check: 'dependencies-locked',
    });
  });

  it('says so where there is no history', async () => {
    backend.get(below('trend'), { points: [] });
    renderPart(<ScorecardsPage />, { search: '?view=trend' });
    expect(await screen.findByText('No history yet')).toBeInTheDocument();
  });
});

describe('movers', () => {
  it('tells who fell and who rose, from which level to which', async () => {
    const mover = {
      entityRef: 'component:default/checkout',
      name: 'Checkout',
      owners: ['group:default/payments'],
      from: 2,
      to: 0,
      at: '2026-01-06T10:00:00.000Z',
    };
    backend.get(below('movers'), {
      up: 1,
      down: 120,
      items: [
        mover,
        {
          ...mover,
          entityRef: 'component:default/b',
          name: 'B',
          from: 0,
          to: 1,
        },
      ],
    });
    renderPart(<ScorecardsPage />, { search: '?view=movers&days=7' });
    expect(
      await screen.findByText(
        '120 services moved down, 1 service moved up. Showing the first 2.',
      ),
    ).toBeInTheDocument();
    expect(
      cellsOf(screen.getByRole('row', { name: /Checkout/ })),
    ).toMatchObject({ Direction: 'Down', From: 'Silver', To: 'No level' });
    expect(cellsOf(screen.getByRole('row', { name: /^B|Up/ }))).toMatchObject({
      Direction: 'Up',
      From: 'No level',
      To: 'Bronze',
    });
    expect(backend.lastQuery(below('movers'))).toMatchObject({ days: '7' });
  });

  it('says so where nothing moved', async () => {
    backend.get(below('movers'), { up: 0, down: 0, items: [] });
    renderPart(<ScorecardsPage />, { search: '?view=movers' });
    expect(
      await screen.findByText('No level changes in this period'),
    ).toBeInTheDocument();
  });
});

describe('campaigns', () => {
  it('tells how far they are, and whom they wait for', async () => {
    renderPart(<ScorecardsPage />, { search: '?view=campaigns' });
    const campaign = await screen.findByRole('region', {
      name: 'Silver by spring',
    });
    expect(within(campaign).getByText('Overdue')).toBeVisible();
    expect(textIn(within(campaign).getByText(/^by .*2026/))).toMatch(
      / ago , Level: Silver$/,
    );
    expect(within(campaign).getByText('1 of 4 services done')).toBeVisible();
    expect(
      cellsOf(within(campaign).getByRole('row', { name: /Payments/ })),
    ).toEqual({ Team: 'Payments', Remaining: '3', Done: '1' });
    expect(within(campaign).getByText('and 3 more teams')).toBeVisible();
    expect(
      within(campaign).getByRole('link', {
        name: 'View remaining services',
      }),
    ).toHaveAttribute('href', expect.stringContaining('overdue=true'));
  });

  it('says so where the scorecard has none', async () => {
    backend.get(below('campaigns'), { items: [] });
    renderPart(<ScorecardsPage />, { search: '?view=campaigns' });
    expect(
      await screen.findByText('This scorecard has no campaigns'),
    ).toBeInTheDocument();
  });
});

it('lists exemptions of all services, and no other decisions', async () => {
  backend.get('/decisions', aPage([anExemption()]));
  renderPart(<ScorecardsPage />, { search: '?view=exemptions' });
  expect(
    await screen.findByRole('row', { name: /dependencies-locked/ }),
  ).toBeInTheDocument();
  expect(backend.queries('/decisions').at(-1)).toContain(
    'subject=check-exemption',
  );
});

it('keeps the scorecard and the filters from view to view, and leaves the rest', async () => {
  renderPart(<ScorecardsPage />, {
    search: '?scorecard=supply-chain&tag=pci&view=services&q=x',
  });
  await userEvent.click(await screen.findByRole('tab', { name: 'Campaigns' }));
  expect(address()).toBe('/?scorecard=supply-chain&tag=pci&view=campaigns');
});

describe('where there is nothing to show', () => {
  it('says so where no scorecards are configured', async () => {
    backend.get('/scorecards', { items: [] });
    renderPart(<ScorecardsPage />);
    expect(
      await screen.findByText('No scorecards are configured'),
    ).toBeInTheDocument();
  });

  it.each([
    ['', 'No services here yet'],
    ['?tag=x', 'No services match these filters'],
  ])(
    'tells an empty organization from a filter: “%s”',
    async (search, words) => {
      const total = aRollUpRow({
        ref: 'organization',
        services: 0,
        levels: [],
      });
      backend.get(below('rollup'), aRollUp({ rows: [], total }));
      renderPart(<ScorecardsPage />, { search });
      expect(await screen.findByText(words)).toBeInTheDocument();
    },
  );

  it('says so where scorecards may not be seen', async () => {
    backend.fail(below('rollup'), 403, 'no');
    renderPart(<ScorecardsPage />);
    expect(
      await screen.findByText('You do not have permission to view the summary'),
    ).toBeInTheDocument();
  });

  it('shows the first scorecard where the address names one that is gone', async () => {
    renderPart(<ScorecardsPage />, { search: '?scorecard=gone' });
    expect(await findHeatMap()).toBeInTheDocument();
  });
});

import {
  anOverview,
  aPage,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aRollUp,
  aRollUpRow,
  aScorecard,
  aScorecardService,
  anExemption,
  someCampaigns,
  theServiceScorecards,
} from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { countAnswers } from '../marks/answers';
import { ScorecardsPage } from './ScorecardsPage';

const backend = fakeBackend();
const below = (path: string) => `/scorecards/supply-chain/${path}`;
const lastQuery = (path: string) =>
  Object.fromEntries(new URLSearchParams(backend.queries(path).at(-1)));
const address = () => screen.getByLabelText('address').textContent ?? '';

beforeEach(() => {
  backend.get('/scorecards', { items: [aScorecard()] });
  backend.get(below('rollup'), aRollUp());
  backend.get(below('services'), aPage([aScorecardService()]));
  backend.get(below('campaigns'), someCampaigns());
  backend.get('/overview', anOverview());
  backend.get('/decisions', aPage([]));
  backend.get(
    '/targets/component/default/checkout/scorecards',
    theServiceScorecards(),
  );
});

const findTable = () =>
  screen.findByRole('table', { name: 'Answers to each check' });

describe('the headline', () => {
  it('says levels, what is not answered, and which critical services fail', async () => {
    renderPart(<ScorecardsPage />);
    const headline = await screen.findByRole('region', {
      name: 'Where the services stand',
    });
    expect(headline).toHaveTextContent(/1No level2Bronze1Silver6 services/);
    expect(headline).toHaveTextContent(
      /Critical services that fail1Checkoutof 1 critical service/,
    );
    expect(headline).toHaveTextContent(
      /Answers.*The oldest .*3 services not asked yet, and in no count/,
    );
    expect(headline).toHaveTextContent(/Behind a campaign2/);
  });

  it('asks for whose services the address names', async () => {
    renderPart(<ScorecardsPage />, {
      search:
        '?by=system&system=system:default/shop&lifecycle=production&tag=pci&node=domain:default/commerce',
    });
    await findTable();
    expect(lastQuery(below('rollup'))).toEqual({
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

describe('the heat map', () => {
  it('says in each cell how many of how many fail, and what else there is', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findTable();
    const row = within(table).getByRole('row', { name: /Payments/ });
    const cells = within(row).getAllByRole('cell');
    expect(cells[0]).toHaveTextContent('4');
    expect(
      within(row).getByRole('link', { name: '1 of 4 fails' }),
    ).toHaveTextContent('1/4');
    expect(
      within(row).getByRole('link', {
        name: '0 of 3 fail, 1 needs attention, 1 not known',
      }),
    ).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'all 4 pass' }),
    ).toBeInTheDocument();
  });

  it('groups checks by category, and gives each its own figures', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findTable();
    const heads = within(table)
      .getAllByRole('columnheader')
      .map(head => head.textContent);
    expect(heads).toEqual([
      'Owner',
      'Services',
      'Levels',
      'Vulnerabilities',
      'Dependencies',
      'No known exploited vulnerability open',
      'Scanned recently',
      'Dependencies locked',
    ]);
    const row = within(table).getByRole('row', { name: /Payments/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .slice(2)
        .map(cell => within(cell).getByRole('link').title),
    ).toEqual([
      '1 of 4 fails',
      'all 4 pass',
      '0 of 3 fail, 1 needs attention, 1 not known',
    ]);
  });

  it('has rows for all services and for those that nobody owns', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findTable();
    expect(
      within(table).getByRole('rowheader', { name: 'All services' }),
    ).toBeInTheDocument();
    const unowned = within(table).getByRole('row', {
      name: /Nobody owns them/,
    });
    expect(
      within(unowned).getByRole('link', { name: '1 of 4 fails' }),
    ).toHaveAttribute('href', expect.stringContaining('node=unowned'));
  });

  it('leads from a cell to the services behind it, and keeps the filters', async () => {
    renderPart(<ScorecardsPage />, { search: '?tag=pci&days=7' });
    const table = await findTable();
    const row = within(table).getByRole('row', { name: /Payments/ });
    await userEvent.click(
      within(row).getByRole('link', { name: '1 of 4 fails' }),
    );
    expect(
      await screen.findByRole('row', { name: /Checkout/ }),
    ).toBeInTheDocument();
    expect(lastQuery(below('services'))).toMatchObject({
      owner: 'group:default/payments',
      tag: 'pci',
      check: 'no-known-exploited',
      answer: 'fail',
      orderBy: 'level',
      order: 'asc',
    });
  });

  it('shows groups as a tree that opens and closes', async () => {
    backend.get(
      below('rollup'),
      aRollUp({
        rows: [
          aRollUpRow({
            ref: 'group:default/a',
            title: 'Team A',
            parents: ['group:default/all'],
          }),
          aRollUpRow({
            ref: 'group:default/all',
            title: 'Department',
            parents: ['group:default/a'],
          }),
        ],
      }),
    );
    renderPart(<ScorecardsPage />, { search: '?by=group' });
    const table = await findTable();
    // They are above one another: the first of the circle opens it.
    await userEvent.click(
      within(table).getByRole('button', { name: 'Hide what is below Team A' }),
    );
    expect(
      within(table).queryByRole('rowheader', { name: /Department/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(table).getByRole('button', { name: 'Show what is below Team A' }),
    );
    expect(
      within(table).getByRole('row', { name: /Department/ }),
    ).toBeInTheDocument();
  });

  it('is one stop of the Tab key; arrows go from cell to cell', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findTable();
    const stops = within(table)
      .getAllByRole('link')
      .filter(link => link.tabIndex === 0);
    expect(stops).toHaveLength(1);
    stops[0].focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    const row = within(table).getByRole('row', { name: /Payments/ });
    expect(
      within(row).getByRole('link', { name: '1 of 4 fails' }),
    ).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(within(row).getByRole('link', { name: 'Payments' })).toHaveFocus();
    await waitFor(() =>
      expect(
        within(table)
          .getAllByRole('link')
          .filter(link => link.tabIndex === 0)
          .map(link => link.textContent),
      ).toEqual(['Payments']),
    );
  });

  it('draws all rows of a large organisation', async () => {
    const rows = Array.from({ length: 130 }, (_, index) =>
      aRollUpRow({ ref: `group:default/t${index}`, title: `Team ${index}` }),
    );
    backend.get(below('rollup'), aRollUp({ rows }));
    renderPart(<ScorecardsPage />);
    const table = await findTable();
    expect(
      await within(table).findByRole('rowheader', { name: 'Team 129' }),
    ).toBeInTheDocument();
    expect(within(table).getAllByRole('rowheader')).toHaveLength(131);
  });

  it('says that a check is asked of nobody', async () => {
    backend.get(
      below('rollup'),
      aRollUp({
        rows: [
          aRollUpRow({
            checks: [
              countAnswers(['notApplicable']),
              countAnswers(['pass']),
              countAnswers(['exempted']),
            ],
          }),
        ],
      }),
    );
    renderPart(<ScorecardsPage />);
    const table = await findTable();
    expect(
      within(table).getByRole('link', { name: 'not asked of any' }),
    ).toBeInTheDocument();
    expect(
      within(table).getByRole('link', { name: '0 of 1 fail, 1 exempted' }),
    ).toBeInTheDocument();
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
    expect(row).toHaveTextContent(
      /critical · behind a campaign · production.*Bronze.*Fails.*One is open.*Dependencies locked, No known exploited/,
    );
    await userEvent.click(row);
    const drawer = await screen.findByRole('dialog', { name: 'Checkout' });
    expect(
      await within(drawer).findByRole('link', { name: /minimist/ }),
    ).toBeInTheDocument();
    expect(
      within(drawer).getByRole('link', { name: 'Open the service' }),
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
    expect(
      await screen.findByRole('row', { name: /Checkout/ }),
    ).toHaveTextContent(/Bronze.*1 fails.*1 not known.*Dependencies/);
    expect(lastQuery(below('services'))).toMatchObject({
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
    expect(chart).toHaveTextContent(/No data before .*2026/);
    await userEvent.click(within(chart).getByText('Figures as a table'));
    const [, newest] = within(chart).getAllByRole('row');
    expect(newest).toHaveTextContent(/2026.*4121/);
    expect(lastQuery(below('trend'))).toMatchObject({
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
    ).toEqual(['Passes', 'Not known', 'Fails']);
    expect(lastQuery(below('trend'))).toMatchObject({
      check: 'dependencies-locked',
    });
  });

  it('says so where there is no history', async () => {
    backend.get(below('trend'), { points: [] });
    renderPart(<ScorecardsPage />, { search: '?view=trend' });
    expect(
      await screen.findByText('There is no history yet'),
    ).toBeInTheDocument();
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
        '120 services fell, 1 service rose. The first 2 are listed.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /Checkout/ })).toHaveTextContent(
      /Fell.*Checkout.*Silver.*No level/,
    );
    expect(screen.getByRole('row', { name: /^B|Rose/ })).toHaveTextContent(
      /Rose.*No level.*Bronze/,
    );
    expect(lastQuery(below('movers'))).toMatchObject({ days: '7' });
  });

  it('says so where nothing moved', async () => {
    backend.get(below('movers'), { up: 0, down: 0, items: [] });
    renderPart(<ScorecardsPage />, { search: '?view=movers' });
    expect(
      await screen.findByText('No service has changed its level in this time'),
    ).toBeInTheDocument();
  });
});

describe('campaigns', () => {
  it('tells how far they are, and whom they wait for', async () => {
    renderPart(<ScorecardsPage />, { search: '?view=campaigns' });
    const campaign = await screen.findByRole('region', {
      name: 'Silver by spring',
    });
    expect(campaign).toHaveTextContent(
      /Overdue.*by .*2026.*Level: Silver.*1 of 4 services are there/,
    );
    expect(
      within(campaign).getByRole('row', { name: /Payments/ }),
    ).toHaveTextContent(/Payments.*3.*1/);
    expect(
      within(campaign).getByRole('link', {
        name: 'See the services that it waits for',
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
    ['', 'No services are counted here'],
    ['?tag=x', 'No services match these filters'],
  ])(
    'tells an empty organisation from a filter: “%s”',
    async (search, words) => {
      const total = aRollUpRow({
        ref: 'organisation',
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
      await screen.findByText('You may not see the roll-up'),
    ).toBeInTheDocument();
  });

  it('shows the first scorecard where the address names one that is gone', async () => {
    renderPart(<ScorecardsPage />, { search: '?scorecard=gone' });
    expect(await findTable()).toBeInTheDocument();
  });
});

import {
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import {
  aNode,
  aRollUpRow,
  theServiceScorecards,
} from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { EntityScorecardsCard } from './EntityScorecardsCard';
import { GroupScorecardsCard } from './GroupScorecardsCard';

const backend = fakeBackend();
const service = '/targets/component/default/checkout/scorecards';
// The tests' entity stands in for a group: the card asks for whatever it is on.
const node = '/scorecards/nodes/component/default/checkout';

describe('EntityScorecardsCard', () => {
  it('says the level on each scorecard, and what is missing for the next', async () => {
    backend.get(service, theServiceScorecards());
    renderPart(<EntityScorecardsCard />);
    expect(await screen.findByText('Bronze')).toBeInTheDocument();
    expect(
      screen.getByText(
        '2 checks are missing for Silver · 1 campaign is overdue',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Supply-chain security' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/\/scorecards\?scorecard=supply-chain$/),
    );
  });

  it.each([
    [404, 'Service not found'],
    [403, 'You do not have permission to view the scorecards of this service'],
  ])('tells what a %d means', async (status, words) => {
    backend.fail(service, status, 'no');
    renderPart(<EntityScorecardsCard />);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});

describe('GroupScorecardsCard', () => {
  it('says levels, what fails most and what to do, and names critical services', async () => {
    backend.get(node, aNode());
    renderPart(<GroupScorecardsCard />);
    const card = await screen.findByRole('region', {
      name: 'Supply-chain security',
    });
    expect(within(card).getAllByRole('listitem').map(textIn)).toEqual(
      expect.arrayContaining(['1 No level', '2 Bronze', '1 Silver']),
    );
    const named = (label: string) =>
      within(within(card).getByText(`${label}:`))
        .getAllByRole('link')
        .map(textIn);
    expect(named('Critical services with failing checks')).toEqual([
      'Checkout',
    ]);
    expect(named('Behind on an overdue campaign')).toEqual([
      'Checkout',
      'Orders',
    ]);
    expect(
      within(card).getAllByRole('link', { name: 'Checkout' })[0],
    ).toHaveAttribute('href', expect.stringMatching(/checkout\/scorecards/));
    const first = within(
      screen.getByRole('region', { name: 'Fix these first' }),
    );
    expect(
      first.getByRole('link', {
        name: 'No known exploited vulnerability open',
      }),
    ).toBeVisible();
    expect(first.getByText(/1 of 4 fails/)).toBeVisible();
    expect(first.getByText(/Upgrade what is named/)).toBeVisible();
    expect(
      within(card).getByRole('link', { name: 'Supply-chain security' }),
    ).toHaveAttribute(
      'href',
      '/security-scorecards?scorecard=supply-chain&node=group%3Adefault%2Fpayments',
    );
  });

  it('says how many critical services it does not name', async () => {
    const failing = Array.from({ length: 20 }, (_, index) => ({
      entityRef: `component:default/s${index}`,
      name: `s${index}`,
      checks: ['dependencies-locked'],
    }));
    const [scorecard] = aNode().scorecards;
    backend.get(
      node,
      aNode({
        scorecards: [
          {
            ...scorecard,
            worst: [],
            rollUp: aRollUpRow({
              failingCritical: failing,
              failingCriticalCount: 42,
            }),
          },
        ],
      }),
    );
    renderPart(<GroupScorecardsCard />);
    expect(await screen.findByText(/and 39 more/)).toBeInTheDocument();
    expect(screen.getByText('No failing checks.')).toBeInTheDocument();
  });

  it('says so where no services are scored yet', async () => {
    backend.get(node, aNode({ scorecards: [] }));
    renderPart(<GroupScorecardsCard />);
    expect(
      await screen.findByText('No scored services here yet'),
    ).toBeInTheDocument();
  });

  it('says so where they may not be seen', async () => {
    backend.fail(node, 403, 'no');
    renderPart(<GroupScorecardsCard />);
    expect(
      await screen.findByText(
        'You do not have permission to view the scorecards of this group',
      ),
    ).toBeInTheDocument();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aRollUp, aRollUpRow } from '../../__testUtils__/answers';
import { renderPart } from '../../__testUtils__/entity';
import {
  below,
  findHeatMap,
  organizationBackend,
} from '../../__testUtils__/organization';
import { countAnswers } from '../../marks/answers';
import { ScorecardsPage } from '../ScorecardsPage';

const backend = organizationBackend();

describe('the heat map', () => {
  it('says in each cell how many of how many fail, and what else there is', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findHeatMap();
    const row = within(table).getByRole('row', { name: /Payments/ });
    expect(within(row).getByRole('cell', { name: '4' })).toBeVisible();
    expect(
      within(within(row).getByRole('link', { name: '1 of 4 fails' })).getByText(
        '1/4',
      ),
    ).toBeVisible();
    expect(
      within(row).getByRole('link', {
        name: '0 of 3 fail, 1 needs attention, 1 unknown',
      }),
    ).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'all 4 pass' }),
    ).toBeInTheDocument();
  });

  it('groups checks by category, and gives each its own figures', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findHeatMap();
    const heads = within(table)
      .getAllByRole('columnheader')
      .map(head => head.textContent);
    expect(heads).toEqual([
      'Owner',
      'Services',
      'Levels',
      'Alert levels',
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
        .slice(3)
        .map(cell => within(cell).getByRole('link').title),
    ).toEqual([
      '1 of 4 fails',
      'all 4 pass',
      '0 of 3 fail, 1 needs attention, 1 unknown',
    ]);
  });

  it('leads from alert levels to the services that have them', async () => {
    renderPart(<ScorecardsPage />, { search: '?check=scanned-recently' });
    const table = await findHeatMap();
    const row = within(table).getByRole('row', { name: /Payments/ });
    expect(within(row).queryByRole('link', { name: /Unknown/ })).toBeNull();
    await userEvent.click(within(row).getByRole('link', { name: '2 Medium' }));
    await screen.findByRole('row', { name: /Checkout/ });
    expect(backend.lastQuery(below('services'))).toMatchObject({
      owner: 'group:default/payments',
      alertLevel: 'medium',
    });
    expect(backend.lastQuery(below('services'))).not.toHaveProperty('check');
  });

  it('has rows for all services and for those that nobody owns', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findHeatMap();
    expect(
      within(table).getByRole('rowheader', { name: 'All services' }),
    ).toBeInTheDocument();
    const unowned = within(table).getByRole('row', {
      name: /No owner/,
    });
    expect(
      within(unowned).getByRole('link', { name: '1 of 4 fails' }),
    ).toHaveAttribute('href', expect.stringContaining('node=unowned'));
  });

  it('leads from a cell to the services behind it, and keeps the filters', async () => {
    renderPart(<ScorecardsPage />, { search: '?tag=pci&days=7' });
    const table = await findHeatMap();
    const row = within(table).getByRole('row', { name: /Payments/ });
    await userEvent.click(
      within(row).getByRole('link', { name: '1 of 4 fails' }),
    );
    expect(
      await screen.findByRole('row', { name: /Checkout/ }),
    ).toBeInTheDocument();
    expect(backend.lastQuery(below('services'))).toMatchObject({
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
    const table = await findHeatMap();
    // They are above one another: the first of the circle opens it.
    await userEvent.click(
      within(table).getByRole('button', { name: 'Collapse Team A' }),
    );
    expect(
      within(table).queryByRole('rowheader', { name: /Department/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(table).getByRole('button', { name: 'Expand Team A' }),
    );
    expect(
      within(table).getByRole('row', { name: /Department/ }),
    ).toBeInTheDocument();
  });

  it('is one stop of the Tab key; arrows go from cell to cell', async () => {
    renderPart(<ScorecardsPage />);
    const table = await findHeatMap();
    const stops = within(table)
      .getAllByRole('link')
      .filter(link => link.tabIndex === 0);
    expect(stops).toHaveLength(1);
    stops[0].focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    const row = within(table).getByRole('row', { name: /Payments/ });
    expect(within(row).getByRole('link', { name: '1 High' })).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(
      within(row).getByRole('link', { name: '1 of 4 fails' }),
    ).toHaveFocus();
    await userEvent.keyboard(
      '{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}',
    );
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

  it('draws all rows of a large organization', async () => {
    const rows = Array.from({ length: 130 }, (_, index) =>
      aRollUpRow({ ref: `group:default/t${index}`, title: `Team ${index}` }),
    );
    backend.get(below('rollup'), aRollUp({ rows }));
    renderPart(<ScorecardsPage />);
    const table = await findHeatMap();
    // By text: the roles of so many cells take seconds to find.
    expect(await within(table).findByText('Team 129')).toBeInTheDocument();
    expect(within(table).getAllByText(/^Team \d+$/)).toHaveLength(130);
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
    const table = await findHeatMap();
    expect(
      within(table).getByRole('link', { name: 'not evaluated' }),
    ).toBeInTheDocument();
    expect(
      within(table).getByRole('link', { name: '0 of 1 fail, 1 exempt' }),
    ).toBeInTheDocument();
  });
});

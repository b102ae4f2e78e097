import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFinding, aPage, fakeBackend, renderPart } from '../testUtils';
import { FindingsOf } from './DecidableFindings';

const backend = fakeBackend();
const PATH = '/findings/decisions';
const two = [aFinding(), aFinding({ id: '2', advisory: 'CVE-2020-1' })];
const filter = { severity: ['critical' as const] };

async function chooseAllRows() {
  renderPart(<FindingsOf filter={filter} />);
  await screen.findByRole('rowheader', { name: /CVE-2020-1/ });
  const [all] = screen.getAllByRole('checkbox');
  await userEvent.click(all);
}

const button = (name: string) => screen.getByRole('button', { name });

describe('DecidableFindings', () => {
  it('decides about rows that are chosen with the keyboard', async () => {
    backend.get('/findings', aPage(two));
    const sent = backend.post(PATH, {
      decisions: 1,
      findings: 1,
      services: 1,
      state: 'active',
      ids: [],
      replaced: 0,
      seen: 'b'.repeat(64),
    });
    renderPart(<FindingsOf filter={filter} />);
    await screen.findByRole('rowheader', { name: /CVE-2020-1/ });
    screen.getByRole('row', { name: /CVE-2021-44906/ }).focus();
    await userEvent.keyboard('{ArrowDown} ');
    expect(screen.getByText('1 finding selected')).toBeInTheDocument();
    await userEvent.click(button('Decide'));
    const form = within(await screen.findByRole('form'));
    await userEvent.type(
      form.getByRole('textbox', { name: 'Reason' }),
      'Nobody calls it.',
    );
    await userEvent.click(form.getByRole('button', { name: 'Preview' }));
    await waitFor(() => expect(sent).toMatchObject([{ ids: ['2'] }]));
  });

  it('chooses all that match, once a page is chosen', async () => {
    const total = { count: 312, atLeast: false };
    backend.get('/findings', aPage(two, { total, nextCursor: 'n' }));
    const sent = backend.post(PATH, {});
    await chooseAllRows();
    expect(screen.getByText('2 findings selected')).toBeInTheDocument();
    await userEvent.click(button('Select all 312 findings that match'));
    expect(
      screen.getByText('All 312 findings that match the filters are selected'),
    ).toBeInTheDocument();
    await userEvent.click(button('Decide'));
    const form = within(await screen.findByRole('form'));
    await userEvent.type(
      form.getByRole('textbox', { name: 'Reason' }),
      'Nobody calls it.',
    );
    await userEvent.click(form.getByRole('button', { name: 'Preview' }));
    await waitFor(() => expect(sent).toMatchObject([{ filter }]));
  });

  it('goes back to rows when one of them is taken away', async () => {
    const total = { count: 312, atLeast: false };
    backend.get('/findings', aPage(two, { total, nextCursor: 'n' }));
    await chooseAllRows();
    await userEvent.click(button('Select all 312 findings that match'));
    await userEvent.click(screen.getAllByRole('checkbox')[1]);
    expect(screen.getByText('1 finding selected')).toBeInTheDocument();
  });

  it('offers nothing more where the page is all', async () => {
    backend.get('/findings', aPage(two));
    await chooseAllRows();
    expect(
      screen.queryByRole('button', { name: /that match/ }),
    ).not.toBeInTheDocument();
  });

  it('says so where too many match', async () => {
    const total = { count: 10000, atLeast: true };
    backend.get('/findings', aPage(two, { total, nextCursor: 'n' }));
    await chooseAllRows();
    expect(
      screen.getByText(
        '10,000+ findings match. Filter further to select them all.',
      ),
    ).toBeInTheDocument();
  });
});

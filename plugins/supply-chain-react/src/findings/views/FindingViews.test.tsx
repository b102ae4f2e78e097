import { storageApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../testUtils';
import { FindingViews } from './FindingViews';

/** What the portal keeps for the reader. */
let storage = mockApis.storage();

const open = (search = '') =>
  renderPart(
    <TestApiProvider apis={[[storageApiRef, storage]]}>
      <FindingViews />
    </TestApiProvider>,
    { search },
  );
const address = () => screen.getByLabelText('address').textContent;
const link = (name: string) => screen.getByRole('link', { name });

async function save(name: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Save this view' }),
  );
  expect(
    screen.getByRole('textbox', { name: 'Name of the view' }),
  ).toHaveFocus();
  await userEvent.keyboard(`${name}{Enter}`);
}

const store = (views: Parameters<typeof storage.set>[1]) =>
  storage.forBucket('supply-chain').set('finding-views', views);

describe('views of findings', () => {
  beforeEach(() => {
    storage = mockApis.storage();
  });

  it.each([
    ['Overdue', '/?view=findings&due=overdue'],
    ['Exploited', '/?view=findings&exploited=true'],
    ['Fixable now', '/?view=findings&fixable=true'],
    ['Needs review', '/?view=findings&review=true'],
    ['No decision yet', '/?view=findings&analysis=none'],
  ])('has %s as a link that sets the filters', async (name, href) => {
    open('?view=findings&severity=low&q=left');
    await screen.findByRole('navigation', { name: 'Views' });
    expect(link(name)).toHaveAttribute('href', href);
    await userEvent.click(link(name));
    expect(address()).toBe(href);
    expect(link(name)).toHaveAttribute('aria-current', 'true');
  });

  it('keeps what one has filtered under a name, until it is removed', async () => {
    const { unmount } = open('?severity=high&severity=critical&due=soon');
    await save('Mine');
    expect(link('Mine')).toHaveAttribute('aria-current', 'true');
    expect(
      screen.queryByRole('button', { name: 'Save this view' }),
    ).not.toBeInTheDocument();
    unmount();
    open('?q=left');
    await userEvent.click(await screen.findByRole('link', { name: 'Mine' }));
    expect(address()).toBe('/?severity=high&severity=critical&due=soon');
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove the view Mine' }),
    );
    expect(screen.queryByRole('link', { name: 'Mine' })).toBeNull();
  });

  it('saves nothing before the portal told what it keeps', async () => {
    await store([{ name: 'Mine', filters: { due: ['soon'] } }]);
    const kept = storage.forBucket('supply-chain');
    const told = kept.snapshot('finding-views');
    let tell = () => {};
    jest.spyOn(storage, 'forBucket').mockReturnValue({
      ...kept,
      snapshot: () => ({ key: 'finding-views', presence: 'unknown' }),
      observe$: () => ({
        subscribe(observer: unknown) {
          tell = () => (observer as (one: typeof told) => void)(told);
          return { unsubscribe() {}, closed: false };
        },
      }),
    } as unknown as typeof kept);
    open('?q=other');
    await screen.findByRole('navigation', { name: 'Views' });
    expect(
      screen.queryByRole('button', { name: 'Save this view' }),
    ).not.toBeInTheDocument();
    act(() => tell());
    expect(link('Mine')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Remove the view Mine' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Save this view' }),
    ).toBeInTheDocument();
  });

  it('gives a name anew, and saves nothing without filters or a name', async () => {
    const { unmount } = open('?due=soon');
    await save('Mine');
    unmount();
    const second = open('?due=none');
    await save('Mine');
    expect(screen.getAllByRole('link', { name: 'Mine' })).toHaveLength(1);
    expect(link('Mine')).toHaveAttribute('href', '/?due=none');
    second.unmount();
    const third = open();
    await screen.findByRole('link', { name: 'Mine' });
    expect(
      screen.queryByRole('button', { name: 'Save this view' }),
    ).not.toBeInTheDocument();
    third.unmount();
    open('?q=other');
    await save(' ');
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('keeps twenty at the most', async () => {
    await store(
      Array.from({ length: 20 }, (_, at) => ({
        name: `View ${at}`,
        filters: { q: [String(at)] },
      })),
    );
    open('?q=other');
    await save('One more');
    expect(
      screen.getByText('There are 20 views already: remove one first.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'One more' })).toBeNull();
  });

  it('shows what it understands of what is stored', async () => {
    await store([
      { name: 'Good', filters: { due: ['soon', 7], strange: ['x'] } },
      { name: '', filters: {} },
      { name: 'None', filters: null },
      'text',
    ]);
    open();
    const nav = within(
      await screen.findByRole('navigation', { name: 'Views' }),
    );
    expect(await nav.findByRole('link', { name: 'Good' })).toHaveAttribute(
      'href',
      '/?due=soon',
    );
    expect(nav.getAllByRole('link')).toHaveLength(6);
  });
});

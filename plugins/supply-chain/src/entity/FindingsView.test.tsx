import {
  aFinding,
  aFindingDetail,
  aPage,
  aTargetDetail,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { EntitySecurityContent } from './EntitySecurityContent';

const backend = fakeBackend();
const TARGET = '/targets/component/default/checkout';

beforeEach(() => {
  backend.get(TARGET, aTargetDetail());
  backend.get('/findings', aPage([aFinding()]));
  backend.get('/findings/1', aFindingDetail());
  backend.get('/findings/1/paths', {
    truncated: false,
    paths: [
      {
        manifest: 'package-lock.json',
        declaredIn: 'package.json',
        purls: ['pkg:npm/mkdirp@0.5.0', 'pkg:npm/minimist@1.2.0'],
      },
    ],
  });
});

describe('findings', () => {
  it('asks the backend for what the address says', async () => {
    renderPart(<EntitySecurityContent />, {
      search: '?severity=high&state=all&q=lodash&sort=package&order=asc',
    });
    await screen.findByRole('rowheader');
    const query = new URLSearchParams(backend.queries('/findings')[0]);
    expect(Object.fromEntries(query)).toMatchObject({
      entityRef: 'component:default/checkout',
      severity: 'high',
      q: 'lodash',
      orderBy: 'package',
      order: 'asc',
    });
    expect(query.getAll('state')).toEqual(['open', 'dismissed', 'resolved']);
  });

  it('keeps free text in the address', async () => {
    renderPart(<EntitySecurityContent />);
    await screen.findByRole('rowheader');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search findings' }),
      'qs',
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent('/?q=qs'),
    );
    await waitFor(() =>
      expect(backend.queries('/findings').at(-1)).toContain('q=qs'),
    );
  });

  it('opens one at the side, by its own address, and closes it', async () => {
    renderPart(<EntitySecurityContent />);
    await userEvent.click(
      await screen.findByRole('link', { name: 'CVE-2021-44906' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'CVE-2021-44906',
    });
    expect(screen.getByLabelText('address')).toHaveTextContent('?finding=1');
    expect(
      await within(dialog).findByText('mkdirp@0.5.0, declared in package.json'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByLabelText('address')).not.toHaveTextContent('finding');
  });

  it('is honest about a total that has no end', async () => {
    backend.get(
      '/findings',
      aPage([aFinding()], {
        total: { count: 10000, atLeast: true },
        nextCursor: 'next',
      }),
    );
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByText('10,000+ findings')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Next table page' }),
    );
    await waitFor(() =>
      expect(backend.queries('/findings').at(-1)).toContain('cursor=next'),
    );
  });

  it('calls a service clean only when everything was read', async () => {
    backend.get('/findings', aPage([]));
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByText('No open findings')).toBeInTheDocument();
  });

  it('says so where the filter leaves nothing', async () => {
    backend.get('/findings', aPage([]));
    renderPart(<EntitySecurityContent />, { search: '?severity=low' });
    expect(
      await screen.findByText('No findings match these filters'),
    ).toBeInTheDocument();
  });
});

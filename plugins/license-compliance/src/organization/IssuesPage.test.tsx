import {
  anOverview,
  aPage,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aLicenseIssue, aLicenseOverview } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { IssuesPage } from './IssuesPage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
});

describe('IssuesPage', () => {
  beforeEach(() => {
    backend.get('/licenses/overview', aLicenseOverview());
  });

  it('names the service of each issue, and takes filters of the organization', async () => {
    backend.get('/licenses/issues', aPage([aLicenseIssue()]));
    renderPart(<IssuesPage />, {
      search: '?owner=group:default/a&system=system:default/s&lifecycle=beta',
    });
    const row = await screen.findByRole('row', { name: /ghost-db/ });
    expect(within(row).getByRole('link', { name: 'Checkout' })).toHaveAttribute(
      'href',
      expect.stringMatching(/checkout\/licenses$/),
    );
    expect(backend.lastQuery('/licenses/issues')).toMatchObject({
      owner: 'group:default/a',
      system: 'system:default/s',
      lifecycle: 'beta',
    });
  });

  it('exports what is filtered, and not more', async () => {
    backend.get('/licenses/issues', aPage([aLicenseIssue()]));
    backend.send('/licenses/issues/export', 'verdict,package');
    URL.createObjectURL = jest.fn(() => 'blob:made');
    URL.revokeObjectURL = jest.fn();
    renderPart(<IssuesPage />, { search: '?verdict=deny' });
    await screen.findByRole('row', { name: /ghost-db/ });
    await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() =>
      expect(backend.lastQuery('/licenses/issues/export')).toEqual({
        verdict: 'deny',
      }),
    );
  });

  it('tells a refusal from a failure', async () => {
    backend.fail('/licenses/issues', 403, 'no');
    renderPart(<IssuesPage />);
    expect(
      await screen.findByText(
        'You do not have permission to view license issues',
      ),
    ).toBeInTheDocument();
  });
});

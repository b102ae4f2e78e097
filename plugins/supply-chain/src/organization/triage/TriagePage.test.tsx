import {
  supplyChainTriageImportPermission,
  type Decision,
  type Ticket,
  type TriageSummary,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aFinding,
  anOverview,
  aPage,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { TriagePage } from './TriagePage';

const backend = fakeBackend();

const summary: TriageSummary = {
  overdue: 12,
  dueSoon: 4,
  nextDue: '2026-02-01',
  needsReview: 1,
  proposed: 2,
  endingSoon: 3,
  owners: [{ owner: 'group:default/payments', overdue: 9, dueSoon: 1 }],
  ownersLeft: 3,
  remediation: [{ severity: 'high', resolved: 8, days: 6.25, late: 2 }],
};

const decision: Decision = {
  id: '31',
  subject: 'vulnerability-analysis',
  state: 'proposed',
  scope: { kind: 'entity', ref: 'component:default/checkout' },
  about: { vulnerability: 'CVE-2021-44906' },
  analysis: { state: 'not_affected' },
  verdict: 'not_affected',
  reason: 'not reachable',
  author: 'user:default/avery',
  createdAt: '2026-01-06T10:00:00.000Z',
  may: [],
};

beforeEach(() => {
  backend.get('/triage/summary', summary);
  backend.get('/overview', anOverview());
  backend.get('/findings', aPage([aFinding()]));
});

const ticket: Ticket = {
  id: '7',
  tracker: 'jira',
  project: 'SEC',
  group: 'service',
  title: 'Vulnerable dependencies of checkout',
  state: 'left',
  remoteId: 'SEC-12',
  url: 'https://jira.example.org/browse/SEC-12',
  services: ['component:default/checkout'],
  wontFix: { by: 'Kim', text: "won't fix: never called" },
  error: 'Jira answers 403: no',
  createdAt: '2026-01-06T10:00:00.000Z',
};

const figure = async (name: string) =>
  within(await screen.findByRole('group', { name }));

describe('TriagePage', () => {
  it('says what is overdue and what waits, each with its rows', async () => {
    renderPart(<TriagePage />);
    const overdue = await figure('Overdue');
    expect(overdue.getByRole('link', { name: '12' })).toHaveAttribute(
      'href',
      // What was due first comes first.
      '/supply-chain/triage?due=overdue&sort=due&order=asc',
    );
    const soon = await figure('Due within 7 days');
    expect(soon.getByText('next: Feb 1, 2026')).toBeInTheDocument();
    const approval = await figure('Waiting for approval');
    expect(approval.getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      '/supply-chain/triage?view=approval',
    );
  });

  it('lists tickets with what people say in them, and why they could not be written', async () => {
    backend.get('/tickets', aPage([ticket]));
    renderPart(<TriagePage />, { search: '?view=tickets' });
    expect(
      await screen.findByRole('link', {
        name: 'Jira SEC-12 (opens the ticket in a new tab)',
      }),
    ).toHaveAttribute('href', 'https://jira.example.org/browse/SEC-12');
    const row = within(screen.getByRole('row', { name: /of checkout/ }));
    for (const text of [
      'Vulnerable dependencies of checkout',
      'Closed in the tracker, still open here',
      'Won’t fix, says Kim in the ticket',
      "won't fix: never called",
      'Could not be written: Jira answers 403: no',
    ]) {
      expect(row.getByText(text)).toBeVisible();
    }
  });

  it.each([
    [
      'due=overdue&sort=due&order=asc&owner=group:default/payments',
      {
        due: 'overdue',
        orderBy: 'due',
        order: 'asc',
        owner: 'group:default/payments',
      },
    ],
    ['due=none', { due: 'none', orderBy: 'risk' }],
    ['analysis=exploitable&review=true', { needsReview: 'true' }],
    ['decidedBy=12&state=dismissed', { decision: '12', state: 'dismissed' }],
    ['exploited=true&fixable=false&direct=true', { direct: 'true' }],
  ])('keeps the view %s in the address', async (search, query) => {
    renderPart(<TriagePage />, { search: `?${search}` });
    await screen.findByRole('rowheader', { name: /CVE-2021-44906/ });
    expect(backend.lastQuery('/findings')).toMatchObject(query);
  });

  it('takes away which decision counts', async () => {
    renderPart(<TriagePage />, { search: '?decidedBy=12' });
    await userEvent.click(
      await screen.findByRole('button', { name: /Covered by decision 12/ }),
    );
    await waitFor(() =>
      expect(backend.lastQuery('/findings')).not.toHaveProperty('decision'),
    );
  });

  it('lists what waits for approval, without steps for its author', async () => {
    backend.get('/decisions', aPage([decision]));
    backend.get('/decisions/31', { decision, history: [] });
    renderPart(<TriagePage />, { search: '?view=approval&decision=31' });
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('No actions are available to you here.'),
    ).toBeInTheDocument();
    expect(
      dialog.queryByRole('button', { name: 'Approve' }),
    ).not.toBeInTheDocument();
    expect(backend.queries('/decisions').at(-1)).toMatch(
      /subject=vulnerability-analysis&subject=package-approval&state=proposed/,
    );
  });

  const later: Decision = {
    ...decision,
    id: '32',
    state: 'active',
    analysis: { state: 'exploitable' },
    verdict: 'exploitable',
    reason: 'The parser is called',
    author: 'user:default/robin',
    decidedAt: '2026-01-07T10:00:00.000Z',
  };
  const waiting: Decision = { ...decision, may: ['approve', 'reject'] };
  const openWaiting = async () => {
    renderPart(<TriagePage />, { search: '?view=approval&decision=31' });
    return within(await screen.findByRole('dialog'));
  };

  it('tells what was decided at once from what was approved', async () => {
    const at = '2026-01-07T10:00:00.000Z';
    const by = 'user:default/robin';
    const active = { ...later, approver: by };
    const openWith = async (approvedAt: string) => {
      backend.get('/decisions', aPage([active]));
      backend.get('/decisions/31', {
        decision: active,
        history: [
          { kind: 'proposed', by, at },
          { kind: 'approved', by, at: approvedAt },
        ],
      });
      const { unmount } = renderPart(<TriagePage />, {
        search: '?view=approval&decision=31',
      });
      const dialog = within(await screen.findByRole('dialog'));
      const steps = (await dialog.findAllByRole('listitem')).map(
        ({ textContent }) => textContent?.split(' ')[0],
      );
      unmount();
      return steps;
    };
    expect(await openWith(at)).toEqual(['Decided']);
    expect(await openWith('2026-01-08T10:00:00.000Z')).toEqual([
      'Requested',
      'Approved',
    ]);
  });

  it('shows what was decided since, and approves in its place', async () => {
    backend.get('/decisions', aPage([waiting]));
    backend.get('/decisions/31', {
      decision: waiting,
      against: [later],
      history: [],
    });
    const sent = backend.post('/decisions/31/approve', {
      decision: { ...waiting, state: 'active', may: [] },
      history: [],
    });
    const dialog = await openWaiting();
    const since = await dialog.findByRole('listitem');
    expect(since).toHaveTextContent(
      /robin: Exploitable, “The parser is called”/,
    );
    expect(
      dialog.getByText(/decided after the request was made/),
    ).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Approve and replace' }),
    );
    await waitFor(() => expect(sent).toEqual([{ replaces: ['32'] }]));
  });

  it('rejects, and replaces nothing, whatever was decided since', async () => {
    backend.get('/decisions', aPage([waiting]));
    backend.get('/decisions/31', {
      decision: waiting,
      against: [later],
      history: [],
    });
    const sent = backend.post('/decisions/31/reject', {
      decision: { ...waiting, state: 'rejected', may: [] },
      history: [],
    });
    const dialog = await openWaiting();
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Reject' }),
    );
    await waitFor(() => expect(sent).toEqual([{}]));
  });

  it('shows what somebody decides while it is looked at', async () => {
    backend.get('/decisions', aPage([waiting]));
    backend.get('/decisions/31', { decision: waiting, history: [] });
    backend.fail('/decisions/31/approve', 409, 'robin decided meanwhile');
    const dialog = await openWaiting();
    const approve = await dialog.findByRole('button', { name: 'Approve' });
    backend.get('/decisions/31', {
      decision: waiting,
      against: [later],
      history: [],
    });
    await userEvent.click(approve);
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /robin decided meanwhile/,
    );
    expect(
      await dialog.findByRole('button', { name: 'Approve and replace' }),
    ).toBeInTheDocument();
  });

  it('offers no approval of what a file says where a person decided', async () => {
    const ofFile: Decision = { ...waiting, origin: 'file' };
    backend.get('/decisions', aPage([ofFile]));
    backend.get('/decisions/31', {
      decision: ofFile,
      against: [later],
      history: [],
    });
    const dialog = await openWaiting();
    expect(
      await dialog.findByText(/revoke that decision first/),
    ).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Reject' })).toBeInTheDocument();
    expect(
      dialog.queryByRole('button', { name: /Approve/ }),
    ).not.toBeInTheDocument();
  });

  it('approves several that wait together, and tells what became of each', async () => {
    const others = ['32', '33'].map(id => ({
      ...decision,
      id,
      about: { vulnerability: `CVE-2020-${id}` },
    }));
    backend.get('/decisions', aPage([decision, ...others]));
    const sent = backend.post('/decisions/steps', {
      items: [
        { id: '31', outcome: 'approved' },
        { id: '32', outcome: 'already-decided', reason: 'It is active' },
        { id: '33', outcome: 'conflict', reason: 'Avery decided otherwise' },
      ],
    });
    renderPart(<TriagePage />, { search: '?view=approval' });
    await screen.findByRole('rowheader', { name: /CVE-2021-44906/ });
    const [all] = screen.getAllByRole('checkbox');
    await userEvent.click(all);
    expect(screen.getByText('3 decisions selected')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Approve or reject' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Comment' }),
      'Looked at together',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(
      await screen.findByText(
        '1 approved. 1 had been decided already. 1 conflicts with another decision: open it to see which.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Avery decided otherwise')).toBeInTheDocument();
    expect(sent).toEqual([
      {
        ids: ['31', '32', '33'],
        step: 'approve',
        comment: 'Looked at together',
      },
    ]);
  });

  it('approves a package before anybody uses it', async () => {
    backend.get('/decisions', aPage([]));
    const sent = backend.post('/decisions', {
      ...decision,
      id: '40',
      subject: 'package-approval',
      state: 'active',
    });
    renderPart(<TriagePage />, { search: '?view=approval' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve a package' }),
    );
    const form = within(
      screen.getByRole('form', { name: 'Approve a package' }),
    );
    await userEvent.click(form.getByRole('button', { name: 'Submit' }));
    expect(form.getByText('Enter a package URL.')).toBeInTheDocument();
    await userEvent.type(
      form.getByRole('textbox', { name: 'Package URL' }),
      'pkg:npm/left-pad',
    );
    await userEvent.type(
      form.getByRole('textbox', { name: 'Reason' }),
      'Small and reviewed.',
    );
    await userEvent.click(form.getByRole('button', { name: 'Submit' }));
    expect(await screen.findByText(/Now active/)).toBeInTheDocument();
    expect(sent.at(-1)).toEqual({
      subject: 'package-approval',
      scope: { kind: 'organization' },
      about: { purl: 'pkg:npm/left-pad' },
      reason: 'Small and reviewed.',
    });
  });

  it('asks for decisions that end, the next first', async () => {
    backend.get('/decisions', aPage([]));
    renderPart(<TriagePage />, { search: '?view=ending' });
    expect(
      await screen.findByText('No decisions with an end date'),
    ).toBeInTheDocument();
    expect(backend.lastQuery('/decisions')).toMatchObject({
      state: 'active',
      orderBy: 'end',
    });
  });

  it('asks for findings that need another look', async () => {
    backend.get('/findings', aPage([]));
    renderPart(<TriagePage />, { search: '?view=review' });
    expect(await screen.findByText('Nothing needs review')).toBeInTheDocument();
    expect(backend.lastQuery('/findings')).toMatchObject({
      needsReview: 'true',
    });
  });

  it('tells what is overdue by team, and how long findings take', async () => {
    renderPart(<TriagePage />, { search: '?view=teams' });
    const team = await screen.findByRole('row', { name: /payments/ });
    expect(cellsOf(team)).toMatchObject({
      Overdue: '9',
      'Due within 7 days': '1',
    });
    expect(
      screen.getByText(/^3 more owners are not shown/),
    ).toBeInTheDocument();
    const high = await screen.findByRole('row', { name: /High/ });
    expect(cellsOf(high)).toMatchObject({
      Resolved: '8',
      'Days on average': '6.3',
      'Resolved late': '2',
    });
  });

  it('names the upgrades that clear most', async () => {
    backend.get('/upgrades', {
      exact: false,
      packagesLookedAt: 50,
      items: [
        {
          ecosystem: 'npm',
          package: 'lodash',
          from: ['4.17.15', '4.17.20'],
          to: '4.17.21',
          step: 'patch',
          findings: 40,
          urgent: 3,
          services: 12,
          left: 1,
          owners: [{ owner: 'group:default/payments', services: 7 }],
          ownersLeft: 2,
        },
      ],
    });
    renderPart(<TriagePage />, { search: '?view=upgrades' });
    const row = await screen.findByRole('row', { name: /lodash/ });
    expect(cellsOf(row)).toMatchObject({
      'Upgrade to': '4.17.21 4.17.15, 4.17.20 · patch',
      'Clears findings': '40 3 urgent',
      Services: '12',
      Owner: 'payments 7 and 2 more',
      Leaves: '1',
    });
    expect(
      screen.getByText('Of the 50 packages with the most open findings.'),
    ).toBeInTheDocument();
  });

  it('imports VEX for the organization where that is permitted', async () => {
    renderPart(<TriagePage />, {
      search: '?view=vex',
      denied: [supplyChainTriageImportPermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to import VEX documents.',
      ),
    ).toBeInTheDocument();
  });

  it('can be asked again where figures failed', async () => {
    backend.fail('/triage/summary', 500, 'database is away');
    renderPart(<TriagePage />);
    expect(await screen.findByText(/database is away/)).toBeInTheDocument();
  });
});

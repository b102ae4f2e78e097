import {
  supplyChainAdvisoryRefreshPermission,
  supplyChainSystemHealthReadPermission,
  type SystemHealth,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aTarget,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { SystemHealthPage } from './SystemHealthPage';

const backend = fakeBackend();

const systemHealth: SystemHealth = {
  sources: [
    {
      id: 'osv',
      title: 'OSV',
      kind: 'osv',
      state: 'failing',
      stale: true,
      example: false,
      lastSuccessAt: '2026-01-01T00:00:00.000Z',
      records: 240,
      modelVersion: 'v2026.06.01',
      rejected: 3,
      error: 'connection refused',
    },
  ],
  queue: { targets: 16, due: 2, running: 1, backingOff: 4 },
  damagedDocuments: {
    count: 1,
    documents: [
      {
        sha256: 'ab'.repeat(32),
        mediaType: 'application/spdx+json',
        store: 's3',
        reason: 'its digest differs',
        since: '2026-01-06T10:00:00.000Z',
      },
    ],
  },
  healedDocuments: [
    {
      sha256: 'cd'.repeat(32),
      mediaType: 'application/vnd.cyclonedx+json',
      store: 'database',
      reason: 'it cannot be unpacked',
      healedAt: '2026-01-06T11:00:00.000Z',
    },
  ],
  workers: 2,
  catalog: { lastPassAt: '2026-01-06T10:00:00.000Z' },
  trackers: [
    {
      id: 'jira',
      waiting: 9,
      failing: 4,
      error: 'Jira answers 503',
      pausedUntil: '2126-01-06T10:00:00.000Z',
      readAt: '2026-01-06T10:00:00.000Z',
    },
  ],
  notifications: {
    enabled: true,
    operators: 0,
    waiting: 7,
    due: 2,
    failing: 1,
    oldestDueAt: '2026-01-06T10:00:00.000Z',
    error: 'Request failed with status 503',
  },
  scorecards: {
    due: 5,
    running: 3,
    failing: 1,
    oldestDueAt: '2026-01-06T10:00:00.000Z',
    failingServices: [
      {
        entityRef: 'component:default/ledger',
        name: 'Ledger',
        error: 'the result is no JSON',
        attempts: 7,
        nextTryAt: '2026-01-06T11:00:00.000Z',
      },
    ],
    failingServicesLeft: 1,
  },
  failingTargets: [
    aTarget({
      name: 'Parcel Tracker',
      health: 'failed',
      healthReason: 'no such repository',
      schedule: { queued: false, running: false, attempts: 5 },
    }),
  ],
  failingTargetsLeft: 12,
};

beforeEach(() => {
  backend.get('/system-health', systemHealth);
});

/** The figures of a part of the page, by name. */
function figuresOf(part: string) {
  const figures = within(screen.getByRole('region', { name: part }));
  return (name: string) => within(figures.getByRole('group', { name }));
}

async function documents() {
  return within(
    await screen.findByRole('region', { name: 'Stored documents' }),
  );
}

describe('SystemHealthPage', () => {
  it('shows sources with their age and error, the queue and what fails', async () => {
    renderPart(<SystemHealthPage />);
    const source = await screen.findByRole('row', { name: /OSV/ });
    expect(cellsOf(source)).toMatchObject({
      State:
        'Failing Out of date Vulnerabilities published since then are not shown. connection refused',
      'Last success': expect.stringMatching(/ago$/),
      'Data published': 'Unknown',
      Records: '240 model v2026.06.01; 3 rejected',
    });
    const queue = figuresOf('Queue');
    expect(queue('Due').getByText('2')).toBeVisible();
    expect(queue('Running').getByText('1')).toBeVisible();
    expect(queue('Waiting to retry').getByText('4')).toBeVisible();
    const service = screen.getByRole('row', { name: /Parcel/ });
    expect(cellsOf(service)).toMatchObject({
      Reason: 'Last scan failed no such repository',
      Attempts: '5',
    });
  });

  it('lists stored documents that are damaged', async () => {
    renderPart(<SystemHealthPage />);
    const part = await documents();
    expect(part.getByText('1 stored document is damaged')).toBeVisible();
    expect(
      part.getByText(/^application\/spdx\+json in s3: its digest differs/),
    ).toContainElement(part.getByText('ab'.repeat(32)));
  });

  it('lists stored documents that were damaged and are whole again', async () => {
    renderPart(<SystemHealthPage />);
    const part = await documents();
    expect(part.getByText('Previously damaged, now repaired')).toBeVisible();
    expect(
      part.getByText(
        /^application\/vnd\.cyclonedx\+json in database: it cannot be unpacked/,
      ),
    ).toContainElement(part.getByText('cd'.repeat(32)));
  });

  it('shows which pull requests wait for a forge, and why; nothing where none are judged', async () => {
    const { unmount } = renderPart(<SystemHealthPage />);
    await screen.findByRole('region', { name: 'Notifications' });
    expect(
      screen.queryByRole('region', { name: 'Pull requests' }),
    ).not.toBeInTheDocument();
    unmount();
    backend.get('/system-health', {
      ...systemHealth,
      pullRequests: {
        open: 12,
        due: 3,
        failing: 1,
        failures: [{ forge: 'github', error: 'GitHub answers 503' }],
      },
    });
    renderPart(<SystemHealthPage />);
    await screen.findByRole('region', { name: 'Pull requests' });
    const pulls = figuresOf('Pull requests');
    expect(pulls('Open').getByText('12')).toBeVisible();
    expect(pulls('Due').getByText('3')).toBeVisible();
    expect(
      pulls('Waiting to retry').getByText(/github: GitHub answers 503/),
    ).toBeVisible();
  });

  it('shows what people are to be told, and why it could not be sent', async () => {
    renderPart(<SystemHealthPage />);
    await screen.findByRole('region', { name: 'Notifications' });
    const queue = figuresOf('Notifications');
    expect(queue('To be sent later').getByText('7')).toBeVisible();
    expect(
      queue('Operators').getByText(/Nobody is told of stale/),
    ).toBeVisible();
    expect(queue('Due').getByText('2')).toBeVisible();
    expect(
      queue('Waiting to retry').getByText(/Request failed with status 503/),
    ).toBeVisible();
  });

  it('shows what waits for trackers, and what they answered', async () => {
    renderPart(<SystemHealthPage />);
    await screen.findByRole('region', { name: 'Tickets' });
    const figure = figuresOf('Tickets');
    expect(figure('Jira: to be created').getByText('9')).toBeVisible();
    const failing = figure('Jira: waiting to retry');
    expect(failing.getByText(/^4/)).toBeVisible();
    expect(failing.getByText('Jira answers 503')).toBeVisible();
    expect(failing.getByText(/^Asked again/)).toBeVisible();
  });

  it('shows how many services wait for scorecards, and which could not be asked', async () => {
    renderPart(<SystemHealthPage />);
    await screen.findByRole('region', { name: 'Scorecards' });
    const queue = figuresOf('Scorecards');
    expect(queue('Oldest due').getByText(/ago$/)).toBeVisible();
    expect(queue('Due').getByText('5')).toBeVisible();
    expect(queue('Waiting to retry').getByText('1')).toBeVisible();
    expect(cellsOf(screen.getByRole('row', { name: /Ledger/ }))).toMatchObject({
      Reason: 'the result is no JSON',
      Attempts: '7',
    });
  });

  it('asks for a source to be read again, and looks anew', async () => {
    const asked = backend.post('/advisory-sources/osv/refresh', {});
    renderPart(<SystemHealthPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh OSV' }),
    );
    await waitFor(() => expect(asked).toHaveLength(1));
    await waitFor(() =>
      expect(backend.queries('/system-health').length).toBeGreaterThan(1),
    );
  });

  it('says why a source could not be refreshed', async () => {
    backend.fail('/advisory-sources/osv/refresh', 500, 'the queue is closed');
    renderPart(<SystemHealthPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh OSV' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the queue is closed',
    );
  });

  it('explains why there is no refresh where it is denied', async () => {
    renderPart(<SystemHealthPage />, {
      denied: [supplyChainAdvisoryRefreshPermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to refresh advisory sources',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Refresh/ }),
    ).not.toBeInTheDocument();
  });

  it('asks nothing for those who may not see it', async () => {
    renderPart(<SystemHealthPage />, {
      denied: [supplyChainSystemHealthReadPermission],
    });
    expect(
      await screen.findByText(
        'You do not have permission to view system health',
      ),
    ).toBeInTheDocument();
    expect(backend.queries('/system-health')).toEqual([]);
  });

  it('says how many failing services it leaves out', async () => {
    renderPart(<SystemHealthPage />);
    expect(await screen.findByText('and 12 more services')).toBeInTheDocument();
    expect(screen.getByText('and 1 more service')).toBeInTheDocument();
  });

  it('says where nothing fails and nothing is configured', async () => {
    backend.get('/system-health', {
      ...systemHealth,
      sources: [],
      failingTargets: [],
      failingTargetsLeft: 0,
      scorecards: {
        due: 0,
        running: 0,
        failing: 0,
        failingServices: [],
        failingServicesLeft: 0,
      },
    });
    renderPart(<SystemHealthPage />);
    const failing = within(
      await screen.findByRole('region', { name: 'Failing services' }),
    );
    expect(failing.getByText('No failing services')).toBeInTheDocument();
    expect(
      screen.queryByRole('row', { name: /Ledger/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('No advisory sources are configured'),
    ).toBeInTheDocument();
  });
});

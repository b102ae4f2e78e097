import { supplyChainRetentionReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
  aTarget,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { aDecision } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { ArchivePage } from './ArchivePage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
});

describe('retention', () => {
  it('says how long what is kept, what is held and what went', async () => {
    backend.get('/retention', {
      rules: [
        {
          kind: 'sboms',
          title: 'SBOMs',
          held: 0,
          stored: 12,
          bytes: 2_500_000,
        },
        { kind: 'logs', title: 'Scan logs', days: 90, due: 4, held: 2 },
      ],
      deletions: [
        {
          at: '2026-01-06T02:00:00.000Z',
          kind: 'logs',
          count: 31,
          reason: 'older than 90 days',
        },
      ],
    });
    backend.get(
      '/decisions',
      aPage([aDecision({ subject: 'hold', about: {} })]),
    );
    renderPart(<ArchivePage />, { search: '?view=retention' });
    expect(
      cellsOf(await screen.findByRole('row', { name: /SBOMs/ })),
    ).toMatchObject({ 'Kept for': 'Forever', Stored: '12', Size: '2.5 MB' });
    expect(
      cellsOf(screen.getByRole('row', { name: /Scan logs/ })),
    ).toMatchObject({
      'Kept for': '90 days',
      'Due for deletion': '4',
      'On hold': '2',
    });
    expect(cellsOf(screen.getByRole('row', { name: 'logs' }))).toMatchObject({
      Count: '31',
      Reason: 'older than 90 days',
    });
    expect(
      await screen.findByText(/Service · checkout · Everything in scope/),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(backend.lastQuery('/decisions')).toMatchObject({
        subject: 'hold',
        state: 'active',
      }),
    );
  });

  it('asks nothing for those who may not see it', async () => {
    renderPart(<ArchivePage />, {
      search: '?view=retention',
      denied: [supplyChainRetentionReadPermission],
    });
    expect(
      await screen.findByText('You do not have permission to view retention'),
    ).toBeInTheDocument();
    expect(backend.queries('/retention')).toEqual([]);
  });
});

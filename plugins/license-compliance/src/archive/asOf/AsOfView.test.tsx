import {
  anOverview,
  aPage,
  aSnapshot,
  aTarget,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { anAsOf } from '../../__testUtils__/answers';
import { renderPart } from '../../__testUtils__/entity';
import { ArchivePage } from '../ArchivePage';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/overview', anOverview());
  backend.get('/targets', aPage([aTarget()]));
});

describe('as of a day', () => {
  it('shows what was in force, and what was known then beside what is known now', async () => {
    backend.get('/as-of', anAsOf({ snapshots: [aSnapshot()] }));
    backend.get(
      '/as-of/findings',
      aPage([
        {
          id: '1',
          kind: 'vulnerability',
          advisory: 'CVE-2025-1',
          aliases: [],
          severity: 'high',
          package: 'qs',
          versions: ['6.5.2'],
          knownThen: true,
          knownNow: true,
        },
        {
          kind: 'vulnerability',
          advisory: 'CVE-2026-2',
          aliases: [],
          severity: 'critical',
          package: 'minimist',
          versions: ['1.2.0'],
          knownThen: false,
          knownNow: true,
        },
        {
          kind: 'vulnerability',
          advisory: 'CVE-2025-3',
          aliases: [],
          severity: 'low',
          package: 'ms',
          versions: ['1.0.0'],
          knownThen: true,
          knownNow: false,
        },
      ]),
    );
    renderPart(<ArchivePage />, {
      search: '?view=as-of&entity=component:default/checkout&day=2026-01-05',
    });
    await screen.findByRole('row', { name: /CVE-2025-1/ });
    for (const [advisory, known] of [
      [/CVE-2025-1/, 'Known then'],
      [/CVE-2026-2/, 'Discovered since'],
      [/CVE-2025-3/, 'No longer applicable'],
    ] as const) {
      const row = screen.getByRole('row', { name: advisory });
      expect(cellsOf(row)).toMatchObject({ Known: known });
    }
    expect(cellsOf(screen.getByRole('row', { name: /^MIT/ }))).toEqual({
      License: 'MIT Permissive',
      'Known then': '300',
      'Known now': '310',
    });
    expect(
      screen.getByText('Registries were first asked on 3 January.'),
    ).toBeInTheDocument();
    expect(backend.lastQuery('/as-of')).toEqual({
      entityRef: 'component:default/checkout',
      at: '2026-01-05',
    });
  });

  it('does not pass off a day without records as one without findings', async () => {
    backend.get('/as-of', anAsOf({ notes: [] }));
    renderPart(<ArchivePage />, {
      search: '?view=as-of&entity=component:default/checkout&day=2020-01-05',
    });
    expect(
      await screen.findByText('Nothing recorded up to that day'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No open findings')).not.toBeInTheDocument();
    expect(backend.queries('/as-of/findings')).toEqual([]);
  });

  it('asks for a service and a day first', async () => {
    renderPart(<ArchivePage />, { search: '?view=as-of' });
    expect(
      await screen.findByText('Select a service and a day'),
    ).toBeInTheDocument();
    expect(backend.queries('/as-of')).toEqual([]);
  });
});

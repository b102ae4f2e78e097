import type { ServiceChange } from '@safety-curtain/plugin-supply-chain-common';
import {
  aPage,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { renderPart } from '../__testUtils__/entity';
import { ChangesList } from './ChangesList';

const backend = fakeBackend();

const change: ServiceChange = {
  id: '1',
  entityRef: 'component:default/checkout',
  targetName: 'checkout',
  at: '2026-11-01T00:00:00Z',
  kind: 'major-upgrade',
  subject: 'lodash',
  ecosystem: 'npm',
  before: '3.0.0',
  after: '4.0.0',
};

describe('the feed of changes', () => {
  it('of the organization names the service, and filters by team and kind', async () => {
    backend.get(
      '/changes',
      aPage([
        change,
        {
          ...change,
          id: '2',
          kind: 'dependency-added',
          subject: 'ms',
          before: undefined,
          firstUse: true,
        },
        {
          ...change,
          id: '3',
          kind: 'workflow-changed',
          subject: '.github/workflows/build.yml',
          ecosystem: undefined,
          before: undefined,
          after: undefined,
          detail: 'removed',
        },
      ]),
    );
    renderPart(<ChangesList />, {
      search: '?owner=group:default/a&kind=major-upgrade&firstUse=true',
    });
    const row = await screen.findByRole('row', { name: /lodash/ });
    expect(cellsOf(row)).toMatchObject({
      What: 'lodash npm',
      Change: 'Major upgrade',
      Details: '3.0.0 → 4.0.0',
      Service: 'checkout',
    });
    expect(cellsOf(screen.getByRole('row', { name: /^ms/ }))).toMatchObject({
      Change: 'New dependency First use in the organization',
      Details: '4.0.0',
    });
    expect(
      cellsOf(screen.getByRole('row', { name: /build\.yml/ })),
    ).toMatchObject({ Change: 'Workflow changed', Details: 'Removed' });
    expect(
      Object.fromEntries(new URLSearchParams(backend.queries('/changes')[0])),
    ).toMatchObject({
      owner: 'group:default/a',
      kind: 'major-upgrade',
      firstUse: 'true',
    });
  });

  it('of a service is about that alone', async () => {
    backend.get('/changes', aPage([change]));
    renderPart(<ChangesList entityRef="component:default/checkout" />);
    const row = await screen.findByRole('row', { name: /lodash/ });
    expect(Object.keys(cellsOf(row))).not.toContain('Service');
    expect(backend.queries('/changes')[0]).toContain(
      'entityRef=component%3Adefault%2Fcheckout',
    );
  });

  it('says when there is something in it', async () => {
    backend.get('/changes', aPage([]));
    renderPart(<ChangesList entityRef="component:default/checkout" />);
    expect(await screen.findByText('No changes yet')).toBeInTheDocument();
  });
});

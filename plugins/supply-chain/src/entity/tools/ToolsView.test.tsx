import type { ToolReport } from '@safety-curtain/plugin-supply-chain-common';
import { fakeBackend } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import { renderPart } from '../../__testUtils__/entity';
import { ToolsView } from './ToolsView';

const backend = fakeBackend();
const ENTITY = 'component:default/checkout';

function aReport(changes: Partial<ToolReport> = {}): ToolReport {
  return {
    tool: 'semgrep',
    toolName: 'Semgrep',
    toolVersion: '1.2.3',
    category: '',
    format: 'sarif',
    origin: 'upload',
    receivedAt: new Date().toISOString(),
    receivedBy: 'user:default/ann',
    results: 5,
    openFindings: 2,
    partial: false,
    notices: [],
    ...changes,
  };
}

async function open(items: ToolReport[]) {
  backend.get('/reports', { items });
  backend.get('/reports/comparison', {
    tools: [],
    items: [],
    total: { count: 0, atLeast: false },
  });
  renderPart(<ToolsView entityRef={ENTITY} version={0} />);
  return screen.findByRole('region', { name: 'Reports of tools' });
}

describe('ToolsView', () => {
  it('leads from each report to its open findings', async () => {
    await open([
      aReport(),
      aReport({ tool: 'trivy', toolName: 'Trivy', category: 'image' }),
    ]);
    expect(
      await screen.findByRole('heading', { name: 'Trivy 1.2.3 · image' }),
    ).toBeVisible();
    const [first] = screen.getAllByRole('listitem');
    expect(
      within(first).getByRole('link', { name: '2 open findings' }),
    ).toHaveAttribute('href', expect.stringContaining('tool=semgrep'));
  });

  it('tells what the scan found itself from what was sent', async () => {
    await open([
      aReport({ origin: 'native', toolName: 'Safety Curtain secrets' }),
      aReport({ tool: 'trivy' }),
      aReport({
        origin: 'native',
        tool: 'safety-curtain-provenance',
        receivedBy: 'provenance',
      }),
    ]);
    const [own, sent, judged] = await screen.findAllByRole('listitem');
    expect(own).toHaveTextContent(/from the scan now|from the scan .+ ago/);
    expect(own).not.toHaveTextContent('ann');
    expect(sent).toHaveTextContent(/received .* from user:default\/ann/);
    expect(judged).toHaveTextContent(/evaluated now|evaluated .+ ago/);
  });

  it('says what was not read, and that a tool did not finish', async () => {
    await open([
      aReport({
        partial: true,
        results: 25_000,
        total: 30_000,
        notices: ['2 files could not be parsed'],
      }),
    ]);
    expect(await screen.findByText(/did not finish/)).toBeVisible();
    expect(
      screen.getByText('Only 25000 of 30000 results were read'),
    ).toBeVisible();
    expect(screen.getByText('2 files could not be parsed')).toBeVisible();
  });

  it('says how to send one where there is none', async () => {
    await open([]);
    expect(await screen.findByText(/safety-curtain report FILE/)).toBeVisible();
  });
});

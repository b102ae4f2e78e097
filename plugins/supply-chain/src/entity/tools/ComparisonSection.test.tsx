import type {
  ComparedTool,
  ToolComparison,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aFinding,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { ComparisonSection } from './ComparisonSection';

const backend = fakeBackend();
const ENTITY = 'component:default/checkout';
const PATH = '/reports/comparison';

function aTool(
  tool: string,
  toolName: string,
  changes: Partial<ComparedTool> = {},
): ComparedTool {
  return {
    tool,
    toolName,
    partial: false,
    found: 0,
    alone: 0,
    ignored: 0,
    ...changes,
  };
}

const own = aTool('safety-curtain', 'Safety Curtain', { found: 12, alone: 1 });
const grype = aTool('grype', 'Grype', {
  found: 11,
  ignored: 2,
  ranAt: new Date().toISOString(),
});

const lodash = aFinding({ id: '7', advisory: 'GHSA-1', package: 'lodash' });

function open(answer: Partial<ToolComparison>) {
  backend.get(PATH, {
    tools: [own, grype],
    items: [],
    total: { count: 0, atLeast: false },
    ...answer,
  });
  return renderPart(<ComparisonSection entityRef={ENTITY} version={0} />);
}

describe('ComparisonSection', () => {
  it('says of each tool how much it finds, alone, and was told to ignore', async () => {
    open({});
    const tools = await screen.findByRole('list', {
      name: 'Findings by tool',
    });
    const [first, second] = within(tools).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      'Safety Curtain: 12 findings · 1 that no other tool has',
    );
    expect(second).toHaveTextContent(
      /Grype: 11 findings · 0 that no other tool has · 2 that it was told to ignore · ran /,
    );
  });

  it('shows who finds what, and why one does not', async () => {
    open({
      items: [
        {
          finding: lodash,
          tools: [
            { tool: 'safety-curtain', outcome: 'found', versions: ['4.17.15'] },
            {
              tool: 'grype',
              outcome: 'missing',
              reason: 'newer-data',
              versions: [],
              text: '2026-02-01T10:00:00.000Z',
            },
          ],
        },
      ],
      total: { count: 1, atLeast: false },
    });
    const row = await screen.findByRole('row', { name: /GHSA-1/ });
    expect(row).toHaveTextContent('lodash');
    expect(cellsOf(row)).toMatchObject({
      'Safety Curtain': 'Found 4.17.15',
      Grype: 'Not found Known since 2026-02-01, after its last report',
    });
    expect(within(row).getByRole('link', { name: 'GHSA-1' })).toHaveAttribute(
      'href',
      expect.stringContaining('finding=7'),
    );
  });

  it('begins with what differs, and shows all when asked', async () => {
    open({});
    expect(await screen.findByText('No differences')).toBeVisible();
    expect(backend.lastQuery(PATH)).toMatchObject({ differing: 'true' });
    await userEvent.click(screen.getByRole('button', { name: /Show/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'All findings' }),
    );
    expect(
      await screen.findByText('No tool finds a known vulnerability'),
    ).toBeVisible();
    await waitFor(() =>
      expect(backend.lastQuery(PATH)).toMatchObject({ differing: 'false' }),
    );
  });

  it('is not there where there is nothing to compare with', async () => {
    open({ tools: [own] });
    await waitFor(() =>
      expect(screen.queryByText('Tools side by side')).toBeNull(),
    );
  });
});

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { noSeverityCounts } from '@safety-curtain/plugin-supply-chain-common';
import { screen, within } from '@testing-library/react';
import { textIn } from '../testUtils';
import { SeverityBar, SeverityFigures } from './SeverityBar';
import { SeverityMark } from './SeverityMark';

describe('SeverityMark', () => {
  it('says the word and the score', async () => {
    renderInTestApp(<SeverityMark severity="high" score={7.5} />);
    expect(await screen.findByText('High 7.5')).toBeInTheDocument();
  });

  it('gives each severity a shape of its own', async () => {
    const shapes = new Set<string>();
    for (const severity of [
      'critical',
      'high',
      'medium',
      'low',
      'none',
      'unknown',
    ] as const) {
      const { container, unmount } = renderInTestApp(
        <SeverityMark severity={severity} />,
      );
      await screen.findByText(new RegExp(severity, 'i'));
      shapes.add(container.querySelector('svg')!.innerHTML);
      unmount();
    }
    expect(shapes.size).toBe(6);
  });
});

describe('SeverityBar', () => {
  it('tells its figures in words, worst first, without zeros', async () => {
    renderInTestApp(
      <SeverityBar counts={{ ...noSeverityCounts(), low: 4, critical: 2 }} />,
    );
    const items = within(await screen.findByRole('list')).getAllByRole(
      'listitem',
    );
    expect(items.map(textIn)).toEqual(['2 critical', '4 low']);
  });

  it('says so where there is nothing', async () => {
    renderInTestApp(<SeverityFigures counts={noSeverityCounts()} tight />);
    expect(await screen.findByText('No open findings')).toBeInTheDocument();
  });
});

import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { renderSamples } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { answers } from '../dev/answers';
import securityScorecardsPlugin from './index';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './entity/EntityScorecardsContent';
import './organization/ScorecardsPage';

const TAB = '/catalog/default/component/checkout/scorecards';

/** Each page and view of the development app, and what it makes of its answers. */
const pages: [address: string, text: string][] = [
  ['/security-scorecards?view=heat-map', 'Payments'],
  ['/security-scorecards?view=services', 'Checkout'],
  ['/security-scorecards?view=trend', 'Days end at midnight, UTC.'],
  ['/security-scorecards?view=movers', 'No level changes in this period'],
  ['/security-scorecards?view=campaigns', 'Silver by spring'],
  ['/security-scorecards?view=exemptions', 'Replaced in spring'],
  [TAB, 'Nothing has changed yet'],
];

describe('the development app', () => {
  it.each(pages)('has answers for %s', async (address, text) => {
    const features = [catalogPlugin, securityScorecardsPlugin];
    const missing = renderSamples({ features, answers, address });
    expect((await screen.findAllByText(text))[0]).toBeInTheDocument();
    expect(missing).toEqual([]);
  });
});

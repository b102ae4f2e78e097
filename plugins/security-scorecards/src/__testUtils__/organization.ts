import {
  anOverview,
  aPage,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import {
  aRollUp,
  aScorecard,
  aScorecardService,
  someCampaigns,
  theServiceScorecards,
} from './answers';

/** Where the answers about the scorecard of the tests are asked for. */
export const below = (path: string) => `/scorecards/supply-chain/${path}`;

/** A backend with one scorecard, for all tests of a file. */
export function organizationBackend() {
  const backend = fakeBackend();
  beforeEach(() => {
    backend.get('/scorecards', { items: [aScorecard()] });
    backend.get(below('rollup'), aRollUp());
    backend.get(below('services'), aPage([aScorecardService()]));
    backend.get(below('campaigns'), someCampaigns());
    backend.get('/overview', anOverview());
    backend.get('/decisions', aPage([]));
    backend.get(
      '/targets/component/default/checkout/scorecards',
      theServiceScorecards(),
    );
  });
  return {
    ...backend,
    /** The parameters with which a path was asked for the last time. */
    lastQuery: (path: string) =>
      Object.fromEntries(new URLSearchParams(backend.queries(path).at(-1))),
  };
}

export const findHeatMap = () =>
  screen.findByRole('table', { name: 'Results by check' });

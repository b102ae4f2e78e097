import type { SupplyChainAnswer } from '@safety-curtain/plugin-supply-chain-common';
import {
  anOverview,
  aPage,
} from '@safety-curtain/plugin-supply-chain-react/samples';
import {
  anExemption,
  aNode,
  aRollUp,
  aScorecard,
  aScorecardService,
  someCampaigns,
  theServiceScorecards,
} from '../src/__testUtils__/answers';

/** What the backend would say, by path. */
export const answers = {
  '/overview': anOverview(),
  '/scorecards': { items: [aScorecard()] },
  '/scorecards/supply-chain/rollup': aRollUp(),
  '/scorecards/supply-chain/services': aPage([aScorecardService()]),
  '/scorecards/supply-chain/campaigns': someCampaigns(),
  '/scorecards/supply-chain/trend': {
    points: [
      { at: '2026-01-05T23:59:59.999Z', services: 3, levels: [2, 1, 0] },
      { at: '2026-01-06T12:00:00.000Z', services: 4, levels: [1, 2, 1] },
    ],
  },
  '/scorecards/supply-chain/movers': {
    up: 0,
    down: 0,
    items: [],
  } satisfies SupplyChainAnswer<'listScorecardMovers'>,
  '/scorecards/nodes/component/default/checkout': aNode(),
  '/targets/component/default/checkout/scorecards': theServiceScorecards(),
  '/decisions': aPage([anExemption()]),
};

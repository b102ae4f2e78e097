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
  '/scorecards/nodes/component/default/checkout': aNode(),
  '/targets/component/default/checkout/scorecards': theServiceScorecards(),
  '/decisions': aPage([anExemption()]),
};

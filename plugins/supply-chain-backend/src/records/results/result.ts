import type { ServiceScorecard } from '@safety-curtain/plugin-supply-chain-common';
import type { ScorecardResult } from '@safety-curtain/policy';
import type { DefinedScorecard } from './scorecardSet';

/** OpenSSF Scorecard's aggregate as it is shown. */
export type OpenSsfView = NonNullable<ServiceScorecard['openSsf']>;

/** How a target stands on a scorecard, as it is stored. */
export interface TargetResult {
  scorecard: DefinedScorecard;
  result: ScorecardResult;
  critical: boolean;
  openSsf?: OpenSsfView;
}

import type { ServiceScorecard } from '@safety-curtain/plugin-supply-chain-common';
import type { ScorecardStanding } from '@safety-curtain/policy';
import type { DefinedScorecard } from './scorecardSet';

/** OpenSSF Scorecard's aggregate as it is shown. */
export type OpenSsfView = NonNullable<ServiceScorecard['openSsf']>;

/** How a target stands on a scorecard, as it is stored. */
export interface TargetStanding {
  scorecard: DefinedScorecard;
  standing: ScorecardStanding;
  critical: boolean;
  openSsf?: OpenSsfView;
}

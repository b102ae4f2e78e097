import type {
  Decision,
  ScorecardDefinition,
} from '@safety-curtain/plugin-supply-chain-common';

/** The service that a check was asked of, as its answers need it. */
export interface CheckContext {
  entityRef: string;
  scorecard: ScorecardDefinition;
  mayExempt: boolean;
  /** Exemptions that wait for approval, by check. */
  proposed: ReadonlyMap<string, Decision>;
  /** Called when something was decided beside a check. */
  onDecided(): void;
}

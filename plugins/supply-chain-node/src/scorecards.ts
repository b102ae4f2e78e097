import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Check, CheckResult, ServiceFacts } from '@safety-curtain/policy';

/**
 * A question that scorecards may ask of a service, besides the built-in ones.
 * It answers from facts that are stored already, or from a system of its own.
 *
 * @public
 */
export interface ScorecardCheck extends Omit<Check, 'run'> {
  /**
   * Answers with a reason and evidence; `pass`, `fail` and their like of
   * `@safety-curtain/policy` write answers. One that throws, or takes longer
   * than `supplyChain.scorecards.checkTimeout`, is `unknown` with the error.
   */
  run(
    facts: ServiceFacts,
    context: {
      now: Date;
      /** All of the check's options, with defaults filled in. */
      options: Readonly<Record<string, number>>;
      /** Aborted when the time is up. */
      signal: AbortSignal;
    },
  ): CheckResult | Promise<CheckResult>;
}

/** @public */
export interface SupplyChainScorecardsExtensionPoint {
  /** Makes checks known; `supplyChain.scorecards.definitions` ask them. */
  addCheck(...checks: ScorecardCheck[]): void;
}

/** Adds questions that scorecards may ask. @public */
export const supplyChainScorecardsExtensionPoint =
  createExtensionPoint<SupplyChainScorecardsExtensionPoint>({
    id: 'supply-chain.scorecards',
  });

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ServiceFacts } from './facts';

/** What a check looks at. @public */
export type ScorecardCheckCategory =
  | 'scanning'
  | 'findings'
  | 'sbom'
  | 'dependencies'
  | 'licenses'
  | 'source'
  | 'decisions'
  | 'openssf';

/** A requirement of a framework that a check serves. @public */
export interface ScorecardControl {
  /**
   * NIST SSDF 1.1, NIST SP 800-53 Rev. 5, CIS Controls v8 Control 16, OWASP
   * SAMM 2, ISO/IEC 18974:2023, SLSA 1.0.
   */
  framework: 'ssdf' | 'sp800-53' | 'cis16' | 'samm' | 'iso18974' | 'slsa';
  /** The framework's own. */
  id: string;
}

/** A number that a scorecard may set for a check. @public */
export interface ScorecardCheckOption {
  description: string;
  default: number;
  minimum: number;
  maximum: number;
}

/** One thing that shows why an answer is what it is. @public */
export interface ScorecardCheckEvidence {
  kind:
    | 'component'
    | 'exception'
    | 'fact'
    | 'file'
    | 'finding'
    | 'manifest'
    | 'openssf'
    | 'sbom'
    | 'scan';
  /** What it is about: a finding's id, a purl. */
  ref?: string;
  /** Path below the service's source. */
  file?: string;
  /** From 1. */
  line?: number;
  /** ISO 8601. */
  date?: string;
  /** One sentence. */
  text: string;
}

/** What a check answers. @public */
export interface ScorecardCheckResult {
  /**
   * - `warn`: what is asked for is there, and something about it needs attention
   * - `notApplicable`: the question makes no sense for this service
   * - `unknown`: the facts to answer it are missing
   */
  answer: 'pass' | 'warn' | 'fail' | 'notApplicable' | 'unknown';
  /** One sentence for a reader. */
  reason: string;
  /** The gravest first; what comes after the fiftieth is not kept. */
  evidence: readonly ScorecardCheckEvidence[];
  /** How many things have to change before it passes, beyond those listed as well. */
  toChange: number;
  /** 0 to 10, of checks that give points. */
  score?: number;
}

/**
 * A question that scorecards may ask of a service, besides the built-in ones.
 * It answers from facts that are stored already, or from a system of its own.
 *
 * @public
 */
export interface ScorecardCheck {
  /** Lower case with hyphens; stays the same from release to release. */
  id: string;
  title: string;
  category: ScorecardCheckCategory;
  /** 1 to 10: what it counts beside the other checks. */
  weight: number;
  /** The requirements of frameworks that it serves, in part at least. */
  controls: readonly ScorecardControl[];
  /** What to do where it does not pass. */
  advice: string;
  /**
   * What one thing takes that stands between a service and a pass: a setting or
   * file, a change such as an upgrade, a project such as replacing a dependency.
   */
  work: 'setting' | 'change' | 'project';
  options: Readonly<Record<string, ScorecardCheckOption>>;
  /**
   * Answers with a reason and evidence. One that throws, or takes longer than
   * `supplyChain.scorecards.checkTimeout`, is `unknown` with the error.
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
  ): ScorecardCheckResult | Promise<ScorecardCheckResult>;
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

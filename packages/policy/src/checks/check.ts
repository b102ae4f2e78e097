import type { ServiceFacts } from '../facts/serviceFacts';
import type { Control } from './controls';

/**
 * From the best to the worst; *not applicable* and *unknown* stand beside.
 *
 * @public
 */
export const answers = [
  'pass',
  'warn',
  'fail',
  'notApplicable',
  'unknown',
] as const;

/**
 * - `warn`: what is asked for is there, and something about it needs attention
 * - `notApplicable`: the question makes no sense for this service
 * - `unknown`: the facts to answer it are missing, or the check broke
 *
 * @public
 */
export type Answer = (typeof answers)[number];

/** All categories of checks. @public */
export const checkCategories = [
  'scanning',
  'findings',
  'sbom',
  'dependencies',
  'licenses',
  'source',
  'decisions',
  'openssf',
] as const;

/** What a check is about. @public */
export type CheckCategory = (typeof checkCategories)[number];

/** One thing that shows why the answer is what it is. @public */
export interface Evidence {
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

/** An answer with its reason and evidence. @public */
export interface CheckResult {
  answer: Answer;
  /** One sentence for a reader. */
  reason: string;
  /** The gravest first, at most `MAX_EVIDENCE`. */
  evidence: readonly Evidence[];
  /** How many things have to change before it passes, beyond those listed as well. */
  toChange: number;
  /** 0 to 10, of checks that give points. */
  score?: number;
}

/** The most pieces of evidence that an answer carries. @public */
export const MAX_EVIDENCE = 50;

/** A number that a scorecard may set for a check. @public */
export interface CheckOption {
  description: string;
  default: number;
  minimum: number;
  maximum: number;
}

/**
 * What one thing takes that stands between a service and a pass, in units of
 * about an hour: a `setting` or file (1), a `change` such as an upgrade with its
 * tests (3), a `project` such as replacing a dependency (8).
 *
 * @public
 */
export const workUnits = { setting: 1, change: 3, project: 8 } as const;

/** How much work it is to make a check pass. @public */
export type Work = keyof typeof workUnits;

/** What a check is given besides the facts. @public */
export interface CheckContext<O = Readonly<Record<string, number>>> {
  now: Date;
  /** All of the check's options, with defaults filled in. */
  options: O;
}

/**
 * One question to the facts of a service: a pure function with what a reader must know of it.
 *
 * @public
 */
export interface Check {
  /** Lower case with hyphens; stays the same from release to release. */
  id: string;
  title: string;
  category: CheckCategory;
  /** 1 to 10: what it counts beside the other checks. */
  weight: number;
  /** The requirements of frameworks that it serves, in part at least. */
  controls: readonly Control[];
  /** What to do where it does not pass. */
  advice: string;
  work: Work;
  options: Readonly<Record<string, CheckOption>>;
  run(facts: ServiceFacts, context: CheckContext): CheckResult;
}

/** Gives `run` options of the names that the check declares. @public */
export function defineCheck<
  S extends Readonly<Record<string, CheckOption>>,
>(definition: {
  id: string;
  title: string;
  category: CheckCategory;
  weight: number;
  controls: readonly Control[];
  advice: string;
  work: Work;
  options: S;
  run(
    facts: ServiceFacts,
    context: CheckContext<{ readonly [name in keyof S]: number }>,
  ): CheckResult;
}): Check {
  return definition as Check;
}

/** The answer where all is well. @public */
export function pass(
  reason: string,
  evidence: readonly Evidence[] = [],
): CheckResult {
  return { answer: 'pass', reason, evidence: bounded(evidence), toChange: 0 };
}

/** @param toChange - where it is not the number of `evidence` @public */
export function warn(
  reason: string,
  evidence: readonly Evidence[],
  toChange = evidence.length,
): CheckResult {
  return {
    answer: 'warn',
    reason,
    evidence: bounded(evidence),
    toChange: Math.max(1, toChange),
  };
}

/** @param toChange - where it is not the number of `evidence` @public */
export function fail(
  reason: string,
  evidence: readonly Evidence[] = [],
  toChange = evidence.length,
): CheckResult {
  return {
    answer: 'fail',
    reason,
    evidence: bounded(evidence),
    toChange: Math.max(1, toChange),
  };
}

/** The answer of a check that is not for this service. @public */
export function notApplicable(reason: string): CheckResult {
  return { answer: 'notApplicable', reason, evidence: [], toChange: 0 };
}

/** The answer where facts are missing: never a pass. @public */
export function unknown(
  reason: string,
  evidence: readonly Evidence[] = [],
): CheckResult {
  return {
    answer: 'unknown',
    reason,
    evidence: bounded(evidence),
    toChange: 1,
  };
}

function bounded(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.slice(0, MAX_EVIDENCE);
}

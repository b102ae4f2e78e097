/** All words of an analysis, in the order of the specification. @public */
export const analysisWords = {
  /** What was found out about a vulnerability in a product. */
  states: [
    'resolved',
    'resolved_with_pedigree',
    'exploitable',
    'in_triage',
    'false_positive',
    'not_affected',
  ],
  /** Why a product is not affected. */
  justifications: [
    'code_not_present',
    'code_not_reachable',
    'requires_configuration',
    'requires_dependency',
    'requires_environment',
    'protected_by_compiler',
    'protected_at_runtime',
    'protected_at_perimeter',
    'protected_by_mitigating_control',
  ],
  /** What is done about it. */
  responses: [
    'can_not_fix',
    'will_not_fix',
    'update',
    'rollback',
    'workaround_available',
  ],
} as const;

/** CycloneDX 1.6, `vulnerabilities[].analysis.state`. @public */
export type AnalysisState = (typeof analysisWords.states)[number];

/** CycloneDX 1.6, `vulnerabilities[].analysis.justification`. @public */
export type Justification = (typeof analysisWords.justifications)[number];

/** CycloneDX 1.6, `vulnerabilities[].analysis.response[]`. @public */
export type AnalysisResponse = (typeof analysisWords.responses)[number];

/**
 * What somebody says of a vulnerability in a product (CycloneDX 1.6, "Impact Analysis").
 *
 * @public
 */
export interface Analysis {
  state: AnalysisState;
  justification?: Justification;
  responses: readonly AnalysisResponse[];
  detail?: string;
  /** ISO 8601, UTC. */
  firstIssued?: string;
  /** ISO 8601, UTC. */
  lastUpdated?: string;
}

/**
 * Reasons that speak of the component as it is: another version may have, reach or configure what
 * this one does not. The other five speak of what surrounds it, which a new version does not change.
 *
 * - `code_not_present`, `code_not_reachable`: of the code of this version.
 * - `requires_configuration`, `requires_dependency`: of what this version asks for to be exploitable.
 */
const BOUND_TO_VERSION: ReadonlySet<Justification> = new Set([
  'code_not_present',
  'code_not_reachable',
  'requires_configuration',
  'requires_dependency',
]);

/**
 * Whether a reason is about one version of a component, so that it is to be looked at again when
 * the version moves. A finding said to be false without a reason is, too.
 *
 * @public
 */
export function isBoundToVersion({
  state,
  justification,
}: Pick<Analysis, 'state' | 'justification'>): boolean {
  if (justification) return BOUND_TO_VERSION.has(justification);
  return state === 'false_positive' || state === 'not_affected';
}

/** Whether an analysis says that nothing more is to be done. @public */
export function isSettled({ state }: Pick<Analysis, 'state'>): boolean {
  return state !== 'exploitable' && state !== 'in_triage';
}

/** The word, if it is one of a list. */
export function wordOf<T extends string>(
  words: readonly T[],
  text: unknown,
): T | undefined {
  return words.find(word => word === text);
}

/** The names of the checks of OpenSSF Scorecard. @public */
export type OpenSsfCheckName =
  | 'Dangerous-Workflow'
  | 'Binary-Artifacts'
  | 'Branch-Protection'
  | 'Code-Review'
  | 'Dependency-Update-Tool'
  | 'Maintained'
  | 'Signed-Releases'
  | 'Token-Permissions'
  | 'Vulnerabilities'
  | 'Fuzzing'
  | 'Packaging'
  | 'Pinned-Dependencies'
  | 'SAST'
  | 'Security-Policy'
  | 'CI-Tests'
  | 'CII-Best-Practices'
  | 'Contributors'
  | 'License';

/**
 * OpenSSF Scorecard's checks by risk, and what a risk weighs in its aggregate
 * (docs/checks.md and the result's aggregation, version 5). Checks that it runs
 * only when asked to (SBOM, Webhooks) have no part in the aggregate.
 */
const RISKS: Record<
  string,
  { weight: number; checks: readonly OpenSsfCheckName[] }
> = {
  critical: { weight: 10, checks: ['Dangerous-Workflow'] },
  high: {
    weight: 7.5,
    checks: [
      'Binary-Artifacts',
      'Branch-Protection',
      'Code-Review',
      'Dependency-Update-Tool',
      'Maintained',
      'Signed-Releases',
      'Token-Permissions',
      'Vulnerabilities',
    ],
  },
  medium: {
    weight: 5,
    checks: [
      'Fuzzing',
      'Packaging',
      'Pinned-Dependencies',
      'SAST',
      'Security-Policy',
    ],
  },
  low: {
    weight: 2.5,
    checks: ['CI-Tests', 'CII-Best-Practices', 'Contributors', 'License'],
  },
};

/** Weight of each check in the aggregate, by its name. @public */
export const openSsfWeights: ReadonlyMap<string, number> = new Map(
  Object.values(RISKS).flatMap(({ weight, checks }) =>
    checks.map(name => [name, weight] as const),
  ),
);

export const openSsfTotalWeight = [...openSsfWeights.values()].reduce(
  (sum, weight) => sum + weight,
  0,
);

/**
 * The aggregate score of OpenSSF Scorecard, from 0 to 10, and what it is of.
 *
 * @public
 */
export interface OpenSsfAggregate {
  /** 0 to 10 with one decimal; absent where no check is conclusive. */
  score?: number;
  /** Whether some check of OpenSSF's was not answered. */
  partial: boolean;
  /** Share (0 to 1) of all weight that conclusive checks have. */
  coverage: number;
}

/**
 * The weighted mean of the conclusive scores.
 *
 * @param scores - 0 to 10 by check name; inconclusive ones are absent or undefined
 *
 * @public
 */
export function aggregateOpenSsf(
  scores: Iterable<readonly [name: string, score: number | undefined]>,
): OpenSsfAggregate {
  let sum = 0;
  let covered = 0;
  const seen = new Set<string>();
  for (const [name, score] of scores) {
    const weight = openSsfWeights.get(name);
    if (weight === undefined || score === undefined || seen.has(name)) continue;
    seen.add(name);
    sum += weight * score;
    covered += weight;
  }
  return {
    ...(covered === 0 ? {} : { score: Math.round((10 * sum) / covered) / 10 }),
    partial: seen.size < openSsfWeights.size,
    coverage: covered / openSsfTotalWeight,
  };
}

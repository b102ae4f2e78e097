import type { ServiceFacts } from '../../facts/serviceFacts';
import { aggregateOpenSsf, OpenSsfAggregate } from '../../openssf/weights';
import { defineCheck, Evidence, fail, pass, unknown, warn } from '../check';
import { sp80053, ssdf } from '../controls';
import { binaryArtifacts } from './binaryArtifacts';
import { branchProtection } from './branchProtection';
import { codeReview } from './codeReview';
import { dangerousWorkflow } from './dangerousWorkflow';
import { dependencyUpdateTool } from './dependencyUpdateTool';
import { fuzzing } from './fuzzing';
import { openSsfLicense } from './license';
import { onlyByResult } from './onlyByResult';
import { givenScore, OpenSsfCheck, OpenSsfScore } from './openSsfCheck';
import { packaging } from './packaging';
import { pinnedDependencies } from './pinnedDependencies';
import { sast } from './sast';
import { openSsfSecurityPolicy } from './securityPolicy';
import { tokenPermissions } from './tokenPermissions';
import { vulnerabilities } from './vulnerabilities';

/**
 * All checks of OpenSSF Scorecard that have a part in its aggregate, the heaviest first.
 *
 * @public
 */
export const openSsfChecks: readonly OpenSsfCheck[] = [
  dangerousWorkflow,
  tokenPermissions,
  binaryArtifacts,
  dependencyUpdateTool,
  vulnerabilities,
  pinnedDependencies,
  openSsfSecurityPolicy,
  sast,
  fuzzing,
  packaging,
  openSsfLicense,
  branchProtection,
  codeReview,
  ...onlyByResult,
];

/** How a service stands on the checks of OpenSSF Scorecard. @public */
export interface OpenSsfRating extends OpenSsfAggregate {
  /** Whether the checks were answered by a configured result, by our own reading, or some by each. */
  by: 'result' | 'own' | 'both' | 'none';
  checks: readonly { name: string; score?: number; reason: string }[];
}

/**
 * The points of each of OpenSSF's checks for a service, and their aggregate.
 *
 * @public
 */
export function openSsfRating(facts: ServiceFacts): OpenSsfRating {
  let given = 0;
  let own = 0;
  const checks = openSsfChecks.map(check => {
    const result = givenScore(facts, check.openSsfName);
    const outcome = result ?? ownScore(check, facts);
    if (result) given += 1;
    else if (outcome.score !== undefined) own += 1;
    return {
      name: check.openSsfName,
      ...(outcome.score === undefined ? {} : { score: outcome.score }),
      reason: reasonOf(outcome),
    };
  });
  return {
    ...aggregateOpenSsf(checks.map(({ name, score }) => [name, score])),
    by: sourceOf(given, own),
    checks,
  };
}

function ownScore(check: OpenSsfCheck, facts: ServiceFacts): OpenSsfScore {
  if (!check.score)
    return { missing: 'This cannot be determined from the source.' };
  try {
    const outcome = check.score(facts);
    return outcome.score !== undefined && outcome.atMost !== undefined
      ? { missing: outcome.atMost }
      : outcome;
  } catch (error) {
    return { missing: (error as Error).message };
  }
}

function reasonOf(outcome: OpenSsfScore): string {
  if (outcome.score !== undefined) return outcome.reason;
  return 'missing' in outcome ? outcome.missing : outcome.nothing;
}

function sourceOf(given: number, own: number): OpenSsfRating['by'] {
  if (given > 0) return own > 0 ? 'both' : 'result';
  return own > 0 ? 'own' : 'none';
}

/** The aggregate as one answer, labeled partial with the share of weight it covers. */
export const openSsfScore = defineCheck({
  id: 'openssf-score',
  title: 'OpenSSF Scorecard',
  category: 'openssf',
  weight: 5,
  controls: [...ssdf('PO.4.1'), ...sp80053('SA-15')],
  advice:
    'Start with the OpenSSF checks that have the lowest scores and the highest weights; the evidence lists them.',
  work: 'change',
  options: {
    pass: {
      description: 'Score, out of 10, from which it passes',
      default: 7,
      minimum: 0,
      maximum: 10,
    },
    fail: {
      description: 'Score, out of 10, below which it fails',
      default: 4,
      minimum: 0,
      maximum: 10,
    },
    coverage: {
      description: 'Percent of the weight that must be evaluated',
      default: 25,
      minimum: 1,
      maximum: 100,
    },
  },
  run(facts, { options }) {
    const { score, partial, coverage, checks } = openSsfRating(facts);
    const percent = Math.floor(100 * coverage);
    if (score === undefined || percent < options.coverage) {
      return unknown(
        `Only ${percent} percent of OpenSSF’s weight could be evaluated.`,
      );
    }
    const evidence = checks
      .filter(check => check.score !== undefined && check.score < 10)
      .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
      .map<Evidence>(check => ({
        kind: 'openssf',
        ref: check.name,
        text: `${check.score} of 10: ${check.reason}`,
      }));
    const reason = `${score} of 10${
      partial ? `, partial: ${percent} percent of the weight` : ''
    }.`;
    if (score >= options.pass) return { ...pass(reason, evidence), score };
    const answer = score < options.fail ? fail : warn;
    return { ...answer(reason, evidence), score };
  },
});

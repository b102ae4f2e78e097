import type {
  ScorecardAnswer,
  ScorecardAnswerCounts,
} from '@safety-curtain/plugin-supply-chain-common';

/** All answers, those that ask for something first. */
export const answers = [
  'fail',
  'warn',
  'unknown',
  'pass',
  'exempted',
  'notApplicable',
] as const satisfies readonly ScorecardAnswer[];

/** Of how many services a check is asked: all but those where it does not apply. */
export function asked(counts: ScorecardAnswerCounts): number {
  return (
    counts.pass + counts.warn + counts.fail + counts.unknown + counts.exempted
  );
}

/** How often each answer is given. */
export function countAnswers(
  given: readonly ScorecardAnswer[],
): ScorecardAnswerCounts {
  const counts: ScorecardAnswerCounts = {
    pass: 0,
    warn: 0,
    fail: 0,
    notApplicable: 0,
    unknown: 0,
    exempted: 0,
  };
  for (const answer of given) counts[answer] += 1;
  return counts;
}

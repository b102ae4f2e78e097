import type { ServiceFacts } from '../../facts/serviceFacts';
import { openSsfWeights, OpenSsfCheckName } from '../../openssf/weights';
import {
  Check,
  CheckResult,
  defineCheck,
  Evidence,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
  Work,
} from '../check';
import type { Control } from '../controls';

/** What a check of OpenSSF's gives for the facts of a service. @public */
export type OpenSsfScore =
  | {
      score: number;
      reason: string;
      evidence: readonly Evidence[];
      /** Why it may be lower. */
      atMost?: string;
    }
  /** Inconclusive, as there is nothing of what it asks about. */
  | { score?: undefined; nothing: string }
  /** Inconclusive, as the facts are missing. */
  | { score?: undefined; missing: string };

/**
 * A check that answers one of OpenSSF Scorecard's from a source tree, or what the forge says.
 *
 * @public
 */
export interface OpenSsfCheck extends Check {
  openSsfName: OpenSsfCheckName;
  /** The points by our own reading; absent where only OpenSSF's result tells. */
  score?: (facts: ServiceFacts) => OpenSsfScore;
}

const options = {
  pass: {
    description: 'Score, out of 10, from which it passes',
    default: 8,
    minimum: 1,
    maximum: 10,
  },
  fail: {
    description: 'Score, out of 10, below which it fails',
    default: 5,
    minimum: 0,
    maximum: 10,
  },
};

/**
 * One check of OpenSSF Scorecard. A configured result of Scorecard goes before
 * our own reading, as it has seen more; where that is inconclusive, our own
 * reading counts.
 */
export function openSsfCheck(definition: {
  name: OpenSsfCheckName;
  title: string;
  controls: readonly Control[];
  advice: string;
  work: Work;
  score?: (facts: ServiceFacts) => OpenSsfScore;
}): OpenSsfCheck {
  const { name, score, ...rest } = definition;
  const check = defineCheck({
    ...rest,
    id: `openssf-${name.toLowerCase()}`,
    category: 'openssf',
    weight: openSsfWeights.get(name) ?? 1,
    options,
    run(facts, { options: limits }) {
      const given = givenScore(facts, name);
      if (given) return judge(given, limits);
      return score
        ? judge(score(facts), limits)
        : unknown(
            'Only a result of OpenSSF Scorecard tells, and none is there.',
          );
    },
  });
  return { ...check, openSsfName: name, ...(score ? { score } : {}) };
}

/** What a configured result says, where it is conclusive. */
export function givenScore(
  { openSsf }: ServiceFacts,
  name: OpenSsfCheckName,
): (OpenSsfScore & { score: number }) | undefined {
  const found = openSsf?.checks.find(check => check.name === name);
  if (!openSsf || found?.score === undefined) return undefined;
  const evidence: Evidence[] = (
    found.details.length > 0 ? found.details : [found.reason]
  ).map(text => ({ kind: 'openssf', ref: name, date: openSsf.date, text }));
  return {
    score: found.score,
    reason: `OpenSSF Scorecard: ${found.reason}`,
    evidence,
  };
}

function judge(
  result: OpenSsfScore,
  limits: { pass: number; fail: number },
): CheckResult {
  if (result.score === undefined) {
    return 'missing' in result
      ? unknown(result.missing)
      : notApplicable(result.nothing);
  }
  const { score, reason, evidence, atMost } = result;
  if (atMost !== undefined && score >= limits.fail) {
    return unknown(atMost, evidence);
  }
  const text = `${score} of 10: ${reason}`;
  if (score >= limits.pass) return { ...pass(text, evidence), score };
  const answer = score < limits.fail ? fail : warn;
  return { ...answer(text, evidence), score };
}

/* eslint-disable jest/no-export, jest/valid-title -- a table of cases for the tests of every check */
import { Answer, Check } from '../checks/check';
import { runCheck } from '../checks/runCheck';
import type { ServiceFacts } from '../facts/serviceFacts';
import { NOW } from './sampleFacts';

export interface CheckCase {
  when: string;
  facts: ServiceFacts;
  options?: Record<string, number>;
  answer: Answer;
  /** In the reason or in a piece of evidence. */
  says?: RegExp;
  toChange?: number;
}

/** A test for each case of a check. */
export function describeCheck(check: Check, cases: readonly CheckCase[]) {
  describe(check.id, () => {
    it.each(cases.map(each => [each.answer, each.when, each] as const))(
      '%s: %s',
      (_answer, _when, { facts, options, answer, says, toChange }) => {
        const result = runCheck(check, facts, { now: NOW, options });
        expect(result.answer).toBe(answer);
        const texts = [
          result.reason,
          ...result.evidence.map(({ text }) => text),
        ].join('\n');
        expect(texts).toMatch(says ?? /./);
        expect(result.toChange).toBe(toChange ?? result.toChange);
      },
    );
  });
}

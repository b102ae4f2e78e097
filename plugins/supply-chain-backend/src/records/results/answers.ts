import type { ScorecardAnswer } from '@safety-curtain/plugin-supply-chain-common';

/** How answers are stored: a letter each. */
const letters: Record<ScorecardAnswer, string> = {
  pass: 'p',
  warn: 'w',
  fail: 'f',
  notApplicable: 'n',
  unknown: 'u',
  exempted: 'x',
};

const byLetter = new Map(
  Object.entries(letters).map(([answer, letter]) => [
    letter,
    answer as ScorecardAnswer,
  ]),
);

export function answerLetter(answer: ScorecardAnswer): string {
  return letters[answer];
}

export function answerOf(letter: string): ScorecardAnswer {
  const answer = byLetter.get(letter);
  if (!answer) throw new Error(`No answer is stored as '${letter}'`);
  return answer;
}

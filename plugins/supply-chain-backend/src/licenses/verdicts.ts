import type { Verdict } from '@safety-curtain/plugin-supply-chain-common';

/** Verdicts by the number that is stored: the larger, the worse. */
export const verdicts: readonly Verdict[] = ['allow', 'review', 'deny'];

export const REVIEW = 1;

export function verdictNumber(verdict: Verdict): number {
  return verdicts.indexOf(verdict);
}

export function verdictOf(value: number): Verdict {
  return verdicts[value];
}

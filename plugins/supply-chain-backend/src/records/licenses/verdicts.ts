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

/**
 * Whether a verdict `v` of at least {@link REVIEW} on a license `l` is an
 * issue: an unknown license that only wants a review is none, but a package to
 * curate.
 */
export function isIssue(license: string, verdict: string): string {
  return `(${license}.state <> 'unknown' or ${verdict}.verdict > ${REVIEW})`;
}

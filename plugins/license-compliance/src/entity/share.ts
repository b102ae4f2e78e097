import type {
  LicenseOverview,
  LicenseState,
} from '@safety-curtain/plugin-supply-chain-common';

/** The states of a license that is not clear. */
export const unclearStates: readonly LicenseState[] = [
  'unknown',
  'ambiguous',
  'conflicting',
];

/** How many packages have no clear license. */
export function unclear({ states }: Pick<LicenseOverview, 'states'>): number {
  return unclearStates.reduce((sum, state) => sum + states[state], 0);
}

/**
 * A share in per cent. What is there never reads as none of it, and what is
 * missing never as all: `<1%`, `>99%`.
 */
export function shareOf(part: number, whole: number): string {
  if (whole <= 0) return '0%';
  const percent = (100 * part) / whole;
  if (percent > 0 && percent < 1) return '<1%';
  if (percent > 99 && percent < 100) return '>99%';
  return `${Math.round(percent)}%`;
}

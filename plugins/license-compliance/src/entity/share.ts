import type { LicenseOverview } from '@safety-curtain/plugin-supply-chain-common';

/** How many packages have no clear licence: unknown, ambiguous or conflicting. */
export function unclear({ states }: Pick<LicenseOverview, 'states'>): number {
  return states.unknown + states.ambiguous + states.conflicting;
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

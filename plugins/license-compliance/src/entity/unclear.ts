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

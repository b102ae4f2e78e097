import {
  type FindingKind,
  findingKinds,
} from '@safety-curtain/plugin-supply-chain-common';

/** The number of known vulnerabilities of packages. */
export const VULNERABILITY = kindNumber('vulnerability');

/** What a finding is about, by the number that is stored. */
export function kindNumber(kind: FindingKind): number {
  return findingKinds.indexOf(kind);
}

export function kindOfNumber(value: number): FindingKind {
  return findingKinds[value];
}

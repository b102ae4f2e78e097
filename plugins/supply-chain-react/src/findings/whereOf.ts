import {
  findingPlace,
  type Finding,
} from '@safety-curtain/plugin-supply-chain-common';

/** What a finding is in, for a cell of a table: never empty. @public */
export function whereOf(finding: Pick<Finding, 'package' | 'place'>): string {
  return findingPlace(finding) ?? '–';
}

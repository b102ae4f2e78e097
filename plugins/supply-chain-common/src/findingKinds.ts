import type { FindingKind } from './types';

/** All kinds of findings, in the order in which they are shown. @public */
export const findingKinds: readonly FindingKind[] = [
  'vulnerability',
  'code',
  'secret',
  'configuration',
  'package-risk',
  'provenance',
];

import type { Override } from '@safety-curtain/sbom';
import type { ChangeKind, PlannedParent } from './plan';
import type { PlannedManifest } from './planQuestion';
import type { VersionStep } from './versionStep';
import type { VulnerableUse } from './vulnerableUses';

/** One vulnerability of one use. */
export interface Reached {
  use: VulnerableUse;
  id: string;
}

/** One change of a manifest that could be made. */
export interface Way {
  kind: ChangeKind;
  ecosystem: string;
  package: string;
  manifest: PlannedManifest;
  from: string[];
  to: string;
  step: VersionStep;
  publishedAt?: string;
  young: boolean;
  unconfirmed?: boolean;
  declaredIn: string;
  how?: Override;
  clears: Reached[];
  leaves: Reached[];
  seenIn?: string;
  alsoThrough: readonly PlannedParent[];
}

import type { Override, Scope } from '@safety-curtain/sbom';
import type { UpgradeTargets } from './upgradeTargets';
import type { VersionStep } from './versionStep';

/**
 * How a change is made: `upgrade` moves a direct dependency, `parent` a direct dependency so that it
 * lets go of vulnerable ones, `override` forces a version of what comes in through others.
 *
 * @public
 */
export type ChangeKind = 'upgrade' | 'parent' | 'override';

/** A vulnerability of a package. @public */
export interface PlannedFinding {
  package: string;
  vulnerability: string;
  urgent: boolean;
}

/** A direct dependency through which a package comes in. @public */
export interface PlannedParent {
  ecosystem?: string;
  package: string;
  version: string;
}

/** One change of a plan. @public */
export interface PlannedChange {
  kind: ChangeKind;
  /** Of OSV: `npm`, `Maven`, … */
  ecosystem: string;
  package: string;
  /** Versions in use that it takes the place of, ascending. */
  from: readonly string[];
  to: string;
  /** The largest, where it takes the place of several. */
  step: VersionStep;
  /** ISO 8601; absent where it is not known. */
  publishedAt?: string;
  /** Whole days since then. */
  ageDays?: number;
  /** It is younger than the floor, and taken because it is the fix. */
  young: boolean;
  /** As `UpgradeTarget` has it. */
  unconfirmed?: boolean;
  manifest: string;
  /** Id of the reader of the manifest: `npm-package-lock`. */
  format: string;
  /** Where people declare what the manifest locks. */
  declaredIn: string;
  /** How to do it; absent where its package manager is not known, or the names are not safe to use there. */
  how?: Override;
  /** What it clears in the manifest. */
  clears: readonly PlannedFinding[];
  /** What it leaves of the packages that it moves. */
  leaves: readonly PlannedFinding[];
  /** Of `parent`: the service whose lock file shows that it lets go. */
  seenIn?: string;
  /** Direct dependencies that bring what it moves as well, and may hold on to it. */
  alsoThrough: readonly PlannedParent[];
}

/** Where a vulnerable package version is. @public */
export interface PlannedPlace {
  manifest: string;
  /** Undefined where the files do not tell. */
  direct?: boolean;
  scope: Scope;
  /** Direct dependencies through which it comes in, the nearest first; at most ten. */
  through: readonly PlannedParent[];
  /** Whether these are all. */
  throughAll: boolean;
}

/** A vulnerable package version, and where it can go. @public */
export interface PlannedPackage extends UpgradeTargets {
  ecosystem: string;
  package: string;
  version: string;
  places: readonly PlannedPlace[];
  /** Ids of what is open. */
  vulnerabilities: readonly string[];
  /** Those that are urgent. */
  urgentVulnerabilities: readonly string[];
}

/** Findings in numbers: one is one vulnerability of one package, wherever it is. @public */
export interface PlannedCounts {
  findings: number;
  /** Of them with all places cleared by the plan. */
  cleared: number;
  urgent: number;
  urgentCleared: number;
}

/** The shortest way out for a service. @public */
export interface UpgradePlan {
  counts: PlannedCounts;
  /** The fewest changes that clear all that can be cleared, the best first. */
  changes: readonly PlannedChange[];
  /** Whether there are no fewer; otherwise they were chosen one by one, see `smallestSet`. */
  exact: boolean;
  /** All vulnerable package versions: the urgent ones first, then those with the most. */
  packages: readonly PlannedPackage[];
  /** Whether the plan leaves uses of the packages out, since it was to look at so many only. */
  cut: boolean;
}

import {
  compareVersions,
  isPreRelease,
  VersionError,
} from '@safety-curtain/advisories';
import { daysBetween } from '../facts/days';
import { type VersionStep, versionStep } from './versionStep';

/** One version of a package, as its registry has it. @public */
export interface PackageRelease {
  version: string;
  /** ISO 8601. */
  publishedAt?: string;
  deprecated?: boolean;
  /** Taken back: no longer to be installed. */
  yanked?: boolean;
}

/** An open vulnerability of a package. @public */
export interface PlannedVulnerability {
  id: string;
  /** To be cleared first: known to be exploited, overdue, or whatever the plan is for. */
  urgent: boolean;
  affects(version: string): boolean;
}

/** What is asked about one version of a package in use. @public */
export interface UpgradeQuestion {
  /** Of OSV: `npm`, `Maven`, … */
  ecosystem: string;
  version: string;
  /** All versions that there are; undefined where no registry was asked. */
  releases?: readonly PackageRelease[];
  /** Versions that advisories name as fixed: all that is known without a registry. */
  fixedVersions: readonly string[];
  /** All that are open of the package, those that do not affect the version included. */
  vulnerabilities: readonly PlannedVulnerability[];
  /** Versions younger than so many days are not taken, unless nothing else clears. */
  ageFloorDays?: number;
}

/** A version to upgrade to. @public */
export interface UpgradeTarget {
  version: string;
  step: VersionStep;
  publishedAt?: string;
  /** It is younger than the floor, and taken because it is the fix. */
  young: boolean;
  /** Ids of what affects the version in use and not this one. */
  clears: readonly string[];
  /** Ids of what affects this one. */
  leaves: readonly string[];
}

/** Where a package can go. @public */
export interface UpgradeTargets {
  /** The lowest without any known vulnerability. */
  clear?: UpgradeTarget;
  /** The lowest without an urgent one; the same as `clear` where that is no higher. */
  urgent?: UpgradeTarget;
  /** The newest that is old enough; only where a registry was asked. */
  newest?: UpgradeTarget;
  /** Whether a registry was asked: without, there may be lower versions that are as good. */
  known: boolean;
  /** Why there is no clear version. */
  because?: 'no-fix' | 'versions-not-ordered';
}

/** Days for which a release may be a mistake or an attack that nobody has noticed yet. */
const AGE_FLOOR_DAYS = 3;

/**
 * Where one version of a package can go: never down, never to what was deprecated or taken back,
 * to a pre-release only from one.
 *
 * @throws FactError where a time is no date
 *
 * @public
 */
export function upgradeTargets(
  question: UpgradeQuestion,
  now: Date,
): UpgradeTargets {
  const known = question.releases !== undefined;
  const candidates = candidatesOf(question, now);
  if (!candidates) return { known, because: 'versions-not-ordered' };
  const { vulnerabilities } = question;
  const hit = vulnerabilities.filter(one => one.affects(question.version));
  const target = (candidate: Candidate): UpgradeTarget => ({
    version: candidate.version,
    step: versionStep(question.version, candidate.version),
    ...(candidate.publishedAt && { publishedAt: candidate.publishedAt }),
    young: candidate.young,
    clears: hit.filter(one => !one.affects(candidate.version)).map(idOf),
    leaves: vulnerabilities
      .filter(one => one.affects(candidate.version))
      .map(idOf),
  });
  const lowestWithout = (list: readonly PlannedVulnerability[]) =>
    // What is old enough first; where nothing old enough clears, the fix is worth the risk.
    [candidates.filter(({ young }) => !young), candidates]
      .map(some =>
        some.find(({ version }) => !list.some(one => one.affects(version))),
      )
      .find(Boolean);
  const clear = lowestWithout(vulnerabilities);
  const urgent = vulnerabilities.filter(one => one.urgent);
  const isUrgent = hit.some(one => one.urgent);
  const clearsUrgent = isUrgent ? lowestWithout(urgent) : undefined;
  const newest = known
    ? candidates.filter(({ young }) => !young).at(-1)
    : undefined;
  return {
    ...(clear && { clear: target(clear) }),
    ...(clearsUrgent && { urgent: target(clearsUrgent) }),
    ...(newest && { newest: target(newest) }),
    known,
    ...(!clear && { because: 'no-fix' as const }),
  };
}

function idOf({ id }: PlannedVulnerability): string {
  return id;
}

interface Candidate {
  version: string;
  publishedAt?: string;
  young: boolean;
}

/** Versions above the one in use that may be taken, in ascending order; undefined without an order. */
function candidatesOf(
  question: UpgradeQuestion,
  now: Date,
): Candidate[] | undefined {
  const { ecosystem, version, releases, fixedVersions } = question;
  const floor = question.ageFloorDays ?? AGE_FLOOR_DAYS;
  const mayBeTrial = isPreRelease(ecosystem, version);
  const offered: readonly PackageRelease[] =
    releases ?? [...new Set(fixedVersions)].map(one => ({ version: one }));
  const above = (one: string) => {
    try {
      return compareVersions(ecosystem, one, version) > 0;
    } catch (error) {
      if (error instanceof VersionError) return false;
      throw error;
    }
  };
  try {
    compareVersions(ecosystem, version, version);
  } catch (error) {
    if (error instanceof VersionError) return undefined;
    throw error;
  }
  return offered
    .filter(({ deprecated, yanked }) => !deprecated && !yanked)
    .filter(one => mayBeTrial || !isPreRelease(ecosystem, one.version))
    .filter(one => above(one.version))
    .sort((a, b) => compareVersions(ecosystem, a.version, b.version))
    .map(({ version: one, publishedAt }) => ({
      version: one,
      ...(publishedAt && { publishedAt }),
      young: publishedAt !== undefined && daysBetween(publishedAt, now) < floor,
    }));
}

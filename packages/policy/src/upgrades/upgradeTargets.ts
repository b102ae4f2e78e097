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
  /** No registry told of it, an advisory names it. */
  unconfirmed?: boolean;
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
  /**
   * All versions that there are, in ascending order, without what is no version; undefined where no
   * registry has told them.
   */
  releases?: readonly PackageRelease[];
  /** Without all of them: the newest, and what is known of others. */
  latest?: PackageRelease;
  details?: readonly PackageRelease[];
  /** Versions that advisories name as fixed: candidates where not all versions are known. */
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
  /**
   * Its registry told nothing of it, an advisory names it as fixed: it may have been deprecated or
   * taken back, and its age is not known. Absent where a registry listed it.
   */
  unconfirmed?: boolean;
  /** Ids of what affects the version in use and not this one. */
  clears: readonly string[];
  /** Ids of what affects this one. */
  leaves: readonly string[];
}

/**
 * Why there is no clear version: none is known above; those that are clear are trials before a
 * release, or were deprecated or taken back; each has a vulnerability; or versions have no order.
 *
 * @public
 */
export type NoClearVersion =
  | 'no-fix'
  | 'only-pre-releases'
  | 'only-withdrawn'
  | 'all-affected'
  | 'versions-not-ordered';

/**
 * What is known of a package's versions: all of them, or only the newest and those that advisories
 * name as fixed, or the latter alone. Where it is not all, lower ones may be as good.
 *
 * @public
 */
export type VersionsKnown = 'all' | 'newest-and-fixed' | 'fixed';

/** Where a package can go. @public */
export interface UpgradeTargets {
  /** The lowest without any known vulnerability. */
  clear?: UpgradeTarget;
  /**
   * Where none is clear: the lowest of those that leave the fewest urgent ones, then the fewest.
   * It has no vulnerability that the version in use does not have.
   */
  better?: UpgradeTarget;
  /** The lowest without an urgent one; the same as `clear` where that is no higher. */
  urgent?: UpgradeTarget;
  /** The newest that is old enough; only where a registry told of it. */
  newest?: UpgradeTarget;
  versionsKnown: VersionsKnown;
  because?: NoClearVersion;
}

/** Days for which a release may be a mistake or an attack that nobody has noticed yet. */
export const AGE_FLOOR_DAYS = 3;

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
  const versionsKnown = knownOf(question);
  const above = versionsAbove(question);
  if (!above) return { versionsKnown, because: 'versions-not-ordered' };
  const candidateOf = looking(question, now);
  const candidates = () => allowedOf(above, candidateOf);
  const affecting = affectingOf(question);
  const hit = affecting(question.version);
  const target = (candidate: Candidate): UpgradeTarget => {
    const leaves = affecting(candidate.version);
    return {
      version: candidate.version,
      step: versionStep(question.version, candidate.version),
      ...(candidate.publishedAt && { publishedAt: candidate.publishedAt }),
      young: candidate.young,
      ...(candidate.unconfirmed && { unconfirmed: true }),
      clears: hit.filter(one => !leaves.includes(one)).map(idOf),
      leaves: leaves.map(idOf),
    };
  };
  const isClear = ({ version }: Candidate) => affecting(version).length === 0;
  const clear = lowest(candidates(), isClear);
  const better = clear
    ? undefined
    : leavingFewest(candidates(), affecting, hit);
  const isUrgent = (one: PlannedVulnerability) => one.urgent;
  const clearsUrgent = hit.some(isUrgent)
    ? lowest(candidates(), ({ version }) => !affecting(version).some(isUrgent))
    : undefined;
  const newest = newestOf(above, candidateOf, question);
  return {
    ...(clear && { clear: target(clear) }),
    ...(better && { better: target(better) }),
    ...(clearsUrgent && { urgent: target(clearsUrgent) }),
    ...(newest && { newest: target(newest) }),
    versionsKnown,
    ...(!clear && { because: reasonOf(above.map(candidateOf), isClear) }),
  };
}

function knownOf({ releases, latest }: UpgradeQuestion): VersionsKnown {
  if (releases) return 'all';
  return latest ? 'newest-and-fixed' : 'fixed';
}

/** What affects a version; of each version it is asked once. */
type Affecting = (version: string) => readonly PlannedVulnerability[];

function affectingOf({ vulnerabilities }: UpgradeQuestion): Affecting {
  const answers = new Map<string, readonly PlannedVulnerability[]>();
  return version => {
    let answer = answers.get(version);
    if (!answer) {
      answer = vulnerabilities.filter(one => one.affects(version));
      answers.set(version, answer);
    }
    return answer;
  };
}

/** What is old enough first; where nothing old enough will do, the fix is worth the risk. */
function lowest(
  candidates: Iterable<Candidate>,
  isFree: (candidate: Candidate) => boolean,
): Candidate | undefined {
  let young: Candidate | undefined;
  for (const one of candidates) {
    if ((young && one.young) || !isFree(one)) continue;
    if (!one.young) return one;
    young = one;
  }
  return young;
}

/** As {@link UpgradeTargets} has it of `better`; nothing where none is better than the version in use. */
function leavingFewest(
  candidates: Iterable<Candidate>,
  affecting: Affecting,
  hit: readonly PlannedVulnerability[],
): Candidate | undefined {
  const had = new Set(hit);
  // One urgent one outweighs all others.
  const weight = (list: readonly PlannedVulnerability[]) =>
    list.reduce((sum, one) => sum + (one.urgent ? hit.length + 1 : 1), 0);
  let best: { candidate: Candidate; left: number } | undefined;
  for (const candidate of candidates) {
    const leaves = affecting(candidate.version);
    if (leaves.some(one => !had.has(one))) continue;
    const left = weight(leaves);
    const isBest = !best || left < best.left;
    const isOlder = best?.left === left && best.candidate.young;
    if (isBest || (isOlder && !candidate.young)) best = { candidate, left };
  }
  return best && best.left < weight(hit) ? best.candidate : undefined;
}

function newestOf(
  above: readonly PackageRelease[],
  candidateOf: CandidateOf,
  { releases, latest }: UpgradeQuestion,
): Candidate | undefined {
  const told = releases
    ? above.filter(one => !one.unconfirmed)
    : above.filter(({ version }) => version === latest?.version);
  for (let at = told.length - 1; at >= 0; at -= 1) {
    const candidate = candidateOf(told[at]);
    if (!candidate.barred && !candidate.young) return candidate;
  }
  return undefined;
}

function idOf({ id }: PlannedVulnerability): string {
  return id;
}

interface Candidate {
  version: string;
  publishedAt?: string;
  young: boolean;
  unconfirmed?: boolean;
  /** Why it is not taken. */
  barred?: 'pre-release' | 'withdrawn';
}

/** Versions above the one in use, in ascending order; undefined without an order. */
function versionsAbove(
  question: UpgradeQuestion,
): readonly PackageRelease[] | undefined {
  const { ecosystem, version, releases } = question;
  if (order(ecosystem, version, version) === undefined) return undefined;
  if (releases) return releases.slice(firstAbove(question, releases));
  return offeredBy(question)
    .filter(one => (order(ecosystem, one.version, version) ?? 0) > 0)
    .sort((a, b) => compareVersions(ecosystem, a.version, b.version));
}

function firstAbove(
  { ecosystem, version }: UpgradeQuestion,
  releases: readonly PackageRelease[],
): number {
  let low = 0;
  let high = releases.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const isAbove =
      compareVersions(ecosystem, releases[middle].version, version) > 0;
    if (isAbove) high = middle;
    else low = middle + 1;
  }
  return low;
}

type CandidateOf = (release: PackageRelease) => Candidate;

function looking(question: UpgradeQuestion, now: Date): CandidateOf {
  const floor = question.ageFloorDays ?? AGE_FLOOR_DAYS;
  const barredFrom = barring(question);
  return release => {
    const { version, publishedAt, unconfirmed } = release;
    const barred = barredFrom(release);
    return {
      version,
      ...(publishedAt && { publishedAt }),
      young: publishedAt !== undefined && daysBetween(publishedAt, now) < floor,
      ...(unconfirmed && { unconfirmed }),
      ...(barred && { barred }),
    };
  };
}

/** Those that may be taken; a package may have thousands, and most often one of the first will do. */
function* allowedOf(
  above: readonly PackageRelease[],
  candidateOf: CandidateOf,
): Generator<Candidate> {
  for (const release of above) {
    const candidate = candidateOf(release);
    if (!candidate.barred) yield candidate;
  }
}

function barring({ ecosystem, version }: UpgradeQuestion) {
  const mayBeTrial = isPreRelease(ecosystem, version);
  return (one: PackageRelease): Candidate['barred'] => {
    if (one.deprecated || one.yanked) return 'withdrawn';
    return !mayBeTrial && isPreRelease(ecosystem, one.version)
      ? 'pre-release'
      : undefined;
  };
}

/** Why none that may be taken is clear. */
function reasonOf(
  above: readonly Candidate[],
  isClear: (candidate: Candidate) => boolean,
): NoClearVersion {
  const clear = above.filter(one => one.barred && isClear(one));
  if (clear.some(({ barred }) => barred === 'pre-release')) {
    return 'only-pre-releases';
  }
  if (clear.length > 0) return 'only-withdrawn';
  return above.length > 0 ? 'all-affected' : 'no-fix';
}

/** The newest and what advisories name, with what is known of them. */
function offeredBy(question: UpgradeQuestion): readonly PackageRelease[] {
  const { latest, details = [], fixedVersions } = question;
  const offered = new Map<string, PackageRelease>(
    fixedVersions.map(version => [version, { version, unconfirmed: true }]),
  );
  for (const one of latest ? [latest, ...details] : details) {
    // The newest comes first; what else is known of it is added.
    if (one === latest || offered.has(one.version)) {
      const { unconfirmed, ...known } = offered.get(one.version) ?? one;
      offered.set(one.version, { ...known, ...one });
    }
  }
  return [...offered.values()];
}

/** Undefined where one is no version. */
function order(ecosystem: string, a: string, b: string): number | undefined {
  try {
    return compareVersions(ecosystem, a, b);
  } catch (error) {
    if (error instanceof VersionError) return undefined;
    throw error;
  }
}

import {
  compareVersions,
  isPreRelease,
  VersionError,
} from '@safety-curtain/advisories';
import { type Component, declaringFile, upgradeOf } from '@safety-curtain/sbom';
import { daysBetween } from '../facts/days';
import { Dependents } from './dependents';
import type {
  KnownPackages,
  PlannedManifest,
  PlanQuestion,
} from './planQuestion';
import {
  AGE_FLOOR_DAYS,
  type PackageRelease,
  type PlannedVulnerability,
} from './upgradeTargets';
import { versionStep } from './versionStep';
import type { VulnerableUse } from './vulnerableUses';
import type { Reached, Way } from './way';

/** A direct dependency, and what is vulnerable and comes in through it alone. */
interface Parent {
  manifest: PlannedManifest;
  component: Component & { ecosystem: string };
  /** What of it is vulnerable itself, if anything. */
  own?: VulnerableUse;
  brings: VulnerableUse[];
}

/** Another version of a parent, as a lock file has it. */
interface Seen {
  component: Component;
  service: string;
  dependents: Dependents;
}

/** Newer versions of one package that are looked at, the lowest. */
const MOST_VERSIONS = 20;

/**
 * Upgrades of direct dependencies that let go of vulnerable ones. Only a lock file tells what comes
 * in with a version: one of the same service, or of another that is at hand. What comes in through
 * several direct dependencies has no such way.
 */
export function parentWays(
  uses: readonly VulnerableUse[],
  question: PlanQuestion,
  known: KnownPackages,
  now: Date,
): Way[] {
  const parents = parentsOf(uses);
  if (parents.length === 0) return [];
  const seen = seenVersions(parents, question);
  return parents.flatMap(parent => {
    const ways = newerOf(parent, seen).flatMap(
      one => wayOver(parent, one, known, now, question) ?? [],
    );
    // The lowest of those that clear the most.
    ways.sort((a, b) => b.clears.length - a.clears.length);
    return ways.slice(0, 1);
  });
}

function parentsOf(uses: readonly VulnerableUse[]): Parent[] {
  const parents = new Map<string, Parent>();
  const placeOf = (manifest: PlannedManifest, { purl }: Component) =>
    `${manifest.path}\0${purl}`;
  const byPlace = new Map(
    uses.map(use => [placeOf(use.manifest, use.component), use]),
  );
  for (const use of uses) {
    const [component, ...more] = use.through.direct;
    const isSole = use.through.complete && component && more.length === 0;
    if (!isSole || use.component.direct !== false) continue;
    const { ecosystem } = component;
    if (ecosystem === undefined) continue;
    const key = placeOf(use.manifest, component);
    const parent = parents.get(key) ?? {
      manifest: use.manifest,
      component: { ...component, ecosystem },
      own: byPlace.get(key),
      brings: [],
    };
    parent.brings.push(use);
    parents.set(key, parent);
  }
  return [...parents.values()];
}

/** Versions of the parents in all lock files at hand, by package; of one version the first. */
function seenVersions(
  parents: readonly Parent[],
  { manifests, seen = [] }: PlanQuestion,
): Map<string, Seen[]> {
  const wanted = new Set(parents.map(({ component }) => keyOf(component)));
  const found = new Map<string, Map<string, Seen>>();
  const places = [
    ...manifests.map(manifest => ({ manifest, service: manifest.path })),
    ...seen.map(manifest => ({ manifest, service: manifest.service })),
  ];
  for (const { manifest, service } of places) {
    let dependents: Dependents | undefined;
    for (const component of manifest.components) {
      const key = keyOf(component);
      if (!wanted.has(key)) continue;
      const versions = found.get(key) ?? new Map<string, Seen>();
      found.set(key, versions);
      if (versions.has(component.version)) continue;
      dependents ??= new Dependents(manifest);
      versions.set(component.version, { component, service, dependents });
    }
  }
  return new Map(
    [...found].map(([key, versions]) => [key, [...versions.values()]]),
  );
}

function keyOf({ ecosystem, packageName }: Component): string {
  return `${ecosystem}\0${packageName}`;
}

/** Versions above the one in use, ascending, no pre-releases of a release. */
function newerOf(
  { component }: Parent,
  seen: ReadonlyMap<string, Seen[]>,
): Seen[] {
  const { ecosystem, version } = component;
  const mayBeTrial = isPreRelease(ecosystem, version);
  const isAbove = (other: string) => {
    if (isPreRelease(ecosystem, other) && !mayBeTrial) return false;
    try {
      return compareVersions(ecosystem, other, version) > 0;
    } catch (error) {
      if (error instanceof VersionError) return false;
      throw error;
    }
  };
  return (seen.get(keyOf(component)) ?? [])
    .filter(one => isAbove(one.component.version))
    .sort((a, b) =>
      compareVersions(ecosystem, a.component.version, b.component.version),
    )
    .slice(0, MOST_VERSIONS);
}

function wayOver(
  parent: Parent,
  seen: Seen,
  known: KnownPackages,
  now: Date,
  { ageFloorDays = AGE_FLOOR_DAYS }: PlanQuestion,
): Way | undefined {
  const { manifest, component, own } = parent;
  const to = seen.component.version;
  const release = releaseOf(known, component, to);
  if (release?.deprecated || release?.yanked) return undefined;
  const uses = own ? [own, ...parent.brings] : parent.brings;
  // What comes in with it there, itself included.
  const below = seen.dependents.below(seen.component.purl);
  if (!below) return undefined;
  const staying = new Set(below.flatMap(one => known.hitsOf(one)));
  const had = new Set(uses.flatMap(({ hit }) => hit));
  const { clears, leaves } = reachedBy(uses, staying);
  const isWorse =
    [...staying].some(one => !had.has(one)) ||
    // The upgrade of itself would be to another version.
    (own && leaves.some(({ use, id }) => use === own && !isLeft(own, id)));
  if (isWorse || !clears.some(({ use }) => use !== own)) return undefined;
  const { publishedAt } = release ?? {};
  return {
    kind: 'parent',
    ecosystem: component.ecosystem,
    package: component.packageName,
    manifest,
    from: [component.version],
    to,
    step: versionStep(component.version, to),
    ...(publishedAt && { publishedAt }),
    young:
      publishedAt !== undefined && daysBetween(publishedAt, now) < ageFloorDays,
    declaredIn: declaringFile(manifest.path, manifest.format),
    how: upgradeOf(manifest, component.packageName, to, {
      from: component.version,
      development: component.scope === 'development',
    }),
    clears,
    leaves,
    seenIn: seen.service,
    alsoThrough: [],
  };
}

/** Whether the upgrade of the package itself leaves a vulnerability as well. */
function isLeft({ to, hit }: VulnerableUse, id: string): boolean {
  return !to || hit.some(one => one.id === id && one.affects(to.version));
}

function releaseOf(
  known: KnownPackages,
  component: Component,
  version: string,
): PackageRelease | undefined {
  const { releases, latest, details } = known.of(component) ?? {};
  const isIt = (one: PackageRelease) => one.version === version;
  const listed = releases?.find(isIt);
  if (listed) return listed;
  return latest && isIt(latest) ? latest : details?.find(isIt);
}

function reachedBy(
  uses: readonly VulnerableUse[],
  staying: ReadonlySet<PlannedVulnerability>,
): { clears: Reached[]; leaves: Reached[] } {
  const clears: Reached[] = [];
  const leaves: Reached[] = [];
  for (const use of uses) {
    for (const one of use.hit) {
      (staying.has(one) ? leaves : clears).push({ use, id: one.id });
    }
  }
  return { clears, leaves };
}

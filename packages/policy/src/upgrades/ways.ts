import { compareVersions, VersionError } from '@safety-curtain/advisories';
import {
  type Component,
  declaringFile,
  overrideOf,
  overridesOneVersion,
  upgradeOf,
} from '@safety-curtain/sbom';
import { PackageVersions } from './packageVersions';
import { parentWays } from './parentWays';
import type { PlannedParent } from './plan';
import type { KnownPackages, PlanQuestion } from './planQuestion';
import { versionStep, widestStep } from './versionStep';
import type { VulnerableUse } from './vulnerableUses';
import type { Reached, Way } from './way';

/** All changes that clear something. */
export function waysOf(
  uses: readonly VulnerableUse[],
  question: PlanQuestion,
  known: KnownPackages,
  now: Date,
): Way[] {
  const versions = new PackageVersions();
  return [
    ...uses.filter(isDirect).flatMap(use => upgradeWay(use) ?? []),
    ...overrideGroups(uses.filter(use => !isDirect(use))).flatMap(
      group => overrideWay(group, versions) ?? [],
    ),
    ...parentWays(uses, question, known, now),
  ];
}

/** The name of a package as its ecosystem has it. */
export function nameOf({ packageName }: Component): string {
  return packageName;
}

export function parentOf(component: Component): PlannedParent {
  const { ecosystem, version } = component;
  return {
    ...(ecosystem && { ecosystem }),
    package: nameOf(component),
    version,
  };
}

function isDirect({ component }: VulnerableUse): boolean {
  return component.direct === true;
}

function upgradeWay(use: VulnerableUse): Way | undefined {
  const { component, manifest, to, through } = use;
  if (!to) return undefined;
  const way = wayTo(to.version, [use]);
  return (
    way && {
      ...way,
      kind: 'upgrade',
      how: upgradeOf(manifest, nameOf(component), to.version, {
        from: component.version,
        development: component.scope === 'development',
      }),
      alsoThrough: through.direct.map(parentOf),
    }
  );
}

/**
 * Uses that one override is about: all versions of the package in the manifest, unless its package
 * manager can tell them apart.
 */
function overrideGroups(uses: readonly VulnerableUse[]): VulnerableUse[][] {
  const groups = new Map<string, VulnerableUse[]>();
  for (const use of uses) {
    const { manifest, component } = use;
    const key = [
      manifest.path,
      component.ecosystem,
      nameOf(component),
      overridesOneVersion(manifest.format) ? component.version : '',
    ].join('\0');
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return [...groups.values()];
}

function overrideWay(
  group: readonly VulnerableUse[],
  versions: PackageVersions,
): Way | undefined {
  const [{ manifest, component }] = group;
  const name = nameOf(component);
  const all = versions.of(manifest, component);
  const several = all.length > 1;
  const isSingle = overridesOneVersion(manifest.format);
  const to = highest(component.ecosystem, [
    ...group.map(use => use.to?.version),
    // Where all become the same version, none must go down.
    ...(isSingle ? [] : all.map(({ version }) => version)),
  ]);
  const way = to === undefined ? undefined : wayTo(to, group);
  return (
    way && {
      ...way,
      kind: 'override',
      how: overrideOf(manifest, name, way.to, {
        from: component.version,
        several: several && isSingle,
        alsoDirect: all.some(({ direct }) => direct === true),
      }),
    }
  );
}

/** Undefined where one is missing or has no order. */
function highest(
  ecosystem: string,
  versions: readonly (string | undefined)[],
): string | undefined {
  if (versions.includes(undefined)) return undefined;
  try {
    return (versions as string[]).reduce((a, b) =>
      compareVersions(ecosystem, a, b) >= 0 ? a : b,
    );
  } catch (error) {
    if (error instanceof VersionError) return undefined;
    throw error;
  }
}

/** Uses of one package brought to one version; undefined where that would bring in another vulnerability. */
function wayTo(
  to: string,
  group: readonly VulnerableUse[],
): Omit<Way, 'kind'> | undefined {
  const [{ manifest, component }] = group;
  const clears: Reached[] = [];
  const leaves: Reached[] = [];
  for (const use of group) {
    if (use.others.some(one => one.affects(to))) return undefined;
    for (const one of use.hit) {
      (one.affects(to) ? leaves : clears).push({ use, id: one.id });
    }
  }
  if (clears.length === 0) return undefined;
  const {
    publishedAt,
    unconfirmed,
    young = false,
  } = group.map(use => use.to).find(one => one?.version === to) ?? {};
  const from = [...new Set(group.map(use => use.component.version))];
  return {
    ecosystem: component.ecosystem,
    package: nameOf(component),
    manifest,
    from,
    to,
    step: widestStep(from.map(version => versionStep(version, to))),
    ...(publishedAt && { publishedAt }),
    young,
    ...(unconfirmed && { unconfirmed }),
    declaredIn: declaringFile(manifest.path, manifest.format),
    clears,
    leaves,
    alsoThrough: [],
  };
}

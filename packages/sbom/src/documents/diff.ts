import { byCodeUnit } from '../graph/graphBuilder';
import type { Inventory } from '../model';
import { parsePurl } from '../purl';

/** The least that a component must say to be compared. @public */
export interface Comparable {
  name: string;
  version: string;
  purl?: string;
  group?: string;
}

/** An inventory, an SBOM, or anything else with components. @public */
export type Comparand =
  | { components: readonly Comparable[] }
  | Pick<Inventory, 'manifests'>;

/** A package that is in one of two SBOMs only. @public */
export interface DiffEntry {
  name: string;
  /** Absent for components without a valid purl. */
  purlType?: string;
  version: string;
}

/** A package whose versions differ between two SBOMs. @public */
export interface ChangedEntry {
  name: string;
  purlType?: string;
  /** Versions before and after, each sorted; a package can be there in several. */
  before: string[];
  after: string[];
}

/**
 * What came, what went, and what is there in other versions; each sorted by name.
 *
 * @public
 */
export interface SbomDiff {
  added: DiffEntry[];
  removed: DiffEntry[];
  changed: ChangedEntry[];
}

interface Package {
  name: string;
  purlType?: string;
  versions: Set<string>;
}

function identify(component: Comparable): { name: string; purlType?: string } {
  if (component.purl) {
    try {
      const { type, namespace, name } = parsePurl(component.purl);
      const separator = type === 'maven' ? ':' : '/';
      return {
        name: namespace ? `${namespace}${separator}${name}` : name,
        purlType: type,
      };
    } catch {
      // Compared by name then, as components without a purl are.
    }
  }
  const { group, name } = component;
  return { name: group ? `${group}/${name}` : name };
}

function packagesOf(side: Comparand): Map<string, Package> {
  const components =
    'manifests' in side
      ? side.manifests.flatMap(manifest => manifest.components)
      : side.components;
  const packages = new Map<string, Package>();
  for (const component of components) {
    const { name, purlType } = identify(component);
    const key = `${purlType ?? ''} ${name}`;
    const known = packages.get(key);
    if (known) {
      known.versions.add(component.version);
    } else {
      const versions = new Set([component.version]);
      packages.set(key, { name, purlType, versions });
    }
  }
  return packages;
}

function entries({ name, purlType, versions }: Package): DiffEntry[] {
  return [...versions].sort(byCodeUnit).map(version => ({
    name,
    ...(purlType && { purlType }),
    version,
  }));
}

/**
 * Compares two inventories or SBOMs by package; how a package is used does not matter.
 *
 * @public
 */
export function diffSboms(before: Comparand, after: Comparand): SbomDiff {
  const old = packagesOf(before);
  const current = packagesOf(after);
  const diff: SbomDiff = { added: [], removed: [], changed: [] };
  const keys = [...new Set([...old.keys(), ...current.keys()])];
  for (const key of keys.sort(byCodeUnit)) {
    const was = old.get(key);
    const is = current.get(key);
    if (!was) {
      diff.added.push(...entries(is!));
    } else if (!is) {
      diff.removed.push(...entries(was));
    } else if (
      was.versions.size !== is.versions.size ||
      [...was.versions].some(version => !is.versions.has(version))
    ) {
      diff.changed.push({
        name: is.name,
        ...(is.purlType && { purlType: is.purlType }),
        before: [...was.versions].sort(byCodeUnit),
        after: [...is.versions].sort(byCodeUnit),
      });
    }
  }
  return diff;
}

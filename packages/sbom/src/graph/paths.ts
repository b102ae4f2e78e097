import type { Manifest } from '../model';
import { byCodeUnit } from './graphBuilder';

/** Dependency paths to one component. */
export interface DependencyPaths {
  /** Each from a direct dependency to the component, as purls. */
  paths: string[][];
  /** There are more paths than were asked for, or than could be looked at. */
  truncated: boolean;
}

/** Partial paths kept at a time; a diamond-shaped graph has exponentially many. */
const MAX_PARTIAL = 20_000;

function dependentsOf(manifest: Manifest): Map<string, string[]> {
  const dependents = new Map<string, string[]>();
  for (const { purl, dependsOn } of manifest.components) {
    for (const target of dependsOn) {
      const known = dependents.get(target);
      if (known) {
        known.push(purl);
      } else {
        dependents.set(target, [purl]);
      }
    }
  }
  return dependents;
}

/** A path from some component down to the wanted one, as a list that shares its tail. */
interface PartialPath {
  purl: string;
  next?: PartialPath;
}

function holds(path: PartialPath, purl: string): boolean {
  for (let step: PartialPath | undefined = path; step; step = step.next) {
    if (step.purl === purl) {
      return true;
    }
  }
  return false;
}

function toList(path: PartialPath): string[] {
  const purls: string[] = [];
  for (let step: PartialPath | undefined = path; step; step = step.next) {
    purls.push(step.purl);
  }
  return purls;
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = byCodeUnit(a[i], b[i]);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

/** Components from which some direct dependency's path can come, that is: all its ancestors. */
function reachableFromDirect(manifest: Manifest): Set<string> {
  const edges = new Map(manifest.components.map(c => [c.purl, c.dependsOn]));
  const reached = new Set(
    manifest.components.filter(c => c.direct).map(c => c.purl),
  );
  for (const purl of reached) {
    for (const target of edges.get(purl) ?? []) {
      reached.add(target);
    }
  }
  return reached;
}

/**
 * The dependency paths from what the project lists to one component: why it is there. Shortest
 * first, then by purl. No path visits a component twice. A direct component's first path is itself.
 *
 * Paths grow backwards from the component, one edge at a time, over components that the project
 * reaches at all; the work is bounded by `limit` and by a fixed number of partial paths, and
 * `truncated` says when a bound was met.
 */
export function findPaths(
  manifest: Manifest,
  purl: string,
  { limit = 20 }: { limit?: number } = {},
): DependencyPaths {
  const direct = new Set(
    manifest.components.filter(c => c.direct).map(c => c.purl),
  );
  const reachable = reachableFromDirect(manifest);
  const dependents = dependentsOf(manifest);
  const paths: string[][] = [];
  let layer: PartialPath[] = reachable.has(purl) ? [{ purl }] : [];
  let truncated = false;
  while (layer.length > 0 && !truncated) {
    const complete = layer
      .filter(path => direct.has(path.purl))
      .map(toList)
      .sort(compareLists);
    const room = limit - paths.length;
    truncated = complete.length > room;
    paths.push(...complete.slice(0, room));

    const next: PartialPath[] = [];
    for (const path of layer) {
      for (const dependent of dependents.get(path.purl) ?? []) {
        if (reachable.has(dependent) && !holds(path, dependent)) {
          next.push({ purl: dependent, next: path });
        }
      }
      if (next.length > MAX_PARTIAL) {
        return { paths, truncated: true };
      }
    }
    if (paths.length >= limit && next.length > 0) {
      return { paths, truncated: true };
    }
    layer = next;
  }
  return { paths, truncated };
}

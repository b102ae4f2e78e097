import { byCodeUnit, compareHashes, strongerUse } from '../graph/graphBuilder';
import type { Component, Inventory, Manifest } from '../model';

/** One component of a document, which may stand for the same component in several manifests. */
export interface ComponentNode {
  /** Unique in the document. */
  ref: string;
  component: Component;
  /** Manifests that the component was found in, sorted. */
  paths: string[];
  /** Refs, sorted. */
  dependsOn: string[];
}

interface Occurrence {
  path: string;
  component: Component;
}

function occurrencesByPurl(inventory: Inventory): Map<string, Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  for (const { path, components } of inventory.manifests) {
    for (const component of components) {
      const known = found.get(component.purl);
      if (known) {
        known.push({ path, component });
      } else {
        found.set(component.purl, [{ path, component }]);
      }
    }
  }
  return found;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/**
 * The purls whose occurrences must stay apart: their dependencies differ from manifest to
 * manifest, or they depend on such a purl. Joining them would draw paths that no manifest has.
 */
function purlsToSplit(occurrences: Map<string, Occurrence[]>): Set<string> {
  const dependents = new Map<string, string[]>();
  const split = new Set<string>();
  for (const [purl, all] of occurrences) {
    if (all.length < 2) {
      continue;
    }
    const { dependsOn } = all[0].component;
    if (
      !all.every(({ component }) => sameList(component.dependsOn, dependsOn))
    ) {
      split.add(purl);
    }
    for (const target of dependsOn) {
      const known = dependents.get(target);
      if (known) {
        known.push(purl);
      } else {
        dependents.set(target, [purl]);
      }
    }
  }
  // A Set visits what is added during the walk.
  for (const purl of split) {
    for (const dependent of dependents.get(purl) ?? []) {
      split.add(dependent);
    }
  }
  return split;
}

function mergeOccurrences(all: readonly Occurrence[]): Component {
  const merged: Component = { ...all[0].component };
  for (const { component } of all.slice(1)) {
    Object.assign(merged, strongerUse(merged, component));
    merged.license ??= component.license;
    merged.vcsUrl ??= component.vcsUrl;
    merged.hashes = [
      ...merged.hashes,
      ...component.hashes.filter(
        hash => !merged.hashes.some(known => compareHashes(known, hash) === 0),
      ),
    ].sort(compareHashes);
  }
  return merged;
}

/**
 * The components of all manifests as nodes of one graph, sorted by ref.
 *
 * A component that has the same dependencies, all the way down, wherever it occurs is one node
 * whose ref is its purl. Otherwise each occurrence is a node of its own, with the ref
 * `<purl>#<manifest path>`: every path through the graph is then a path in some manifest.
 */
export function componentNodes(inventory: Inventory): ComponentNode[] {
  const [only, ...others] = inventory.manifests;
  return only && others.length === 0 ? nodesOf(only) : unitedNodes(inventory);
}

/** Of one manifest: what is the same as in the inventory is not copied. */
function nodesOf({ path, components }: Manifest): ComponentNode[] {
  const paths = [path];
  return components
    .map(component => ({
      ref: component.purl,
      component,
      paths,
      dependsOn: sorted(component.dependsOn),
    }))
    .sort((a, b) => byCodeUnit(a.ref, b.ref));
}

function sorted(refs: string[]): string[] {
  const isSorted = refs.every((ref, at) => at === 0 || refs[at - 1] <= ref);
  return isSorted ? refs : [...refs].sort(byCodeUnit);
}

function unitedNodes(inventory: Inventory): ComponentNode[] {
  const manifests = [...inventory.manifests].sort((a, b) =>
    byCodeUnit(a.path, b.path),
  );
  const occurrences = occurrencesByPurl({ ...inventory, manifests });
  const split = purlsToSplit(occurrences);
  const refOf = (purl: string, path: string) =>
    split.has(purl) ? `${purl}#${path}` : purl;

  const nodes: ComponentNode[] = [];
  for (const [purl, all] of occurrences) {
    const groups = split.has(purl) ? all.map(one => [one]) : [all];
    for (const group of groups) {
      const { path, component } = group[0];
      nodes.push({
        ref: refOf(purl, path),
        component: mergeOccurrences(group),
        paths: group.map(one => one.path),
        dependsOn: component.dependsOn
          .map(target => refOf(target, path))
          .sort(byCodeUnit),
      });
    }
  }
  return nodes.sort((a, b) => byCodeUnit(a.ref, b.ref));
}

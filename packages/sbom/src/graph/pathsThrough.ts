import type { Manifest } from '../model';

/**
 * How many of the ways from the project to a component lead through one that fits: every one, some,
 * or none. A component is not on the way to itself. Where the manifest does not say what depends on
 * what, no way is known, and so none leads through anything.
 *
 * @param fits - asked of purls
 *
 * @public
 */
export function pathsThrough(
  manifest: Manifest,
  purl: string,
  fits: (purl: string) => boolean,
): 'every' | 'some' | 'none' {
  const edges = new Map(
    manifest.components.map(({ purl: from, dependsOn }) => [from, dependsOn]),
  );
  const direct = manifest.components
    .filter(component => component.direct)
    .map(component => component.purl);
  const between = (from: string) => from !== purl && fits(from);
  const reached = reach(direct, edges, () => true);
  if (!reached.has(purl)) return 'none';
  const around = reach(direct, edges, from => !between(from));
  if (!around.has(purl)) return 'every';
  // What is reached behind the component itself is on no way to it.
  const before = reach(direct, edges, from => from !== purl);
  const passed = [...before].filter(between);
  return reach(passed, edges, () => true).has(purl) ? 'some' : 'none';
}

/** What can be reached, the start included, where steps are taken only from what may be left. */
function reach(
  start: readonly string[],
  edges: ReadonlyMap<string, readonly string[]>,
  mayBeLeft: (purl: string) => boolean,
): Set<string> {
  const reached = new Set(start);
  for (const from of reached) {
    if (!mayBeLeft(from)) continue;
    for (const to of edges.get(from) ?? []) reached.add(to);
  }
  return reached;
}

import type { Manifest } from '../model';

/**
 * How each component of a manifest comes in, the shortest way: purls from a
 * direct dependency to it; undefined where nothing leads to it, or it is not
 * there. Of several shortest ways it is the first by purl, as `findPaths` has
 * it. The graph is gone through once for all components.
 *
 * @public
 */
export function shortestPaths(
  manifest: Pick<Manifest, 'components'>,
): (purl: string) => string[] | undefined {
  const edges = new Map(
    manifest.components.map(({ purl, dependsOn }) => [purl, dependsOn]),
  );
  /** By whom each is reached first; undefined for where paths begin. */
  const before = new Map<string, string | undefined>();
  const queue = manifest.components
    .filter(({ direct }) => direct)
    .map(({ purl }) => purl)
    .sort();
  for (const purl of queue) before.set(purl, undefined);
  // The queue grows while it is gone through.
  for (const purl of queue) {
    for (const next of [...(edges.get(purl) ?? [])].sort()) {
      if (before.has(next) || !edges.has(next)) continue;
      before.set(next, purl);
      queue.push(next);
    }
  }
  return purl => {
    if (!before.has(purl)) return undefined;
    const path: string[] = [];
    for (let at: string | undefined = purl; at !== undefined; ) {
      path.push(at);
      at = before.get(at);
    }
    return path.reverse();
  };
}

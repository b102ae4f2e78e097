import type { Manifest } from '../model';

/**
 * How the components of a manifest come in, the shortest way: what comes right
 * before each of them, undefined for a direct dependency. What nothing leads
 * to, or is not in the manifest, has no entry. Of several shortest ways it is
 * the first by purl, as `findPaths` has it. The graph is gone through once for
 * all components.
 *
 * @public
 */
export function stepsBefore(
  manifest: Pick<Manifest, 'components'>,
): Map<string, string | undefined> {
  const edges = new Map(
    manifest.components.map(({ purl, dependsOn }) => [purl, dependsOn]),
  );
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
  return before;
}

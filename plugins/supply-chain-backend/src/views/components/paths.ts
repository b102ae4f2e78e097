import { declaringFile, findPaths, Manifest } from '@safety-curtain/sbom';
import type { PathList } from '@safety-curtain/plugin-supply-chain-common';
import type { Archive } from '../../records/documents/Archive';
import { readInventory } from '../../records/inventory/snapshots';
import type { DbSnapshotsRow } from '../../database/tables';

/** Paths shown for all components and manifests together. */
const MAX_PATHS = 50;

/** How components come into snapshots, the shortest path first. */
export async function pathsTo(
  archive: Archive,
  snapshots: DbSnapshotsRow[],
  purls: string[],
): Promise<PathList> {
  const manifests: Manifest[] = [];
  for (const snapshot of snapshots) {
    manifests.push(...(await readInventory(archive, snapshot)).manifests);
  }
  const paths: PathList['paths'] = [];
  let truncated = false;
  for (const manifest of manifests) {
    for (const purl of [...new Set(purls)]) {
      const found = findPaths(manifest, purl, { limit: MAX_PATHS });
      truncated ||= found.truncated;
      paths.push(
        ...found.paths.map(steps => ({
          manifest: manifest.path,
          declaredIn: declaringFile(manifest.path, manifest.format),
          purls: steps,
        })),
      );
    }
  }
  // Stable: manifests and paths of one length keep their order.
  paths.sort((a, b) => a.purls.length - b.purls.length);
  return {
    paths: paths.slice(0, MAX_PATHS),
    truncated: truncated || paths.length > MAX_PATHS,
  };
}

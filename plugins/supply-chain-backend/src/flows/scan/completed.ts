import type { Manifest } from '@safety-curtain/sbom';
import type { DbSnapshotsRow } from '../../database/tables';
import type { Archive } from '../../records/documents/Archive';
import { isInside, UnreadPlace } from '../../records/inventory/links';
import { readInventory } from '../../records/inventory/snapshots';
import { waitsForPoms, withLastKnown } from './poms/lastKnown';

/**
 * What was read, completed where it waits for a registry, and for what could
 * not be read, how it was last known.
 */
export async function completed(
  archive: Archive,
  read: Manifest[],
  unread: UnreadPlace[],
  previous: DbSnapshotsRow | undefined,
): Promise<{ manifests: Manifest[]; carried: Manifest[] }> {
  const isWhole = unread.length === 0 && !read.some(waitsForPoms);
  if (isWhole || !previous) return { manifests: read, carried: [] };
  const last = await readInventory(archive, previous);
  const byPath = new Map(last.manifests.map(one => [one.path, one]));
  const paths = new Set(read.map(({ path }) => path));
  return {
    manifests: read.map(one =>
      waitsForPoms(one) ? withLastKnown(one, byPath.get(one.path)) : one,
    ),
    carried: last.manifests.filter(
      ({ path }) =>
        !paths.has(path) && unread.some(place => isInside(place.path, path)),
    ),
  };
}

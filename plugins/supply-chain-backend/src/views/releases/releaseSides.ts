import { parsePurl } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import { readInventory } from '../../records/inventory/snapshots';
import {
  ComponentKnowledge,
  KnownComponent,
} from '../history/ComponentKnowledge';
import type { DbSnapshotsRow } from '../../database/tables';

/** A package version of a release, with what is known of it. */
export interface SideComponent {
  purl: string;
  /** As people call it. */
  name: string;
  /** Of its purl: `npm`. */
  type?: string;
  version: string;
  /** Absent where no inventory names it any more. */
  known?: KnownComponent;
}

/** What a release holds. */
export interface ReleaseSide {
  components: SideComponent[];
  /** Versions by package, of those that ecosystems know. */
  versions: Map<number, Set<string>>;
}

/** Reads what a snapshot holds, and what was known of it at a time. */
export async function readSide(
  knex: Knex,
  archive: Archive,
  snapshot: Pick<DbSnapshotsRow, 'inventory_sha256'>,
  at: Date,
): Promise<ReleaseSide> {
  const { manifests } = await readInventory(archive, snapshot);
  const byPurl = new Map<string, SideComponent>();
  for (const { purl, packageName, name, version } of manifests.flatMap(
    manifest => manifest.components,
  )) {
    if (byPurl.has(purl)) continue;
    byPurl.set(purl, {
      purl,
      name: packageName || name,
      type: typeOf(purl),
      version,
    });
  }
  const known = await new ComponentKnowledge(knex, at).of([...byPurl.keys()]);
  const versions = new Map<number, Set<string>>();
  for (const component of byPurl.values()) {
    component.known = known.get(component.purl);
    const packageId = component.known?.packageId;
    if (packageId === undefined) continue;
    const used = versions.get(packageId) ?? new Set();
    versions.set(packageId, used.add(component.version));
  }
  return { components: [...byPurl.values()], versions };
}

function typeOf(purl: string): string | undefined {
  try {
    return parsePurl(purl).type;
  } catch {
    return undefined;
  }
}

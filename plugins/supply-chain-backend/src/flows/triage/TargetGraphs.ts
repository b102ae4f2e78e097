import { type Manifest, parsePurl, pathsThrough } from '@safety-curtain/sbom';
import { osvPackageOfPurl } from '@safety-curtain/advisories';
import type { TriagePackage } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import {
  currentSnapshots,
  readInventory,
} from '../../records/inventory/snapshots';

/** Graphs that are held at once: findings come in the order of their targets, mostly. */
const HELD = 20;

/** How many ways there are. */
export type Share = 'every' | 'some' | 'none';

/** What depends on what in targets, read when it is asked for. */
export class TargetGraphs {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #held = new Map<number, Promise<Manifest[]>>();

  constructor(knex: Knex, archive: Archive) {
    this.#knex = knex;
    this.#archive = archive;
  }

  /** The manifests of a target, as they are in force. */
  manifests(targetId: number): Promise<Manifest[]> {
    const known = this.#held.get(targetId);
    if (known) return known;
    const oldest = [...this.#held.keys()].at(0);
    if (this.#held.size >= HELD && oldest !== undefined) {
      this.#held.delete(oldest);
    }
    const read = this.#read(targetId);
    this.#held.set(targetId, read);
    return read;
  }

  async #read(targetId: number): Promise<Manifest[]> {
    const manifests: Manifest[] = [];
    for (const snapshot of await currentSnapshots(this.#knex, targetId)) {
      const inventory = await readInventory(this.#archive, snapshot);
      manifests.push(...inventory.manifests);
    }
    return manifests;
  }
}

/**
 * How many of the ways to the components of a package, in all manifests that
 * have them, lead through a package that fits.
 */
export function shareThrough(
  manifests: readonly Manifest[],
  of: { ecosystem: string; name: string; versions: readonly string[] },
  fits: (purl: string) => boolean,
): Share {
  const shares = manifests.flatMap(manifest =>
    manifest.components
      .filter(
        component =>
          component.ecosystem === of.ecosystem &&
          component.packageName === of.name &&
          of.versions.includes(component.version),
      )
      .map(({ purl }) => pathsThrough(manifest, purl, fits)),
  );
  if (shares.length === 0 || shares.every(share => share === 'none')) {
    return 'none';
  }
  return shares.every(share => share === 'every') ? 'every' : 'some';
}

/** A package URL as rules look at packages; undefined where it is none of theirs. */
export function packageOfPurl(purl: string): TriagePackage | undefined {
  try {
    const parsed = parsePurl(purl);
    const { ecosystem, name } = osvPackageOfPurl(parsed) ?? {
      ecosystem: undefined,
      name: parsed.name,
    };
    return { ecosystem, name, version: parsed.version ?? '' };
  } catch {
    return undefined;
  }
}

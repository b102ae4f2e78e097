import type { Knex } from 'knex';
import { breathe } from '../../database/dialect';
import { Archive, DocumentDamagedError } from '../../records/documents/Archive';
import {
  currentSnapshots,
  readInventory,
} from '../../records/inventory/snapshots';
import { PackedPaths, PackedPurls } from './packedPaths';

/** Of one target; a sentence where that is not known. */
type TargetPaths = PackedPaths[] | string;

/** What an export keeps of the inventories it has read; more is read again. */
export interface KeptPaths {
  /** Components of manifests: 8 bytes each. */
  components: number;
  /** Different package versions: some 150 bytes each. */
  purls: number;
}

/** Some 80 MB: ten thousand services of five hundred components each are read once. */
const KEPT: KeptPaths = { components: 5_000_000, purls: 250_000 };

/**
 * How packages come in, for the rows of an export: `a@1 > b@2`, the shortest
 * path. Rows of different targets take turns, so what was read of a target is
 * kept, up to a bound: the longest unused goes first, and is read again when
 * a row asks for it.
 */
export class ShortestPaths {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #bounds: KeptPaths;
  readonly #kept = new Map<string, TargetPaths>();
  #purls = new PackedPurls();
  #size = 0;

  constructor(knex: Knex, archive: Archive, bounds = KEPT) {
    this.#knex = knex;
    this.#archive = archive;
    this.#bounds = bounds;
  }

  /**
   * @param purls - of what the path may end with
   * @param path - the manifest to look at; absent for all
   * @returns undefined where nothing leads to it; a sentence where that is not known
   */
  async to(
    entityRef: string,
    purls: readonly string[],
    path?: string,
  ): Promise<string | undefined> {
    if (purls.length === 0) return undefined;
    // Rows of targets that are kept wait for nothing.
    await breathe();
    const manifests = await this.#of(entityRef);
    if (typeof manifests === 'string') return manifests;
    let shortest: string[] | undefined;
    for (const manifest of manifests) {
      if (path !== undefined && manifest.path !== path) continue;
      for (const purl of purls) {
        const steps = manifest.to(purl);
        if (steps && steps.length < (shortest?.length ?? Infinity)) {
          shortest = steps;
        }
      }
    }
    return shortest?.join(' > ');
  }

  async #of(entityRef: string): Promise<TargetPaths> {
    const kept = this.#kept.get(entityRef);
    if (kept !== undefined) {
      this.#kept.delete(entityRef);
      this.#kept.set(entityRef, kept);
      return kept;
    }
    if (this.#purls.size > this.#bounds.purls) {
      // Purls are shared by what is kept: they go together.
      this.#purls = new PackedPurls();
      this.#kept.clear();
      this.#size = 0;
    }
    const paths = await this.#readPaths(entityRef);
    this.#kept.set(entityRef, paths);
    this.#size += sizeOf(paths);
    for (const [longestUnused, of] of this.#kept) {
      if (this.#size <= this.#bounds.components) break;
      if (longestUnused === entityRef) break;
      this.#kept.delete(longestUnused);
      this.#size -= sizeOf(of);
    }
    return paths;
  }

  async #readPaths(entityRef: string): Promise<TargetPaths> {
    const target = await this.#knex('targets')
      .where('entity_ref', entityRef)
      .first('id');
    if (!target) return [];
    const paths: PackedPaths[] = [];
    try {
      for (const snapshot of await currentSnapshots(this.#knex, target.id)) {
        const { manifests } = await readInventory(this.#archive, snapshot);
        for (const manifest of manifests) {
          paths.push(new PackedPaths(manifest, this.#purls));
          await breathe();
        }
      }
    } catch (error) {
      if (!(error instanceof DocumentDamagedError)) throw error;
      return 'not known: the stored inventory is damaged';
    }
    return paths;
  }
}

function sizeOf(paths: TargetPaths): number {
  return typeof paths === 'string'
    ? 1
    : paths.reduce((sum, { size }) => sum + size, 1);
}

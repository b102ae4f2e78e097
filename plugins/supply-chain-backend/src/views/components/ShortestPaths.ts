import { Manifest, shortestPaths } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { breathe } from '../../database/dialect';
import { Archive, DocumentDamagedError } from '../../records/documents/Archive';
import {
  currentSnapshots,
  readInventory,
} from '../../records/inventory/snapshots';

/** Inventories that one export reads: some of them take a tenth of a second. */
const MAX_READ = 2000;
/** Package versions of which an export keeps how they come in; some 100 bytes each. */
const MAX_KEPT = 300_000;

/** How the packages of one manifest come in. */
interface ManifestPaths {
  path: string;
  /** Labels of the steps: `name@version`. */
  to: (purl: string) => string[] | undefined;
  size: number;
}

/** Of one target; a sentence where that is not known. */
type TargetPaths = ManifestPaths[] | string;

/**
 * How packages come in, for the rows of an export: `a@1 > b@2`, the shortest
 * path. Rows of different targets take turns, so what was read of a target is
 * kept, up to a bound: the longest unused goes first.
 */
export class ShortestPaths {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #kept = new Map<string, TargetPaths>();
  #size = 0;
  #read = 0;

  constructor(knex: Knex, archive: Archive) {
    this.#knex = knex;
    this.#archive = archive;
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
    if (this.#read >= MAX_READ) {
      return `not looked up: an export reads ${MAX_READ} inventories`;
    }
    this.#read += 1;
    const paths = await this.#readPaths(entityRef);
    this.#kept.set(entityRef, paths);
    this.#size += sizeOf(paths);
    for (const [longestUnused, of] of this.#kept) {
      if (this.#size <= MAX_KEPT || longestUnused === entityRef) break;
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
    const paths: ManifestPaths[] = [];
    try {
      for (const snapshot of await currentSnapshots(this.#knex, target.id)) {
        const { manifests } = await readInventory(this.#archive, snapshot);
        for (const manifest of manifests) {
          paths.push(pathsOf(manifest));
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

/** Keeps of the manifest no more than names and edges that lead somewhere. */
function pathsOf({ path, components }: Manifest): ManifestPaths {
  const pathTo = shortestPaths({ components });
  const labels = new Map(
    components.map(({ purl, name, version }) => [purl, `${name}@${version}`]),
  );
  return {
    path,
    to: purl => pathTo(purl)?.map(step => labels.get(step) ?? step),
    size: components.length,
  };
}

function sizeOf(paths: TargetPaths): number {
  return typeof paths === 'string'
    ? 1
    : paths.reduce((sum, { size }) => sum + size, 1);
}

import { findPaths, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { Archive, DocumentDamagedError } from '../../records/documents/Archive';
import {
  currentSnapshots,
  readInventory,
} from '../../records/inventory/snapshots';

/** Inventories that one export reads: some of them take a tenth of a second. */
const MAX_READ = 500;

/**
 * How packages come in, for the rows of an export: `a@1 > b@2`, the shortest
 * path. Keeps the inventory of one target at a time, so rows of one target are
 * best asked for one after another.
 */
export class ShortestPaths {
  readonly #knex: Knex;
  readonly #archive: Archive;
  #read = 0;
  #entityRef: string | undefined;
  #manifests: Manifest[] | string = [];

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
    const manifests = await this.#manifestsOf(entityRef);
    if (typeof manifests === 'string') return manifests;
    let shortest: { manifest: Manifest; steps: readonly string[] } | undefined;
    for (const manifest of manifests) {
      if (path !== undefined && manifest.path !== path) continue;
      for (const purl of purls) {
        const [steps] = findPaths(manifest, purl, { limit: 1 }).paths;
        if (steps && steps.length < (shortest?.steps.length ?? Infinity)) {
          shortest = { manifest, steps };
        }
      }
    }
    return shortest && labelsOf(shortest.manifest, shortest.steps);
  }

  async #manifestsOf(entityRef: string): Promise<Manifest[] | string> {
    if (entityRef !== this.#entityRef) {
      this.#manifests = await this.#readManifests(entityRef);
      this.#entityRef = entityRef;
    }
    return this.#manifests;
  }

  async #readManifests(entityRef: string): Promise<Manifest[] | string> {
    if (this.#read >= MAX_READ) {
      return `not looked up: an export looks up ${MAX_READ}`;
    }
    this.#read += 1;
    const target = await this.#knex('targets')
      .where('entity_ref', entityRef)
      .first('id');
    const manifests: Manifest[] = [];
    try {
      for (const snapshot of await currentSnapshots(this.#knex, target.id)) {
        const inventory = await readInventory(this.#archive, snapshot);
        manifests.push(...inventory.manifests);
      }
    } catch (error) {
      if (!(error instanceof DocumentDamagedError)) throw error;
      return 'not known: the stored inventory is damaged';
    }
    return manifests;
  }
}

function labelsOf({ components }: Manifest, steps: readonly string[]): string {
  const wanted = new Set(steps);
  const labels = new Map(
    components
      .filter(({ purl }) => wanted.has(purl))
      .map(({ purl, name, version }) => [purl, `${name}@${version}`]),
  );
  return steps.map(purl => labels.get(purl) ?? purl).join(' > ');
}

import { type Manifest, parsePurl } from '@safety-curtain/sbom';
import { osvPackageOfPurl } from '@safety-curtain/advisories';
import type { TriagePackage } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import {
  type Archive,
  DocumentDamagedError,
} from '../../records/documents/Archive';
import { readManifests } from '../../records/inventory/snapshots';

/** Graphs that are held at once: findings come in the order of their targets, mostly. */
const HELD = 20;

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

  /** Of a damaged document no way is known; a scan heals it, and has findings looked at again. */
  async #read(targetId: number): Promise<Manifest[]> {
    try {
      return await readManifests(this.#knex, this.#archive, targetId);
    } catch (error) {
      if (error instanceof DocumentDamagedError) return [];
      throw error;
    }
  }
}

/** The package URLs of a version of a package, in manifests. */
export function purlsOf(
  manifests: readonly Manifest[],
  of: { ecosystem: string; name: string; version: string },
): string[] {
  return manifests.flatMap(({ components }) =>
    components
      .filter(
        component =>
          component.ecosystem === of.ecosystem &&
          component.packageName === of.name &&
          component.version === of.version,
      )
      .map(({ purl }) => purl),
  );
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

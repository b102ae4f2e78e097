import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { KnownLicense, licensesAsOf } from '../licenses/asOf';

/** What is known of a package version, whoever uses it. */
export interface KnownComponent {
  id: number;
  /** Absent where no ecosystem knows the package. */
  packageId?: number;
  version: string;
  /** Vulnerabilities by today's advisories. */
  vulnerabilityIds: number[];
  /** Its license at the time in question, and today. */
  then: KnownLicense;
  now: KnownLicense;
}

/** Package versions that are kept in memory at once. */
const KEPT = 100_000;

/**
 * What is known of package versions at a time. Services share most of theirs,
 * so what was asked for is kept, up to a bound: the longest unused goes first.
 */
export class ComponentKnowledge {
  readonly #knex: Knex;
  readonly #at: Date;
  readonly #known = new Map<string, KnownComponent>();

  constructor(knex: Knex, at: Date) {
    this.#knex = knex;
    this.#at = at;
  }

  /** By purl; what was never stored is missing. */
  async of(purls: readonly string[]): Promise<Map<string, KnownComponent>> {
    const result = new Map<string, KnownComponent>();
    const missing: string[] = [];
    for (const purl of purls) {
      const known = this.#known.get(purl);
      if (!known) {
        missing.push(purl);
        continue;
      }
      this.#known.delete(purl);
      this.#known.set(purl, known);
      result.set(purl, known);
    }
    for (const [purl, component] of await this.#ask(missing)) {
      this.#known.set(purl, component);
      result.set(purl, component);
    }
    for (const purl of this.#known.keys()) {
      if (this.#known.size <= KEPT) break;
      this.#known.delete(purl);
    }
    return result;
  }

  async #ask(purls: string[]): Promise<Map<string, KnownComponent>> {
    const rows = await this.#rows(purls);
    const ids = rows.map(row => Number(row.id));
    const vulnerabilities = await this.#vulnerabilities(ids);
    const then = await licensesAsOf(this.#knex, ids, this.#at);
    const now = await licensesAsOf(this.#knex, ids);
    const unknown: KnownLicense = {
      category: 'unclassified',
      state: 'unknown',
    };
    return new Map(
      rows.map(row => {
        const id = Number(row.id);
        return [
          row.purl,
          {
            id,
            packageId: row.package_id ?? undefined,
            version: row.version,
            vulnerabilityIds: vulnerabilities.get(id) ?? [],
            then: then.get(id) ?? unknown,
            now: now.get(id) ?? unknown,
          },
        ];
      }),
    );
  }

  async #rows(purls: string[]) {
    const rows: {
      id: number | string;
      purl: string;
      package_id: number | null;
      version: string;
    }[] = [];
    for await (const chunk of inChunks(purls)) {
      rows.push(
        ...(await this.#knex('components')
          .whereIn('purl', chunk)
          .select('id', 'purl', 'package_id', 'version')),
      );
    }
    return rows;
  }

  async #vulnerabilities(ids: number[]): Promise<Map<number, number[]>> {
    const vulnerabilities = new Map<number, number[]>();
    for await (const chunk of inChunks(ids)) {
      for (const row of await this.#knex('component_matches as m')
        .join('advisories as a', 'a.id', 'm.advisory_id')
        .whereIn('m.component_id', chunk)
        .distinct('m.component_id', 'a.vulnerability_id')) {
        const id = Number(row.component_id);
        vulnerabilities.set(id, [
          ...(vulnerabilities.get(id) ?? []),
          row.vulnerability_id,
        ]);
      }
    }
    return vulnerabilities;
  }
}

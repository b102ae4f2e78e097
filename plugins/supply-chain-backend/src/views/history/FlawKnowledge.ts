import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { aliasesOf } from '../../records/vulnerabilities/flawNames';

/** What is told of a flaw. */
export interface KnownFlaw {
  id: number;
  key: string;
  /** All its names, the key among them. */
  names: string[];
  summary: string | null;
  severity: number;
  risk: number;
  published_at: unknown;
}

/** Flaws and packages that are kept in memory at once. */
const KEPT = 50_000;

/**
 * Flaws and the names of packages by their ids. Services share most of
 * theirs, so what was asked for is kept, up to a bound.
 */
export class FlawKnowledge {
  readonly #knex: Knex;
  readonly #flaws = new Map<number, KnownFlaw>();
  readonly #packages = new Map<number, string>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those of `ids` that are there. */
  flaws(ids: Iterable<number>): Promise<Map<number, KnownFlaw>> {
    return known(this.#flaws, ids, async missing => {
      const rows: Omit<KnownFlaw, 'names'>[] = await this.#knex('flaws')
        .whereIn('id', missing)
        .select('id', 'key', 'summary', 'severity', 'risk', 'published_at');
      const names = await aliasesOf(this.#knex, missing);
      return rows.map(row => [
        row.id,
        { ...row, names: names.get(row.id) ?? [] },
      ]);
    });
  }

  /** Names by id. */
  packages(ids: Iterable<number>): Promise<Map<number, string>> {
    return known(this.#packages, ids, async missing => {
      const rows: { id: number; name: string }[] = await this.#knex('packages')
        .whereIn('id', missing)
        .select('id', 'name');
      return rows.map(row => [row.id, row.name]);
    });
  }
}

async function known<T>(
  kept: Map<number, T>,
  ids: Iterable<number>,
  ask: (missing: number[]) => Promise<[number, T][]>,
): Promise<Map<number, T>> {
  const wanted = [...new Set(ids)];
  const missing = wanted.filter(id => !kept.has(id));
  if (kept.size + missing.length > KEPT) {
    kept.clear();
    missing.splice(0, missing.length, ...wanted);
  }
  for await (const chunk of inChunks(missing)) {
    for (const [id, value] of await ask(chunk)) kept.set(id, value);
  }
  const result = new Map<number, T>();
  for (const id of wanted) {
    const value = kept.get(id);
    if (value !== undefined) result.set(id, value);
  }
  return result;
}

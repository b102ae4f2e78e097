import type {
  PackageRisk,
  ReleaseFacts,
  RiskPackage,
} from '@safety-curtain/risk';
import type { Knex } from 'knex';
import { inChunks, toDate } from '../../database/dialect';
import { readRelease } from './releaseFacts';

/** A package version with what registries say of it. */
export interface JudgedComponent {
  id: number;
  pkg: RiskPackage;
  facts: ReleaseFacts;
}

/** The rule of the mark that a name is the organization's own: nothing is wrong with that. */
export const OWN_NAME = 'own-name';

/** What is known of package versions; those of no package are left out. */
export async function readComponents(
  knex: Knex,
  componentIds: readonly number[],
): Promise<JudgedComponent[]> {
  const components: JudgedComponent[] = [];
  for await (const chunk of inChunks(componentIds)) {
    const others = await otherHashes(knex, chunk);
    const rows = await knex('components as c')
      .join('packages as p', 'p.id', 'c.package_id')
      .leftJoin('component_facts as f', 'f.component_id', 'c.id')
      .leftJoin('package_facts as a', 'a.package_id', 'c.package_id')
      .whereIn('c.id', chunk)
      .select(
        'c.id',
        'p.ecosystem',
        'p.name',
        'c.version',
        'c.locked_hash',
        'f.published_at',
        'f.deprecated',
        'f.release',
        'a.first_published_at',
        'a.latest_published_at',
      );
    for (const row of rows) {
      const { ecosystem, name, version } = row;
      components.push({
        id: Number(row.id),
        pkg: { ecosystem, name, version },
        facts: {
          ...readRelease(row.release),
          publishedAt: dateOf(row.published_at),
          firstPublishedAt: dateOf(row.first_published_at),
          lastPublishedAt: dateOf(row.latest_published_at),
          deprecated: row.deprecated ?? undefined,
          lockedHashes: [
            ...(row.locked_hash === null ? [] : [row.locked_hash]),
            ...(others.get(Number(row.id)) ?? []),
          ],
        },
      });
    }
  }
  return components;
}

/**
 * What is known of package versions, by package URL; of those that are not known
 * here nothing. Of hashes of lock files the first is that of most.
 */
export async function releaseFactsOf(
  knex: Knex,
  purls: readonly string[],
): Promise<Map<string, ReleaseFacts>> {
  const known = new Map<string, ReleaseFacts>();
  for await (const chunk of inChunks([...new Set(purls)])) {
    const rows = await knex('components')
      .whereIn('purl', chunk)
      .select('id', 'purl');
    const names = new Map(rows.map(({ id, purl }) => [Number(id), purl]));
    for (const { id, facts } of await readComponents(knex, [...names.keys()])) {
      known.set(names.get(id)!, facts);
    }
  }
  return known;
}

async function otherHashes(knex: Knex, componentIds: readonly number[]) {
  const others = new Map<number, string[]>();
  for (const row of await knex('other_hashes')
    .whereIn('component_id', componentIds)
    .distinct('component_id', 'hash')
    .orderBy(['component_id', 'hash'])) {
    const id = Number(row.component_id);
    others.set(id, [...(others.get(id) ?? []), row.hash]);
  }
  return others;
}

/**
 * Stores what is wrong with package versions in place of what was; gives those
 * of which it is something else now.
 */
export async function storeRisks(
  trx: Knex.Transaction,
  risks: ReadonlyMap<number, readonly PackageRisk[]>,
): Promise<number[]> {
  const changed: number[] = [];
  for await (const ids of inChunks([...risks.keys()])) {
    const stored = new Map<number, Map<string, string>>();
    for (const row of await trx('component_risks').whereIn(
      'component_id',
      ids,
    )) {
      const id = Number(row.component_id);
      const rules = stored.get(id) ?? new Map<string, string>();
      stored.set(id, rules.set(row.rule, row.risk));
    }
    const differing = ids.filter(id => {
      const rows = rowsOf(id, risks.get(id)!);
      const before = stored.get(id) ?? new Map<string, string>();
      return (
        rows.length !== before.size ||
        rows.some(({ rule, risk }) => before.get(rule) !== risk)
      );
    });
    await trx('component_risks').whereIn('component_id', differing).delete();
    const rows = differing.flatMap(id => rowsOf(id, risks.get(id)!));
    for await (const chunk of inChunks(rows)) {
      await trx('component_risks').insert(chunk);
    }
    changed.push(...differing);
  }
  return changed;
}

/** A rule says one thing of a version. */
function rowsOf(id: number, risks: readonly PackageRisk[]) {
  const byRule = new Map(risks.map(risk => [risk.rule, risk]));
  return [...byRule.values()].map(risk => ({
    component_id: id,
    rule: risk.rule,
    risk: JSON.stringify(risk),
    until: risk.until ?? null,
  }));
}

function dateOf(value: unknown): Date | undefined {
  return value === null ? undefined : toDate(value);
}

import {
  AffectedPackage,
  AskedVersion,
  compileAffected,
  CompiledAffected,
  ecosystemsMeet,
  normalizePackageName,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { StoredComponent } from '../inventory/components';
import type { DbAdvisoryPackagesRow } from '../../database/tables';

/**
 * Matches components that are new to the organization against all advisories
 * of their packages, and gives the number of matches. The caller holds the
 * matching lock.
 */
export async function matchNewComponents(
  trx: Knex.Transaction,
  components: StoredComponent[],
): Promise<number> {
  let matches = 0;
  for await (const chunk of inChunks(components)) {
    const rows: DbAdvisoryPackagesRow[] = await trx('advisory_packages as p')
      .join('advisories as a', 'a.id', 'p.advisory_id')
      .whereNull('a.withdrawn_at')
      .whereIn('p.name', [...new Set(chunk.map(lookupNameOf))])
      .select('p.ecosystem', 'p.name', 'p.advisory_id', 'p.affected');
    matches += await storeMatches(trx, chunk, rows);
  }
  return matches;
}

/**
 * Matches changed advisories anew: only the components of the packages that
 * they name, or named before, are looked at. Gives the ids of packages whose
 * matches may have changed, and how many matches there are now. The caller holds the matching lock alone.
 */
export async function rematchAdvisories(
  trx: Knex.Transaction,
  advisoryIds: string[],
): Promise<{ packageIds: number[]; matches: number }> {
  const packageIds = new Set<number>();
  let matches = 0;
  for await (const chunk of inChunks(advisoryIds, 200)) {
    const before = await trx('component_matches as m')
      .join('components as c', 'c.id', 'm.component_id')
      .whereIn('m.advisory_id', chunk)
      .distinct('c.package_id');
    before.forEach(row => packageIds.add(row.package_id));
    await trx('component_matches').whereIn('advisory_id', chunk).delete();

    const rows: DbAdvisoryPackagesRow[] = await trx('advisory_packages as p')
      .join('advisories as a', 'a.id', 'p.advisory_id')
      .whereIn('p.advisory_id', chunk)
      .whereNull('a.withdrawn_at')
      .select('p.ecosystem', 'p.name', 'p.advisory_id', 'p.affected');
    const components = await componentsNamed(trx, rows);
    components.forEach(c => packageIds.add(c.packageId));
    matches += await storeMatches(trx, components, rows);
  }
  return { packageIds: [...packageIds].sort((a, b) => a - b), matches };
}

/**
 * Matches records that are new, by the packages that they name. Gives the ids of
 * packages that have components, and how many matches there are. The caller
 * holds the matching lock alone.
 */
export async function matchAdvisories(
  trx: Knex.Transaction,
  rows: DbAdvisoryPackagesRow[],
): Promise<{ packageIds: number[]; matches: number }> {
  const components = await componentsNamed(trx, rows);
  const names = new Set(components.map(lookupNameOf));
  const matches = await storeMatches(
    trx,
    components,
    rows.filter(({ name }) => names.has(name)),
  );
  const packageIds = new Set(components.map(one => one.packageId));
  return { packageIds: [...packageIds], matches };
}

async function componentsNamed(
  trx: Knex.Transaction,
  affected: DbAdvisoryPackagesRow[],
): Promise<StoredComponent[]> {
  const ecosystems = groupByName(affected, row => row.ecosystem);
  const names = [...ecosystems.keys()];
  const components: StoredComponent[] = [];
  for await (const chunk of inChunks(names)) {
    const rows = await trx('packages as p')
      .join('components as c', 'c.package_id', 'p.id')
      .whereIn('p.lookup_name', chunk)
      .select(
        'c.id',
        'c.version',
        'p.id as package_id',
        'p.ecosystem',
        'p.name',
        'p.lookup_name',
      );
    for (const row of rows) {
      const named = ecosystems.get(row.lookup_name) ?? [];
      if (named.some(each => ecosystemsMeet(each, row.ecosystem))) {
        components.push({
          id: Number(row.id),
          packageId: row.package_id,
          ecosystem: row.ecosystem,
          packageName: row.name,
          version: row.version,
        });
      }
    }
  }
  return components;
}

async function storeMatches(
  trx: Knex.Transaction,
  components: StoredComponent[],
  affected: DbAdvisoryPackagesRow[],
): Promise<number> {
  const compiled = groupByName(affected, compileRow);
  const matches = [];
  for (const component of components) {
    const version = new AskedVersion(component.version);
    const matched = new Set<string>();
    for (const record of compiled.get(lookupNameOf(component)) ?? []) {
      const { advisoryId, ecosystem, matcher } = record;
      if (
        !matched.has(advisoryId) &&
        ecosystemsMeet(ecosystem, component.ecosystem) &&
        matcher.contains(version)
      ) {
        matched.add(advisoryId);
        matches.push({
          component_id: component.id,
          advisory_id: advisoryId,
          fixed_version: matcher.fixedFor(version)[0] ?? null,
        });
      }
    }
  }
  for await (const chunk of inChunks(matches)) {
    await trx('component_matches').insert(chunk);
  }
  return matches.length;
}

interface CompiledRow {
  advisoryId: string;
  ecosystem: string;
  matcher: CompiledAffected;
}

function compileRow(row: DbAdvisoryPackagesRow): CompiledRow {
  const affected = JSON.parse(row.affected) as AffectedPackage[];
  return {
    advisoryId: row.advisory_id,
    ecosystem: row.ecosystem,
    matcher: compileAffected(row.ecosystem, affected),
  };
}

/** What records say, by the name of the package. */
function groupByName<T>(
  rows: DbAdvisoryPackagesRow[],
  toItem: (row: DbAdvisoryPackagesRow) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.name);
    if (group) group.push(toItem(row));
    else groups.set(row.name, [toItem(row)]);
  }
  return groups;
}

/** A component's name as `advisory_packages` has it. */
function lookupNameOf({ ecosystem, packageName }: StoredComponent): string {
  return normalizePackageName(ecosystem, packageName);
}

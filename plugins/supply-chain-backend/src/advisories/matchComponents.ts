import {
  AffectedPackage,
  AskedVersion,
  compileAffected,
  CompiledAffected,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { chunked } from '../database/dialect';
import type { StoredComponent } from '../inventory/components';

interface AffectedRow {
  ecosystem: string;
  name: string;
  advisory_id: string;
  affected: string;
}

/**
 * Matches components that are new to the organisation against all advisories
 * of their packages. The caller holds the matching lock.
 */
export async function matchNewComponents(
  trx: Knex.Transaction,
  components: StoredComponent[],
): Promise<void> {
  for (const chunk of chunked(components)) {
    const names = [...new Set(chunk.map(c => c.packageName))];
    const rows: AffectedRow[] = await trx('advisory_packages as p')
      .join('advisories as a', 'a.id', 'p.advisory_id')
      .whereNull('a.withdrawn_at')
      .whereIn('p.ecosystem', [...new Set(chunk.map(c => c.ecosystem))])
      .whereIn('p.name', names)
      .select('p.ecosystem', 'p.name', 'p.advisory_id', 'p.affected');
    await storeMatches(trx, chunk, rows);
  }
}

/**
 * Matches changed advisories anew: only the components of the packages that
 * they name, or named before, are looked at. Gives the ids of packages whose
 * matches may have changed. The caller holds the matching lock alone.
 */
export async function rematchAdvisories(
  trx: Knex.Transaction,
  advisoryIds: string[],
): Promise<number[]> {
  const packageIds = new Set<number>();
  for (const chunk of chunked(advisoryIds, 200)) {
    const before = await trx('component_matches as m')
      .join('components as c', 'c.id', 'm.component_id')
      .whereIn('m.advisory_id', chunk)
      .distinct('c.package_id');
    before.forEach(row => packageIds.add(row.package_id));
    await trx('component_matches').whereIn('advisory_id', chunk).delete();

    const rows: AffectedRow[] = await trx('advisory_packages as p')
      .join('advisories as a', 'a.id', 'p.advisory_id')
      .whereIn('p.advisory_id', chunk)
      .whereNull('a.withdrawn_at')
      .select('p.ecosystem', 'p.name', 'p.advisory_id', 'p.affected');
    const components = await componentsNamed(trx, rows);
    components.forEach(c => packageIds.add(c.packageId));
    await storeMatches(trx, components, rows);
  }
  return [...packageIds].sort((a, b) => a - b);
}

async function componentsNamed(
  trx: Knex.Transaction,
  affected: AffectedRow[],
): Promise<StoredComponent[]> {
  const wanted = new Set(affected.map(keyOf));
  const names = [...new Set(affected.map(row => row.name))];
  const components: StoredComponent[] = [];
  for (const chunk of chunked(names)) {
    const rows = await trx('packages as p')
      .join('components as c', 'c.package_id', 'p.id')
      .whereIn('p.name', chunk)
      .select(
        'c.id',
        'c.version',
        'p.id as package_id',
        'p.ecosystem',
        'p.name',
      );
    for (const row of rows) {
      if (wanted.has(keyOf(row))) {
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
  affected: AffectedRow[],
): Promise<void> {
  const compiled = compileByPackage(affected);
  const matches = [];
  for (const component of components) {
    const records =
      compiled.get(`${component.ecosystem}\0${component.packageName}`) ?? [];
    const version = new AskedVersion(component.version);
    for (const { advisoryId, matcher } of records) {
      if (matcher.contains(version)) {
        matches.push({
          component_id: component.id,
          advisory_id: advisoryId,
          fixed_version: matcher.fixedFor(version)[0] ?? null,
        });
      }
    }
  }
  for (const chunk of chunked(matches)) {
    await trx('component_matches').insert(chunk);
  }
}

function compileByPackage(affected: AffectedRow[]) {
  const byPackage = new Map<
    string,
    { advisoryId: string; matcher: CompiledAffected }[]
  >();
  for (const row of affected) {
    const records = byPackage.get(keyOf(row)) ?? [];
    records.push({
      advisoryId: row.advisory_id,
      matcher: compileAffected(
        row.ecosystem,
        JSON.parse(row.affected) as AffectedPackage[],
      ),
    });
    byPackage.set(keyOf(row), records);
  }
  return byPackage;
}

function keyOf(row: { ecosystem: string; name: string }): string {
  return `${row.ecosystem}\0${row.name}`;
}

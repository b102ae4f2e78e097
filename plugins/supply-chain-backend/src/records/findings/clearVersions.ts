import {
  clearVersion,
  compileAffected,
  CompiledAffected,
  normalizePackageName,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';

/** A package version that upgrades are looked for. */
export interface PackageVersion {
  ecosystem: string;
  packageName: string;
  version: string;
}

/**
 * For package versions, the lowest version that is clear of every known
 * vulnerability of the package. Computed from the live records of the packages,
 * each read once; where there is none the answer is undefined.
 */
export async function clearVersionsOf(
  knex: Knex,
  wanted: readonly PackageVersion[],
): Promise<(one: PackageVersion) => string | undefined> {
  const records = await recordsOf(knex, wanted);
  const found = new Map<string, string | undefined>();
  return one => {
    const key = `${packageKey(one)}\0${one.version}`;
    if (!found.has(key)) {
      const known = records.get(packageKey(one)) ?? [];
      found.set(key, clearVersion(one.ecosystem, one.version, known));
    }
    return found.get(key);
  };
}

async function recordsOf(
  knex: Knex,
  wanted: readonly PackageVersion[],
): Promise<Map<string, CompiledAffected[]>> {
  const packages = new Map(wanted.map(one => [packageKey(one), one]));
  const names = new Set(wanted.map(nameOf));
  const records = new Map<string, CompiledAffected[]>();
  for await (const chunk of inChunks([...names])) {
    const rows: Record<string, string>[] = await knex('advisory_packages as ap')
      .join('advisories as a', 'a.id', 'ap.advisory_id')
      .whereNull('a.withdrawn_at')
      .whereIn('ap.ecosystem', [...new Set(wanted.map(w => w.ecosystem))])
      .whereIn('ap.name', chunk)
      .orderBy('ap.advisory_id')
      .select('ap.ecosystem', 'ap.name', 'ap.affected');
    for (const { ecosystem, name, affected } of rows) {
      const key = `${ecosystem}\0${name}`;
      if (!packages.has(key)) continue;
      const known = records.get(key) ?? [];
      known.push(compileAffected(ecosystem, JSON.parse(affected)));
      records.set(key, known);
    }
  }
  return records;
}

function nameOf({ ecosystem, packageName }: PackageVersion): string {
  return normalizePackageName(ecosystem, packageName);
}

function packageKey(one: PackageVersion): string {
  return `${one.ecosystem}\0${nameOf(one)}`;
}

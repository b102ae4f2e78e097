import { normalizePackageName } from '@safety-curtain/advisories';
import type { Component, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { servedEcosystems } from '../registries/metadataSources';
import { breathe, inChunks, isPostgres } from '../../database/dialect';
import { storePackageNames } from './packageNames';

/** A component's row, as matching needs it. */
export interface StoredComponent {
  id: number;
  packageId: number;
  ecosystem: string;
  packageName: string;
  version: string;
}

/** Component ids by purl, and which components are new to the organization. */
export interface StoredComponents {
  ids: Map<string, number>;
  /** Those that are new and belong to an ecosystem: they are to be matched. */
  added: StoredComponent[];
  /** Ids of all that are new. */
  inserted: number[];
}

/** Index entries have a bound, and no registry allows names of this length. */
const MAX_PURL_LENGTH = 2000;

/** A purl without version and qualifiers: the same for all versions. */
export function packagePurl(purl: string): string {
  return purl.split(/[@?#]/, 1)[0];
}

/** Why the components of a manifest cannot be stored, if so. */
export async function refuseManifest(
  manifest: Manifest,
): Promise<string | undefined> {
  for await (const components of inChunks(manifest.components)) {
    for (const component of components) {
      const reason = refuseComponent(component);
      if (reason) return reason;
    }
  }
  return undefined;
}

function refuseComponent(component: Component): string | undefined {
  const { purl, name, version, packageName, license } = component;
  if (purl.length > MAX_PURL_LENGTH) {
    const start = purl.slice(0, 100);
    return `A package URL is longer than ${MAX_PURL_LENGTH} characters: ${start}…`;
  }
  // PostgreSQL has no place for it in text.
  const hasNul = [name, version, packageName, license].some(text =>
    text?.includes('\0'),
  );
  return hasNul ? `A NUL character in what is said of ${purl}` : undefined;
}

/**
 * Stores components once for the whole organization. Rows are written in the
 * order of their keys, so that two scans that share packages wait for each
 * other instead of deadlocking.
 */
export async function storeComponents(
  trx: Knex.Transaction,
  components: Component[],
  now: Date,
): Promise<StoredComponents> {
  const byPurl = new Map<string, Component>();
  for await (const chunk of inChunks(components)) {
    for (const component of chunk) byPurl.set(component.purl, component);
  }
  const purls = [...byPurl.keys()].sort();
  const ids = await componentIds(trx, purls);
  await breathe();
  const missing = purls
    .filter(purl => !ids.has(purl))
    .map(purl => byPurl.get(purl)!);
  const packageIds = await storePackages(trx, missing);
  const added: StoredComponent[] = [];
  const inserted: number[] = [];
  const served = await servedEcosystems(trx);
  for await (const chunk of inChunks(missing)) {
    const rows: { id: number | string; purl: string }[] = await trx(
      'components',
    )
      .insert(
        chunk.map(component => ({
          purl: component.purl,
          package_id: packageIds.get(packageKey(component)) ?? null,
          name: displayName(component),
          version: component.version,
          package_purl: packagePurl(component.purl),
          facts_pending:
            packageIds.has(packageKey(component)) &&
            served.has(component.ecosystem ?? ''),
          created_at: now,
        })),
      )
      .onConflict('purl')
      .ignore()
      .returning(['id', 'purl']);
    for (const row of rows) {
      const component = byPurl.get(row.purl)!;
      // Not the row's own string, which would be a second one.
      ids.set(component.purl, Number(row.id));
      inserted.push(Number(row.id));
      const packageId = packageIds.get(packageKey(component));
      if (packageId !== undefined && component.ecosystem) {
        added.push({
          id: Number(row.id),
          packageId,
          ecosystem: component.ecosystem,
          packageName: component.packageName,
          version: component.version,
        });
      }
    }
  }
  // What another scan stored between our look and our insert.
  const raced = missing.map(c => c.purl).filter(purl => !ids.has(purl));
  for (const [purl, id] of await componentIds(trx, raced)) ids.set(purl, id);
  return { ids, added, inserted };
}

/** The name people know a package by, which is the one advisories use. */
function displayName(component: Component): string {
  return component.packageName || component.name;
}

async function componentIds(
  trx: Knex.Transaction,
  purls: string[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for await (const chunk of inChunks(purls)) {
    const query = trx('components').select('id', 'purl');
    if (isPostgres(trx)) {
      query.whereRaw('purl = any(?::text[])', [chunk]);
    } else {
      query.whereIn('purl', chunk);
    }
    for (const row of await query) ids.set(row.purl, Number(row.id));
  }
  return ids;
}

/** Stores packages that are named; gives their ids by {@link packageKey}. */
export async function storePackages(
  trx: Knex.Transaction,
  components: readonly PackageOf[],
): Promise<Map<string, number>> {
  const wanted = distinctPackages(components);
  const ids = new Map<string, number>();
  await breathe();
  for await (const chunk of inChunks(wanted)) {
    const rows = chunk.map(({ ecosystem, packageName }) => ({
      ecosystem,
      name: packageName,
      lookup_name: normalizePackageName(ecosystem, packageName),
    }));
    const added = await trx('packages')
      .insert(rows)
      .onConflict(['ecosystem', 'name'])
      .ignore()
      .returning(['id', 'name']);
    await storePackageNames(trx, added);
    const names = [...new Set(rows.map(row => row.name))];
    for (const row of await trx('packages')
      .whereIn('name', names)
      .select('id', 'ecosystem', 'name')) {
      ids.set(`${row.ecosystem}\0${row.name}`, row.id);
    }
  }
  return ids;
}

type PackageOf = Pick<Component, 'ecosystem' | 'packageName'>;

/** One component of each package that belongs to an ecosystem, in the order of their keys. */
function distinctPackages(
  components: readonly PackageOf[],
): (PackageOf & { ecosystem: string })[] {
  return components
    .filter(isOfEcosystem)
    .sort(
      (a, b) =>
        byCodeUnit(a.ecosystem, b.ecosystem) ||
        byCodeUnit(a.packageName, b.packageName),
    )
    .filter(
      ({ ecosystem, packageName }, index, all) =>
        ecosystem !== all[index - 1]?.ecosystem ||
        packageName !== all[index - 1].packageName,
    );
}

function isOfEcosystem(
  component: PackageOf,
): component is PackageOf & { ecosystem: string } {
  return Boolean(component.ecosystem);
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function packageKey({ ecosystem, packageName }: PackageOf): string {
  return `${ecosystem}\0${packageName}`;
}

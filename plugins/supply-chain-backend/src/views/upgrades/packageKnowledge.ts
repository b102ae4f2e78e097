import {
  isUrgent,
  PackageKnowledge,
  PackageRelease,
} from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks, toIso } from '../../database/dialect';
import {
  NamedPackage,
  PackageRanges,
  packageRangesOf,
} from '../../records/vulnerabilities/packageRanges';

/**
 * What is known of packages: their vulnerabilities, and of their versions the
 * newest and what registries told of those in use. All versions are known of
 * none, since only these are kept.
 *
 * @param isOpen - whether a vulnerability counts; by default each does
 */
export async function knowledgeOf(
  knex: Knex,
  packages: readonly NamedPackage[],
  isOpen: (
    packageName: NamedPackage,
    vulnerabilityId: number,
  ) => boolean = () => true,
): Promise<PackageKnowledge[]> {
  const ranges = await packageRangesOf(knex, packages);
  const releases = await releasesOf(knex, ranges);
  return ranges.map(({ vulnerabilities, ...one }) => ({
    ...one,
    ...releases.get(keyOf(one)),
    vulnerabilities: vulnerabilities
      .filter(({ vulnerabilityId }) => isOpen(one, vulnerabilityId))
      .map(({ id, affects, ...facts }) => ({
        id,
        affects,
        urgent: isUrgent(facts),
      })),
  }));
}

type KnownReleases = Pick<PackageKnowledge, 'latest'> & {
  details: PackageRelease[];
};

export function keyOf({ ecosystem, packageName }: NamedPackage): string {
  return `${ecosystem}\0${packageName}`;
}

/** What registries told of packages, by {@link keyOf}. */
async function releasesOf(
  knex: Knex,
  packages: readonly PackageRanges[],
): Promise<Map<string, KnownReleases>> {
  const wanted = new Set(packages.map(keyOf));
  const found = new Map<string, KnownReleases>();
  for await (const chunk of inChunks(packages)) {
    const rows: ReleaseRow[] = await knex('packages as p')
      .leftJoin('package_facts as pf', 'pf.package_id', 'p.id')
      .join('components as c', 'c.package_id', 'p.id')
      .leftJoin('component_facts as cf', 'cf.component_id', 'c.id')
      .whereIn('p.ecosystem', [...new Set(chunk.map(one => one.ecosystem))])
      .whereIn('p.name', [...new Set(chunk.map(one => one.packageName))])
      .where(known =>
        known
          .whereNotNull('cf.component_id')
          .orWhereNotNull('pf.latest_version'),
      )
      .orderBy('c.id')
      .select(
        'p.ecosystem',
        'p.name',
        'pf.latest_version',
        'pf.latest_published_at',
        'c.version',
        'cf.published_at',
        'cf.deprecated',
      );
    for (const row of rows) {
      const key = keyOf({ ecosystem: row.ecosystem, packageName: row.name });
      if (!wanted.has(key)) continue;
      const known = found.get(key) ?? { ...latestOf(row), details: [] };
      known.details.push(
        release(row.version, row.published_at, row.deprecated !== null),
      );
      found.set(key, known);
    }
  }
  return found;
}

interface ReleaseRow {
  ecosystem: string;
  name: string;
  latest_version: string | null;
  latest_published_at: unknown;
  version: string;
  published_at: unknown;
  deprecated: string | null;
}

function latestOf(row: ReleaseRow): Pick<PackageKnowledge, 'latest'> {
  const { latest_version: version, latest_published_at: at } = row;
  return version === null ? {} : { latest: release(version, at, false) };
}

function release(
  version: string,
  publishedAt: unknown,
  deprecated: boolean,
): PackageRelease {
  const at = toIso(publishedAt);
  return { version, ...(at && { publishedAt: at }), deprecated };
}

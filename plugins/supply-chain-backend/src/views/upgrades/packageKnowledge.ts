import {
  compareVersions,
  isPreRelease,
  VersionError,
} from '@safety-curtain/advisories';
import {
  isUrgent,
  PackageKnowledge,
  PackageRelease,
} from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toIso } from '../../database/dialect';
import type { Flag } from '../../database/tables';
import {
  listedVersions,
  type ListedVersions,
} from '../../records/registries/packageReleases';
import {
  NamedPackage,
  PackageRanges,
  packageRangesOf,
} from '../../records/vulnerabilities/packageRanges';

/** By what upgrades are chosen. */
export interface UpgradeBasis {
  /** See `UpgradeQuestion`. */
  ageFloorDays?: number;
  now: Date;
}

/**
 * What is known of packages: their vulnerabilities, and the versions that
 * registries list. Where none was asked yet, or lists none, the newest and what
 * was told of versions in use.
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
    ...knownOf(one, releases.get(keyOf(one))),
    vulnerabilities: vulnerabilities
      .filter(({ vulnerabilityId }) => isOpen(one, vulnerabilityId))
      .map(({ id, affects, ...facts }) => ({
        id,
        affects,
        urgent: isUrgent(facts),
      })),
  }));
}

interface KnownReleases {
  latest?: PackageRelease;
  details: PackageRelease[];
  listed?: ListedVersions;
}

/**
 * What a registry lists, with what was told of single versions: a list seldom
 * says what is deprecated, and some have no times.
 *
 * What a registry does not list it has withdrawn, or never had: that an
 * advisory names it helps nobody. One that was named since the registry was
 * asked may be new, as may one above all that are listed, for lists lag behind
 * advisories; and pre-releases are listed by none.
 */
function knownOf(
  {
    ecosystem,
    fixedVersions,
    namedBy,
  }: Pick<PackageRanges, 'ecosystem' | 'fixedVersions' | 'namedBy'>,
  known: KnownReleases | undefined,
): Pick<PackageKnowledge, 'latest' | 'details' | 'releases'> {
  const { listed, ...told } = known ?? { details: [] };
  if (!listed) return told;
  const { versions, complete, toldAt } = listed;
  const releases = versions.map(one =>
    release(one.version, one.publishedAt, one.deprecated ?? false),
  );
  const unlisted = fixedVersions.flatMap((version): PackageRelease[] => {
    const place = placeIn(ecosystem, versions, version);
    if (!place || place.listed) return [];
    const isOlder = (namedBy.get(version) ?? toldAt) < toldAt;
    const mayBeNew = !isOlder || place.below === versions.length;
    if (mayBeNew || isPreRelease(ecosystem, version)) {
      return [{ version, unconfirmed: true }];
    }
    // Below the lowest that is kept there may be others.
    return complete || place.below > 0 ? [{ version, yanked: true }] : [];
  });
  const detailed = withDetails(ecosystem, releases, told.details);
  if (!complete) {
    return { ...told, details: [...detailed, ...unlisted, ...told.details] };
  }
  const others = confirmed(unlisted, told.details);
  return { ...told, releases: inOrder(ecosystem, detailed, others) };
}

/** Lays what was told of single versions over a list. */
function withDetails(
  ecosystem: string,
  listed: readonly PackageRelease[],
  details: readonly PackageRelease[],
): PackageRelease[] {
  const releases = [...listed];
  for (const { version, publishedAt, deprecated } of details) {
    const place = placeIn(ecosystem, listed, version);
    if (!place?.listed) continue;
    const one = releases[place.below];
    releases[place.below] = {
      ...one,
      publishedAt: one.publishedAt ?? publishedAt,
      deprecated: one.deprecated || deprecated,
    };
  }
  return releases;
}

/** What a registry told of by itself is no longer unconfirmed; that it was asked is not enough. */
function confirmed(
  unlisted: readonly PackageRelease[],
  details: readonly PackageRelease[],
): PackageRelease[] {
  const told = new Map(
    details
      .filter(({ publishedAt, deprecated }) => publishedAt || deprecated)
      .map(one => [one.version, one]),
  );
  return unlisted.map(one =>
    one.unconfirmed ? told.get(one.version) ?? one : one,
  );
}

/** Sorted as it was, with others between. */
function inOrder(
  ecosystem: string,
  sorted: readonly PackageRelease[],
  others: readonly PackageRelease[],
): PackageRelease[] {
  const all = [...sorted];
  for (const one of others) {
    // Each is a version, or it would not be among them.
    const { below } = placeIn(ecosystem, all, one.version)!;
    all.splice(below, 0, one);
  }
  return all;
}

/** Whether a version is listed and how many are below it; undefined: it is no version. */
function placeIn(
  ecosystem: string,
  versions: readonly { version: string }[],
  version: string,
): { below: number; listed: boolean } | undefined {
  let low = 0;
  let high = versions.length;
  try {
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const order = compareVersions(
        ecosystem,
        versions[middle].version,
        version,
      );
      // `1.0` and `1.0.0` are one version to some.
      if (order === 0) return { below: middle, listed: true };
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return { below: low, listed: false };
  } catch (error) {
    if (error instanceof VersionError) return undefined;
    throw error;
  }
}

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
      .leftJoin('package_releases as r', 'r.package_id', 'p.id')
      .join('components as c', 'c.package_id', 'p.id')
      .leftJoin('component_facts as cf', 'cf.component_id', 'c.id')
      .whereIn('p.ecosystem', [...new Set(chunk.map(one => one.ecosystem))])
      .whereIn('p.name', [...new Set(chunk.map(one => one.packageName))])
      .where(known =>
        known
          .whereNotNull('cf.component_id')
          .orWhereNotNull('pf.latest_version')
          .orWhereNotNull('r.package_id'),
      )
      .orderBy('c.id')
      .select(
        'p.id as package_id',
        'p.ecosystem',
        'p.name',
        knex.raw('cf.component_id is not null as told'),
        'pf.latest_version',
        'pf.latest_published_at',
        'c.version',
        'cf.published_at',
        'cf.deprecated',
      );
    const asked = rows.filter(row =>
      wanted.has(keyOf({ ecosystem: row.ecosystem, packageName: row.name })),
    );
    const listed = await listedVersions(knex, [
      ...new Set(asked.map(({ package_id: id }) => id)),
    ]);
    for (const row of asked) {
      const key = keyOf({ ecosystem: row.ecosystem, packageName: row.name });
      const known = found.get(key) ?? {
        ...latestOf(row),
        details: [],
        listed: listed.get(row.package_id),
      };
      if (toBoolean(row.told)) {
        known.details.push(
          release(row.version, row.published_at, row.deprecated !== null),
        );
      }
      found.set(key, known);
    }
  }
  return found;
}

interface ReleaseRow {
  package_id: number;
  /** Whether a registry told of the version. */
  told: Flag;
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

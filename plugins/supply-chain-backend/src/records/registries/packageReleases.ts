import type { Knex } from 'knex';
import { inChunks, toBoolean, toDate } from '../../database/dialect';

/** A version that a registry lists. */
export interface ListedVersion {
  version: string;
  publishedAt?: Date;
  /** As all versions of its package. */
  deprecated?: boolean;
}

/** What a registry lists of a package. */
export interface ListedVersions {
  /** In the order of the ecosystem, the lowest first. */
  versions: ListedVersion[];
  /** Whether these are all; else they are the newest. */
  complete: boolean;
  toldAt: Date;
}

/** Versions that are kept of one package: few have more, and of those the newest count. */
const MOST_VERSIONS = 2000;
/** No registry has longer ones. */
const LONGEST_VERSION = 200;

type Stored = [version: string, seconds: number | null, deprecated?: 1];

/** Keeps what a registry lists of a package now; a list without any says nothing. */
export async function keepReleases(
  trx: Knex.Transaction,
  packageId: number,
  listed: readonly ListedVersion[],
  now: Date,
): Promise<void> {
  const usable = listed.filter(
    ({ version }) => version.length <= LONGEST_VERSION,
  );
  const kept = usable.slice(-MOST_VERSIONS).map((one): Stored => {
    const seconds = one.publishedAt
      ? Math.floor(one.publishedAt.getTime() / 1000)
      : null;
    return one.deprecated ? [one.version, seconds, 1] : [one.version, seconds];
  });
  const complete = kept.length === usable.length;
  const releases = JSON.stringify(kept);
  if (kept.length === 0) {
    await trx('package_releases').where('package_id', packageId).delete();
    return;
  }
  await trx('package_releases')
    .insert({ package_id: packageId, told_at: now, complete, releases })
    .onConflict('package_id')
    .merge();
}

/** What registries listed, by package; one that none listed is missing. */
export async function listedVersions(
  knex: Knex,
  packageIds: readonly number[],
): Promise<Map<number, ListedVersions>> {
  const found = new Map<number, ListedVersions>();
  for await (const chunk of inChunks([...packageIds])) {
    const rows = await knex('package_releases')
      .whereIn('package_id', chunk)
      .select('package_id', 'told_at', 'complete', 'releases');
    for (const row of rows) {
      const stored: Stored[] = JSON.parse(row.releases);
      found.set(row.package_id, {
        toldAt: toDate(row.told_at),
        complete: toBoolean(row.complete),
        versions: stored.map(([version, seconds, deprecated]) => ({
          version,
          ...(seconds !== null && { publishedAt: new Date(seconds * 1000) }),
          ...(deprecated && { deprecated: true }),
        })),
      });
    }
  }
  return found;
}

import { versionStep } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { NewChange } from './serviceChanges';

/** A package in a target. */
interface UsedPackage {
  name: string;
  ecosystem: string;
  /**
   * Versions whose links all came in this reading, that were there, and of which
   * some went in it; one that only moved to another file came and went.
   */
  added: string[];
  kept: string[];
  gone: string[];
}

/**
 * What a reading brought to a target: packages that it did not use, and others
 * in another major version than all that it used. Asked in the transaction that
 * stored the links, of those that came or changed.
 *
 * @param linked - ids of components
 */
export async function packageChanges(
  trx: Knex.Transaction,
  targetId: number,
  linked: readonly number[],
  now: Date,
): Promise<NewChange[]> {
  const packages = await packagesOf(trx, targetId, linked, now);
  const fresh = await newPackages(trx, [...packages.keys()], now);
  const changes: NewChange[] = [];
  for (const [id, { name, ecosystem, added, kept, gone }] of packages) {
    const about = { targetId, subject: name, ecosystem };
    const before = [...kept, ...gone];
    if (before.length === 0) {
      changes.push({
        ...about,
        kind: 'dependency-added',
        after: added.join(', '),
        firstUse: fresh.has(id),
      });
    }
    const major = added.filter(
      version =>
        before.length > 0 &&
        before.every(one => versionStep(one, version) === 'major'),
    );
    if (major.length > 0) {
      changes.push({
        ...about,
        kind: 'major-upgrade',
        before: before.join(', '),
        after: major.join(', '),
      });
    }
  }
  return changes;
}

async function packagesOf(
  trx: Knex.Transaction,
  targetId: number,
  linked: readonly number[],
  now: Date,
): Promise<Map<number, UsedPackage>> {
  const packages = new Map<number, UsedPackage>();
  for await (const chunk of inChunks([...new Set(linked)])) {
    for (const row of await trx('components as c')
      .join('packages as p', 'p.id', 'c.package_id')
      .whereIn('c.id', chunk)
      .select('p.id', 'p.name', 'p.ecosystem')) {
      const { name, ecosystem } = row;
      packages.set(row.id, { name, ecosystem, added: [], kept: [], gone: [] });
    }
  }
  for await (const ids of inChunks([...packages.keys()])) {
    await addLinks(trx, targetId, ids, packages, now);
    await addPast(trx, targetId, ids, packages, now);
  }
  return packages;
}

async function addLinks(
  trx: Knex.Transaction,
  targetId: number,
  packageIds: readonly number[],
  packages: ReadonlyMap<number, UsedPackage>,
  now: Date,
): Promise<void> {
  const links: { package_id: number; version: string; fresh: unknown }[] =
    await trx('target_components as link')
      .join('components as c', 'c.id', 'link.component_id')
      .where('link.target_id', targetId)
      .whereIn('c.package_id', packageIds)
      .groupBy('c.package_id', 'c.version')
      .orderBy(['c.package_id', 'c.version'])
      .select(
        'c.package_id',
        'c.version',
        // Links from before the time was kept have none.
        trx.raw('min(case when link.since >= ? then 1 else 0 end) as fresh', [
          now,
        ]),
      );
  for (const { package_id: id, version, fresh } of links) {
    packages.get(id)![Number(fresh) === 1 ? 'added' : 'kept'].push(version);
  }
}

async function addPast(
  trx: Knex.Transaction,
  targetId: number,
  packageIds: readonly number[],
  packages: ReadonlyMap<number, UsedPackage>,
  now: Date,
): Promise<void> {
  const past: { package_id: number; version: string }[] = await trx(
    'past_components as past',
  )
    .join('components as c', 'c.id', 'past.component_id')
    .where('past.target_id', targetId)
    .where('past.until', '>=', now)
    .whereIn('c.package_id', packageIds)
    .distinct('c.package_id', 'c.version')
    .orderBy(['c.package_id', 'c.version']);
  for (const { package_id: id, version } of past) {
    packages.get(id)!.gone.push(version);
  }
}

/** Packages that no service had before: all their versions came now. */
async function newPackages(
  trx: Knex.Transaction,
  packageIds: readonly number[],
  now: Date,
): Promise<Set<number>> {
  const fresh = new Set(packageIds);
  for await (const chunk of inChunks(packageIds)) {
    for (const row of await trx('components')
      .whereIn('package_id', chunk)
      .where('created_at', '<', now)
      .distinct('package_id')) {
      fresh.delete(row.package_id!);
    }
  }
  return fresh;
}

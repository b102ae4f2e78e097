import {
  HASH_DIFFERS,
  isOtherHash,
  type LockOfFile,
  type PackageRisk,
  type RiskPackage,
  type RiskyPackage,
} from '@safety-curtain/risk';
import type { LockState } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { directOf } from '../inventory/use';
import { OWN_NAME } from './componentRisks';

/** Manifests of which it is read at once what they fix. */
const LOCKS = 50;

/** What of a target's packages is not as it should be, before it is a report. */
export interface TargetPackages {
  packages: RiskyPackage[];
  locks: LockOfFile[];
  ecosystems: string[];
}

/** Read by the rows of what something is wrong with, not by all that a target has. */
export async function targetPackages(
  knex: Knex,
  targetId: number,
): Promise<TargetPackages> {
  const rows = await riskyLinks(knex, targetId);
  const hashing = await manifestsWithHashes(knex, rows);
  const packages = new Map<string, RiskyPackage & { risks: PackageRisk[] }>();
  const own = new Map<number, RiskPackage[]>();
  for (const row of rows) {
    const { purl, ecosystem, name, version } = row;
    if (row.rule === OWN_NAME) {
      const names = own.get(row.manifest_id) ?? [];
      own.set(row.manifest_id, names);
      names.push({ ecosystem, name, version });
      continue;
    }
    const risk: PackageRisk = JSON.parse(row.risk);
    if (risk.rule === HASH_DIFFERS && !hasOtherHash(row, risk, hashing)) {
      continue;
    }
    const known = packages.get(purl);
    const direct = directOf(row.relation);
    if (!known) {
      packages.set(purl, {
        purl,
        ecosystem,
        name,
        version,
        direct,
        // What was uploaded is no file of the source.
        ...(row.series === '' && { path: row.path }),
        risks: [risk],
      });
      continue;
    }
    known.direct ||= direct;
    if (!known.risks.some(({ rule }) => rule === risk.rule)) {
      known.risks.push(risk);
    }
  }
  return {
    packages: [...packages.values()],
    locks: await locksOf(knex, targetId, own),
    ecosystems: await ecosystemsOf(knex, targetId),
  };
}

/**
 * Whether a lock file has the hash that is wrong: others with the version may
 * have the right one, or none.
 */
function hasOtherHash(
  row: {
    manifest_id: number;
    locked_hash: string | null;
    hash: string | null;
  },
  { detail }: PackageRisk,
  hashing: ReadonlySet<number>,
): boolean {
  if (detail === undefined) return row.hash !== null;
  const own = row.hash ?? row.locked_hash;
  return (
    hashing.has(row.manifest_id) &&
    own !== null &&
    isOtherHash(own, detail.split(' '))
  );
}

function riskyLinks(knex: Knex, targetId: number) {
  return knex('target_components as link')
    .join('component_risks as r', 'r.component_id', 'link.component_id')
    .join('components as c', 'c.id', 'link.component_id')
    .join('packages as p', 'p.id', 'c.package_id')
    .join('target_manifests as m', 'm.id', 'link.manifest_id')
    .leftJoin('other_hashes as o', other =>
      other
        .on('o.manifest_id', 'link.manifest_id')
        .andOn('o.component_id', 'link.component_id'),
    )
    .where('link.target_id', targetId)
    .orderBy(['p.name', 'c.version', 'c.purl', 'm.series', 'm.path', 'r.rule'])
    .select(
      'link.manifest_id',
      'link.relation',
      'm.series',
      'm.path',
      'c.purl',
      'c.version',
      'p.ecosystem',
      'p.name',
      'r.rule',
      'r.risk',
      'c.locked_hash',
      'o.hash',
    );
}

/**
 * Those of the manifests with a hash that is wrong that have hashes of archives.
 * What a lock file says is large: it is read once for each, a few at a time.
 */
async function manifestsWithHashes(
  knex: Knex,
  rows: readonly { rule: string; manifest_id: number }[],
): Promise<Set<number>> {
  const asked = rows
    .filter(({ rule }) => rule === HASH_DIFFERS)
    .map(({ manifest_id: id }) => id);
  const hashing = new Set<number>();
  for await (const ids of inChunks([...new Set(asked)], LOCKS)) {
    const locks = await knex('target_manifests')
      .whereIn('id', ids)
      .whereNotNull('lock')
      .select('id', 'lock');
    for (const { id, lock } of locks) {
      const { archiveHashes = 0 }: LockState = JSON.parse(lock!);
      if (archiveHashes > 0) hashing.add(id);
    }
  }
  return hashing;
}

async function locksOf(
  knex: Knex,
  targetId: number,
  own: ReadonlyMap<number, RiskPackage[]>,
): Promise<LockOfFile[]> {
  const rows = await knex('target_manifests')
    .where({ target_id: targetId, series: '' })
    .whereNotNull('lock')
    .orderBy('path')
    .select('id', 'path', 'lock');
  return rows.map(({ id, path, lock }) => ({
    path,
    lock: JSON.parse(lock!),
    own: own.get(id) ?? [],
  }));
}

function ecosystemsOf(knex: Knex, targetId: number): Promise<string[]> {
  return knex('target_components as link')
    .join('components as c', 'c.id', 'link.component_id')
    .join('packages as p', 'p.id', 'c.package_id')
    .where('link.target_id', targetId)
    .distinct('p.ecosystem')
    .orderBy('p.ecosystem')
    .pluck('p.ecosystem');
}

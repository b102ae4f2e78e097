import { type Manifest, pathsThrough } from '@safety-curtain/sbom';
import type { Occurrence } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbComponentsRow, DbFindingsRow } from '../../database/tables';
import { servicePurl } from '../../records/targets/servicePurl';
import { type TriageFinding, versionsOf } from './triageFacts';

/** Thrown where the ways to a component are asked for, and its graph was not read yet. */
export class GraphWanted extends Error {}

/** How many ways there are. */
export type Share = 'every' | 'some' | 'none';

/** The package URLs of the affected components of findings, in their targets. */
export async function affectedPurls(
  knex: Knex,
  findings: readonly Pick<TriageFinding, 'id' | 'versions'>[],
): Promise<Map<number, string[]>> {
  const purls = new Map<number, string[]>();
  const versions = new Map(
    findings.map(finding => [Number(finding.id), versionsOf(finding)]),
  );
  for await (const ids of inChunks([...versions.keys()])) {
    const rows: (Pick<DbFindingsRow, 'id'> &
      Pick<DbComponentsRow, 'purl' | 'version'>)[] = await knex('findings as f')
      .join('components as c', 'c.package_id', 'f.package_id')
      .whereIn('f.id', ids)
      .whereExists(
        knex('target_components as l')
          .whereRaw('l.component_id = c.id and l.target_id = f.target_id')
          .select(knex.raw('1')),
      )
      .orderBy('c.id')
      .select('f.id', 'c.purl', 'c.version');
    for (const { id, purl, version } of rows) {
      const affected = versions.get(Number(id))!;
      // Not known yet: then each may be affected.
      if (!affected.includes(version) && !affected.includes('')) continue;
      purls.set(Number(id), [...(purls.get(Number(id)) ?? []), purl]);
    }
  }
  return purls;
}

/**
 * The affected components of a finding, as statements are put to them. Asking
 * for ways throws `GraphWanted` where there are no manifests yet.
 */
export function occurrencesOf(
  finding: Pick<TriageFinding, 'entity_ref'>,
  purls: readonly string[],
  manifests: readonly Manifest[] | undefined,
): Occurrence[] {
  return purls.map(purl => ({
    purl,
    servicePurls: [servicePurl(finding.entity_ref)],
    bomLinks: [],
    pathsThrough: fits => {
      if (!manifests) throw new GraphWanted();
      return shareThrough(manifests, [purl], fits);
    },
  }));
}

/**
 * How many of the ways to components, in all manifests that have them, lead
 * through a package that fits.
 */
export function shareThrough(
  manifests: readonly Manifest[],
  purls: readonly string[],
  fits: (purl: string) => boolean,
): Share {
  const shares = manifests.flatMap(manifest => {
    const all = manifest.components.map(({ purl }) => purl);
    const passed = new Set(all.filter(fits));
    return all
      .filter(purl => purls.includes(purl))
      .map(purl =>
        passed.size === 0
          ? ('none' as const)
          : pathsThrough(manifest, purl, on => passed.has(on)),
      );
  });
  if (shares.every(share => share === 'none')) return 'none';
  return shares.every(share => share === 'every') ? 'every' : 'some';
}

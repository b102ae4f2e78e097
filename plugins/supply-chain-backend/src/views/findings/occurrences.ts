import { type Manifest, pathsThrough } from '@safety-curtain/sbom';
import type { IgnoredOccurrence } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type {
  DbComponentsRow,
  DbFindingsRow,
  DbTargetManifestsRow,
} from '../../database/tables';
import {
  type BomLinks,
  bomLinksOf,
  type BomPlace,
} from '../../records/inventory/bomLinks';
import { servicePurl } from '../../records/targets/servicePurl';
import { type TriageFinding, versionsOf } from './triageFacts';

/** Thrown where the ways to a component are asked for, and its graph was not read yet. */
export class GraphWanted extends Error {}

/** How many ways there are. */
export type Share = 'every' | 'some' | 'none';

/** An affected component of a finding. */
export interface AffectedPlace extends BomPlace {
  version: string;
  bomLinks: BomLinks;
}

/** What of a place statements are put to. */
export interface UsedPlace
  extends Pick<AffectedPlace, 'purl' | 'version' | 'bomLinks'> {
  manifests: readonly { path: string }[];
}

/** The affected components of findings, in their targets. */
export async function affectedPlaces(
  knex: Knex,
  findings: readonly Pick<TriageFinding, 'id' | 'versions'>[],
): Promise<Map<number, AffectedPlace[]>> {
  const places = new Map<number, AffectedPlace[]>();
  const versions = new Map(
    findings.map(finding => [Number(finding.id), versionsOf(finding)]),
  );
  for await (const ids of inChunks([...versions.keys()])) {
    const rows: (Pick<DbFindingsRow, 'id' | 'target_id'> &
      Pick<DbComponentsRow, 'purl' | 'version'> &
      Pick<DbTargetManifestsRow, 'path' | 'series'> & {
        component_id: DbComponentsRow['id'];
      })[] = await knex('findings as f')
      .join('components as c', 'c.package_id', 'f.package_id')
      .join('target_components as l', function onTarget() {
        this.on('l.component_id', 'c.id').andOn('l.target_id', 'f.target_id');
      })
      .join('target_manifests as m', 'm.id', 'l.manifest_id')
      .whereIn('f.id', ids)
      .orderBy(['f.id', 'c.id', 'm.path'])
      .select(
        'f.id',
        'f.target_id',
        'c.id as component_id',
        'c.purl',
        'c.version',
        'm.path',
        'm.series',
      );
    for (const row of rows) {
      const { id, purl, version, path, series } = row;
      const manifest = { path, series };
      const affected = versions.get(Number(id))!;
      // Not known yet: then each may be affected.
      if (!affected.includes(version) && !affected.includes('')) continue;
      const list = places.get(Number(id)) ?? [];
      places.set(Number(id), list);
      const place = list.find(one => one.purl === purl);
      if (place) place.manifests.push(manifest);
      else {
        list.push({
          targetId: row.target_id,
          componentId: row.component_id,
          purl,
          version,
          manifests: [manifest],
          bomLinks: { every: [], some: [] },
        });
      }
    }
  }
  const all = [...places.values()].flat();
  const links = await bomLinksOf(knex, all);
  for (const place of all) place.bomLinks = links.get(place)!;
  return places;
}

/**
 * The affected components of a finding, as statements are put to them. Asking
 * for ways throws `GraphWanted` where there are no manifests yet.
 */
export function occurrencesOf(
  finding: Pick<TriageFinding, 'entity_ref' | 'ecosystem' | 'package_name'>,
  places: readonly UsedPlace[],
  graph: readonly Manifest[] | undefined,
): IgnoredOccurrence[] {
  return places.map(place => ({
    purl: place.purl,
    version: place.version,
    bomLinks: place.bomLinks.every,
    someBomLinks: place.bomLinks.some,
    manifests: place.manifests.map(({ path }) => path),
    ecosystem: finding.ecosystem ?? '',
    packageName: finding.package_name,
    servicePurls: [servicePurl(finding.entity_ref)],
    pathsThrough: fits => {
      if (!graph) throw new GraphWanted();
      return shareThrough(graph, [place.purl], fits);
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

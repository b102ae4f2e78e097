import { bomLinkOf, type Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbSnapshotsRow } from '../../database/tables';
import { bomIdentityOf } from './bomIdentity';

type LinkColumns = 'scan_id' | 'bom_serial' | 'bom_version' | 'bom_link';

/**
 * What other documents call the SBOMs of a snapshot by: ours, and the uploaded
 * one, if it has a serial number.
 */
export function linksOfSnapshot(
  snapshot: Pick<DbSnapshotsRow, LinkColumns>,
): string[] {
  const { serial, version } = bomIdentityOf(snapshot);
  const ours = bomLinkOf({ serialNumber: serial, version: String(version) });
  const { bom_link: uploaded } = snapshot;
  return uploaded === null ? [ours] : [uploaded, ours];
}

/** Keeps the refs by which an uploaded SBOM names its components, while it is in force. */
export async function storeBomRefs(
  trx: Knex.Transaction,
  snapshotId: number,
  refs: readonly (readonly [ref: string, purl: string])[],
): Promise<void> {
  for await (const chunk of inChunks(refs)) {
    const rows = await trx('components')
      .whereIn(
        'purl',
        chunk.map(([, purl]) => purl),
      )
      .select('id', 'purl');
    const ids = new Map(rows.map(({ id, purl }) => [purl, id]));
    const known = chunk.flatMap(([ref, purl]) => {
      const componentId = ids.get(purl);
      return componentId === undefined
        ? []
        : [{ snapshot_id: snapshotId, component_id: componentId, ref }];
    });
    if (known.length > 0) await trx('bom_refs').insert(known);
  }
}

/** Of snapshots that no longer are in force, nothing is asked. */
export async function forgetBomRefs(
  trx: Knex.Transaction,
  { targetId, series }: { targetId: number; series: string },
): Promise<void> {
  await trx('bom_refs')
    .whereIn(
      'snapshot_id',
      trx('snapshots')
        .where({ target_id: targetId, series })
        .whereNull('superseded_at')
        .select('id'),
    )
    .delete();
}

/** Where a component is, in a target. */
export interface BomPlace {
  targetId: number;
  componentId: number | string;
  purl: string;
  /** Manifests that have it: `series` is that of the snapshot that they are in. */
  manifests: { path: string; series: string }[];
}

/** BOM-Links: those about all places of a component, and those about some. */
export interface BomLinks {
  every: string[];
  some: string[];
}

/** What documents may call components in the SBOMs of their services by. */
export async function bomLinksOf(
  knex: Knex,
  places: readonly BomPlace[],
): Promise<Map<BomPlace, BomLinks>> {
  const snapshots = await snapshotsOf(knex, places);
  const refs = await refsOf(knex, [...snapshots.values()].flat(), places);
  return new Map(
    places.map(place => {
      const links: BomLinks = { every: [], some: [] };
      for (const snapshot of snapshots.get(place.targetId) ?? []) {
        const within = place.manifests.filter(
          ({ series }) => series === snapshot.series,
        );
        if (within.length === 0) continue;
        const into =
          within.length === place.manifests.length ? links.every : links.some;
        const named = refs.get(`${snapshot.id} ${place.componentId}`) ?? [];
        const paths = within.map(({ path }) => path);
        into.push(...linksInto(snapshot, place.purl, paths, named));
      }
      return [place, links];
    }),
  );
}

/** What a component in the SBOMs of a snapshot is called by. */
function linksInto(
  snapshot: Pick<DbSnapshotsRow, LinkColumns>,
  purl: string,
  paths: readonly string[],
  refs: readonly string[],
): string[] {
  return linksOfSnapshot(snapshot).flatMap(link => [
    link,
    `${link}#${purl}`,
    ...paths.map(path => `${link}#${purl}#${path}`),
    ...(link === snapshot.bom_link ? refs : []).map(ref => `${link}#${ref}`),
  ]);
}

/**
 * What documents may call the components of a release by, by their purls. Of an
 * uploaded SBOM that no longer is in force, its own names of them are not known.
 */
export async function bomLinksOfRelease(
  knex: Knex,
  parts: readonly {
    snapshot: Pick<DbSnapshotsRow, 'id' | LinkColumns>;
    manifests: readonly Manifest[];
  }[],
): Promise<Map<string, BomLinks>> {
  const refs = await refsByPurl(
    knex,
    parts.map(({ snapshot }) => snapshot.id),
  );
  const within = parts.map(({ manifests }) => {
    const paths = new Map<string, string[]>();
    for (const { path, components } of manifests) {
      for (const { purl } of components) {
        const list = paths.get(purl);
        if (list) list.push(path);
        else paths.set(purl, [path]);
      }
    }
    return paths;
  });
  const links = new Map<string, BomLinks>();
  for (const [i, { snapshot }] of parts.entries()) {
    for (const [purl, paths] of within[i]) {
      const named = refs.get(`${snapshot.id} ${purl}`) ?? [];
      const isAll = within.every((other, k) => k === i || !other.has(purl));
      const one = links.get(purl) ?? { every: [], some: [] };
      links.set(purl, one);
      const into = isAll ? one.every : one.some;
      into.push(...linksInto(snapshot, purl, paths, named));
    }
  }
  return links;
}

/** By snapshot and purl. */
async function refsByPurl(
  knex: Knex,
  snapshotIds: readonly DbSnapshotsRow['id'][],
): Promise<Map<string, string[]>> {
  const refs = new Map<string, string[]>();
  for await (const ids of inChunks([...snapshotIds])) {
    const rows = await knex('bom_refs as b')
      .join('components as c', 'c.id', 'b.component_id')
      .whereIn('b.snapshot_id', ids)
      .select('b.snapshot_id', 'c.purl', 'b.ref');
    for (const { snapshot_id: snapshot, purl, ref } of rows) {
      const key = `${snapshot} ${purl}`;
      refs.set(key, [...(refs.get(key) ?? []), ref]);
    }
  }
  return refs;
}

type SnapshotLinks = Pick<
  DbSnapshotsRow,
  'id' | 'target_id' | 'series' | LinkColumns
>;

async function snapshotsOf(
  knex: Knex,
  places: readonly BomPlace[],
): Promise<Map<number, SnapshotLinks[]>> {
  const found: SnapshotLinks[] = [];
  const targets = new Set(places.map(({ targetId }) => targetId));
  for await (const ids of inChunks([...targets])) {
    const rows: SnapshotLinks[] = await knex('snapshots')
      .whereIn('target_id', ids)
      .whereNull('superseded_at')
      .select(
        'id',
        'target_id',
        'series',
        'scan_id',
        'bom_serial',
        'bom_version',
        'bom_link',
      );
    for (const row of rows) found.push(row);
  }
  return Map.groupBy(found, row => row.target_id);
}

/** By snapshot and component. */
async function refsOf(
  knex: Knex,
  snapshots: readonly SnapshotLinks[],
  places: readonly BomPlace[],
): Promise<Map<string, string[]>> {
  const refs = new Map<string, string[]>();
  const components = new Set(places.map(one => String(one.componentId)));
  const linked = snapshots.filter(one => one.bom_link !== null);
  for await (const some of inChunks(linked)) {
    for await (const ids of inChunks([...components])) {
      const rows = await knex('bom_refs')
        .whereIn('component_id', ids)
        .whereIn(
          'snapshot_id',
          some.map(({ id }) => id),
        );
      for (const { snapshot_id: snapshot, component_id: id, ref } of rows) {
        const key = `${snapshot} ${id}`;
        refs.set(key, [...(refs.get(key) ?? []), ref]);
      }
    }
  }
  return refs;
}

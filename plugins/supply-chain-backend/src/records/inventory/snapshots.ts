import type { SbomQuality } from '@safety-curtain/plugin-supply-chain-common';
import { Inventory, Manifest, parseInventory } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import type { Archive } from '../documents/Archive';
import { KeptDocument, storeDocuments } from '../documents/documents';
import { nextBomIdentity } from './bomIdentity';
import { forgetBomRefs, storeBomRefs } from './bomLinks';
import type { ComponentCounts } from './componentCounts';
import type { DbSnapshotsRow } from '../../database/tables';

/** The digests of what a scan wrote about a snapshot. */
export function documentsOf(snapshot: DbSnapshotsRow): string[] {
  return [
    snapshot.inventory_sha256,
    snapshot.cyclonedx_sha256,
    snapshot.spdx_sha256,
  ];
}

/** The documents of a snapshot, their bytes stored. */
export interface KeptDocuments {
  inventory: KeptDocument;
  cyclonedx: KeptDocument;
  spdx: KeptDocument;
}

/** What a new snapshot is made of. */
export interface NewSnapshot {
  targetId: number;
  scanId: string;
  revision: string | null;
  digest: string;
  counts: ComponentCounts;
  partial: boolean;
  documents: KeptDocuments;
  /** What made the document that counts: the uploaded one, or our own. */
  tools: string[];
  quality?: SbomQuality;
  /** Of an SBOM that was made elsewhere. */
  upload?: UploadFacts;
}

/** What is kept of an uploaded SBOM beside its components. */
export interface UploadFacts {
  series: string;
  release?: string;
  recordedBy: string;
  original: KeptDocument;
  /** `CycloneDX 1.5`. */
  originalFormat: string;
  /** What other documents call it by. */
  bomLink?: string;
  /** By which it names its components. */
  refs: readonly (readonly [ref: string, purl: string])[];
}

/** The newest snapshot of a target's scans, or of its uploads of one name. */
export function latestSnapshot(
  knex: Knex,
  targetId: number,
  series = '',
): Promise<DbSnapshotsRow | undefined> {
  return knex('snapshots')
    .where({ target_id: targetId, series })
    .orderBy('id', 'desc')
    .first();
}

/** What is in force of a target: its last scan's, and one for each upload. */
export function currentSnapshots(
  knex: Knex,
  targetId: number,
): Promise<DbSnapshotsRow[]> {
  return knex('snapshots')
    .where('target_id', targetId)
    .whereNull('superseded_at')
    .orderBy('series');
}

/**
 * What the releases of a name are of, one for each series. Of a series without
 * such a release, the last upload that was said to be of it.
 */
export async function releaseSnapshots(
  knex: Knex,
  targetId: number,
  release: string,
): Promise<DbSnapshotsRow[]> {
  const made = knex('releases')
    .where({ target_id: targetId, name: release })
    .select('snapshot_id');
  const uploaded = await knex('snapshots')
    .where({ target_id: targetId, release })
    .orderBy('id');
  const released = await knex('snapshots').whereIn('id', made).orderBy('id');
  const bySeries = new Map(
    [...uploaded, ...released].map(row => [row.series, row]),
  );
  return [...bySeries.values()];
}

/**
 * Stores a snapshot with its documents and gives its id. It takes the place of
 * the last one of its series, which its documents count on from: the caller
 * holds the target, and has seen to it that they were written after that one.
 */
export async function storeSnapshot(
  trx: Knex.Transaction,
  snapshot: NewSnapshot,
  now: Date,
): Promise<number> {
  const { inventory, cyclonedx, spdx } = snapshot.documents;
  const { upload } = snapshot;
  const series = upload?.series ?? '';
  const documents = [inventory, cyclonedx, spdx];
  if (upload) documents.push(upload.original);
  await storeDocuments(trx, documents, now);
  const last = await latestSnapshot(trx, snapshot.targetId, series);
  const bom = nextBomIdentity(last, snapshot.scanId);
  await forgetBomRefs(trx, { targetId: snapshot.targetId, series });
  await trx('snapshots')
    .where({ target_id: snapshot.targetId, series })
    .whereNull('superseded_at')
    .update({ superseded_at: now, ...(series === '' && lastSight(trx)) });
  const [row] = await trx('snapshots')
    .insert({
      target_id: snapshot.targetId,
      scan_id: snapshot.scanId,
      revision: snapshot.revision,
      digest: snapshot.digest,
      created_at: now,
      last_observed_at: now,
      component_count: snapshot.counts.components,
      direct_count: snapshot.counts.direct,
      partial: snapshot.partial,
      inventory_sha256: inventory.sha256,
      cyclonedx_sha256: cyclonedx.sha256,
      spdx_sha256: spdx.sha256,
      origin: upload ? 'upload' : 'scan',
      series,
      release: upload?.release,
      recorded_by: upload?.recordedBy,
      tools: JSON.stringify(snapshot.tools),
      quality: snapshot.quality?.score,
      quality_checks:
        snapshot.quality && JSON.stringify(snapshot.quality.checks),
      original_sha256: upload?.original.sha256,
      original_format: upload?.originalFormat,
      bom_link: upload?.bomLink,
      bom_serial: last && bom.serial,
      bom_version: bom.version,
    })
    .returning('id');
  const id = Number(row.id);
  if (upload) await storeBomRefs(trx, id, upload.refs);
  return id;
}

/**
 * What its target tells of the snapshot of its scans while that is in force:
 * when it was last observed and how often. Written down when another one takes
 * its place; see {@link observedColumns}.
 */
function lastSight(trx: Knex.Transaction) {
  const ofTarget = (expression: string) =>
    trx.raw(
      `(select ${expression} from targets as t where t.id = snapshots.target_id)`,
    );
  return {
    last_observed_at: ofTarget(
      'coalesce(t.last_read_at, snapshots.last_observed_at)',
    ),
    observations: ofTarget('snapshots.observations + t.observations'),
  };
}

/** When a snapshot `s` of target `t` was last observed, and how often. */
export function observedColumns(knex: Knex): Knex.Raw[] {
  const inForce = `s.superseded_at is null and s.series = ''`;
  return [
    knex.raw(
      `case when ${inForce} and t.last_read_at is not null
         then t.last_read_at else s.last_observed_at end as last_observed_at`,
    ),
    knex.raw(
      `s.observations + case when ${inForce} then t.observations else 0 end as observations`,
    ),
  ];
}

/** An upload was the same again: its snapshot held until now. */
export async function observeSnapshot(
  trx: Knex.Transaction,
  snapshotId: number | string,
  now: Date,
): Promise<void> {
  await trx('snapshots')
    .where('id', snapshotId)
    .update({
      last_observed_at: now,
      observations: trx.raw('observations + 1'),
    });
}

/** The components and graph of a snapshot. */
export async function readInventory(
  archive: Archive,
  snapshot: Pick<DbSnapshotsRow, 'inventory_sha256'>,
): Promise<Inventory> {
  const { bytes } = await archive.read(snapshot.inventory_sha256);
  return parseInventory(bytes.toString('utf8'));
}

/** The manifests of a target, as they are in force. */
export async function readManifests(
  knex: Knex,
  archive: Archive,
  targetId: number,
): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const snapshot of await currentSnapshots(knex, targetId)) {
    const inventory = await readInventory(archive, snapshot);
    manifests.push(...inventory.manifests);
  }
  return manifests;
}

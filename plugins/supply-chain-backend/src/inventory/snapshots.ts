import { Inventory, parseInventory } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import type { SnapshotDocuments } from '../scanning/EnginePool';
import { readDocument, storeDocuments } from './documents';

/** A snapshot's row. */
export interface SnapshotRow {
  id: number | string;
  target_id: number;
  scan_id: string;
  revision: string | null;
  digest: string;
  created_at: unknown;
  last_observed_at: unknown;
  component_count: number;
  direct_count: number;
  partial: unknown;
  inventory_sha256: string;
  cyclonedx_sha256: string;
  spdx_sha256: string;
}

/** What a new snapshot is made of. */
export interface NewSnapshot {
  targetId: number;
  scanId: string;
  revision: string;
  digest: string;
  componentCount: number;
  directCount: number;
  partial: boolean;
  documents: SnapshotDocuments;
}

/** The newest snapshot of a target. */
export function latestSnapshot(
  knex: Knex,
  targetId: number,
): Promise<SnapshotRow | undefined> {
  return knex('snapshots')
    .where('target_id', targetId)
    .orderBy('id', 'desc')
    .first();
}

/** Stores a snapshot with its documents and gives its id. */
export async function storeSnapshot(
  trx: Knex.Transaction,
  snapshot: NewSnapshot,
  now: Date,
): Promise<number> {
  const { inventory, cyclonedx, spdx } = snapshot.documents;
  await storeDocuments(trx, [inventory, cyclonedx, spdx], now);
  const [row] = await trx('snapshots')
    .insert({
      target_id: snapshot.targetId,
      scan_id: snapshot.scanId,
      revision: snapshot.revision,
      digest: snapshot.digest,
      created_at: now,
      last_observed_at: now,
      component_count: snapshot.componentCount,
      direct_count: snapshot.directCount,
      partial: snapshot.partial,
      inventory_sha256: inventory.sha256,
      cyclonedx_sha256: cyclonedx.sha256,
      spdx_sha256: spdx.sha256,
    })
    .returning('id');
  return Number(row.id);
}

/** A scan found the same again: the snapshot held until now. */
export async function observeSnapshot(
  trx: Knex.Transaction,
  snapshotId: number | string,
  now: Date,
): Promise<void> {
  await trx('snapshots')
    .where('id', snapshotId)
    .update({ last_observed_at: now });
}

/** The components and graph of a snapshot. */
export async function readInventory(
  knex: Knex,
  snapshot: Pick<SnapshotRow, 'inventory_sha256'>,
): Promise<Inventory> {
  const { bytes } = await readDocument(knex, snapshot.inventory_sha256);
  return parseInventory(bytes.toString('utf8'));
}

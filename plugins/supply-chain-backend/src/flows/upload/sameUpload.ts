import type {
  UploadedSbom,
  UploadQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { knownDamaged } from '../../records/documents/damage';
import {
  documentsOf,
  latestSnapshot,
  observeSnapshot,
} from '../../records/inventory/snapshots';
import { countOpenFindings } from '../../records/scans/recordScan';
import { queueScoring } from '../../records/scoring/queue';
import { findRelease } from '../../records/releases/releases';
import { seriesOf, UploadTarget } from './uploadTarget';
import type { DbSnapshotsRow } from '../../database/tables';

/**
 * The last upload of its name, where it was the same in every respect. It is
 * asked by the bytes, before they are read: a build that sends what it sent
 * before costs a look-up.
 */
export async function sameUpload(
  knex: Knex,
  targetId: number,
  query: UploadQuery,
  sha256: string,
): Promise<DbSnapshotsRow | undefined> {
  const last = await latestSnapshot(knex, targetId, seriesOf(query));
  const same =
    last?.original_sha256 === sha256 &&
    last.revision === (query.revision ?? null) &&
    last.release === (query.release ?? null);
  // What was taken back, or is marked as out of date, is stored again.
  if (!same || !(await isInForce(knex, last))) return undefined;
  // What is damaged is written anew, from these bytes.
  const digests = [sha256, ...documentsOf(last)];
  const damaged = await knownDamaged(knex, digests);
  return damaged.length > 0 ? undefined : last;
}

async function isInForce(
  knex: Knex,
  { target_id: targetId, series, superseded_at: over }: DbSnapshotsRow,
): Promise<boolean> {
  if (over !== null) return false;
  const stale = await knex('target_manifests')
    .where({ target_id: targetId, series })
    .whereNotNull('stale_since')
    .first('id');
  return stale === undefined;
}

/**
 * Notes that an upload held until now, and answers as it was answered then.
 * Undefined where another upload has taken its place meanwhile.
 */
export async function observeUpload(
  knex: Knex,
  target: UploadTarget,
  snapshot: DbSnapshotsRow,
): Promise<UploadedSbom | undefined> {
  return inTransaction(knex, async trx => {
    await lockTargets(trx, [target.id]);
    const last = await latestSnapshot(trx, target.id, snapshot.series);
    if (String(last?.id) !== String(snapshot.id)) return undefined;
    const now = new Date();
    await observeSnapshot(trx, snapshot.id, now);
    await trx('target_manifests')
      .where({ target_id: target.id, series: snapshot.series })
      .update({ read_at: now });
    await trx('targets').where('id', target.id).update({ last_upload_at: now });
    await queueScoring(trx, [target.id], now);
    const { series, release: name } = snapshot;
    const release =
      name === null
        ? undefined
        : await findRelease(trx, target.id, series, name);
    return {
      ...describe(snapshot),
      entityRef: target.entityRef,
      warnings: await warningsOf(trx, snapshot.scan_id),
      releaseId: release && String(release.id),
      created: false,
      openFindings: await countOpenFindings(trx, target.id),
    };
  });
}

function describe(snapshot: DbSnapshotsRow) {
  const [format, specVersion] = (snapshot.original_format ?? '').split(' ');
  return {
    id: String(snapshot.id),
    sha256: snapshot.original_sha256!,
    format: format as UploadedSbom['format'],
    specVersion,
    components: snapshot.component_count,
    quality:
      snapshot.quality === null
        ? undefined
        : {
            score: snapshot.quality,
            checks: JSON.parse(snapshot.quality_checks ?? '[]'),
          },
  };
}

async function warningsOf(knex: Knex, scanId: string): Promise<string[]> {
  const rows = await knex('scan_files')
    .where('scan_id', scanId)
    .whereNotNull('warnings')
    .orderBy('position')
    .pluck('warnings');
  return rows.flatMap(text => JSON.parse(text!) as string[]);
}

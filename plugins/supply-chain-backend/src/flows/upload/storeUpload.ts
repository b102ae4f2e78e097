import type {
  SeverityCounts,
  UploadQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { KeptDocument } from '../../records/documents/documents';
import { toText } from '../../database/dialect';
import {
  type BomIdentity,
  nextBomIdentity,
} from '../../records/inventory/bomIdentity';
import {
  ComponentCounts,
  countComponents,
} from '../../records/inventory/componentCounts';
import {
  KeptDocuments,
  latestSnapshot,
  storeSnapshot,
} from '../../records/inventory/snapshots';
import { retriageTargets } from '../../records/findings/retriage';
import type { TellLosses } from '../reading/lossEvents';
import type {
  NewLoss,
  SuddenLossRules,
} from '../../records/inventory/suddenLoss';
import type { ReadUpload } from '../../engines/EnginePool';
import {
  countOpenFindings,
  recordFiles,
  recordOutcome,
} from '../../records/scans/recordScan';
import type { Telemetry } from '../../telemetry/Telemetry';
import { recordReading } from '../reading/storeReading';
import { queueScoring } from '../../records/scoring/queue';
import { sameUpload } from './sameUpload';
import { storeRelease, StoredRelease } from '../../records/releases/releases';
import { seriesOf, UploadTarget } from './uploadTarget';

/** An upload whose bytes are in the archive. */
export interface KeptUpload extends Omit<ReadUpload, 'documents' | 'original'> {
  scanId: string;
  /** What the documents that were made of it say. */
  bom: BomIdentity;
  documents: KeptDocuments;
  original: KeptDocument;
}

/** What became of an upload. */
export interface StoredUpload {
  snapshotId: string;
  /** Package versions that it names. */
  components: number;
  openFindings: SeverityCounts;
  /** Where the upload names a release. */
  release?: StoredRelease;
}

/** The last upload of its name is the same in every respect. */
export class AlreadyStoredError extends Error {
  name = 'AlreadyStoredError';
}

/** Another upload of its name was stored since its documents were written. */
export class OvertakenError extends Error {
  name = 'OvertakenError';
}

/**
 * Stores an upload as a snapshot like any other: its components are matched,
 * its findings opened and resolved, and a scan's record says how it went. Throws
 * `AlreadyStoredError`, before anything is written, where it is stored by now,
 * and `OvertakenError` where its documents have the version of another.
 */
export async function storeUpload(
  knex: Knex,
  target: UploadTarget,
  query: UploadQuery,
  upload: KeptUpload,
  recordedBy: string,
  startedAt: Date,
  after: {
    suddenLoss?: SuddenLossRules;
    asksApproval?: boolean;
    onLosses?: TellLosses;
    settleAside?: () => void;
    telemetry?: Telemetry;
  },
): Promise<StoredUpload> {
  const { manifests, scanId } = upload;
  const counts = await countComponents(manifests);
  const reading = {
    targetId: target.id,
    series: seriesOf(query),
    scanId,
    manifests,
    unread: [],
    suddenLoss: after.suddenLoss,
    asksApproval: after.asksApproval,
    refuseLate: async (trx: Knex.Transaction) => {
      // Another replica may have stored the same while this one was read.
      const { sha256 } = upload.original;
      if (await sameUpload(trx, target.id, query, sha256)) {
        throw new AlreadyStoredError();
      }
      const last = await latestSnapshot(trx, target.id, seriesOf(query));
      const due = nextBomIdentity(last, scanId);
      const { serial, version } = upload.bom;
      if (due.serial !== serial || due.version !== version) {
        throw new OvertakenError();
      }
    },
    onLosses: (losses: NewLoss[]) => after.onLosses?.(target.entityRef, losses),
    settleAside: after.settleAside,
    telemetry: after.telemetry,
  };
  return recordReading(knex, reading, async (trx, stored) => {
    const { now, changes, componentCount } = stored;
    await trx('scans').insert({
      id: scanId,
      target_id: target.id,
      trigger: 'upload',
      requested_by: recordedBy,
      state: 'running',
      started_at: startedAt,
    });
    // Rules and documents ask for the ways to a package, and these are others now.
    await retriageTargets(trx, [target.id]);
    const snapshotId = await storeSnapshot(
      trx,
      snapshotOf(target, query, upload, { counts, scanId, recordedBy }),
      now,
    );
    const outcomes = manifests.map(manifest => ({
      path: manifest.path,
      outcome: 'read' as const,
      format: manifest.format,
    }));
    await recordFiles(trx, scanId, outcomes, manifests, stored.losses);
    await recordOutcome(
      trx,
      { id: target.id, scanId, startedAt },
      {
        state: 'succeeded',
        revision: query.revision,
        snapshotId,
        componentCount,
        opened: changes.opened + changes.reopened,
        resolved: changes.resolved,
        suddenLosses: stored.losses.size,
      },
      outcomes,
      now,
    );
    await trx('targets')
      .where('id', target.id)
      .update({
        last_upload_at: now,
        component_count: componentCount,
        // Scans have the say where there are any.
        ...(!target.scanned && {
          last_scan_id: scanId,
          last_good_scan_at: now,
          snapshot_id: snapshotId,
        }),
      });
    await queueScoring(trx, [target.id], now);
    return {
      release: await releaseOf(trx, target, query, snapshotId, recordedBy, now),
      snapshotId: String(snapshotId),
      components: counts.components,
      openFindings: await countOpenFindings(trx, target.id),
    };
  });
}

/** An upload with a version makes a release, the first one of a name. */
async function releaseOf(
  trx: Knex.Transaction,
  target: UploadTarget,
  { release: name }: UploadQuery,
  snapshotId: number,
  recordedBy: string,
  now: Date,
): Promise<StoredRelease | undefined> {
  if (name === undefined) return undefined;
  const [snapshot] = await trx('snapshots').where('id', snapshotId);
  return storeRelease(
    trx,
    { targetId: target.id, name, madeBy: 'upload', recordedBy, snapshot },
    now,
  );
}

function snapshotOf(
  target: UploadTarget,
  query: UploadQuery,
  upload: KeptUpload,
  record: { counts: ComponentCounts; scanId: string; recordedBy: string },
) {
  return {
    targetId: target.id,
    scanId: record.scanId,
    revision: query.revision ?? null,
    digest: upload.digest,
    counts: record.counts,
    partial: false,
    documents: upload.documents,
    tools: upload.tools.slice(0, 50).map(tool => toText(tool, 200)),
    quality: upload.quality,
    upload: {
      series: seriesOf(query),
      release: query.release,
      recordedBy: record.recordedBy,
      original: upload.original,
      originalFormat: `${upload.format} ${upload.specVersion}`.slice(0, 40),
      bomLink: upload.bomLink,
      refs: upload.refs,
    },
  };
}

import type { ScanState } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { retryOnDeadlock, toText } from '../database/dialect';
import { touchFindings } from '../findings/reconcile';
import {
  latestSnapshot,
  observeSnapshot,
  storeSnapshot,
} from '../inventory/snapshots';
import type { SuddenLossRules } from '../inventory/suddenLoss';
import { observeSource, storeSource } from '../scorecards/source/storeSource';
import { ClaimedTarget, releaseTarget } from './queue';
import { recordFiles, recordOutcome } from './recordScan';
import type { ScanFindings } from './ScanRunner';
import { storeReading } from './storeReading';

/**
 * Stores all that a scan found in one transaction, with the end of its lease:
 * either everything is there and the target is released, or nothing is and
 * another worker scans it again.
 */
export async function storeScan(
  knex: Knex,
  claimed: ClaimedTarget,
  found: ScanFindings,
  after: {
    etag: string;
    nextScanAt: (now: Date) => Date;
    suddenLoss?: SuddenLossRules;
  },
): Promise<void> {
  await retryOnDeadlock(knex, () =>
    knex.transaction(async trx => {
      const now = new Date();
      const { changes, componentCount, losses } = await storeReading(trx, {
        targetId: claimed.id,
        series: '',
        scanId: claimed.scanId,
        manifests: found.manifests,
        unread: found.unread,
        suddenLoss: after.suddenLoss,
        now,
      });
      const snapshotId = await snapshotOf(trx, claimed, found, now);
      await storeSource(trx, claimed.id, found, now);
      const failed = found.unread.length > 0;
      const nothingRead = failed && found.manifests.length === 0;
      const state = stateOf(found);
      await recordFiles(
        trx,
        claimed.scanId,
        found.outcomes,
        found.manifests,
        losses,
      );
      await recordOutcome(
        trx,
        claimed,
        {
          state,
          revision: found.revision,
          snapshotId,
          componentCount,
          opened: changes.opened + changes.reopened,
          resolved: changes.resolved,
          suddenLosses: losses.size,
          error: nothingRead ? 'No file could be read' : undefined,
        },
        found.outcomes,
        now,
      );
      await releaseTarget(trx, claimed, after.nextScanAt(now), {
        attempts: 0,
        last_error: failed ? toText(unreadPlaces(found)) : null,
        last_outcome: isEmpty(found) && !failed ? 'empty' : state,
        // What could not be read is tried again, unchanged source or not.
        source_etag: failed ? null : after.etag,
        ...(!failed && { last_good_scan_at: now }),
        snapshot_id: snapshotId,
        component_count: componentCount,
      });
    }),
  );
}

/** Records a scan that found the source as it was. */
export async function storeUnchanged(
  knex: Knex,
  claimed: ClaimedTarget,
  nextScanAt: (now: Date) => Date,
): Promise<void> {
  await knex.transaction(async trx => {
    const now = new Date();
    const snapshot = await latestSnapshot(trx, claimed.id);
    if (snapshot) await observeSnapshot(trx, snapshot.id, now);
    await observeSource(trx, claimed.id, now);
    await touchFindings(trx, claimed.id, now);
    await recordOutcome(
      trx,
      claimed,
      {
        state: 'unchanged',
        revision: snapshot?.revision ?? undefined,
        snapshotId: snapshot?.id,
        componentCount: snapshot?.component_count,
      },
      [],
      now,
    );
    const component = await trx('target_components as link')
      .join('target_manifests as m', 'm.id', 'link.manifest_id')
      .where({ 'm.target_id': claimed.id, 'm.series': '' })
      .first('link.component_id');
    await releaseTarget(trx, claimed, nextScanAt(now), {
      attempts: 0,
      last_error: null,
      // An etag is kept of complete scans only: what went wrong since is over.
      last_outcome: component ? 'succeeded' : 'empty',
      last_good_scan_at: now,
    });
  });
}

/**
 * The snapshot of a scan: the previous one where nothing changed, none where
 * nothing was ever found.
 */
async function snapshotOf(
  trx: Knex.Transaction,
  claimed: ClaimedTarget,
  found: ScanFindings,
  now: Date,
): Promise<number | string | null> {
  const { previous, documents, inventory } = found;
  if (!documents) {
    if (!previous) return null;
    await observeSnapshot(trx, previous.id, now);
    return previous.id;
  }
  const components = new Map<string, boolean>();
  for (const manifest of inventory.manifests) {
    for (const { purl, direct } of manifest.components) {
      components.set(purl, direct || components.get(purl) === true);
    }
  }
  return storeSnapshot(
    trx,
    {
      targetId: claimed.id,
      scanId: claimed.scanId,
      revision: found.revision,
      digest: found.digest,
      componentCount: components.size,
      directCount: [...components.values()].filter(Boolean).length,
      partial: found.unread.length > 0,
      documents,
      tools: found.tools,
      quality: found.quality,
    },
    now,
  );
}

/** Where nothing was looked at, that there are no findings means nothing. */
function isEmpty({ manifests }: ScanFindings): boolean {
  return manifests.every(({ components }) => components.length === 0);
}

function stateOf({ unread, manifests }: ScanFindings): ScanState {
  if (unread.length === 0) return 'succeeded';
  return manifests.length === 0 ? 'failed' : 'partial';
}

/** Names some of what could not be read; the scan's files name all. */
function unreadPlaces({ unread }: ScanFindings): string {
  const named = unread.slice(0, 3).map(place => place.path);
  const more = unread.length - named.length;
  return `Could not be read: ${named.join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}

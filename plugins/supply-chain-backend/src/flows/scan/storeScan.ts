import type { Knex } from 'knex';
import { storeDocuments } from '../../records/documents/documents';
import { toBoolean, toDate, toText } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { noteChanges } from '../../records/changes/serviceChanges';
import { countComponents } from '../../records/inventory/componentCounts';
import { recordFindingChanges } from '../../records/findings/reconcile';
import { retriageTargets } from '../../records/findings/retriage';
import { storeSnapshot } from '../../records/inventory/snapshots';
import type { TellLosses } from '../reading/lossEvents';
import type {
  NewLoss,
  SuddenLossRules,
} from '../../records/inventory/suddenLoss';
import { countUnresolved } from '../../records/inventory/unresolved';
import { storeAnnotatedRelease } from '../../records/releases/releases';
import { queueScoring } from '../../records/scoring/queue';
import { storeSource } from '../../records/documents/storeSource';
import { ClaimedTarget, releaseTarget } from '../../records/scans/queue';
import { recordFiles, recordOutcome } from '../../records/scans/recordScan';
import type { ScanOutcome } from './measureScan';
import type { ScanFindings } from './scanFindings';
import { noTelemetry, type Telemetry } from '../../telemetry/Telemetry';
import { storeInspections } from '../inspect/storeInspections';
import { storeIgnoreFiles, type TrustedIgnores } from '../vex/storeIgnoreFiles';
import { recordReading } from '../reading/storeReading';

/** Why a scan failed of which files were there. */
export const NOTHING_READ = 'No file could be read';

/**
 * Stores all that a scan found in one transaction, with the end of its lease:
 * either everything is there and the target is released, or nothing is and
 * another worker scans it again. Gives the outcome.
 */
export async function storeScan(
  knex: Knex,
  claimed: ClaimedTarget,
  found: ScanFindings,
  after: {
    nextScanAt: (now: Date) => Date;
    suddenLoss?: SuddenLossRules;
    asksApproval?: boolean;
    onLosses?: TellLosses;
    settleAside?: () => void;
    /** Owners whose ignore files count at once. */
    trustedOwners?: readonly string[];
    /** Told of entries of these that count from now on. */
    onTrusted?: (trusted: TrustedIgnores) => void;
    /** The longest that what the source has tools be silent about may be proposed for. */
    longestExceptionMs?: number;
    telemetry?: Telemetry;
  },
): Promise<ScanOutcome> {
  const { manifests, unread } = found;
  const reading = {
    targetId: claimed.id,
    series: '',
    scanId: claimed.scanId,
    manifests,
    unread,
    suddenLoss: after.suddenLoss,
    asksApproval: after.asksApproval,
    onLosses: (losses: NewLoss[]) =>
      after.onLosses?.(claimed.entityRef, losses),
    settleAside: after.settleAside,
    telemetry: after.telemetry,
  };
  const stored = await recordReading(knex, reading, async (trx, read) => {
    const { now, changes, componentCount, losses } = read;
    const snapshotId = await snapshotOf(trx, claimed, found, now);
    const { restored = [] } = found;
    await storeDocuments(trx, restored, now);
    await storeSource(trx, claimed.id, found, now);
    await noteChanges(trx, found.changes ?? [], now);
    const { longestExceptionMs } = after;
    const inspected = await storeInspections(
      trx,
      claimed,
      { ...found, longestExceptionMs },
      now,
    );
    const trusted =
      found.ignoreFiles &&
      (await storeIgnoreFiles(
        trx,
        {
          target: claimed,
          origin: 'source',
          author: 'source',
          trustedOwners: after.trustedOwners ?? [],
          longestExceptionMs,
        },
        found.ignoreFiles,
        now,
      ));
    const failed = unread.length > 0;
    const nothingRead = failed && manifests.length === 0;
    const state = stateOf(found);
    await recordFiles(trx, claimed.scanId, found.outcomes, manifests, losses);
    await recordOutcome(
      trx,
      claimed,
      {
        state,
        revision: found.revision,
        snapshotId,
        componentCount,
        opened:
          changes.opened +
          changes.reopened +
          inspected.opened +
          inspected.reopened,
        resolved: changes.resolved + inspected.resolved,
        suddenLosses: losses.size,
        unresolvedVersions: countUnresolved(manifests),
        restoredDocuments: restored.length,
        error: nothingRead ? NOTHING_READ : undefined,
      },
      found.outcomes,
      now,
    );
    await releaseTarget(trx, claimed, after.nextScanAt(now), {
      attempts: 0,
      last_error: failed ? toText(unreadPlaces(found)) : null,
      last_outcome: isEmpty(found) && !failed ? 'empty' : state,
      // What could not be read is tried again, unchanged source or not.
      source_etag: failed || found.inspections?.failed ? null : found.etag,
      ...(!failed && { last_good_scan_at: now }),
      ...(!nothingRead && { last_read_at: now }),
      snapshot_id: snapshotId,
      observations: found.documents ? 0 : trx.raw('observations + 1'),
      component_count: componentCount,
    });
    await storeAnnotatedRelease(
      trx,
      claimed.id,
      nothingRead ? null : snapshotId,
      now,
    );
    await queueScoring(trx, [claimed.id], now);
    return { state, inspected, trusted };
  });
  const { telemetry = noTelemetry } = after;
  recordFindingChanges(telemetry, 'scan', stored.inspected);
  if (stored.trusted) after.onTrusted?.(stored.trusted);
  return stored.state;
}

/** The age from which on a check may hold it against a service that it was not scanned. */
const SCORED_AGE_MS = 48 * 3_600_000;

/**
 * Records a scan that found the source as it was: in its own record and in its
 * target's row, and nowhere else.
 */
export async function storeUnchanged(
  knex: Knex,
  claimed: ClaimedTarget,
  nextScanAt: (now: Date) => Date,
): Promise<void> {
  await inTransaction(knex, async trx => {
    await lockTargets(trx, [claimed.id]);
    const now = new Date();
    const target = await trx('targets as t')
      .leftJoin('snapshots as s', 's.id', 't.snapshot_id')
      .where('t.id', claimed.id)
      .first(
        't.last_outcome',
        't.last_good_scan_at',
        's.id as snapshot_id',
        's.revision',
        's.component_count',
        trx.raw(
          `exists (
             select 1 from target_manifests as m
             join target_components as link on link.manifest_id = m.id
             where m.target_id = t.id and m.series = '') as has_components`,
        ),
      );
    await recordOutcome(
      trx,
      claimed,
      {
        state: 'unchanged',
        revision: target.revision ?? undefined,
        snapshotId: target.snapshot_id,
        componentCount: target.component_count,
      },
      [],
      now,
    );
    const outcome = toBoolean(target.has_components) ? 'succeeded' : 'empty';
    await releaseTarget(trx, claimed, nextScanAt(now), {
      attempts: 0,
      last_error: null,
      // An etag is kept of complete scans only: what went wrong since is over.
      last_outcome: outcome,
      last_good_scan_at: now,
      last_read_at: now,
      observations: trx.raw('observations + 1'),
    });
    await storeAnnotatedRelease(trx, claimed.id, target.snapshot_id, now);
    const before = target.last_good_scan_at;
    const wasGood =
      target.last_outcome === outcome &&
      before !== null &&
      now.getTime() - toDate(before).getTime() < SCORED_AGE_MS;
    if (!wasGood) await queueScoring(trx, [claimed.id], now);
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
  if (!documents) return previous?.id ?? null;
  // Rules and documents ask for the ways to a package, and these are others now.
  await retriageTargets(trx, [claimed.id]);
  return storeSnapshot(
    trx,
    {
      targetId: claimed.id,
      scanId: claimed.scanId,
      revision: found.revision,
      digest: found.digest,
      counts: await countComponents(inventory.manifests),
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

function stateOf({ unread, manifests }: ScanFindings): ScanOutcome {
  if (unread.length === 0) return 'succeeded';
  return manifests.length === 0 ? 'failed' : 'partial';
}

/** Names some of what could not be read, and why; the scan's files name all. */
function unreadPlaces({ unread }: ScanFindings): string {
  const named = unread
    .slice(0, 3)
    .map(({ path, reason }) => `${path} (${toText(reason, 200)})`);
  const more = unread.length - named.length;
  return `Could not be read: ${named.join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}

/** Notes that a scan failed, and when it is tried again; what was known stands. */
export async function storeFailure(
  knex: Knex,
  claimed: ClaimedTarget,
  failure: { message: string; attempts: number; next: Date; now: Date },
): Promise<void> {
  const { message, attempts, next, now } = failure;
  await inTransaction(knex, async trx => {
    await lockTargets(trx, [claimed.id]);
    await recordOutcome(
      trx,
      claimed,
      { state: 'failed', error: message },
      [],
      now,
    );
    await releaseTarget(trx, claimed, next, {
      attempts,
      last_error: toText(message),
      last_outcome: 'failed',
    });
    await queueScoring(trx, [claimed.id], now);
  });
}

import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import { matchNewComponents } from '../../records/vulnerabilities/matchComponents';
import { lockLicensing, lockMatching, lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import {
  FindingChanges,
  reconcileFindings,
  recordFindingChanges,
} from '../../records/findings/reconcile';
import { packageChanges } from '../../records/changes/packageChanges';
import { noteChanges } from '../../records/changes/serviceChanges';
import { storeComponents } from '../../records/inventory/components';
import { storeLinks, UnreadPlace } from '../../records/inventory/links';
import type { LinkChanges } from '../../records/inventory/sayings';
import {
  earlierReadings,
  lossOf,
  NewLoss,
  SuddenLoss,
  SuddenLossRules,
} from '../../records/inventory/suddenLoss';
import {
  claimNewComponents,
  noteClaims,
  settleClaims,
} from '../../records/licenses/claims';
import { queueFacts } from '../../records/licenses/factsQueue';
import { isProvenanceAsked } from '../../records/provenance/provenanceAsked';
import { queueProvenance } from '../../records/provenance/provenanceQueue';
import { noteProvenance } from '../../records/provenance/provenanceUpdates';
import { storeManifestTexts } from '../../records/licenses/manifestTexts';
import { reconcileLicenses } from '../../records/licenses/reconcile';
import { proposeApprovals } from '../../records/decisions/packageApprovals';
import { noteNews } from '../../records/outbox/outbox';
import { noteHashes } from '../../records/risks/lockedHashes';
import { queueComponents, queueTargets } from '../../records/risks/riskQueue';
import { noTelemetry, Telemetry } from '../../telemetry/Telemetry';

/** What was read of a target, by a scan or from an upload. */
export interface Reading {
  targetId: number;
  /** The name of an upload; empty for scans. */
  series: string;
  scanId: string;
  manifests: Manifest[];
  unread: UnreadPlace[];
  /** Absent where no loss is sudden. */
  suddenLoss?: SuddenLossRules;
  /** Whether packages that nobody has used before wait for an approval. */
  asksApproval?: boolean;
  /** Refuses, by an error, what has come too late; asked once the target is held. */
  refuseLate?: (trx: Knex.Transaction) => Promise<void>;
  /** Told, once all is stored, of the losses that this reading is the first to show. */
  onLosses?: (losses: NewLoss[]) => void;
  /** Has noted claims settled aside; where absent, storing waits until they are. */
  settleAside?: () => void;
  telemetry?: Telemetry;
}

/** What storing a reading came to. */
export interface StoredReading {
  now: Date;
  changes: FindingChanges;
  /** Of components that are new to the organization, with advisories. */
  matches: number;
  componentCount: number;
  /** Manifests that suddenly have far fewer components, by path. */
  losses: Map<string, SuddenLoss>;
}

/**
 * Stores what was read of a target in one transaction: components, links,
 * licenses and findings, and whatever the scan or the upload has to add. Both
 * are stored, matched and judged alike.
 *
 * @param conclude - done last in the transaction; it may run more than once
 */
export async function recordReading<T>(
  knex: Knex,
  reading: Reading,
  conclude: (trx: Knex.Transaction, stored: StoredReading) => Promise<T>,
): Promise<T> {
  const { stored, concluded } = await inTransaction(knex, async trx => {
    const done = await storeReading(trx, reading);
    await noteLosses(trx, reading, done);
    return { stored: done, concluded: await conclude(trx, done) };
  });
  tellChanges(reading, stored);
  if (reading.settleAside) reading.settleAside();
  else await settleClaims(knex);
  const losses = newLosses(reading, stored);
  if (losses.length > 0) reading.onLosses?.(losses);
  return concluded;
}

function tellChanges(
  { series, telemetry = noTelemetry }: Reading,
  { changes, matches }: StoredReading,
): void {
  const cause = series === '' ? 'scan' : 'upload';
  recordFindingChanges(telemetry, cause, changes);
  telemetry.record('matches', matches, { cause });
}

async function noteLosses(
  trx: Knex.Transaction,
  reading: Reading,
  stored: StoredReading,
): Promise<void> {
  const losses = newLosses(reading, stored).map(
    ({ manifest, before, after }) => ({
      targetId: reading.targetId,
      detail: { manifest: toText(manifest, 500), before, after },
    }),
  );
  await noteNews(trx, 'sudden-loss', losses, stored.now);
}

function newLosses(
  { manifests }: Reading,
  { losses, now }: StoredReading,
): NewLoss[] {
  return manifests.flatMap(({ path, components }) => {
    const loss = losses.get(path);
    return loss?.since.getTime() === now.getTime()
      ? [{ ...loss, manifest: path, after: components.length }]
      : [];
  });
}

/** The steps of {@link recordReading} that scans and uploads have in common. */
export async function storeReading(
  trx: Knex.Transaction,
  reading: Reading,
): Promise<StoredReading> {
  const { targetId, series, scanId, manifests, unread } = reading;
  await lockMatching(trx, 'shared');
  await lockLicensing(trx, 'shared');
  await lockTargets(trx, [targetId]);
  await reading.refuseLate?.(trx);
  // After the locks: what comes later has a later time.
  const now = new Date();
  const components = await storeComponents(
    trx,
    manifests.flatMap(manifest => manifest.components),
    now,
  );
  const matches = await matchNewComponents(trx, components.added);
  await queueFacts(trx, components.added, now);
  await queueComponents(
    trx,
    components.added.map(({ id }) => Number(id)),
  );
  if (await isProvenanceAsked(trx)) {
    await queueProvenance(trx, components, now);
    await noteProvenance(trx, [targetId], now);
  }
  const losses = await lossesOf(trx, reading, now);
  const isFirst = !(await hasManifests(trx, targetId));
  const links = await storeLinks(trx, {
    targetId,
    series,
    manifests,
    unread,
    componentIds: components.ids,
    textIds: await storeManifestTexts(trx, manifests, series),
    losses,
    now,
  });
  await noteHashes(trx, reading, manifests, components.ids);
  const changes = await reconcileFindings(
    trx,
    { targetIds: [targetId] },
    { now, scanId },
  );
  await claimNewComponents(trx, targetId, components.inserted, now);
  await noteClaims(trx, targetId, links);
  await reconcileLicenses(trx, { targetIds: [targetId] }, now);
  await queueTargets(trx, [targetId]);
  // With the first reading all is new: that is how a service begins, and no change.
  if (!isFirst) await noteLinkChanges(trx, reading, links, now);
  return {
    now,
    changes,
    matches,
    componentCount: await countComponents(trx, targetId),
    losses,
  };
}

async function hasManifests(
  trx: Knex.Transaction,
  targetId: number,
): Promise<boolean> {
  const row = await trx('target_manifests')
    .where('target_id', targetId)
    .first('id');
  return row !== undefined;
}

/** Writes down new packages, new majors, and lock files of scans that are gone. */
async function noteLinkChanges(
  trx: Knex.Transaction,
  { targetId, series, asksApproval }: Reading,
  { linked, goneLocks }: LinkChanges,
  now: Date,
): Promise<void> {
  const gone = goneLocks.map(path => ({
    targetId,
    kind: 'lock-file-gone' as const,
    subject: path,
  }));
  const changes = await packageChanges(trx, targetId, linked, now);
  await noteChanges(trx, [...(series === '' ? gone : []), ...changes], now);
  if (asksApproval) {
    await proposeApprovals(
      trx,
      changes.filter(({ firstUse }) => firstUse),
      now,
    );
  }
}

async function lossesOf(
  trx: Knex.Transaction,
  { targetId, series, manifests, suddenLoss }: Reading,
  now: Date,
): Promise<Map<string, SuddenLoss>> {
  const losses = new Map<string, SuddenLoss>();
  if (!suddenLoss) return losses;
  const earlier = await earlierReadings(trx, targetId, series);
  for (const { path, components } of manifests) {
    const loss = lossOf(components.length, earlier.get(path), suddenLoss, now);
    if (loss) losses.set(path, loss);
  }
  return losses;
}

async function countComponents(
  trx: Knex.Transaction,
  targetId: number,
): Promise<number> {
  const [{ count }] = await trx('target_components')
    .where('target_id', targetId)
    .countDistinct({ count: 'component_id' });
  return Number(count);
}

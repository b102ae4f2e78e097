import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { matchNewComponents } from '../advisories/matchComponents';
import { isPostgres } from '../database/dialect';
import { lockMatching } from '../database/locks';
import {
  FindingChanges,
  reconcileFindings,
  touchFindings,
} from '../findings/reconcile';
import { storeComponents } from '../inventory/components';
import { storeLinks, UnreadPlace } from '../inventory/links';
import {
  earlierReadings,
  lossOf,
  SuddenLoss,
  SuddenLossRules,
} from '../inventory/suddenLoss';
import {
  claimsOf,
  lockForClaims,
  storeManifestClaims,
} from '../licenses/claims';
import { queueFacts } from '../licenses/factsQueue';
import { reconcileLicenses } from '../licenses/reconcile';

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
  now: Date;
}

/** What became of a reading. */
export interface StoredReading {
  changes: FindingChanges;
  componentCount: number;
  /** Manifests that suddenly have far fewer components, by path. */
  losses: Map<string, SuddenLoss>;
}

/**
 * Stores components, links and findings of what was read: the steps that a
 * scan and an upload have in common, so that both are matched and judged alike.
 */
export async function storeReading(
  trx: Knex.Transaction,
  reading: Reading,
): Promise<StoredReading> {
  const { targetId, series, scanId, manifests, unread, now } = reading;
  const claims = claimsOf(manifests, series);
  await lockMatching(trx, 'shared');
  const licensing = await lockForClaims(trx, claims);
  await lockTarget(trx, targetId);
  const components = await storeComponents(
    trx,
    manifests.flatMap(manifest => manifest.components),
    now,
  );
  await matchNewComponents(trx, components.added);
  await storeManifestClaims(trx, claims, components, licensing, now);
  await queueFacts(trx, components.added, now);
  const losses = await lossesOf(trx, reading);
  await storeLinks(trx, {
    targetId,
    series,
    manifests,
    unread,
    componentIds: components.ids,
    losses,
    now,
  });
  await reconcileLicenses(trx, { targetIds: [targetId] }, now);
  const changes = await reconcileFindings(
    trx,
    { targetIds: [targetId] },
    { now, scanId },
  );
  await touchFindings(trx, targetId, now);
  const componentCount = await countComponents(trx, targetId);
  return { changes, componentCount, losses };
}

async function lossesOf(
  trx: Knex.Transaction,
  { targetId, series, manifests, suddenLoss, now }: Reading,
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

/** A scan and an upload of one target wait for each other. */
async function lockTarget(trx: Knex.Transaction, targetId: number) {
  if (!isPostgres(trx)) return;
  await trx('targets').where('id', targetId).forUpdate().first('id');
}

async function countComponents(
  trx: Knex.Transaction,
  targetId: number,
): Promise<number> {
  const [{ count }] = await trx('target_components')
    .where('target_id', targetId)
    .countDistinct('component_id as count');
  return Number(count);
}

import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { retriageTargets } from '../../records/findings/retriage';
import type { DueImage } from '../../records/images/imageStore';
import { queueScoring } from '../../records/scoring/queue';
import { recordReading } from '../reading/storeReading';

type Place = Pick<DueImage, 'id' | 'target_id' | 'series'>;

/** The packages of an image stand as they were read last, marked stale with the reason. */
export async function markImageStale(
  knex: Knex,
  image: Place,
  reason: string,
): Promise<void> {
  const known = await knex('target_manifests')
    .where({ target_id: image.target_id, series: image.series })
    .whereNull('stale_since')
    .first('id');
  if (!known) return;
  await store(knex, image, [{ path: image.series, reason }]);
}

/** An image that is no part of its service any more: its packages and findings go with it. */
export async function endImage(knex: Knex, image: Place): Promise<void> {
  await store(knex, image, [], async (trx, now) => {
    await trx('snapshots')
      .where({ target_id: image.target_id, series: image.series })
      .whereNull('superseded_at')
      .update({ superseded_at: now });
    await trx('target_images')
      .where('id', image.id)
      .whereNotNull('removed_at')
      .delete();
  });
}

/** A reading of an image that gives nothing: what is unread stands, all else goes. */
async function store(
  knex: Knex,
  { target_id: targetId, series }: Place,
  unread: { path: string; reason: string }[],
  conclude?: (trx: Knex.Transaction, now: Date) => Promise<void>,
): Promise<void> {
  const reading = {
    targetId,
    series,
    scanId: randomUUID(),
    manifests: [],
    unread,
  };
  await recordReading(knex, reading, async (trx, { now, componentCount }) => {
    await retriageTargets(trx, [targetId]);
    await trx('targets')
      .where('id', targetId)
      .update({ component_count: componentCount });
    await queueScoring(trx, [targetId], now);
    await conclude?.(trx, now);
  });
}

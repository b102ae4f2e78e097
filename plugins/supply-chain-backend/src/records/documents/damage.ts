import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toIso } from '../../database/dialect';

/** Damaged documents that are listed. */
const MAX_LISTED = 50;
/** Documents that are listed as well again. */
const MAX_HEALED = 20;

/** Notes that a document's bytes are damaged, until they are written anew. */
export async function noteDamage(
  knex: Knex,
  sha256: string,
  reason: string,
): Promise<void> {
  await knex('documents')
    .where('sha256', sha256)
    .whereNull('damaged_since')
    .update({ damaged_since: new Date(), damage: reason });
}

/** Notes that a document's bytes are whole again, where they were known to be damaged. */
export async function noteHealed(
  knex: Knex,
  sha256: string,
  now: Date,
): Promise<void> {
  await knex('documents')
    .where('sha256', sha256)
    .whereNotNull('damaged_since')
    .update({
      healed_at: now,
      healed_damage: knex.ref('damage'),
      damaged_since: null,
      damage: null,
    });
}

/** Which of these documents are known to be damaged. */
export async function knownDamaged(
  knex: Knex,
  digests: string[],
): Promise<string[]> {
  const damaged: string[] = [];
  for await (const chunk of inChunks(digests)) {
    damaged.push(
      ...(await knex('documents')
        .whereIn('sha256', chunk)
        .whereNotNull('damaged_since')
        .pluck('sha256')),
    );
  }
  return damaged;
}

/** The documents that are known to be damaged, longest first. */
export async function listDamaged(
  knex: Knex,
): Promise<SystemHealth['damagedDocuments']> {
  const damaged = () => knex('documents').whereNotNull('damaged_since');
  const [{ count }] = await damaged().count({ count: '*' });
  const rows = await damaged()
    .orderBy(['damaged_since', 'sha256'])
    .limit(MAX_LISTED)
    .select('sha256', 'media_type', 'store', 'damage', 'damaged_since');
  return {
    count: Number(count),
    documents: rows.map(row => ({
      sha256: row.sha256,
      mediaType: row.media_type,
      store: row.store,
      reason: row.damage ?? undefined,
      since: toIso(row.damaged_since)!,
    })),
  };
}

/** The documents that were damaged and are well again, the last first. */
export async function listHealed(
  knex: Knex,
): Promise<SystemHealth['healedDocuments']> {
  const rows = await knex('documents')
    .whereNotNull('healed_at')
    .whereNull('damaged_since')
    .orderBy([{ column: 'healed_at', order: 'desc' }, { column: 'sha256' }])
    .limit(MAX_HEALED)
    .select('sha256', 'media_type', 'store', 'healed_damage', 'healed_at');
  return rows.map(row => ({
    sha256: row.sha256,
    mediaType: row.media_type,
    store: row.store,
    reason: row.healed_damage ?? undefined,
    healedAt: toIso(row.healed_at)!,
  }));
}

import { alertLevelOf, type AlertThresholds } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { type LeveledTarget, readAlertFacts } from './alertFacts';
import { levelNumber } from './levels';

/**
 * Brings the levels of targets in step with their counts. Nothing is locked or
 * written where nothing differs.
 *
 * @returns how many differed
 */
export async function storeLevels(
  knex: Knex,
  targetIds: readonly number[],
  thresholds: AlertThresholds,
  now: Date,
): Promise<number> {
  const differing = await differ(knex, targetIds, thresholds, now);
  if (differing.size === 0) return 0;
  return inTransaction(knex, async trx => {
    await lockTargets(trx, differing.keys());
    // Another replica may have been quicker.
    const ids = [...differing.keys()];
    const changes = await differ(trx, ids, thresholds, now);
    await write(trx, changes, now);
    return changes.size;
  });
}

/** Targets whose stored level is another than it should be, with what it should be. */
async function differ(
  knex: Knex,
  targetIds: readonly number[],
  thresholds: AlertThresholds,
  now: Date,
): Promise<Map<number, number>> {
  const levelFor = ({ facts }: LeveledTarget) =>
    levelNumber(facts ? alertLevelOf(facts, thresholds) : 'unknown');
  const targets = await readAlertFacts(knex, targetIds, now);
  return new Map(
    targets
      .map(target => [target.id, levelFor(target), target.stored] as const)
      .filter(([, level, stored]) => level !== stored)
      .map(([id, level]) => [id, level]),
  );
}

async function write(
  trx: Knex.Transaction,
  changes: ReadonlyMap<number, number>,
  now: Date,
): Promise<void> {
  for await (const ids of inChunks([...changes.keys()])) {
    await trx('alert_levels')
      .whereIn('target_id', ids)
      .whereNull('until')
      .update({ until: now });
    for (const level of new Set(changes.values())) {
      const those = ids.filter(id => changes.get(id) === level);
      await trx('targets').whereIn('id', those).update({ alert_level: level });
    }
    const known = ids.filter(id => changes.get(id) !== levelNumber('unknown'));
    if (known.length === 0) continue;
    await trx('alert_levels').insert(
      known.map(id => ({
        target_id: id,
        level: changes.get(id)!,
        since: now,
      })),
    );
  }
}

import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';

/*
 * What is to be looked at again: package versions whose risks may be others,
 * and targets whose report is behind. Noted in the transaction that changes a
 * fact; each note raises a number, so that the row is held until that commits,
 * and nobody takes it who does not see the fact yet.
 */

/** Package versions that are new, or whose facts have changed. */
export async function queueComponents(
  trx: Knex,
  componentIds: Iterable<number>,
): Promise<void> {
  const ids = [...new Set(componentIds)].sort((a, b) => a - b);
  for await (const chunk of inChunks(ids)) {
    await trx('risk_updates')
      .insert(chunk.map(id => ({ component_id: id, noted: 1 })))
      .onConflict('component_id')
      .merge({ noted: trx.raw('risk_updates.noted + 1') });
  }
}

/** Targets that were read, or use packages whose risks have changed. */
export async function queueTargets(
  trx: Knex,
  targetIds: Iterable<number>,
): Promise<void> {
  const ids = [...new Set(targetIds)].sort((a, b) => a - b);
  for await (const chunk of inChunks(ids)) {
    await trx('risk_targets')
      .insert(chunk.map(id => ({ target_id: id, noted: 1 })))
      .onConflict('target_id')
      .merge({ noted: trx.raw('risk_targets.noted + 1') });
  }
}

/** Every target that uses one of some package versions. */
export async function queueUsers(
  trx: Knex.Transaction,
  componentIds: readonly number[],
): Promise<void> {
  const users = new Set<number>();
  for await (const chunk of inChunks(componentIds)) {
    const ids: number[] = await trx('target_components')
      .whereIn('component_id', chunk)
      .distinct('target_id')
      .pluck('target_id');
    for (const id of ids) users.add(id);
  }
  await queueTargets(trx, users);
}

/** Every target that has manifests. */
export async function queueAllTargets(trx: Knex): Promise<void> {
  await trx.raw(
    `insert into risk_targets (target_id, noted)
     select target_id, 1 from target_manifests group by target_id order by target_id
     on conflict (target_id) do update set noted = risk_targets.noted + 1`,
  );
}

/**
 * Package versions of packages by number, behind one; gives the last of them,
 * or undefined where none was left.
 */
export async function queueComponentsAfter(
  trx: Knex,
  after: number,
  limit: number,
): Promise<number | undefined> {
  const ids = await trx('components')
    .whereNotNull('package_id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .pluck('id');
  const numbers = ids.map(Number);
  await queueComponents(trx, numbers);
  return numbers.at(-1);
}

/** Those whose risks are over by themselves. */
export async function queueExpired(trx: Knex, now: Date): Promise<void> {
  const ids = await trx('component_risks')
    .where('until', '<=', now)
    .distinct('component_id')
    .limit(10_000)
    .pluck('component_id');
  await queueComponents(trx, ids.map(Number));
}

/** Takes some package versions out of the queue. */
export async function takeComponents(
  trx: Knex.Transaction,
  limit: number,
): Promise<number[]> {
  const query = trx('risk_updates')
    .orderBy('component_id')
    .limit(limit)
    .pluck('component_id');
  if (isPostgres(trx)) query.forUpdate().skipLocked();
  const ids = (await query).map(Number);
  for await (const chunk of inChunks(ids)) {
    await trx('risk_updates').whereIn('component_id', chunk).delete();
  }
  return ids;
}

/** Targets that wait, for some that are looked at one by one. */
export async function waitingTargets(
  knex: Knex,
  limit: number,
): Promise<{ id: number; entityRef: string }[]> {
  const rows = await knex('risk_targets as q')
    .join('targets as t', 't.id', 'q.target_id')
    .orderBy('q.target_id')
    .limit(limit)
    .select('t.id', 't.entity_ref');
  return rows.map(row => ({ id: row.id, entityRef: row.entity_ref }));
}

/** Takes a target out of the queue, whose row the caller holds; false where it is in none. */
export async function takeTarget(
  trx: Knex.Transaction,
  targetId: number,
): Promise<boolean> {
  return (await trx('risk_targets').where('target_id', targetId).delete()) > 0;
}

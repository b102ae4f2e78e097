import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { componentUses } from './componentUses';
import { reconcileLicenses } from './reconcile';

/** What is counted of a component in each target that uses it. */
export interface Uses {
  licenseId: number;
  /** Whether its registry still has to answer. */
  pending: boolean;
}

/**
 * Gives components another license. The counts of all targets that use them
 * are changed by what left and what came instead of counting these targets
 * again, which may be thousands with thousands of components each.
 */
export async function changeUses(
  trx: Knex.Transaction,
  changes: ReadonlyMap<number, Uses>,
  now: Date,
): Promise<void> {
  for await (const ids of inChunks([...changes.keys()], 200)) {
    const before = await trx('components')
      .whereIn('id', ids)
      .whereNotNull('license_id')
      .distinct()
      .pluck('license_id');
    await countUses(trx, ids, -1);
    await writeUses(trx, ids, changes);
    await countUses(trx, ids, 1);
    await trx('target_licenses')
      .whereIn('license_id', before)
      .whereRaw('shipped + development <= 0')
      .delete();
    await reconcileLicenses(trx, { componentIds: ids }, now);
  }
}

async function writeUses(
  trx: Knex.Transaction,
  componentIds: number[],
  changes: ReadonlyMap<number, Uses>,
): Promise<void> {
  const alike = new Map<string, { uses: Uses; ids: number[] }>();
  for (const id of componentIds) {
    const uses = changes.get(id)!;
    const key = `${uses.licenseId} ${uses.pending}`;
    const group = alike.get(key) ?? { uses, ids: [] };
    alike.set(key, group);
    group.ids.push(id);
  }
  for (const { uses, ids } of alike.values()) {
    await trx('components').whereIn('id', ids).update({
      license_id: uses.licenseId,
      facts_pending: uses.pending,
    });
  }
}

/** Adds components to the counts of the targets that use them, or takes them away. */
async function countUses(
  trx: Knex.Transaction,
  componentIds: number[],
  sign: 1 | -1,
): Promise<void> {
  const uses = componentUses(trx, 'component_id', componentIds);
  await trx.raw(
    `insert into target_licenses (target_id, license_id, shipped, development, pending)
     select target_id, license_id, ${sign} * (count(*) - sum(development)),
       ${sign} * sum(development), ${sign} * sum(pending)
     from (?) as uses
     where true
     group by target_id, license_id
     on conflict (target_id, license_id) do update set
       shipped = target_licenses.shipped + excluded.shipped,
       development = target_licenses.development + excluded.development,
       pending = target_licenses.pending + excluded.pending`,
    [uses],
  );
}

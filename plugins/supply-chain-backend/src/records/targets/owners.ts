import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';

/** The owners of some targets, in name order. */
export async function ownersOf(
  knex: Knex,
  targetIds: number[],
): Promise<Map<number, string[]>> {
  const owners = new Map<number, string[]>();
  for await (const chunk of inChunks([...new Set(targetIds)])) {
    const rows = await knex('target_owners')
      .whereIn('target_id', chunk)
      .orderBy(['target_id', 'owner_ref'])
      .select('target_id', 'owner_ref');
    for (const row of rows) {
      const list = owners.get(row.target_id) ?? [];
      list.push(row.owner_ref);
      owners.set(row.target_id, list);
    }
  }
  return owners;
}

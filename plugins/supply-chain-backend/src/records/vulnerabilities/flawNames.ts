import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';

/** All ids of flaws. */
export async function aliasesOf(
  knex: Knex,
  flawIds: number[],
): Promise<Map<number, string[]>> {
  const names = new Map<number, string[]>();
  for await (const chunk of inChunks([...new Set(flawIds)])) {
    for (const row of await knex('flaw_names')
      .whereIn('flaw_id', chunk)
      .orderBy('name')
      .select('flaw_id', 'name')) {
      const list = names.get(row.flaw_id) ?? [];
      list.push(row.name);
      names.set(row.flaw_id, list);
    }
  }
  return names;
}

import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { StructureNode } from './structureNode';

/** The structure as the catalog has it, page by page, and what left it at the end. */
export class StructureReconciler {
  readonly #knex: Knex;
  readonly #seen = new Set<string>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Stores a page; nodes whose etag is known cost a look-up only. */
  async storePage(nodes: StructureNode[]): Promise<void> {
    for await (const chunk of inChunks(nodes)) {
      await inTransaction(this.#knex, trx => storeChunk(trx, chunk));
      for (const { ref } of chunk) this.#seen.add(ref);
    }
  }

  /**
   * Removes what no page had. To be called only after a pass that saw the
   * whole structure: one that broke off must remove nothing.
   */
  async finish(): Promise<void> {
    const known: string[] = await this.#knex('structure_nodes').pluck('ref');
    const gone = known.filter(ref => !this.#seen.has(ref));
    for await (const refs of inChunks(gone)) {
      await inTransaction(this.#knex, async trx => {
        await trx('structure_edges').whereIn('from_ref', refs).delete();
        await trx('structure_nodes').whereIn('ref', refs).delete();
      });
    }
  }
}

async function storeChunk(trx: Knex.Transaction, nodes: StructureNode[]) {
  const rows: { ref: string; etag: string }[] = await trx('structure_nodes')
    .whereIn(
      'ref',
      nodes.map(({ ref }) => ref),
    )
    .select('ref', 'etag');
  const known = new Map(rows.map(({ ref, etag }) => [ref, etag]));
  const changed = nodes.filter(({ ref, etag }) => known.get(ref) !== etag);
  if (changed.length === 0) return;
  await trx('structure_nodes')
    .insert(
      changed.map(({ ref, kind, title, etag }) => ({ ref, kind, title, etag })),
    )
    .onConflict('ref')
    .merge();
  await trx('structure_edges')
    .whereIn(
      'from_ref',
      changed.map(({ ref }) => ref),
    )
    .delete();
  const edges = changed.flatMap(({ ref, above }) =>
    above.map(({ relation, to }) => ({ from_ref: ref, relation, to_ref: to })),
  );
  for await (const chunk of inChunks(edges))
    await trx('structure_edges').insert(chunk);
}

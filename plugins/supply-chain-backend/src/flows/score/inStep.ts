import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** Targets that are looked at together. */
const PIECE = 500;

/** What is stored of services and follows from facts that change the queue of scorecards. */
export interface InStep {
  /** Brings it in step for services of which something has changed. */
  update(targetIds: readonly number[], now: Date): Promise<unknown>;
  /** The same for all services, where what it is made by has changed. */
  updateAll?(signal: AbortSignal, now: Date): Promise<void>;
}

/**
 * Looks at all services, in pieces, where the rules are others than the last
 * time; from where the last replica got to.
 *
 * @param name - of the row that keeps how far it got
 * @param rules - as JSON has them
 * @param begin - done once for other rules, before the first piece
 */
export async function updateAllInPieces(
  knex: Knex,
  {
    name,
    rules,
    begin,
  }: { name: string; rules: unknown; begin?: () => Promise<void> },
  signal: AbortSignal,
  update: (targetIds: readonly number[]) => Promise<unknown>,
): Promise<void> {
  const digest = createHash('sha256')
    .update(JSON.stringify(rules))
    .digest('hex');
  const stored = await knex('triage_settings').where('name', name).first();
  const begun = stored?.digest === digest;
  if (begun && stored.after_id === null) return;
  if (!begun) await begin?.();
  let after: number | undefined = begun ? Number(stored!.after_id) : 0;
  while (after !== undefined) {
    signal.throwIfAborted();
    const ids: number[] = await knex('targets')
      .where('id', '>', after)
      .orderBy('id')
      .limit(PIECE)
      .pluck('id');
    await update(ids);
    after = ids.at(-1);
    await knex('triage_settings')
      .insert({ name, digest, after_id: after ?? null })
      .onConflict('name')
      .merge();
  }
}

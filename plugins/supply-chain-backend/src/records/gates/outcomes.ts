import type { GateOutcome } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { noteNews } from '../outbox/outbox';

/** Outcomes by the number that is stored; 0 is of what was not judged yet. */
const outcomes = [undefined, 'allow', 'warn', 'block'] as const;

export function outcomeNumber(outcome: GateOutcome | undefined): number {
  return outcomes.indexOf(outcome);
}

export function outcomeOf(value: number): GateOutcome | undefined {
  return outcomes[value];
}

/** What a service's gate says now. */
export interface JudgedTarget {
  id: number;
  /** Undefined: the service has left the catalog. */
  outcome: GateOutcome | undefined;
  /** The policy's name. */
  gate: string;
  /** Of that outcome, how many reasons. */
  reasons: number;
}

/**
 * Stores what differs from what was stored, and notes it for those who want to
 * be told: not of a service that was never judged before. Nothing is locked
 * where nothing differs.
 *
 * @returns how many differed
 */
export async function storeOutcomes(
  knex: Knex,
  judged: readonly JudgedTarget[],
  now: Date,
): Promise<number> {
  const differing = await differ(knex, judged);
  if (differing.length === 0) return 0;
  return inTransaction(knex, async trx => {
    await lockTargets(
      trx,
      differing.map(({ id }) => id),
    );
    // Another replica may have been quicker.
    const changes = await differ(trx, differing);
    await write(trx, changes, now);
    return changes.length;
  });
}

type Change = JudgedTarget & { from: GateOutcome | undefined };

async function differ(
  knex: Knex,
  judged: readonly JudgedTarget[],
): Promise<Change[]> {
  const stored = new Map<number, number>();
  for await (const some of inChunks(judged)) {
    const rows = await knex('targets')
      .whereIn(
        'id',
        some.map(({ id }) => id),
      )
      .select('id', 'gate_outcome');
    for (const row of rows) stored.set(row.id, row.gate_outcome);
  }
  return judged
    .filter(({ id }) => stored.has(id))
    .map(one => ({ ...one, from: outcomeOf(stored.get(one.id)!) }))
    .filter(({ from, outcome }) => from !== outcome);
}

async function write(
  trx: Knex.Transaction,
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  for (const outcome of new Set(changes.map(change => change.outcome))) {
    const ids = changes
      .filter(change => change.outcome === outcome)
      .map(({ id }) => id);
    for await (const some of inChunks(ids)) {
      await trx('targets')
        .whereIn('id', some)
        .update({
          gate_outcome: outcomeNumber(outcome),
          gate_since: outcome === undefined ? null : now,
        });
    }
  }
  const news = changes.flatMap(({ id, gate, from, outcome, reasons }) =>
    from === undefined || outcome === undefined
      ? []
      : [{ targetId: id, detail: { gate, from, to: outcome, reasons } }],
  );
  await noteNews(trx, 'gate', news, now);
}

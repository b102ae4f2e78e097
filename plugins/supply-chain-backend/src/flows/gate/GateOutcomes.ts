import type { GatePolicy, GateVerdict } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { type JudgedTarget, storeOutcomes } from '../../records/gates/outcomes';
import { type InStep, updateAllInPieces } from '../score/inStep';
import { gatedColumns, type Gates } from './Gates';

/** Services whose findings are read at once. */
const PIECE = 50;

/** Keeps what gates say of services in step with what is known of them. */
export class GateOutcomes implements InStep {
  readonly #knex: Knex;
  readonly #gates: Gates;
  readonly #policies: readonly GatePolicy[];

  constructor(options: {
    knex: Knex;
    gates: Gates;
    policies: readonly GatePolicy[];
  }) {
    this.#knex = options.knex;
    this.#gates = options.gates;
    this.#policies = options.policies;
  }

  async update(targetIds: readonly number[], now: Date): Promise<number> {
    let differed = 0;
    for await (const ids of inChunks(targetIds, PIECE)) {
      differed += await this.#updatePiece(ids, now);
    }
    return differed;
  }

  async updateAll(signal: AbortSignal, now: Date): Promise<void> {
    const rules = { name: 'gate-outcomes', rules: this.#policies };
    await updateAllInPieces(this.#knex, rules, signal, ids =>
      this.update(ids, now),
    );
  }

  async #updatePiece(ids: readonly number[], now: Date): Promise<number> {
    const targets = await this.#knex('targets')
      .whereIn('id', ids)
      .select(...gatedColumns, 'removed_at');
    const present = targets.filter(({ removed_at: removed }) => !removed);
    const verdicts = await this.#gates.judgeServices(present, now);
    const gone = targets
      .filter(({ removed_at: removed }) => removed)
      .map(({ id }) => ({ id, outcome: undefined, gate: '', reasons: 0 }));
    const judged = verdicts.map(({ target: { id }, policy, verdict }) => ({
      id,
      ...summaryOf(policy, verdict),
    }));
    return storeOutcomes(this.#knex, [...judged, ...gone], now);
  }
}

function summaryOf(
  { name }: GatePolicy,
  { outcome, reasons }: GateVerdict,
): Omit<JudgedTarget, 'id'> {
  return {
    outcome,
    gate: name,
    reasons: reasons.filter(reason => reason.outcome === outcome).length,
  };
}

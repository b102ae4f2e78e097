import type { AlertThresholds } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { storeLevels } from '../../records/alerts/storeLevels';
import { type InStep, updateAllInPieces } from './inStep';

/** Keeps the alert levels of services in step with what is counted of them. */
export class AlertLevels implements InStep {
  readonly #knex: Knex;
  readonly #thresholds: AlertThresholds;

  constructor(options: { knex: Knex; thresholds: AlertThresholds }) {
    this.#knex = options.knex;
    this.#thresholds = options.thresholds;
  }

  async update(targetIds: readonly number[], now: Date): Promise<number> {
    return storeLevels(this.#knex, targetIds, this.#thresholds, now);
  }

  async updateAll(signal: AbortSignal, now: Date): Promise<void> {
    const rules = { name: 'alert-levels', rules: this.#thresholds };
    await updateAllInPieces(this.#knex, rules, signal, ids =>
      this.update(ids, now),
    );
  }
}

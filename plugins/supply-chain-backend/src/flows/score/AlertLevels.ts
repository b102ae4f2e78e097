import type { AlertThresholds } from '@safety-curtain/policy';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { storeLevels } from '../../records/alerts/storeLevels';

/** What the digest of the thresholds is kept for. */
const LEVELS = 'alert-levels';
/** Targets that are looked at together. */
const PIECE = 500;

/** Keeps the alert levels of services in step with what is counted of them. */
export class AlertLevels {
  readonly #knex: Knex;
  readonly #thresholds: AlertThresholds;
  readonly #digest: string;

  constructor(options: { knex: Knex; thresholds: AlertThresholds }) {
    this.#knex = options.knex;
    this.#thresholds = options.thresholds;
    this.#digest = createHash('sha256')
      .update(JSON.stringify(options.thresholds))
      .digest('hex');
  }

  /** Of services of which something has changed. */
  async update(targetIds: readonly number[], now: Date): Promise<number> {
    return storeLevels(this.#knex, targetIds, this.#thresholds, now);
  }

  /**
   * Of all services, where the thresholds are others than the last time; from
   * where the last replica got to.
   */
  async updateAll(signal: AbortSignal, now: Date): Promise<void> {
    const stored = await this.#knex('triage_settings')
      .where('name', LEVELS)
      .first();
    const begun = stored?.digest === this.#digest;
    if (begun && stored.after_id === null) return;
    let after: number | undefined = begun ? Number(stored!.after_id) : 0;
    while (after !== undefined) {
      signal.throwIfAborted();
      after = await this.#updatePiece(after, now);
    }
  }

  async #updatePiece(after: number, now: Date): Promise<number | undefined> {
    const ids: number[] = await this.#knex('targets')
      .where('id', '>', after)
      .orderBy('id')
      .limit(PIECE)
      .pluck('id');
    await this.update(ids, now);
    const last = ids.at(-1);
    await this.#knex('triage_settings')
      .insert({ name: LEVELS, digest: this.#digest, after_id: last ?? null })
      .onConflict('name')
      .merge();
    return last;
  }
}

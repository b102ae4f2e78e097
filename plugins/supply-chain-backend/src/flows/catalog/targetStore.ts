import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { lockLicensing, lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { noteClaimsOf, settleClaims } from '../../records/licenses/claims';
import { queueScoring } from '../../records/scoring/queue';
import { reconcileLicenses } from '../../records/licenses/reconcile';
import {
  changeTargets,
  insertTargets,
  KnownTarget,
  triageKey,
} from './writeTargets';
import type { CatalogTarget } from './targetOf';

/** What a pass over the catalog changed. */
export interface ReconcileResult {
  added: number;
  changed: number;
  removed: number;
}

/** Targets as the catalog has them, page by page, and what left it at the end. */
export class TargetReconciler {
  readonly #knex: Knex;
  readonly #now: Date;
  readonly #seen = new Set<number>();
  readonly #result: ReconcileResult = { added: 0, changed: 0, removed: 0 };

  constructor(knex: Knex, now: Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** Stores a page; entities whose etag is known cost a look-up only. */
  async storePage(targets: CatalogTarget[]): Promise<void> {
    for await (const chunk of inChunks(targets)) {
      const known = await knownTargets(this.#knex, chunk);
      for (const row of known.values()) this.#seen.add(row.id);
      const news = chunk.filter(target => !isCurrent(known, target));
      if (news.length === 0) continue;
      const { addedIds, changedIds } = await inTransaction(this.#knex, trx =>
        this.#store(trx, news),
      );
      for (const id of addedIds) this.#seen.add(id);
      this.#result.added += addedIds.length;
      this.#result.changed += changedIds.length;
    }
  }

  /**
   * Marks as removed what no page had. To be called only after a pass that
   * saw the whole catalog: one that broke off must remove nothing.
   */
  async finish(): Promise<ReconcileResult> {
    const known: { id: number }[] = await this.#knex('targets')
      .whereNull('removed_at')
      .orderBy('id')
      .select('id');
    const gone = known.map(row => row.id).filter(id => !this.#seen.has(id));
    for await (const ids of inChunks(gone)) {
      await inTransaction(this.#knex, async trx => {
        await lockLicensing(trx, 'shared');
        await lockTargets(trx, ids);
        await trx('targets').whereIn('id', ids).update({
          removed_at: this.#now,
          next_scan_at: null,
          pending_trigger: null,
          pending_requester: null,
        });
        await noteClaimsOf(trx, ids);
        // Their results end, and roll-ups have not counted them since.
        await queueScoring(trx, ids, this.#now);
      });
    }
    await settleClaims(this.#knex);
    this.#result.removed = gone.length;
    return this.#result;
  }

  async #store(trx: Knex.Transaction, targets: CatalogTarget[]) {
    // Owners, system and distribution decide which exceptions and policy hold.
    await lockLicensing(trx, 'shared');
    const known = await knownTargets(trx, targets);
    await lockTargets(
      trx,
      [...known.values()].map(row => row.id),
    );
    const addedIds = await insertTargets(
      trx,
      targets.filter(target => !known.has(target.entityRef)),
      this.#now,
    );
    const changed = targets.flatMap(target => {
      const row = known.get(target.entityRef);
      return row ? [{ row, target }] : [];
    });
    await changeTargets(trx, changed, this.#now);
    const changedIds = changed.map(({ row }) => row.id);
    const back = changed.filter(({ row }) => row.removed_at !== null);
    await noteClaimsOf(
      trx,
      back.map(({ row }) => row.id),
    );
    await reconcileLicenses(trx, { targetIds: changedIds }, this.#now);
    return { addedIds, changedIds };
  }
}

async function knownTargets(
  knex: Knex,
  targets: CatalogTarget[],
): Promise<Map<string, KnownTarget>> {
  const rows: KnownTarget[] = await knex('targets')
    .whereIn(
      'entity_ref',
      targets.map(t => t.entityRef),
    )
    .select(
      'id',
      'entity_ref',
      'entity_etag',
      'source',
      'removed_at',
      'distribution',
      'distribution_because',
      'triage_key',
    );
  return new Map(rows.map(row => [row.entity_ref, row]));
}

/** Rules of distribution and exposure change without the entity. */
function isCurrent(
  known: Map<string, KnownTarget>,
  target: CatalogTarget,
): boolean {
  const row = known.get(target.entityRef);
  return (
    row !== undefined &&
    row.entity_etag === target.etag &&
    row.removed_at === null &&
    row.distribution === target.distribution &&
    row.distribution_because === target.distributionBecause &&
    row.triage_key === triageKey(target)
  );
}

import type { Knex } from 'knex';
import { chunked } from '../database/dialect';
import { lockLicensing } from '../database/locks';
import { inTransaction } from '../database/transactions';
import { queueScoring } from '../scorecards/queue';
import { reconcileLicenses } from '../licenses/reconcile';
import type { CatalogTarget } from './targetOf';

/** What a pass over the catalog changed. */
export interface ReconcileResult {
  added: number;
  changed: number;
  removed: number;
}

interface KnownTarget {
  id: number;
  entity_ref: string;
  entity_etag: string;
  source: string | null;
  removed_at: unknown;
  distribution: string;
  distribution_because: string;
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
    for (const chunk of chunked(targets)) {
      await inTransaction(this.#knex, trx => this.#storeChunk(trx, chunk));
    }
  }

  /**
   * Marks as removed what no page had. To be called only after a pass that
   * saw the whole catalog: one that broke off must remove nothing.
   */
  async finish(): Promise<ReconcileResult> {
    const known: { id: number }[] = await this.#knex('targets')
      .whereNull('removed_at')
      .select('id');
    const gone = known.map(row => row.id).filter(id => !this.#seen.has(id));
    for (const ids of chunked(gone)) {
      await this.#knex('targets').whereIn('id', ids).update({
        removed_at: this.#now,
        next_scan_at: null,
        pending_trigger: null,
        pending_requester: null,
      });
    }
    // Their standings end, and roll-ups have not counted them since.
    await queueScoring(this.#knex, gone, this.#now);
    this.#result.removed = gone.length;
    return this.#result;
  }

  async #storeChunk(trx: Knex.Transaction, targets: CatalogTarget[]) {
    const rows: KnownTarget[] = await trx('targets')
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
      );
    const known = new Map(rows.map(row => [row.entity_ref, row]));
    const changed: number[] = [];
    for (const target of targets) {
      const row = known.get(target.entityRef);
      if (row && isCurrent(row, target)) {
        this.#seen.add(row.id);
        continue;
      }
      // Owners, system and distribution decide which exceptions and policy hold.
      if (changed.length === 0) await lockLicensing(trx, 'shared');
      if (row) {
        await this.#change(trx, row, target);
        changed.push(row.id);
      } else {
        await this.#add(trx, target);
      }
    }
    await reconcileLicenses(trx, { targetIds: changed }, this.#now);
  }

  async #add(trx: Knex.Transaction, target: CatalogTarget) {
    const [{ id }] = await trx('targets')
      .insert({
        ...columns(target),
        entity_ref: target.entityRef,
        created_at: this.#now,
        next_scan_at: target.source ? this.#now : null,
        pending_trigger: 'catalog',
      })
      .onConflict('entity_ref')
      .merge(['entity_etag'])
      .returning('id');
    await this.#setOwners(trx, id, target.owners);
    this.#seen.add(id);
    this.#result.added++;
  }

  /** A new place to read from, or a return to the catalog, is a reason to scan. */
  async #change(
    trx: Knex.Transaction,
    row: KnownTarget,
    target: CatalogTarget,
  ) {
    const next = columns(target);
    const moved = next.source !== row.source || row.removed_at !== null;
    await trx('targets')
      .where('id', row.id)
      .update({
        ...next,
        removed_at: null,
        ...(moved && {
          source_etag: null,
          attempts: 0,
          next_scan_at: target.source ? this.#now : null,
          pending_trigger: target.source ? 'catalog' : null,
        }),
      });
    await this.#setOwners(trx, row.id, target.owners);
    this.#seen.add(row.id);
    this.#result.changed++;
  }

  async #setOwners(trx: Knex.Transaction, id: number, owners: string[]) {
    await trx('target_owners').where('target_id', id).delete();
    for (const chunk of chunked(owners)) {
      await trx('target_owners')
        .insert(chunk.map(owner => ({ target_id: id, owner_ref: owner })))
        .onConflict()
        .ignore();
    }
  }
}

/** Rules of distribution change without the entity. */
function isCurrent(row: KnownTarget, target: CatalogTarget): boolean {
  return (
    row.entity_etag === target.etag &&
    row.removed_at === null &&
    row.distribution === target.distribution &&
    row.distribution_because === target.distributionBecause
  );
}

function columns(target: CatalogTarget) {
  return {
    kind: target.kind,
    name: target.name,
    type: target.type ?? null,
    lifecycle: target.lifecycle ?? null,
    system_ref: target.systemRef ?? null,
    domain_ref: target.domainRef ?? null,
    tags: JSON.stringify(target.tags),
    entity_etag: target.etag,
    source: target.source ? JSON.stringify(target.source) : null,
    source_error: target.sourceError ?? null,
    source_host: target.sourceHost,
    distribution: target.distribution,
    distribution_because: target.distributionBecause,
  };
}

import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import {
  DATABASE_STORE,
  forgetDocuments,
  whereUnnamed,
} from '../../records/documents/documents';
import { isPostgres } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import { SOURCE_MEDIA_TYPE } from '../../records/documents/sourceDocument';
import { recordDeletion } from './deletions';

const BATCH = 500;
/**
 * For so long a document may go unnamed: whoever keeps its bytes names it
 * soon after, in a transaction of its own.
 */
const GRACE_MS = 24 * 3_600_000;
const DELETED = 'documents: no snapshot names them any more';

interface UnnamedDocument {
  sha256: string;
  store: string;
  media_type: string;
}

/**
 * Deletes documents that nothing names any more, a day after that was first
 * seen. Keeping or naming one in that day makes it stay. Bytes in other stores
 * are deleted outside of any transaction, marked as such, so that nothing
 * waits for a bucket.
 */
export class DocumentSweep {
  readonly #knex: Knex;
  readonly #archive: Archive;

  constructor(options: { knex: Knex; archive: Archive }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
  }

  /**
   * One round. Documents of sources leave no record: they are none themselves,
   * but what is known of a source now.
   *
   * @param snapshots - whether those of snapshots are deleted as well
   */
  async sweep(
    { snapshots }: { snapshots: boolean },
    signal: AbortSignal,
    now: Date,
  ): Promise<void> {
    await this.#mark(signal, now);
    for (;;) {
      signal.throwIfAborted();
      const gone = await this.#take(snapshots, now);
      await this.#discard(gone, signal);
      if (gone.length < BATCH) break;
    }
    await this.#finish(signal);
  }

  /** Notes since when documents are unnamed, and which are named again. */
  async #mark(signal: AbortSignal, now: Date): Promise<void> {
    const unnamed = () =>
      whereUnnamed(this.#knex, this.#knex('documents as d'));
    await this.#knex('documents')
      .whereNotNull('unnamed_since')
      .where('deleting', false)
      .whereNotIn(
        'sha256',
        unnamed().whereNotNull('d.unnamed_since').select('d.sha256'),
      )
      .update({ unnamed_since: null });
    for (;;) {
      signal.throwIfAborted();
      const digests: string[] = await unnamed()
        .whereNull('d.unnamed_since')
        .limit(BATCH)
        .pluck('d.sha256');
      await this.#knex('documents')
        .whereIn('sha256', digests)
        .whereNull('unnamed_since')
        .update({ unnamed_since: now });
      if (digests.length < BATCH) return;
    }
  }

  /** Takes what was unnamed for long enough, and still is. */
  #take(snapshots: boolean, now: Date): Promise<UnnamedDocument[]> {
    return inTransaction(this.#knex, async trx => {
      const over = new Date(now.getTime() - GRACE_MS);
      const query = whereUnnamed(
        trx,
        trx('documents as d')
          .where('d.unnamed_since', '<=', over)
          .where('d.deleting', false),
      )
        .orderBy('d.sha256')
        .limit(BATCH)
        .select('d.sha256', 'd.store', 'd.media_type');
      if (!snapshots) query.where('d.media_type', SOURCE_MEDIA_TYPE);
      if (isPostgres(trx)) query.forUpdate('d').skipLocked();
      const rows: UnnamedDocument[] = await query;
      const digests = (some: UnnamedDocument[]) => some.map(row => row.sha256);
      const here = rows.filter(row => row.store === DATABASE_STORE);
      const elsewhere = rows.filter(row => row.store !== DATABASE_STORE);
      await trx('documents').whereIn('sha256', digests(here)).delete();
      await trx('documents')
        .whereIn('sha256', digests(elsewhere))
        .update({ deleting: true });
      const count = rows.filter(
        row => row.media_type !== SOURCE_MEDIA_TYPE,
      ).length;
      if (count > 0) {
        const deletion = {
          kind: 'sboms',
          count,
          before: over,
          reason: DELETED,
        };
        await recordDeletion(trx, deletion, now);
      }
      return rows;
    });
  }

  async #discard(
    rows: { sha256: string; store: string }[],
    signal: AbortSignal,
  ): Promise<void> {
    const elsewhere = rows.filter(row => row.store !== DATABASE_STORE);
    await this.#archive.discard(elsewhere, signal);
    await forgetDocuments(
      this.#knex,
      elsewhere.map(row => row.sha256),
    );
  }

  /** What a round that broke off had marked and not deleted. */
  async #finish(signal: AbortSignal): Promise<void> {
    const rows = await this.#knex('documents')
      .where('deleting', true)
      .select('sha256', 'store');
    await this.#discard(rows, signal);
  }
}

import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { lockDocuments } from '../database/locks';
import type { PackedDocument } from '../scanning/EnginePool';

/** The store that keeps documents in the database itself. */
export const DATABASE_STORE = 'database';

/** A document whose bytes are where they belong; a row still has to name it. */
export interface KeptDocument extends PackedDocument {
  /** The id of the archive store that has its bytes. */
  store: string;
  /** The last deletion of documents before its bytes were put there. */
  keptAfter: number;
}

/** Documents were deleted between keeping bytes and naming them: try again. */
export class ArchiveMovedError extends ServiceUnavailableError {
  constructor() {
    super('Documents were deleted meanwhile: try again');
  }
}

/** The reason under which deletions of documents are recorded. */
export const DOCUMENTS_DELETED = 'documents: no snapshot names them any more';

/** The last time that bytes of documents were deleted, as a number. */
export async function lastDeletion(knex: Knex): Promise<number> {
  const row = await knex('deletions')
    .where({ kind: 'sboms', reason: DOCUMENTS_DELETED })
    .max('id as id')
    .first();
  return Number(row?.id ?? 0);
}

/**
 * Names documents under the digest of their bytes, each once. Throws
 * `ArchiveMovedError` where their bytes may have been deleted since.
 */
export async function storeDocuments(
  trx: Knex.Transaction,
  documents: KeptDocument[],
  now: Date,
): Promise<void> {
  await lockDocuments(trx, 'shared');
  const elsewhere = documents.filter(d => d.store !== DATABASE_STORE);
  if (elsewhere.length > 0) {
    const last = await lastDeletion(trx);
    if (elsewhere.some(d => d.keptAfter !== last))
      throw new ArchiveMovedError();
  }
  for (const document of documents) {
    await trx('documents')
      .insert({
        sha256: document.sha256,
        media_type: document.mediaType,
        gzip:
          document.store === DATABASE_STORE
            ? Buffer.from(document.gzip)
            : Buffer.alloc(0),
        size: document.size,
        store: document.store,
        created_at: now,
      })
      .onConflict('sha256')
      .ignore();
  }
}

import type { Knex } from 'knex';
import type { PackedDocument } from '../scanning/EnginePool';

/** The store that keeps documents in the database itself. */
export const DATABASE_STORE = 'database';

/** A document whose bytes are where they belong; a row still has to name it. */
export interface KeptDocument extends PackedDocument {
  /** The id of the archive store that has its bytes. */
  store: string;
}

/** Names documents under the digest of their bytes, each once. */
export async function storeDocuments(
  trx: Knex.Transaction,
  documents: KeptDocument[],
  now: Date,
): Promise<void> {
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

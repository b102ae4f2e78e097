import { NotFoundError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { Knex } from 'knex';
import type { PackedDocument } from '../scanning/EnginePool';

const gunzip = promisify(zlib.gunzip);

/** A stored document does not have the digest that names it. */
export class DocumentDamagedError extends Error {
  name = 'DocumentDamagedError';
  constructor(sha256: string) {
    super(`The stored document ${sha256} is damaged: its digest differs`);
  }
}

/** Stores documents under the digest of their bytes, each once. */
export async function storeDocuments(
  trx: Knex.Transaction,
  documents: PackedDocument[],
  now: Date,
): Promise<void> {
  for (const document of documents) {
    await trx('documents')
      .insert({
        sha256: document.sha256,
        media_type: document.mediaType,
        gzip: Buffer.from(document.gzip),
        size: document.size,
        created_at: now,
      })
      .onConflict('sha256')
      .ignore();
  }
}

/**
 * A document's bytes, checked against its digest at each read.
 * Throws `NotFoundError`, or `DocumentDamagedError` where they differ.
 */
export async function readDocument(
  knex: Knex,
  sha256: string,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const row = await knex('documents')
    .where('sha256', sha256)
    .first('media_type', 'gzip', 'size');
  if (!row) throw new NotFoundError(`No document ${sha256}`);
  let bytes: Buffer;
  try {
    bytes = await gunzip(row.gzip, { maxOutputLength: row.size + 1 });
  } catch {
    throw new DocumentDamagedError(sha256);
  }
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new DocumentDamagedError(sha256);
  }
  return { mediaType: row.media_type, bytes };
}

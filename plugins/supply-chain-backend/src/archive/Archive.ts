import { NotFoundError } from '@backstage/errors';
import type { ArchiveStore } from '@safety-curtain/plugin-supply-chain-node';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { Knex } from 'knex';
import type { PackedDocument } from '../scanning/EnginePool';
import { noteDamage } from './damage';
import { DATABASE_STORE, KeptDocument, reserveDocuments } from './documents';

const gunzip = promisify(zlib.gunzip);

/** A stored document does not have the digest that names it. */
export class DocumentDamagedError extends Error {
  name = 'DocumentDamagedError';
  constructor(
    readonly sha256: string,
    store: string,
    readonly reason = 'its digest differs',
  ) {
    super(
      `The document ${sha256} in the store '${store}' is damaged: ${reason}`,
    );
  }
}

/** A document as it was stored. */
export interface StoredDocument {
  mediaType: string;
  sha256: string;
  bytes: Buffer;
}

/**
 * Documents by the SHA-256 of their bytes: in the database, or in another
 * store. Documents stay readable when the store for new ones changes.
 */
export class Archive {
  readonly #knex: Knex;
  readonly #stores: Map<string, ArchiveStore>;
  readonly #writeTo: string;

  /** Throws where `writeTo` names no store. */
  constructor(options: {
    knex: Knex;
    stores: ArchiveStore[];
    /** Id of the store for new documents. */
    writeTo: string;
  }) {
    this.#knex = options.knex;
    this.#stores = new Map(options.stores.map(store => [store.id, store]));
    this.#writeTo = options.writeTo;
    if (this.#writeTo !== DATABASE_STORE && !this.#stores.has(this.#writeTo)) {
      const known = [DATABASE_STORE, ...this.#stores.keys()].join(', ');
      throw new Error(
        `supplyChain.archive.store is '${this.#writeTo}'; there are: ${known}`,
      );
    }
  }

  /**
   * Puts the bytes of documents where they belong, before the transaction
   * that names them: what no row names in the end is found again by the same
   * content, or lies there unread.
   */
  async keep(
    documents: PackedDocument[],
    signal?: AbortSignal,
  ): Promise<KeptDocument[]> {
    const store = this.#stores.get(this.#writeTo);
    if (store) {
      await reserveDocuments(this.#knex, documents, store.id, signal);
      for (const document of documents) {
        const bytes = await gunzip(document.gzip, {
          maxOutputLength: document.size + 1,
        });
        const { mediaType, sha256 } = document;
        await store.put(sha256, bytes, { mediaType, signal });
      }
    }
    return documents.map(document => ({ ...document, store: this.#writeTo }));
  }

  /**
   * A document's bytes, checked against its digest at each read. Throws
   * `NotFoundError`, or `DocumentDamagedError` where they differ, which is
   * noted.
   */
  async read(sha256: string, signal?: AbortSignal): Promise<StoredDocument> {
    try {
      return await this.#read(sha256, signal);
    } catch (error) {
      if (error instanceof DocumentDamagedError) {
        await noteDamage(this.#knex, sha256, error.reason);
      }
      throw error;
    }
  }

  /** Which of these documents are damaged; reads all of them. */
  async findDamaged(
    digests: string[],
    signal?: AbortSignal,
  ): Promise<string[]> {
    const damaged: string[] = [];
    for (const sha256 of digests) {
      try {
        await this.read(sha256, signal);
      } catch (error) {
        if (!(error instanceof DocumentDamagedError)) throw error;
        damaged.push(sha256);
      }
    }
    return damaged;
  }

  async #read(sha256: string, signal?: AbortSignal): Promise<StoredDocument> {
    const row = await this.#knex('documents')
      .where('sha256', sha256)
      .first('media_type', 'gzip', 'size', 'store');
    if (!row) throw new NotFoundError(`No document ${sha256}`);
    const bytes =
      row.store === DATABASE_STORE
        ? await unpack(row.gzip, row.size, sha256)
        : await this.#fetch(sha256, row.store, signal);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw new DocumentDamagedError(sha256, row.store);
    }
    return { mediaType: row.media_type, sha256, bytes };
  }

  /** Deletes the bytes of documents that no row names any more. */
  async discard(
    documents: { sha256: string; store: string }[],
    signal?: AbortSignal,
  ): Promise<void> {
    for (const { sha256, store } of documents) {
      await this.#stores.get(store)?.delete(sha256, { signal });
    }
  }

  async #fetch(sha256: string, id: string, signal?: AbortSignal) {
    const store = this.#stores.get(id);
    if (!store) {
      throw new Error(
        `The document ${sha256} is in the archive store '${id}', which is not configured`,
      );
    }
    const bytes = await store.get(sha256, { signal });
    if (!bytes) {
      throw new DocumentDamagedError(sha256, id, 'the store does not have it');
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

async function unpack(gzip: Buffer, size: number, sha256: string) {
  try {
    return await gunzip(gzip, { maxOutputLength: size + 1 });
  } catch {
    const reason = 'it cannot be unpacked';
    throw new DocumentDamagedError(sha256, DATABASE_STORE, reason);
  }
}

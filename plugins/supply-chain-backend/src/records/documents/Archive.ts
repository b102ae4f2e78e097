import { NotFoundError } from '@backstage/errors';
import type { ArchiveStore } from '@safety-curtain/plugin-supply-chain-node';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip, type ZlibOptions } from 'node:zlib';
import type { Knex } from 'knex';
import type { PackedDocument } from '../../engines/EnginePool';
import { breathe } from '../../database/dialect';
import { noteDamage } from './damage';
import { type PackedBytes, packedBytes } from './packedBytes';
import { DATABASE_STORE, KeptDocument, reserveDocuments } from './documents';

/** Plain bytes that are unpacked or hashed in one turn of the event loop. */
const PIECE = 1 << 20;

const gunzipped = promisify<Uint8Array, ZlibOptions, Buffer>(gunzip);

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
  /** The same bytes as they are kept, where that is at hand. */
  packed?: PackedBytes;
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
        const { mediaType, sha256, gzip, size } = document;
        const bytes = await joined(unpacked(gzip, size), size);
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
    const opened = await this.#open(sha256, signal);
    const { mediaType, size, gzip } = opened;
    const bytes = await this.#checked(sha256, () =>
      joined(opened.pieces, size),
    );
    const packed = gzip && packedBytes(gzip, bytes);
    return { mediaType, sha256, bytes, ...(packed && { packed }) };
  }

  /** Reads a document to its end; throws as {@link read} does. */
  async check(sha256: string, signal?: AbortSignal): Promise<void> {
    const { pieces } = await this.#open(sha256, signal);
    await this.#checked(sha256, async () => {
      // That the last piece comes is all that is asked.
      for await (const _ of pieces);
    });
  }

  /** Which of these documents are damaged; reads all of them. */
  async findDamaged(
    digests: string[],
    signal?: AbortSignal,
  ): Promise<string[]> {
    const damaged: string[] = [];
    for (const sha256 of digests) {
      try {
        await this.check(sha256, signal);
      } catch (error) {
        if (!(error instanceof DocumentDamagedError)) throw error;
        damaged.push(sha256);
      }
    }
    return damaged;
  }

  /** Where a document lies; `pieces` throws where it is not what it was. */
  async #open(sha256: string, signal?: AbortSignal) {
    const row = await this.#knex('documents')
      .where('sha256', sha256)
      .first('media_type', 'gzip', 'size', 'store');
    if (!row) throw new NotFoundError(`No document ${sha256}`);
    const size = Number(row.size);
    const gzip = row.store === DATABASE_STORE ? row.gzip : undefined;
    const bytes = gzip
      ? unpacked(gzip, size)
      : inPieces(() => this.#fetch(sha256, row.store, signal));
    return {
      mediaType: row.media_type,
      size,
      gzip,
      pieces: verified(bytes, { sha256, size, store: row.store }),
    };
  }

  async #checked<T>(sha256: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof DocumentDamagedError) {
        await noteDamage(this.#knex, sha256, error.reason);
      }
      throw error;
    }
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

/**
 * Unpacks a large document piece by piece, since all at once takes a second,
 * and a small one without a stream, which costs more than that.
 */
async function* unpacked(
  gzip: Uint8Array,
  size: number,
): AsyncGenerator<Uint8Array> {
  if (size < PIECE) {
    // One byte more than it should have tells that it is damaged.
    yield await gunzipped(gzip, { maxOutputLength: size + 1 });
    return;
  }
  yield* Readable.from([gzip], { objectMode: true }).pipe(
    createGunzip({ chunkSize: PIECE }),
  );
}

async function* inPieces(
  fetch: () => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const bytes = await fetch();
  for (let start = 0; start < bytes.length; start += PIECE) {
    yield bytes.subarray(start, start + PIECE);
    await breathe();
  }
}

/** The pieces of a document, and at the end an error where they are not it. */
async function* verified(
  pieces: AsyncIterable<Uint8Array>,
  expected: { sha256: string; size: number; store: string },
): AsyncGenerator<Uint8Array> {
  const { sha256, size, store } = expected;
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const piece of pieces) {
      length += piece.length;
      if (length > size) break;
      hash.update(piece);
      yield piece;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_')) {
      throw new DocumentDamagedError(sha256, store, 'it cannot be unpacked');
    }
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new DocumentDamagedError(sha256, store);
    }
    throw error;
  }
  if (length !== size || hash.digest('hex') !== sha256) {
    throw new DocumentDamagedError(sha256, store);
  }
}

/** At most `size` bytes, in memory that is taken once. */
async function joined(
  pieces: AsyncIterable<Uint8Array>,
  size: number,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  for await (const piece of pieces) {
    bytes.set(piece, length);
    length += piece.length;
  }
  return bytes.subarray(0, length);
}

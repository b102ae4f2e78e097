import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { visibleMessage } from '../../messages/visibleMessage';
import { describeUrl, download, limitBytes } from '../web/download';
import { listFiles } from './recordFiles';
import type { VexPlaceOptions } from './vexPlaceOptions';

/** Documents of one place. */
const MOST_DOCUMENTS = 10_000;

/** A document at a place, by where it is there. */
export type PlacedDocument = { name: string } & (
  | { unchanged: true }
  | { error: string }
  | {
      /** A copy of it, out of its compression. */
      file: string;
      sha256: string;
      /** Tells whether it is the same the next time; undefined: nothing does. */
      version?: string;
    }
);

/** Where a vendor's VEX documents are. */
export class VexPlace {
  readonly id: string;
  readonly author: string;
  /** Without credentials. */
  readonly location: string;
  readonly refreshMs?: number;
  readonly #options: VexPlaceOptions;
  readonly #maxBytes: number;

  /** @param maxBytes - of one document */
  constructor(options: VexPlaceOptions, maxBytes: number) {
    const { id, author, url, refreshMs } = options;
    this.id = id;
    this.author = author;
    this.location = url ? describeUrl(url) : path.resolve(options.path!);
    this.refreshMs = refreshMs;
    this.#options = options;
    this.#maxBytes = maxBytes;
  }

  /**
   * The documents that are there now, in a steady order, with the bytes of
   * those that are not as they were. Throws where the place cannot be read, or
   * is empty: that is how a folder looks that is not mounted.
   *
   * @param known - the versions of documents, by their names
   * @param folder - for the copies; each may go when the next is asked for
   */
  async *read(
    known: ReadonlyMap<string, string | undefined>,
    folder: string,
    signal: AbortSignal,
  ): AsyncGenerator<PlacedDocument> {
    const { url } = this.#options;
    if (url) {
      yield await this.#fetch(url, known.get(this.location), folder, signal);
      return;
    }
    const files = await listFiles(this.location, isDocument, MOST_DOCUMENTS);
    if (files.length === 0) {
      throw new Error(
        `${this.location} holds no .json or .xml file; what it said stands until it is taken out of the configuration`,
      );
    }
    for (const [index, name] of files.entries()) {
      signal.throwIfAborted();
      yield await this.#open(
        name,
        known.get(name),
        path.join(folder, `${index}`),
      );
    }
  }

  async #fetch(
    url: string,
    etag: string | undefined,
    folder: string,
    signal: AbortSignal,
  ): Promise<PlacedDocument> {
    const got = await download(url, {
      folder,
      etag,
      authorization: this.#options.authorization,
      maxBytes: this.#maxBytes,
      signal,
    });
    const name = this.location;
    if (got.unchanged) return { name, unchanged: true };
    const copy = `${got.file}.document`;
    const sha256 = await this.#copy(
      got.file,
      copy,
      new URL(url).pathname.endsWith('.gz'),
    );
    return { name, file: copy, sha256, version: got.etag };
  }

  /** What cannot be read of a folder is told, and the others are read. */
  async #open(
    name: string,
    known: string | undefined,
    copy: string,
  ): Promise<PlacedDocument> {
    try {
      const { size, mtimeMs } = await fs.stat(name);
      const version = `${size}:${mtimeMs}`;
      if (version === known) return { name, unchanged: true };
      const sha256 = await this.#copy(name, copy, /\.gz$/i.test(name));
      return { name, file: copy, sha256, version };
    } catch (error) {
      return { name, error: visibleMessage(error) };
    }
  }

  async #copy(from: string, to: string, packed: boolean): Promise<string> {
    const hash = createHash('sha256');
    const digesting = new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const limited = limitBytes(this.#maxBytes, path.basename(from));
    const target = createWriteStream(to, { mode: 0o600 });
    await (packed
      ? pipeline(
          createReadStream(from),
          zlib.createGunzip(),
          limited,
          digesting,
          target,
        )
      : pipeline(createReadStream(from), limited, digesting, target));
    return hash.digest('hex');
  }
}

function isDocument(name: string): boolean {
  return /\.(json|xml)(\.gz)?$/i.test(name);
}

import {
  ENVELOPE_FILE,
  Manifest,
  MANIFEST_FILE,
  ManifestFile,
  serializeManifest,
  SIGNATURE_FILE,
  signBlob,
  SigningKey,
  signStatement,
  UnsignedFile,
} from '@safety-curtain/archive';
import { createHash, Hash } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { ZipFile } from 'yazl';
import type { PackedFile } from './PackedFiles';
import { type Content, gathered } from './content';
import { ownName, takesPacked, WrittenEntries } from './zipEntries';

/** What a manifest says besides its files. */
export type ManifestFacts = Omit<
  Manifest,
  'format' | 'version' | 'files' | 'unsigned'
>;

/** A file while it is written. */
interface Measured {
  content: Content;
  hash: Hash;
  size: number;
}

/** Content, and what tells what the zip is given of it. */
type FileStream = [stream: Readable, given: (one: Readable) => Readable];

async function* pieces(measured: Measured): AsyncGenerator<Uint8Array> {
  for await (const bytes of gathered(measured.content)) {
    measured.hash.update(bytes);
    measured.size += bytes.length;
    yield bytes;
  }
  // Whatever still holds the stream holds no content with it.
  measured.content = [];
}

/**
 * Writes a zip to a stream, one file after another, each piece when the one
 * who reads has taken the last: memory is bounded by the number of files, not
 * by their size. The manifest comes last and names the SHA-256 of all others.
 */
export class ArchiveWriter {
  readonly #zip = new ZipFile();
  readonly #written = new WrittenEntries(this.#zip);
  readonly #files: ManifestFile[] = [];
  readonly #unsigned: UnsignedFile[] = [];
  readonly #signal: AbortSignal;
  readonly #sent: Promise<void>;
  readonly #createdAt: Date;
  #bytes = 0;
  /** Tells who waits for a file that nothing is sent any more. */
  #onFailure?: (error: unknown) => void;
  #failure?: { error: unknown };

  constructor(options: {
    output: Writable;
    createdAt: Date;
    signal: AbortSignal;
  }) {
    this.#createdAt = options.createdAt;
    this.#signal = options.signal;
    const count = (chunk: Buffer) => {
      this.#bytes += chunk.length;
    };
    const source = this.#zip.outputStream as Readable;
    source.on('data', count);
    source.pause();
    this.#sent = pipeline(source, options.output, { signal: options.signal });
    // Whoever waits for a file or the end is told as well. Once for all files: a
    // promise keeps everyone who waits for it.
    this.#sent.catch(error => {
      this.#failure = { error };
      this.#onFailure?.(error);
    });
  }

  /** Bytes of the zip that were sent so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a file; resolves when the last of it is on its way. */
  async add(path: string, content: Content): Promise<void> {
    const measured = { content, hash: createHash('sha256'), size: 0 };
    const stream = Readable.from(pieces(measured), { objectMode: false });
    await this.#write(path, stream);
    const sha256 = measured.hash.digest('hex');
    this.#files.push({ path, sha256, size: measured.size });
  }

  /**
   * Adds a file that is compressed already; resolves as {@link ArchiveWriter.add} does. Whoever
   * calls knows that it unpacks to what `sha256` and `size` say.
   */
  async addPacked(path: string, file: PackedFile): Promise<void> {
    const { packed, size, sha256 } = file;
    await this.#write(path, Readable.from([packed.deflated]), stream =>
      takesPacked(this.#zip, { size, crc32: packed.crc32 })
        ? stream
        : stream.pipe(createInflateRaw()),
    );
    this.#files.push({ path, sha256, size });
  }

  /** Notes for the manifest that a file of the export has no signature of its own. */
  noteUnsigned(file: UnsignedFile): void {
    this.#unsigned.push(file);
  }

  /** Adds manifest and signatures and ends the zip. */
  async finish(
    facts: ManifestFacts,
    key: SigningKey | undefined,
  ): Promise<{ manifestSha256: string }> {
    const manifest = Buffer.from(
      serializeManifest({
        format: 'safety-curtain-archive',
        version: 1,
        ...facts,
        files: this.#files,
        ...(this.#unsigned.length > 0 && { unsigned: this.#unsigned }),
      }),
    );
    await this.#write(MANIFEST_FILE, Readable.from([manifest]));
    if (key) {
      const { id, createdAt, scope } = facts;
      const statement = { id, createdAt, scope, files: this.#files.length };
      await this.#write(
        SIGNATURE_FILE,
        Readable.from([signBlob(manifest, key)]),
      );
      await this.#write(
        ENVELOPE_FILE,
        Readable.from([signStatement(manifest, statement, key)]),
      );
    }
    this.#written.restore();
    this.#zip.end();
    await this.#sent;
    return {
      manifestSha256: createHash('sha256').update(manifest).digest('hex'),
    };
  }

  /** @param given - tells what the zip is given, once it has begun with the file */
  async #write(
    path: string,
    stream: Readable,
    given = (one: Readable) => one,
  ): Promise<void> {
    this.#signal.throwIfAborted();
    if (this.#failure) throw this.#failure.error;
    const abort = () => stream.destroy(this.#signal.reason);
    this.#signal.addEventListener('abort', abort, { once: true });
    try {
      const failed = new Promise<never>((_, reject) => {
        this.#onFailure = reject;
      });
      const written = finished(stream);
      this.#addLazily(path, stream, given);
      await Promise.race([written, failed]);
    } finally {
      this.#onFailure = undefined;
      this.#signal.removeEventListener('abort', abort);
    }
  }

  /** The zip keeps what gives it a stream until its end, so that lets go of all it knows. */
  #addLazily(path: string, ...file: FileStream) {
    this.#written.take();
    const waiting = [file];
    const mtime = this.#createdAt;
    this.#zip.addReadStreamLazy(path, { mtime }, callback => {
      const [stream, given] = waiting.pop() ?? [];
      if (stream && given) callback(null, given(stream));
      else callback(new Error(`${path} was read twice`), undefined!);
    });
    ownName(this.#zip);
  }
}

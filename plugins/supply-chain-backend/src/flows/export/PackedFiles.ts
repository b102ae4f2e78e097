import type { UnsignedFile } from '@safety-curtain/archive';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { breathe } from '../../database/dialect';
import type { PackedBytes } from '../../records/documents/packedBytes';
import { type Content, gathered } from './content';

const deflated = promisify<Uint8Array, Buffer>(deflateRaw);

/** A file that is compressed already, and what it unpacks to. */
export interface PackedFile {
  packed: PackedBytes;
  size: number;
  sha256: string;
}

/** What takes the files of an export. */
export interface ExportedFiles {
  add(path: string, content: Content): Promise<void>;
  addPacked(path: string, file: PackedFile): Promise<void>;
  noteUnsigned(file: UnsignedFile): void;
}

/**
 * Files of a service, compressed while those of others are written. Only what is compressed is
 * kept, a tenth of its text or less.
 */
export class PackedFiles implements ExportedFiles {
  readonly #files: [path: string, file: PackedFile][] = [];
  readonly #unsigned: UnsignedFile[] = [];
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async add(path: string, content: Content): Promise<void> {
    const pieces: Uint8Array[] = [];
    const hash = createHash('sha256');
    let sum = 0;
    let size = 0;
    for await (const piece of gathered(content)) {
      this.#signal.throwIfAborted();
      hash.update(piece);
      sum = crc32(piece, sum);
      size += piece.length;
      pieces.push(piece);
      // Making a long text is work of the event loop.
      await breathe();
    }
    const bytes = await deflated(
      pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, size),
    );
    const packed = { deflated: bytes, crc32: sum };
    await this.addPacked(path, { packed, size, sha256: hash.digest('hex') });
  }

  async addPacked(path: string, file: PackedFile): Promise<void> {
    this.#files.push([path, file]);
  }

  noteUnsigned(file: UnsignedFile): void {
    this.#unsigned.push(file);
  }

  /** Hands on all files in their order. */
  async writeTo(files: ExportedFiles): Promise<void> {
    for (const [path, file] of this.#files) await files.addPacked(path, file);
    for (const file of this.#unsigned) files.noteUnsigned(file);
  }
}

import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import yauzl, { type Entry, RandomAccessReader, type ZipFile } from 'yauzl';

/** What is read of a file at once: entries are a few KiB, and lie one behind the other. */
const WINDOW = 1 << 20;
/** The directory and the entries lie apart, and are read in turns. */
const WINDOWS = 2;

/**
 * A file that is read in large pieces: a zip of a quarter of a million entries
 * asks for each of them several times.
 */
class FileWindows extends RandomAccessReader {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #windows: { start: number; bytes: Buffer }[] = [];

  constructor(file: string, handle: FileHandle) {
    super();
    this.#file = file;
    this.#handle = handle;
  }

  /** Bytes of the file; fewer where it ends before. */
  async bytes(start: number, length: number): Promise<Buffer> {
    const known = this.#windows.find(
      window =>
        window.start <= start &&
        start + length <= window.start + window.bytes.length,
    );
    const { start: from, bytes } = known ?? (await this.#read(start, length));
    return bytes.subarray(start - from, start - from + length);
  }

  async #read(start: number, length: number) {
    const room = Buffer.allocUnsafe(Math.max(WINDOW, length));
    const { bytesRead } = await this.#handle.read(room, 0, room.length, start);
    const window = { start, bytes: room.subarray(0, bytesRead) };
    this.#windows.unshift(window);
    this.#windows.length = Math.min(this.#windows.length, WINDOWS);
    return window;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.bytes(position, length).then(bytes => {
      bytes.copy(buffer, offset);
      callback(
        bytes.length < length ? new Error('The file ends too soon') : null,
      );
    }, callback);
  }

  override _readStreamForRange(start: number, end: number) {
    return createReadStream(this.#file, { start, end: end - 1 });
  }

  override close(callback: (error: Error | null) => void): void {
    this.#handle.close().then(() => callback(null), callback);
  }
}

/** What the library has and its types do not. */
interface WithHeaders {
  readLocalFileHeaderPromise(
    entry: Entry,
    options: { minimal: true },
  ): Promise<{ fileDataStart: number }>;
  eachEntry(): AsyncIterable<Entry>;
}

type OpenZip = (
  reader: RandomAccessReader,
  size: number,
  options: yauzl.Options,
) => Promise<ZipFile & WithHeaders>;

const openZip = promisify(yauzl.fromRandomAccessReader) as unknown as OpenZip;

/** An entry of a zip file. */
export interface ZipEntry {
  name: string;
  /** Unpacked, as the file states it. */
  size: number;
  /** Throws where it is damaged, encrypted, or not of the stated size. */
  read(): Promise<Buffer>;
}

/**
 * The entries of a zip file, each read into memory when it is asked for; its
 * name is never a path here. Throws where the file is no zip, or is cut.
 */
export async function* zipEntries(file: string): AsyncGenerator<ZipEntry> {
  const handle = await open(file);
  const source = new FileWindows(file, handle);
  let zip: Awaited<ReturnType<OpenZip>> | undefined;
  try {
    const { size } = await handle.stat();
    zip = await openZip(source, size, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
    });
    for await (const entry of zip.eachEntry()) {
      const opened = zip;
      yield {
        name: nameOf(entry),
        size: entry.uncompressedSize,
        read: () => readEntry(opened, source, entry),
      };
    }
  } finally {
    if (zip) zip.close();
    else await handle.close();
  }
}

/**
 * Undecoded names are bytes, which the library's types do not say. Were the
 * library to decode them, it would end the whole file at a name like `../x`.
 */
function nameOf(entry: Entry): string {
  return (entry.fileName as unknown as Buffer).toString('utf8');
}

async function readEntry(
  zip: WithHeaders,
  source: FileWindows,
  entry: Entry,
): Promise<Buffer> {
  const { compressionMethod: method, uncompressedSize: size } = entry;
  if (entry.isEncrypted()) throw new Error('It is encrypted');
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, {
    minimal: true,
  });
  const packed = await source.bytes(fileDataStart, entry.compressedSize);
  const plain = method === 0 ? packed : unpack(packed, method, size);
  if (plain.length !== size || zlib.crc32(plain) !== entry.crc32) {
    throw new Error('It is damaged');
  }
  return plain;
}

/** At once: a stream for each of many small entries costs more than unpacking it. */
function unpack(packed: Buffer, method: number, size: number): Buffer {
  if (method !== 8) throw new Error(`Compression ${method} is not known`);
  try {
    // No more than it should have, and one byte that tells that there is more.
    return zlib.inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new Error('It is larger than it says');
  }
}

import fs from 'node:fs';
import zlib from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { MAX_RECORD_BYTES } from './dataFile';

/** What is no dump: it was cut, or is something else. */
export class DumpError extends Error {
  name = 'DumpError';
}

const MAX_ENTRIES = 2_000_000;
/** A header in front of each entry (APPNOTE, 4.3.7). */
const HEADER_BYTES = 30;
const HEADER_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** The `.json` entries of a zip, each unpacked; undefined for one that is too long. Throws `DumpError`. */
export async function* zipRecords(
  file: string,
): AsyncGenerator<Buffer | undefined> {
  const zip = await openZip(file);
  const opened = fs.openSync(file, 'r');
  try {
    for await (const entry of entriesOf(zip)) {
      if (/\.json$/i.test(entry.fileName)) yield unpacked(opened, entry);
    }
  } finally {
    fs.closeSync(opened);
    zip.close();
  }
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(new DumpError(`it is no zip: ${error.message}`));
      else if (zip.entryCount > MAX_ENTRIES) {
        zip.close();
        reject(new DumpError(`it has more than ${MAX_ENTRIES} entries`));
      } else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const done = () => {
        zip.removeAllListeners();
      };
      zip.once('entry', (next: Entry) => {
        done();
        resolve(next);
      });
      zip.once('end', () => {
        done();
        resolve(undefined);
      });
      zip.once('error', error => {
        done();
        reject(new DumpError(error.message));
      });
      zip.readEntry();
      // All are read: nothing more is told.
      if (zip.entriesRead === zip.entryCount) zip.emit('end');
    });
    if (!entry) return;
    yield entry;
  }
}

/** Entries are small, and a stream for each takes longer than to unpack them. */
function unpacked(opened: number, entry: Entry): Buffer | undefined {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (Math.max(compressedSize, uncompressedSize) > MAX_RECORD_BYTES) {
    return undefined;
  }
  const at = entry.relativeOffsetOfLocalHeader;
  const header = readAt(opened, at, HEADER_BYTES);
  if (header.readUInt32LE(0) !== HEADER_SIGNATURE) {
    throw new DumpError(`${entry.fileName}: it is not where the zip says`);
  }
  const start =
    at + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readAt(opened, start, compressedSize);
  const bytes = inflated(packed, compressionMethod, entry.fileName);
  // eslint-disable-next-line no-bitwise
  if (zlib.crc32(bytes) !== entry.crc32 >>> 0) {
    throw new DumpError(`${entry.fileName}: its checksum is another`);
  }
  return bytes;
}

function inflated(packed: Buffer, method: number, name: string): Buffer {
  if (method === STORED) return packed;
  if (method !== DEFLATED) {
    throw new DumpError(`${name}: it is packed by method ${method}`);
  }
  try {
    return zlib.inflateRawSync(packed, { maxOutputLength: MAX_RECORD_BYTES });
  } catch (error) {
    throw new DumpError(`${name}: ${(error as Error).message}`);
  }
}

function readAt(opened: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const read = fs.readSync(opened, bytes, 0, length, offset);
  if (read < length) throw new DumpError('it ends too soon');
  return bytes;
}

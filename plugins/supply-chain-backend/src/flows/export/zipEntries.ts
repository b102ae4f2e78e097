import type { ZipFile } from 'yazl';

/**
 * An entry of a zip that is being written. Nothing promises these fields: where they are not as
 * they were when this was written, an export takes more time or memory and is the same otherwise.
 */
interface ZipEntry {
  utf8FileName?: Uint8Array;
  /** Grows from 0, the file is awaited, to 3, it is written. */
  state?: number;
  compressionLevel?: number;
  crc32?: number | null;
  uncompressedSize?: number | null;
  getDataDescriptor?(): Buffer;
}

interface Entries {
  entries?: ZipEntry[];
}

const WRITTEN = 3;

/** The entry that was added last. */
function lastEntry(zip: ZipFile): ZipEntry | undefined {
  return (zip as unknown as Entries).entries?.at(-1);
}

/**
 * Entries that are written, which the zip needs for its end. It looks through all that it has for the
 * first that is not, twice for each: with a hundred thousand files that takes minutes.
 */
export class WrittenEntries {
  readonly #zip: Entries;
  readonly #written: ZipEntry[] = [];

  constructor(zip: ZipFile) {
    this.#zip = zip as unknown as Entries;
  }

  /** Takes those at the beginning that are written. */
  take(): void {
    const { entries } = this.#zip;
    if (!Array.isArray(entries)) return;
    const open = entries.findIndex(({ state }) => state !== WRITTEN);
    const done = entries.splice(0, open < 0 ? entries.length : open);
    this.#written.push(...done);
  }

  /** Gives back all of them, before the zip ends. */
  restore(): void {
    const { entries } = this.#zip;
    if (!Array.isArray(entries)) return;
    this.#zip.entries = this.#written.concat(entries);
  }
}

/**
 * The zip keeps the name of each file until its end, as a slice of memory that
 * Node shares among many short buffers: a few bytes would keep all of it. The
 * last name gets memory of its own.
 */
export function ownName(zip: ZipFile): void {
  const entry = lastEntry(zip);
  if (!entry?.utf8FileName) return;
  entry.utf8FileName = Buffer.from(Uint8Array.from(entry.utf8FileName).buffer);
}

/**
 * Has the last entry, of which the header is written and nothing else, take what comes as
 * deflated already. The header has named the method; what tells of the content comes after it.
 *
 * @returns false where the zip cannot be told so
 */
export function takesPacked(
  zip: ZipFile,
  content: { size: number; crc32: number },
): boolean {
  const entry = lastEntry(zip);
  const level = entry?.compressionLevel;
  const describe = entry?.getDataDescriptor;
  if (!entry || !level || !describe) return false;
  // What comes is passed on as it is.
  entry.compressionLevel = 0;
  entry.getDataDescriptor = () => {
    delete entry.getDataDescriptor;
    entry.compressionLevel = level;
    entry.crc32 = content.crc32;
    entry.uncompressedSize = content.size;
    return describe.call(entry);
  };
  return true;
}

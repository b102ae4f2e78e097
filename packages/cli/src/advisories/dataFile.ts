import {
  type Advisory,
  AdvisoryError,
  baseEcosystem,
  isOsvEcosystem,
  readAdvisory,
} from '@safety-curtain/advisories';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { onProgress } from '../output/progress';
import { printNotes } from '../output/streams';
import {
  IndexBuilder,
  type IndexHeading,
  keysOf,
  RecordIndex,
  type Span,
} from './recordIndex';

/** How data ends that `advisories download` wrote: a record on each line. */
export const DATA_ENDING = '.osv.ndjson';
const INDEX_ENDING = '.osv.index';

const CHUNK = 4 * 1024 * 1024;
/** The longest records that are known are below 2 MiB. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;
const MAX_INDEX_BYTES = 1024 * 1024 * 1024;

/** The index of data. */
export function indexFileOf(data: string): string {
  return data.slice(0, -DATA_ENDING.length) + INDEX_ENDING;
}

/**
 * Data that was downloaded, of which only the records of some packages are
 * read. An index that is missing, damaged or not of this data is made anew, and
 * that is told; it is never taken for one that has nothing. A record that is in
 * several files counts as it is in each.
 */
export class DataFile {
  readonly notes: string[] = [];
  #index: RecordIndex;

  private constructor(readonly file: string) {
    const opened = fs.openSync(file, 'r');
    try {
      this.#index = this.#indexOf(opened);
    } finally {
      fs.closeSync(opened);
    }
  }

  /** Throws `BadInputError` for data that is damaged. */
  static open(file: string): DataFile {
    return new DataFile(file);
  }

  get heading(): IndexHeading {
    return this.#index.heading;
  }

  /**
   * When the data of each ecosystem is of, in milliseconds. A dump is that of
   * one, by its name: what its records say of others is not all of theirs. It is
   * as new as its newest record, or as its publisher's last writing of it.
   */
  get newest(): Map<string, number> {
    const { newest, published = 0 } = this.heading;
    const all = new Map(Object.entries(newest));
    const own = ecosystemNamed(this.file);
    if (own === undefined) return all;
    const time = all.get(own);
    return new Map(
      time === undefined ? [] : [[own, Math.max(time, published)]],
    );
  }

  /** The records of packages, by their keys. Throws `BadInputError` for damaged data. */
  recordsOf(keys: Iterable<string>): Advisory[] {
    const wanted = [...keys];
    const opened = fs.openSync(this.file, 'r');
    try {
      const found = readSpans(opened, this.#index, wanted);
      if (found) return found;
      printNotes([`${this.file}: its index did not fit it, and was made anew`]);
      this.#index = this.#make(opened);
      return readSpans(opened, this.#index, wanted) ?? [];
    } finally {
      fs.closeSync(opened);
    }
  }

  #indexOf(opened: number): RecordIndex {
    const place = indexFileOf(this.file);
    const bytes = readIfThere(place);
    const index = bytes && RecordIndex.read(bytes);
    if (index && isOf(index.heading, opened)) return index;
    const why = describeLack(bytes, index);
    this.notes.push(`${place}: ${why}; it was made anew`);
    return this.#make(opened);
  }

  #make(opened: number): RecordIndex {
    const bytes = buildIndex(opened, this.file);
    try {
      replaceFile(indexFileOf(this.file), bytes);
    } catch (error) {
      this.notes.push(
        `The index could not be written, and each scan makes it anew: ${
          (error as Error).message
        }`,
      );
    }
    return RecordIndex.read(bytes)!;
  }
}

/** Of `PyPI.osv.ndjson` it is `PyPI`; undefined for what `advisories download` does not write. */
function ecosystemNamed(file: string): string | undefined {
  try {
    const name = path.basename(file).slice(0, -DATA_ENDING.length);
    const ecosystem = decodeURIComponent(name);
    return isOsvEcosystem(ecosystem) ? baseEcosystem(ecosystem) : undefined;
  } catch {
    return undefined;
  }
}

function describeLack(bytes?: Buffer, index?: RecordIndex): string {
  if (!bytes) return 'there was no index';
  return index
    ? 'it was of other data'
    : 'it was damaged, or of another version';
}

function readIfThere(file: string): Buffer | undefined {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size > MAX_INDEX_BYTES) return undefined;
  return fs.readFileSync(file);
}

/** By size and time; where only the time differs, as of a copy, by digest. */
function isOf(heading: IndexHeading, opened: number): boolean {
  const { size, mtimeMs } = fs.fstatSync(opened);
  if (size !== heading.size) return false;
  if (mtimeMs === heading.writtenAt) return true;
  const hash = createHash('sha256');
  for (const chunk of chunksOf(opened)) hash.update(chunk);
  return hash.digest('hex') === heading.sha256;
}

/** Undefined where the index leads to something else than records of the packages. */
function readSpans(
  opened: number,
  index: RecordIndex,
  keys: readonly string[],
): Advisory[] | undefined {
  const found = new Map<number, Advisory>();
  for (const key of keys) {
    for (const [offset, length] of index.spansOf(key)) {
      const known = found.get(offset) ?? readSpan(opened, [offset, length]);
      if (!known || !keysOf(known).has(key)) return undefined;
      found.set(offset, known);
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, record]) => record);
}

function readSpan(opened: number, [offset, length]: Span) {
  if (!(length <= MAX_RECORD_BYTES)) return undefined;
  const bytes = Buffer.alloc(length);
  fs.readSync(opened, bytes, 0, length, offset);
  return recordIn(bytes) ?? undefined;
}

/** A record; null for another value, undefined for what is no JSON. */
function recordIn(line: Buffer): Advisory | null | undefined {
  try {
    return readAdvisory(JSON.parse(line.toString('utf8')));
  } catch (error) {
    if (error instanceof AdvisoryError) return null;
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Reads all data once. Throws `BadInputError` for a line that is no JSON.
 *
 * @param published - when its publisher wrote the data, in milliseconds
 */
export function buildIndex(
  opened: number,
  file: string,
  published?: number,
): Buffer {
  const builder = new IndexBuilder();
  const hash = createHash('sha256');
  const progress = onProgress(`Indexing ${path.basename(file)}`);
  let offset = 0;
  let count = 0;
  const take = (line: Buffer) => {
    const record = line.length > 0 ? recordIn(line) : null;
    if (record === undefined) {
      throw new BadInputError(
        `${file} is damaged at byte ${offset}: download it again`,
      );
    }
    if (record) builder.add(record, [offset, line.length]);
    else if (line.length > 0) builder.reject();
    offset += line.length + 1;
    count++;
    if (count % 1000 === 0) progress.say(`${count} records`);
  };
  let rest = Buffer.alloc(0);
  for (const chunk of chunksOf(opened)) {
    hash.update(chunk);
    const bytes = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      take(bytes.subarray(from, end));
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > MAX_RECORD_BYTES) {
      throw new BadInputError(`${file}: a line is too long: download it again`);
    }
  }
  if (rest.length > 0) take(rest);
  progress.end();
  const { size, mtimeMs: writtenAt } = fs.fstatSync(opened);
  const sha256 = hash.digest('hex');
  return builder.finish({ size, writtenAt, sha256, published });
}

function* chunksOf(opened: number): Generator<Buffer> {
  for (let at = 0; ; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = fs.readSync(opened, chunk, 0, CHUNK, at);
    if (read === 0) return;
    at += read;
    yield chunk.subarray(0, read);
  }
}

/** A reader sees the old file or the new one, and never a part. */
export function replaceFile(
  file: string,
  content: Buffer | Iterable<string>,
): void {
  const beside = partOf(file);
  try {
    if (Buffer.isBuffer(content)) fs.writeFileSync(beside, content);
    else writePieces(beside, content);
    fs.renameSync(beside, file);
  } finally {
    fs.rmSync(beside, { force: true });
  }
}

function writePieces(file: string, pieces: Iterable<string>): void {
  const opened = fs.openSync(file, 'w');
  try {
    for (const piece of pieces) fs.writeFileSync(opened, piece);
  } finally {
    fs.closeSync(opened);
  }
}

/** A name beside a file for what is to take its place. */
export function partOf(file: string): string {
  return path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomUUID()}.part`,
  );
}

import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import zlib from 'node:zlib';
import yauzl, { Entry, ZipFile } from 'yauzl';
import { limitBytes } from './download';

/** One record: OSV records are a few KiB; the largest known are below 2 MiB. */
const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** All records of one file, unpacked. */
const MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024;
/** Files below a folder of records. */
const MAX_FILES = 2_000_000;

/** Record files below a path, in the order of their names: `.json`, `.ndjson`, `.gz` of either, `.zip`. */
export async function listRecordFiles(place: string): Promise<string[]> {
  const stats = await fs.stat(place);
  if (!stats.isDirectory()) return [place];
  const files: string[] = [];
  const folders = [place];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const entries = await fs.readdir(folder, { withFileTypes: true });
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(file);
      else if (entry.isFile() && isRecordFile(entry.name)) files.push(file);
      if (files.length > MAX_FILES) {
        throw new Error(`${place} holds more than ${MAX_FILES} files`);
      }
    }
  }
  return files.sort();
}

function isRecordFile(name: string): boolean {
  return /\.(json|ndjson|jsonl)(\.gz)?$|\.zip$/i.test(name);
}

/**
 * The records of a file, unchecked. What is not JSON comes as its raw text, so
 * that the caller rejects it by name like any other bad record.
 */
export async function* readRecordFile(file: string): AsyncGenerator<unknown> {
  if (/\.zip$/i.test(file)) {
    yield* readZip(file);
  } else if (/\.json(\.gz)?$/i.test(file)) {
    const bytes = await collect(openPlain(file, MAX_RECORD_BYTES * 8));
    yield parseJson(bytes.toString('utf8'), path.basename(file));
  } else {
    for await (const line of linesOf(openPlain(file, MAX_FILE_BYTES))) {
      if (line.trim()) yield parseJson(line, path.basename(file));
    }
  }
}

/** A file's bytes, unpacked where it is gzip, bounded. */
export function openPlain(file: string, maxBytes: number): Readable {
  const stages: NodeJS.ReadWriteStream[] = [];
  if (/\.gz$/i.test(file)) stages.push(zlib.createGunzip());
  const limited = limitBytes(maxBytes, path.basename(file));
  // The consumer sees an error of any stage on the last one.
  pipeline([createReadStream(file), ...stages, limited], () => undefined);
  return limited;
}

/** Lines of a stream; a line that never ends is an error, not a full memory. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      rest.push(chunk.subarray(start, end));
      yield Buffer.concat(rest).toString('utf8').replace(/\r$/, '');
      rest = [];
      length = 0;
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > MAX_RECORD_BYTES) {
      throw new Error(`A line is longer than ${MAX_RECORD_BYTES} bytes`);
    }
  }
  if (length > 0) yield Buffer.concat(rest).toString('utf8');
}

/**
 * Records in a zip file. Entries are read in memory one at a time and their
 * names only tell whether they are records: nothing is ever written to a path
 * that an archive names.
 */
export async function* readZip(file: string): AsyncGenerator<unknown> {
  const zip = await openZip(file);
  try {
    for await (const entry of entriesOf(zip)) {
      if (!/\.json$/i.test(entry.fileName)) continue;
      if (entry.uncompressedSize > MAX_RECORD_BYTES) {
        yield `${entry.fileName}: larger than ${MAX_RECORD_BYTES} bytes`;
        continue;
      }
      const bytes = await collect(
        pipeline(
          await openEntry(zip, entry),
          limitBytes(MAX_RECORD_BYTES, entry.fileName),
          () => undefined,
        ),
      );
      yield parseJson(bytes.toString('utf8'), entry.fileName);
    }
  } finally {
    zip.close();
  }
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(
      file,
      { lazyEntries: true, autoClose: false },
      (error, zip) => (error ? reject(error) : resolve(zip)),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  let settle: (entry: Entry | undefined) => void;
  let fail: (error: Error) => void;
  zip.on('entry', entry => settle(entry));
  zip.on('end', () => settle(undefined));
  zip.on('error', error => fail(error));
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      settle = resolve;
      fail = reject;
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(error) : resolve(stream),
    );
  });
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return `${name}: not JSON`;
  }
}

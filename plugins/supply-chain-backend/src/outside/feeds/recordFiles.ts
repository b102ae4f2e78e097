import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import zlib from 'node:zlib';
import { decodeText } from '@safety-curtain/input';
import { asUtf8 } from './asUtf8';
import { limitBytes, TooLargeError } from '../web/download';
import { zipEntries } from './zipEntries';

/** One record: OSV records are a few KiB; the largest known are below 2 MiB. */
const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** All records of one file, unpacked. */
const MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024;
const LONG_LINE = `A line is longer than ${MAX_RECORD_BYTES} bytes`;
const CUT_SHORT = 'The last line is not JSON: the file may have been cut short';
/** Files below a folder of records. */
const MAX_FILES = 2_000_000;

/** Record files below a path, in the order of their names: `.json`, `.ndjson`, `.gz` of either, `.zip`. */
export function listRecordFiles(place: string): Promise<string[]> {
  return listFiles(place, isRecordFile, MAX_FILES);
}

/** A file, or those below a folder whose names fit, in the order of their paths. */
export async function listFiles(
  place: string,
  fits: (name: string) => boolean,
  most: number,
): Promise<string[]> {
  const stats = await fs.stat(place);
  if (!stats.isDirectory()) return [place];
  const files: string[] = [];
  const folders = [place];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const entries = await fs.readdir(folder, { withFileTypes: true });
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(file);
      else if (entry.isFile() && fits(entry.name)) files.push(file);
      if (files.length > most) {
        throw new Error(`${place} holds more than ${most} files`);
      }
    }
  }
  return files.sort();
}

function isRecordFile(name: string): boolean {
  return /\.(json|ndjson|jsonl)(\.gz)?$|\.zip$/i.test(name);
}

/**
 * The records of a file, unchecked. What cannot be a record, be it no JSON or
 * too large, comes as a text that says so: the caller rejects it like any
 * other bad record and goes on with the next. At the end of a file of lines it
 * is an error as well: that is how a file ends that was cut short.
 */
export async function* readRecordFile(file: string): AsyncGenerator<unknown> {
  const name = path.basename(file);
  if (/\.zip$/i.test(file)) {
    yield* readZip(file);
  } else if (/\.json(\.gz)?$/i.test(file)) {
    yield await readRecord(openPlain(file, MAX_RECORD_BYTES), name);
  } else {
    let last: unknown;
    for await (const line of piecesOf(openPlain(file, MAX_FILE_BYTES))) {
      if (line?.trim() === '') continue;
      last =
        line === undefined ? `${name}: ${LONG_LINE}` : parseJson(line, name);
      yield last;
    }
    if (typeof last === 'string') throw new Error(CUT_SHORT);
  }
}

/** One record from a stream of its own. */
async function readRecord(stream: Readable, name: string): Promise<unknown> {
  try {
    return parseJson((await collect(stream)).toString('utf8'), name);
  } catch (error) {
    if (error instanceof TooLargeError) return error.message;
    throw error;
  }
}

/** A text file in UTF-8, unpacked where it is gzip, bounded. */
export function openPlain(file: string, maxBytes: number): Readable {
  const stages: NodeJS.ReadWriteStream[] = [];
  if (/\.gz$/i.test(file)) stages.push(zlib.createGunzip());
  const limited = limitBytes(maxBytes, path.basename(file));
  // The consumer sees an error of any stage on the last one.
  const stream = asUtf8();
  pipeline(
    [createReadStream(file), ...stages, limited, stream],
    () => undefined,
  );
  return stream;
}

/** Lines of a stream; a line that never ends is an error, not a full memory. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  for await (const line of piecesOf(stream)) {
    if (line === undefined) throw new Error(LONG_LINE);
    yield line;
  }
}

/** Lines of a stream, undefined for each that is too long to be kept. */
async function* piecesOf(stream: Readable): AsyncGenerator<string | undefined> {
  let pieces: Buffer[] = [];
  let length = 0;
  const add = (piece: Buffer) => {
    length += piece.length;
    if (length > MAX_RECORD_BYTES) pieces = [];
    else pieces.push(piece);
  };
  const take = () => {
    const line =
      length > MAX_RECORD_BYTES
        ? undefined
        : Buffer.concat(pieces).toString('utf8').replace(/\r$/, '');
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (
      let end = chunk.indexOf(10);
      end >= 0;
      end = chunk.indexOf(10, start)
    ) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield take();
}

/**
 * Records in a zip file. Entries are read in memory one at a time and their
 * names only tell whether they are records: nothing is ever written to a path
 * that an archive names. An entry that is damaged is one bad record.
 */
export async function* readZip(file: string): AsyncGenerator<unknown> {
  for await (const { name, size, read } of zipEntries(file)) {
    if (!/\.json$/i.test(name)) continue;
    if (size > MAX_RECORD_BYTES) {
      yield new TooLargeError(name, MAX_RECORD_BYTES).message;
      continue;
    }
    try {
      yield parseJson(decodeText(await read()), name);
    } catch (error) {
      yield `${name}: ${(error as Error).message}`;
    }
  }
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

import { isOsvEcosystem } from '@safety-curtain/advisories';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { dataTime } from '../input/dataAge';
import { onProgress } from '../output/progress';
import { printNotes } from '../output/streams';
import { retrying, UnavailableError } from '../portal/retrying';
import {
  buildIndex,
  DATA_ENDING,
  indexFileOf,
  MAX_RECORD_BYTES,
  partOf,
  replaceFile,
} from './dataFile';
import { RecordIndex } from './recordIndex';
import { DumpError, zipRecords } from './zipRecords';
import { counted } from '../output/counted';

/** What is downloaded, and to where. */
export interface DownloadOptions {
  ecosystem: string[];
  /** The folder. */
  to: string;
  /** The base address: dumps are `<from>/<ecosystem>/all.zip`. */
  from: string;
}

const MAX_DUMP_BYTES = 4 * 1024 * 1024 * 1024;
const MAX_DATA_BYTES = 16 * 1024 * 1024 * 1024;
const TIMEOUT_MS = 30 * 60_000;

/**
 * Downloads OSV's dumps of ecosystems and makes an index of each. What was
 * there before stays until the new one is complete, and where one cannot be had.
 * Throws `BadInputError`, and `UnavailableError` where a dump could not be had.
 */
export async function downloadAdvisories(
  { ecosystem: ecosystems, to, from }: DownloadOptions,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const base = addressOf(from);
  const unknown = ecosystems.find(name => !isOsvEcosystem(name));
  if (unknown !== undefined) {
    throw new BadInputError(`OSV has no ecosystem that is named ${unknown}`);
  }
  fs.mkdirSync(to, { recursive: true });
  for (const ecosystem of new Set(ecosystems)) {
    const name = encodeURIComponent(ecosystem);
    const data = path.join(to, `${name}${DATA_ENDING}`);
    const dump = partOf(data);
    const made = partOf(data);
    try {
      const address = `${base}/${name}/all.zip`;
      const published = await fetchDump(address, dump, ecosystem, wait);
      const records = await unpack({ dump, made, data, ecosystem, published });
      printNotes([`${ecosystem}: ${counted(records, 'record')} in ${data}`]);
    } catch (error) {
      if (!(error instanceof DumpError)) throw error;
      throw new UnavailableError(`the dump of ${ecosystem}: ${error.message}`);
    } finally {
      for (const part of [dump, made]) fs.rmSync(part, { force: true });
    }
  }
}

function addressOf(from: string): string {
  const url = URL.canParse(from) ? new URL(from) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new BadInputError('What --from names is not an http(s) address');
  }
  if (url.username || url.password || url.search) {
    throw new BadInputError(
      `The address of ${url.host} holds a user, a password or a query`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Gives when its publisher wrote it, in milliseconds, where the server says so. */
async function fetchDump(
  address: string,
  file: string,
  ecosystem: string,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<number | undefined> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await retrying(() => fetch(address, { signal }), wait);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new BadInputError(
      `${ecosystem}: ${address} answers ${response.status}`,
    );
  }
  const length = Number(response.headers.get('content-length') ?? NaN);
  const progress = onProgress(`Downloading ${ecosystem}`);
  const opened = fs.openSync(file, 'wx');
  let size = 0;
  try {
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > MAX_DUMP_BYTES) {
        throw new DumpError(`it is larger than ${MAX_DUMP_BYTES} bytes`);
      }
      fs.writeSync(opened, chunk);
      progress.say(
        length > 0 ? `${inMiB(size)} of ${inMiB(length)}` : inMiB(size),
      );
    }
  } catch (error) {
    if (error instanceof DumpError || 'syscall' in (error as object))
      throw error;
    throw new DumpError(`it broke off: ${(error as Error).message}`);
  } finally {
    progress.end();
    fs.closeSync(opened);
  }
  return dataTime(response.headers.get('last-modified'));
}

/** Makes data and index of a dump, and puts them in the place of what was there. */
async function unpack({
  dump,
  made,
  data,
  ecosystem,
  published,
}: {
  dump: string;
  made: string;
  data: string;
  ecosystem: string;
  published: number | undefined;
}): Promise<number> {
  await writeLines(dump, made, ecosystem);
  const opened = fs.openSync(made, 'r');
  let bytes: Buffer;
  try {
    bytes = buildIndex(opened, data, published);
  } finally {
    fs.closeSync(opened);
  }
  const { records } = RecordIndex.read(bytes)!.heading;
  if (records === 0) throw new DumpError('it has no record');
  // Between the two the old index is one of other data, which is seen.
  fs.renameSync(made, data);
  replaceFile(indexFileOf(data), bytes);
  return records;
}

/** Each record on a line; one that is no JSON is told and left out. */
async function writeLines(dump: string, made: string, ecosystem: string) {
  const progress = onProgress(`Unpacking ${ecosystem}`);
  const opened = fs.openSync(made, 'wx');
  let count = 0;
  let unusable = 0;
  let size = 0;
  try {
    for await (const record of zipRecords(dump)) {
      const line = record && lineOf(record);
      if (line) size += fs.writeSync(opened, line);
      else unusable++;
      if (size > MAX_DATA_BYTES) {
        throw new DumpError(
          `unpacked it is larger than ${MAX_DATA_BYTES} bytes`,
        );
      }
      count++;
      if (count % 100 === 0) progress.say(`${count} records`);
    }
  } finally {
    progress.end();
    fs.closeSync(opened);
  }
  if (unusable > 0) {
    printNotes([
      `${ecosystem}: ${counted(unusable, 'record')} could not be read`,
    ]);
  }
}

function lineOf(record: Buffer): string | undefined {
  try {
    const line = `${JSON.stringify(JSON.parse(record.toString('utf8')))}\n`;
    return line.length > MAX_RECORD_BYTES ? undefined : line;
  } catch {
    return undefined;
  }
}

function inMiB(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

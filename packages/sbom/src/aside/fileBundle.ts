import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import fs from 'node:fs/promises';

/**
 * Files of a source in one file: telling another process where they are costs the same for one and
 * for a thousand.
 *
 * @public
 */
export interface FileBundle {
  file: string;
  /** Where the contents end, and the index begins: `[path, start, end][]` as JSON. */
  index: number;
}

/** Files that are read when they are asked for. @public */
export interface BundledFiles {
  get(path: string): Uint8Array | undefined;
  paths(): Iterable<string>;
  close(): void;
}

type Place = [path: string, start: number, end: number];

/** Bytes that are written at once. */
const BATCH = 1024 * 1024;

/**
 * Writes files into one that is not there yet, at most some mebibytes in one turn of the event loop.
 *
 * @public
 */
export async function writeFileBundle(
  file: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<FileBundle> {
  let size = 0;
  const places: Place[] = [];
  for (const [each, content] of files) {
    places.push([each, size, size + content.length]);
    size += content.length;
  }
  await fs.writeFile(file, inBatches(files.values(), places), {
    flag: 'wx',
    mode: 0o600,
  });
  return { file, index: size };
}

/**
 * Writes files into one that is not there yet as they come, so that none has to be held.
 *
 * @public
 */
export class FileBundleWriter {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #places: Place[] = [];
  #size = 0;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, 'wx', 0o600);
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  get files(): readonly string[] {
    return this.#places.map(([path]) => path);
  }

  add(path: string, content: Uint8Array): void {
    this.#write(content);
    this.#places.push([path, this.#size, this.#size + content.length]);
    this.#size += content.length;
  }

  /** Closes the file; nothing can be added any more. */
  finish(): FileBundle {
    try {
      this.#write(Buffer.from(JSON.stringify(this.#places)));
    } finally {
      closeSync(this.#descriptor);
    }
    return { file: this.#file, index: this.#size };
  }

  #write(bytes: Uint8Array): void {
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#descriptor, bytes, written);
    }
  }
}

function* inBatches(
  contents: Iterable<Uint8Array>,
  places: Place[],
): Generator<Uint8Array> {
  let batch: Uint8Array[] = [];
  let size = 0;
  for (const content of contents) {
    batch.push(content);
    size += content.length;
    if (size < BATCH) continue;
    yield Buffer.concat(batch);
    batch = [];
    size = 0;
  }
  yield Buffer.concat(batch);
  yield Buffer.from(JSON.stringify(places));
}

/** Opens a bundle; whoever does closes it. @public */
export function openFileBundle({ file, index }: FileBundle): BundledFiles {
  const descriptor = openSync(file, 'r');
  const places = new Map<string, [start: number, end: number]>();
  for (const [each, start, end] of readIndex(descriptor, index)) {
    places.set(each, [start, end]);
  }
  return {
    get(each) {
      const place = places.get(each);
      return place && readBytes(descriptor, place[0], place[1] - place[0]);
    },
    paths: () => places.keys(),
    close: () => closeSync(descriptor),
  };
}

function readIndex(descriptor: number, index: number): Place[] {
  const { size } = fstatSync(descriptor);
  const text = readBytes(descriptor, index, size - index).toString('utf8');
  return JSON.parse(text);
}

function readBytes(descriptor: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const more = readSync(descriptor, bytes, read, length - read, start + read);
    if (more === 0) throw new Error('A bundle of files is cut short');
    read += more;
  }
  return bytes;
}

import fs from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { Component } from '../model';

/** Components that are written and read in one turn of the event loop: some milliseconds. */
export const COMPONENT_SLICE = 1000;

const LENGTH_BYTES = 4;

/**
 * Writes components into a new file, for another process of the same Node: slices as V8 serializes
 * them, each after its length (32 bits, big endian).
 *
 * @public
 */
export async function writeComponents(
  file: string,
  components: readonly Component[],
): Promise<void> {
  await fs.writeFile(file, slicesOf(components), { flag: 'wx', mode: 0o600 });
}

function* slicesOf(components: readonly Component[]): Generator<Buffer> {
  for (let start = 0; start < components.length; start += COMPONENT_SLICE) {
    const slice = serialize(components.slice(start, start + COMPONENT_SLICE));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(slice.length);
    yield Buffer.concat([length, slice]);
  }
}

/** Reads what {@link writeComponents} wrote. Throws where the file is cut short. */
export async function readComponents(file: string): Promise<Component[]> {
  const components: Component[] = [];
  const handle = await fs.open(file);
  try {
    for (;;) {
      const head = await readExactly(handle, LENGTH_BYTES);
      if (!head) return components;
      const slice = await readExactly(handle, head.readUInt32BE());
      if (!slice) throw new Error('A file of components is cut short');
      components.push(...(deserialize(slice) as Component[]));
    }
  } finally {
    await handle.close();
  }
}

/** The next bytes of a file; undefined at its end. */
async function readExactly(
  handle: fs.FileHandle,
  length: number,
): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(bytes, read, length - read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  if (read === 0) return undefined;
  if (read < length) throw new Error('A file of components is cut short');
  return bytes;
}

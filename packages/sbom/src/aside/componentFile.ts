import fs from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { Strings } from '../input/strings';
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
  const strings = new Strings();
  const handle = await fs.open(file);
  try {
    for (;;) {
      const head = await readExactly(handle, LENGTH_BYTES);
      if (!head) return components;
      const slice = await readExactly(handle, head.readUInt32BE());
      if (!slice) throw new Error('A file of components is cut short');
      for (const component of deserialize(slice) as Component[]) {
        components.push(sharing(component, strings));
      }
    }
  } finally {
    await handle.close();
  }
}

/** What components have in common as one string: each was written for itself. */
function sharing(component: Component, strings: Strings): Component {
  const { purl, name, packageName, dependsOn } = component;
  component.purl = strings.same(purl);
  if (packageName === name) component.packageName = name;
  component.dependsOn = dependsOn.map(target => strings.same(target));
  component.version = strings.same(component.version);
  component.scope = strings.same(component.scope);
  const { ecosystem, license, origin } = component;
  if (ecosystem) component.ecosystem = strings.same(ecosystem);
  if (license) component.license = strings.same(license);
  if (origin) component.origin = strings.same(origin);
  return component;
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

/**
 * Files in one piece of memory that threads share: handing it over costs the
 * same for one file and for a thousand. Their paths and places follow the
 * contents as JSON, from `index` on: `[path, start, end][]`.
 */
export interface FileBundle {
  bytes: SharedArrayBuffer;
  index: number;
}

const bundles = new WeakMap<ReadonlyMap<string, Uint8Array>, FileBundle>();

/** The bundle of files, which is made once for a map. */
export function bundleOf(files: ReadonlyMap<string, Uint8Array>): FileBundle {
  const known = bundles.get(files);
  if (known) return known;
  let size = 0;
  const places: [path: string, start: number, end: number][] = [];
  for (const [path, content] of files) {
    places.push([path, size, size + content.length]);
    size += content.length;
  }
  const index = Buffer.from(JSON.stringify(places));
  const bytes = new SharedArrayBuffer(size + index.length);
  const all = new Uint8Array(bytes);
  for (const [path, start] of places) all.set(files.get(path)!, start);
  all.set(index, size);
  const bundle = { bytes, index: size };
  bundles.set(files, bundle);
  return bundle;
}

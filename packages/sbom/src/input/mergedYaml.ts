import {
  entryOf,
  type Located,
  type LocatedEntry,
} from '@safety-curtain/input';

/** Maps that one value may take in by merge keys; tools nest a few. */
const MAX_MERGES = 100;

/**
 * The value of a key of a map, also where a merge key (`<<`, YAML 1.1 type "merge") brings it in from
 * other maps.
 */
export function mergedEntry(
  value: Located | undefined,
  key: string,
): LocatedEntry | undefined {
  const queue = [value];
  for (let i = 0; i < queue.length && i < MAX_MERGES; i++) {
    const found = entryOf(queue[i], key);
    if (found) {
      return found;
    }
    const merged = entryOf(queue[i], '<<')?.value;
    if (merged) {
      queue.push(...(merged.kind === 'list' ? merged.items : [merged]));
    }
  }
  return undefined;
}

/** The text of a key, or undefined. @public */
export function textAt(
  value: Located | undefined,
  key: string,
): string | undefined {
  const found = mergedEntry(value, key)?.value;
  return found?.kind === 'text' && found.text !== '' ? found.text : undefined;
}

/** The map, list or text of a key. @public */
export function valueAt(
  value: Located | undefined,
  key: string,
): Located | undefined {
  return mergedEntry(value, key)?.value;
}

/** Own entries of a map, merge keys left out. @public */
export function mapEntries(
  value: Located | undefined,
): Array<[string, LocatedEntry]> {
  return value?.kind === 'map'
    ? [...value.entries].filter(([key]) => key !== '<<')
    : [];
}

/** The items of a list. @public */
export function listItems(value: Located | undefined): readonly Located[] {
  return value?.kind === 'list' ? value.items : [];
}

/** The same as plain values, all scalars texts; merge keys stay keys. */
export function plainOf(value: Located): unknown {
  if (value.kind === 'text') {
    return value.text;
  }
  return value.kind === 'list'
    ? value.items.map(plainOf)
    : Object.fromEntries(
        [...value.entries].map(([key, entry]) => [key, plainOf(entry.value)]),
      );
}

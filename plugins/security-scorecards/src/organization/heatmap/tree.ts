/** Something that may stand below others, by their refs. */
export interface TreeItem {
  ref: string;
  parents?: readonly string[];
}

/** An item at its place in the tree. */
export interface TreeRow<T> {
  item: T;
  /** How many items stand above it, from 0. */
  depth: number;
  hasChildren: boolean;
  /** Refs of all items above it. */
  above: readonly string[];
}

/**
 * Items as rows of a tree, each once and right after what it is below: parents
 * in the order of the items, children below them in the same order. An item
 * with several parents stands below the first of them; one whose parents are
 * not among the items stands at the top, as does the first of a circle.
 */
export function treeRows<T extends TreeItem>(
  items: readonly T[],
): TreeRow<T>[] {
  const known = new Set(items.map(item => item.ref));
  const children = new Map<string, T[]>();
  const tops: T[] = [];
  for (const item of items) {
    const parent = item.parents?.find(
      ref => known.has(ref) && ref !== item.ref,
    );
    if (parent === undefined) {
      tops.push(item);
    } else {
      children.set(parent, [...(children.get(parent) ?? []), item]);
    }
  }
  const rows: TreeRow<T>[] = [];
  const seen = new Set<string>();
  // A stack of our own: groups may be nested deeper than calls may be.
  const place = (top: T) => {
    const stack = [{ item: top, above: [] as readonly string[] }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { item, above } = next;
      if (seen.has(item.ref)) continue;
      seen.add(item.ref);
      const below = (children.get(item.ref) ?? []).filter(
        one => !seen.has(one.ref),
      );
      rows.push({
        item,
        depth: above.length,
        hasChildren: below.length > 0,
        above,
      });
      const nowAbove = [...above, item.ref];
      for (const one of [...below].reverse()) {
        stack.push({ item: one, above: nowAbove });
      }
    }
  };
  tops.forEach(place);
  // What is left stands in circles: nothing leads there from a top.
  items.forEach(item => seen.has(item.ref) || place(item));
  return rows;
}

/**
 * An item and all that stands below it, at any depth; all items where it is
 * none of them.
 */
export function atOrBelow<T extends TreeItem>(
  items: readonly T[],
  ref: string | undefined,
): readonly T[] {
  if (ref === undefined || !items.some(item => item.ref === ref)) return items;
  const children = new Map<string, string[]>();
  for (const item of items) {
    for (const parent of item.parents ?? []) {
      children.set(parent, [...(children.get(parent) ?? []), item.ref]);
    }
  }
  const found = new Set([ref]);
  // A set that grows while it is walked is walked to its new end.
  for (const one of found) {
    for (const child of children.get(one) ?? []) found.add(child);
  }
  return items.filter(item => found.has(item.ref));
}

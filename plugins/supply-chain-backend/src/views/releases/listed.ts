/** Entries that a list of a changelog names; the count is of all. */
const MOST = 5000;

/** A list of a changelog: how many there are, and the first of them. */
export function listed<T>(all: readonly T[]): { count: number; items: T[] } {
  return { count: all.length, items: all.slice(0, MOST) };
}

/** Texts in the order of their code units. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

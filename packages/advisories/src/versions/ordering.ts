/**
 * A rule for ordering the version strings of one packaging system. One file
 * beside this one holds one rule; `orderings.ts` lists which OSV ecosystem
 * uses which.
 *
 * `parse` gives undefined for a string that the packaging system itself does
 * not accept as a version. `compare` is a total preorder over what `parse`
 * gives: negative, zero or positive.
 *
 * @public
 */
export interface VersionOrdering<V> {
  readonly name: string;
  parse(text: string): V | undefined;
  compare(a: V, b: V): number;
  /**
   * Set where a version that is asked about stands otherwise to one that a
   * record names than the order of versions has it.
   */
  compareWithRecord?(asked: V, named: V): number;
  /**
   * Set where "0" is a version like any other. Elsewhere "0" is OSV's name for
   * the point before every version (OSV schema, "affected[].ranges[].events").
   */
  readonly zeroIsOrdinary?: true;
}

/** How a version that is asked about stands to one that a record names. */
export function compareWithRecord<V>(
  ordering: VersionOrdering<V>,
  asked: V,
  named: V,
): number {
  return ordering.compareWithRecord
    ? ordering.compareWithRecord(asked, named)
    : ordering.compare(asked, named);
}

/** A natural number of any size: a bigint where a double would lose digits. */
export type Natural = number | bigint;

const MAX_EXACT_DIGITS = 15;

/** Reads a run of ASCII digits. The caller has checked that it is one. */
export function toNatural(digits: string): Natural {
  return digits.length <= MAX_EXACT_DIGITS ? Number(digits) : BigInt(digits);
}

/** Orders two numbers, or two strings by UTF-16 code unit. */
export function order<T extends Natural | string>(a: T, b: T): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

/** Number by number; a list that ends early goes on with zeros. */
export function compareZeroPadded(
  a: readonly Natural[],
  b: readonly Natural[],
): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const result = order<Natural>(a[i] ?? 0, b[i] ?? 0);
    if (result !== 0) return result;
  }
  return 0;
}

/** Number by number; of two lists that agree so far the longer is greater. */
export function compareNumberLists(
  a: readonly Natural[],
  b: readonly Natural[],
): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const result = order<Natural>(a[i], b[i]);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

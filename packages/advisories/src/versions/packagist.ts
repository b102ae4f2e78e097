import { Natural, VersionOrdering, order, toNatural } from './ordering';

type Part = Natural | string;

/** Matched by how a word begins, as PHP does: "alpha", "a", "abc" are one. */
const WORDS: readonly [prefix: string, rank: number][] = [
  ['dev', 0],
  ['a', 1],
  ['b', 2],
  ['rc', 3],
  ['#', 4],
  ['p', 5],
];
const UNKNOWN_RANK = -1;
/** A number, or the end of the other version, seen from a word. */
const NUMBER_RANK = 4;

const PARTS = /\d+|[a-z]+|#/g;
const STARTS_WITH_DIGIT = /^\d/;

function rank(part: Part | undefined): number {
  if (typeof part !== 'string') return NUMBER_RANK;
  const known = WORDS.find(([prefix]) => part.startsWith(prefix));
  return known ? known[1] : UNKNOWN_RANK;
}

function compareParts(a: Part | undefined, b: Part | undefined): number {
  if (typeof a === 'string' || typeof b === 'string') {
    return rank(a) - rank(b);
  }
  if (a === undefined) return -1;
  return b === undefined ? 1 : order(a, b);
}

/**
 * Packagist: PHP's version_compare (PHP manual), after Composer's habit of
 * ignoring a leading v and the case of words: dev < alpha < beta < RC <
 * number < pl, any other word lowest, and 1.0 < 1.0.0.
 */
export const packagist: VersionOrdering<readonly Part[]> = {
  name: 'packagist',
  parse(text) {
    const parts = text
      .toLowerCase()
      .replace(/^v(?=\d)/, '')
      .match(PARTS);
    return parts?.map(part =>
      STARTS_WITH_DIGIT.test(part) ? toNatural(part) : part,
    );
  },
  compare(a, b) {
    const length = Math.max(a.length, b.length);
    for (let i = 0; i < length; i++) {
      const result = compareParts(a[i], b[i]);
      if (result !== 0) return result;
    }
    return 0;
  },
};

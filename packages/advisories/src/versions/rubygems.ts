import { Natural, VersionOrdering, order, toNatural } from './ordering';

type Segment = Natural | string;

const SHAPE = /^\d+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const SEGMENTS = /\d+|[A-Za-z]+/g;
const STARTS_WITH_DIGIT = /^\d/;

function withoutTrailingZeros(segments: Segment[]): Segment[] {
  let end = segments.length;
  // eslint-disable-next-line eqeqeq -- 0n counts as zero, too
  while (end > 0 && segments[end - 1] == 0) end--;
  return segments.slice(0, end);
}

/**
 * RubyGems' Gem::Version: a dash reads as ".pre.", a word is lower than any
 * number, and zeros at the end of the numbers and of the rest do not count.
 */
export const rubygems: VersionOrdering<readonly Segment[]> = {
  name: 'rubygems',
  parse(text) {
    const trimmed = text.trim();
    if (!SHAPE.test(trimmed)) return undefined;
    const segments = trimmed
      .replace(/-/g, '.pre.')
      .match(SEGMENTS)!
      .map(part => (STARTS_WITH_DIGIT.test(part) ? toNatural(part) : part));
    const firstWord = segments.findIndex(part => typeof part === 'string');
    const numbers = firstWord < 0 ? segments.length : firstWord;
    return [
      ...withoutTrailingZeros(segments.slice(0, numbers)),
      ...withoutTrailingZeros(segments.slice(numbers)),
    ];
  },
  compare(a, b) {
    const length = Math.max(a.length, b.length);
    for (let i = 0; i < length; i++) {
      const x = a[i] ?? 0;
      const y = b[i] ?? 0;
      const xIsWord = typeof x === 'string';
      if (xIsWord !== (typeof y === 'string')) return xIsWord ? -1 : 1;
      const result = order(x, y);
      if (result !== 0) return result;
    }
    return 0;
  },
};

import { Natural, order, toNatural, VersionOrdering } from './ordering';

/** A part between dots: the number that it begins with, if any, and the rest. */
interface Part {
  number?: Natural;
  rest: string;
}

interface ConanVersion {
  release: readonly Part[];
  preRelease?: readonly Part[];
  build?: readonly Part[];
}

const SHAPE = /^[a-z0-9_][a-z0-9_+.*-]*$/i;

/** Zeros at the end say nothing: `1.0` is `1`. */
function partsOf(text: string): Part[] {
  const parts = text.split('.').map((part): Part => {
    const digits = /^\d*/.exec(part)![0];
    return {
      ...(digits && { number: toNatural(digits) }),
      rest: part.slice(digits.length),
    };
  });
  while (
    parts.length > 0 &&
    parts[parts.length - 1].number === 0 &&
    parts[parts.length - 1].rest === ''
  ) {
    parts.pop();
  }
  return parts;
}

/** What stands before and behind the last of a mark. */
function splitAtLast(text: string, mark: string): [string, string?] {
  const at = text.lastIndexOf(mark);
  return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text];
}

/**
 * Numbers come before words. Conan compares a number with `1a` as texts, which gives circles (`20`,
 * `1a`, `100`); here the number that it begins with counts first.
 */
function comparePart(a: Part, b: Part): number {
  if (a.number === undefined || b.number === undefined) {
    const words =
      Number(a.number === undefined) - Number(b.number === undefined);
    return words || order(a.rest, b.rest);
  }
  return order<Natural>(a.number, b.number) || order(a.rest, b.rest);
}

function compareParts(a: readonly Part[], b: readonly Part[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const result = comparePart(a[i], b[i]);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

/**
 * Conan (its documentation, "Version ranges"): like semantic versions, with any number of parts and
 * with letters in them. A pre-release comes before its release, a build after it.
 */
export const conan: VersionOrdering<ConanVersion> = {
  name: 'conan',
  parse(text) {
    if (!SHAPE.test(text)) return undefined;
    const [version, build] = splitAtLast(text, '+');
    const [release, preRelease] = splitAtLast(version, '-');
    return {
      release: partsOf(release),
      ...(preRelease !== undefined && { preRelease: partsOf(preRelease) }),
      ...(build !== undefined && { build: partsOf(build) }),
    };
  },
  compare: (a, b) =>
    compareParts(a.release, b.release) ||
    Number(b.preRelease !== undefined) - Number(a.preRelease !== undefined) ||
    compareParts(a.preRelease ?? [], b.preRelease ?? []) ||
    Number(a.build !== undefined) - Number(b.build !== undefined) ||
    compareParts(a.build ?? [], b.build ?? []),
};

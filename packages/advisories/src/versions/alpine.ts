import {
  Natural,
  VersionOrdering,
  compareNumberLists,
  order,
  toNatural,
} from './ordering';

interface AlpineVersion {
  /** As written: a zero at the front makes a later number a fraction. */
  readonly numbers: readonly string[];
  readonly letter: string;
  readonly letterNumbers: readonly Natural[];
  readonly suffixes: readonly { rank: number; number: Natural }[];
  readonly revision: Natural;
}

const SUFFIXES = [
  'alpha',
  'beta',
  'pre',
  'rc',
  '',
  'cvs',
  'svn',
  'git',
  'hg',
  'p',
];
const NO_SUFFIX = { rank: SUFFIXES.indexOf(''), number: 0 };
const SHAPE =
  /^(\d+(?:\.\d+)*)(?:([a-z])(\d+(?:\.\d+)*)?)?((?:_[a-z]+\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?$/;
const SUFFIX = /_([a-z]+)(\d*)/g;

function parseSuffixes(text: string): AlpineVersion['suffixes'] | undefined {
  const suffixes = [];
  for (const [, name, digits] of text.matchAll(SUFFIX)) {
    const rank = SUFFIXES.indexOf(name);
    if (rank < 0) return undefined;
    suffixes.push({ rank, number: toNatural(digits || '0') });
  }
  return suffixes;
}

/** The first number is a whole one; later ones may be decimal fractions. */
function compareNumberAt(index: number, a: string, b: string): number {
  const isFraction = index > 0 && (a.startsWith('0') || b.startsWith('0'));
  return isFraction ? order(a, b) : order(toNatural(a), toNatural(b));
}

function compareNumbers(a: readonly string[], b: readonly string[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const result = compareNumberAt(i, a[i], b[i]);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

function compareSuffixes(a: AlpineVersion, b: AlpineVersion): number {
  const length = Math.max(a.suffixes.length, b.suffixes.length);
  for (let i = 0; i < length; i++) {
    const x = a.suffixes[i] ?? NO_SUFFIX;
    const y = b.suffixes[i] ?? NO_SUFFIX;
    const result = order(x.rank, y.rank) || order<Natural>(x.number, y.number);
    if (result !== 0) return result;
  }
  return 0;
}

/** Alpine's apk (apk-package(5), "VERSION"): 1.2.3a_rc1-r4. */
export const alpine: VersionOrdering<AlpineVersion> = {
  name: 'alpine',
  parse(text) {
    const match = SHAPE.exec(text);
    const suffixes = match && parseSuffixes(match[4]);
    if (!match || !suffixes) return undefined;
    return {
      numbers: match[1].split('.'),
      letter: match[2] ?? '',
      letterNumbers: match[3]?.split('.').map(toNatural) ?? [],
      suffixes,
      revision: toNatural(match[5] ?? '0'),
    };
  },
  compare: (a, b) =>
    compareNumbers(a.numbers, b.numbers) ||
    order(a.letter, b.letter) ||
    compareNumberLists(a.letterNumbers, b.letterNumbers) ||
    compareSuffixes(a, b) ||
    order(a.revision, b.revision),
};

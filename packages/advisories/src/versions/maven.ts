import { Natural, VersionOrdering, order, toNatural } from './ordering';

/** A number, a qualifier, or what follows a dash as a list of its own. */
type Item = Natural | Qualifier | MavenVersion;
interface Qualifier {
  /** Position among the known qualifiers. */
  readonly rank: number;
  /** Distinguishes the qualifiers that Maven does not know. */
  readonly text: string;
}
export type MavenVersion = readonly Item[];

const RANKS = new Map(
  ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'].map(
    (name, rank) => [name, rank],
  ),
);
const RELEASE_RANK = RANKS.get('')!;
const UNKNOWN_RANK = RANKS.size;
const ALIASES = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
/** These stand for a word only where a digit follows at once: 1.0a1. */
const SHORT_FORMS = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);

function toQualifier(word: string, digitFollows: boolean): Qualifier {
  const long = (digitFollows && SHORT_FORMS.get(word)) || word;
  const text = ALIASES.get(long) ?? long;
  const rank = RANKS.get(text);
  return rank === undefined ? { rank: UNKNOWN_RANK, text } : { rank, text: '' };
}

const isList = (item: Item): item is MavenVersion => Array.isArray(item);
const isNumber = (item: Item): item is Natural => typeof item !== 'object';

/** Nothing is lost where such an item ends a list: 1.0 is 1, 1-ga is 1. */
function isNull(item: Item): boolean {
  if (isList(item)) return item.length === 0;
  // eslint-disable-next-line eqeqeq -- 0n counts as zero, too
  return isNumber(item) ? item == 0 : item.rank === RELEASE_RANK;
}

function dropTrailingNulls(list: Item[]): void {
  for (let i = list.length - 1; i >= 0; i--) {
    if (isNull(list[i])) list.splice(i, 1);
    else if (!isList(list[i])) return;
  }
}

/** Two dashes with nothing left between them are one: 1-ga-1 is 1-1. */
function unwrap(list: Item[]): void {
  if (list.length === 1 && isList(list[0])) list.splice(0, 1, ...list[0]);
}

const TOKENS = /\d+|[^\d.-]+|[.-]/g;
const STARTS_WITH_DIGIT = /^\d/;

/**
 * Splits at dots, dashes and between digits and letters; a dash and such a
 * change open a list within the list, and an empty token is a zero.
 */
function parseItems(text: string): MavenVersion {
  const root: Item[] = [];
  const nested = [root];
  let list = root;
  const open = () => {
    const inner: Item[] = [];
    list.push(inner);
    nested.push(inner);
    list = inner;
  };
  const tokens = text.match(TOKENS) ?? [];
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (token === '.' || token === '-') {
      const previous = tokens[i - 1];
      if (!previous || previous === '.' || previous === '-') list.push(0);
      if (token === '-') open();
      return;
    }
    const changes = next !== undefined && next !== '.' && next !== '-';
    if (STARTS_WITH_DIGIT.test(token)) list.push(toNatural(token));
    else list.push(toQualifier(token, changes));
    if (changes) open();
  });
  for (const inner of nested.reverse()) {
    dropTrailingNulls(inner);
    if (inner !== root) unwrap(inner);
  }
  return root;
}

/** Against the end of the other list. */
function compareToNothing(item: Item): number {
  if (isList(item)) {
    for (const inner of item) {
      const result = compareToNothing(inner);
      if (result !== 0) return result;
    }
    return 0;
  }
  if (isNumber(item)) return order<Natural>(item, 0);
  return order(item.rank, RELEASE_RANK);
}

/** A qualifier comes before a dash, a dash before a number. */
function kind(item: Item): number {
  if (isNumber(item)) return 2;
  return isList(item) ? 1 : 0;
}

function compareItems(a: Item, b: Item): number {
  if (isList(a) && isList(b)) return compareLists(a, b);
  if (isNumber(a) && isNumber(b)) return order(a, b);
  const byKind = kind(a) - kind(b);
  if (byKind !== 0) return byKind;
  const [x, y] = [a as Qualifier, b as Qualifier];
  return order(x.rank, y.rank) || order(x.text, y.text);
}

function compareLists(a: MavenVersion, b: MavenVersion): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let result: number;
    if (i >= a.length) result = -compareToNothing(b[i]);
    else if (i >= b.length) result = compareToNothing(a[i]);
    else result = compareItems(a[i], b[i]);
    if (result !== 0) return result;
  }
  return 0;
}

/**
 * What Maven's own model check refuses in a version: characters that a file
 * name cannot have, range brackets, and `${…}` of a property left unresolved.
 */
// eslint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0020\\/:"<>|?*[\](){},$]/;

/**
 * Maven's ComparableVersion (POM reference, "Version Order Specification"),
 * in which 2.0.a < 2.0.0.a and 1-rc < 1-SNAPSHOT < 1 < 1-sp < 1-anything.
 *
 * As there, a dot before a word that Maven does not know leads to circles
 * (1-rc < 1 < 1.jre < 1-rc); all else is a total order.
 */
export const maven: VersionOrdering<MavenVersion> = {
  name: 'maven',
  zeroIsOrdinary: true,
  parse(text) {
    if (text === '' || ILLEGAL.test(text)) return undefined;
    return parseItems(text.toLowerCase());
  },
  compare: compareLists,
};

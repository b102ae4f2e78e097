import {
  Natural,
  VersionOrdering,
  compareNumberLists,
  order,
  toNatural,
} from './ordering';

type LocalSegment = Natural | string;

interface Pep440 {
  readonly epoch: Natural;
  /** Without trailing zeros. */
  readonly release: readonly Natural[];
  /** Where the phase of the release stands: dev-only, a, b, rc, none. */
  readonly phase: number;
  readonly phaseNumber: Natural;
  /** -1 where the version is no post-release. */
  readonly post: Natural;
  /** Infinity where the version is no development release. */
  readonly dev: Natural;
  /** Undefined where there is no local label. */
  readonly local: readonly LocalSegment[] | undefined;
}

/** A version from before PEP 440, as parts to compare one by one. */
type LegacyVersion = readonly string[];

export type PypiVersion = Pep440 | LegacyVersion;

const DEV_ONLY = 0;
const PHASES = new Map([
  ['a', 1],
  ['alpha', 1],
  ['b', 2],
  ['beta', 2],
  ['c', 3],
  ['rc', 3],
  ['pre', 3],
  ['preview', 3],
]);
const NO_PHASE = 4;

/** The spellings of PEP 440, "Normalization", each part by name. */
const SHAPE = new RegExp(
  [
    '^v?',
    '(?:(?<epoch>\\d+)!)?',
    '(?<release>\\d+(?:\\.\\d+)*)',
    '(?:[-_.]?(?<phase>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<phaseNumber>\\d+)?)?',
    '(?:-(?<barePost>\\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\\d+)?)?',
    '(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\\d+)?)?',
    '(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$',
  ].join(''),
);
const DIGITS = /^\d+$/;

function withoutTrailingZeros(numbers: Natural[]): Natural[] {
  let end = numbers.length;
  // eslint-disable-next-line eqeqeq -- 0n counts as zero, too
  while (end > 0 && numbers[end - 1] == 0) end--;
  return numbers.slice(0, end);
}

function parseLocal(text: string | undefined) {
  return text
    ?.split(/[-_.]/)
    .map(part => (DIGITS.test(part) ? toNatural(part) : part));
}

function parsePep440(text: string): Pep440 | undefined {
  const parts = SHAPE.exec(text)?.groups;
  if (!parts) return undefined;
  const isPost = Boolean(parts.post || parts.barePost);
  const withoutPhase = parts.dev && !isPost ? DEV_ONLY : NO_PHASE;
  return {
    epoch: toNatural(parts.epoch ?? '0'),
    release: withoutTrailingZeros(parts.release.split('.').map(toNatural)),
    phase: parts.phase ? PHASES.get(parts.phase)! : withoutPhase,
    phaseNumber: toNatural(parts.phaseNumber ?? '0'),
    post: isPost ? toNatural(parts.barePost ?? parts.postNumber ?? '0') : -1,
    dev: parts.dev ? toNatural(parts.devNumber ?? '0') : Infinity,
    local: parseLocal(parts.local),
  };
}

const LEGACY_PARTS = /\d+|[a-z]+|-|[^\da-z.-]+/g;
const LEGACY_SPELLINGS = new Map([
  ['pre', '*c'],
  ['preview', '*c'],
  ['rc', '*c'],
  ['dev', '*@'],
  ['-', '*final-'],
]);
const LEGACY_NUMBER_WIDTH = 8;
const LEGACY_ZERO = '0'.repeat(LEGACY_NUMBER_WIDTH);

/**
 * The order that setuptools used before PEP 440 and that OSV still uses for
 * versions listed from that time: words sort before "final", numbers after,
 * and a dash before a pre-release word as well as zeros before any word are
 * dropped.
 */
function parseLegacy(text: string): LegacyVersion {
  const parts: string[] = [];
  const dropTrailing = (part: string) => {
    while (parts.length > 0 && parts[parts.length - 1] === part) parts.pop();
  };
  for (const raw of [...(text.match(LEGACY_PARTS) ?? []), 'final']) {
    if (DIGITS.test(raw)) {
      parts.push(raw.padStart(LEGACY_NUMBER_WIDTH, '0'));
      continue;
    }
    const word = LEGACY_SPELLINGS.get(raw) ?? `*${raw}`;
    if (word < '*final') dropTrailing('*final-');
    dropTrailing(LEGACY_ZERO);
    parts.push(word);
  }
  return parts;
}

function isLegacy(version: PypiVersion): version is LegacyVersion {
  return Array.isArray(version);
}

function compareLegacy(a: LegacyVersion, b: LegacyVersion): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const result = order(a[i], b[i]);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

function compareLocalSegments(a: LocalSegment, b: LocalSegment): number {
  const aIsWord = typeof a === 'string';
  if (aIsWord !== (typeof b === 'string')) return aIsWord ? -1 : 1;
  return order(a, b);
}

/** PEP 440, "Local version identifiers". */
function compareLocals(a: Pep440['local'], b: Pep440['local']): number {
  if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const result = compareLocalSegments(a[i], b[i]);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

function comparePep440(a: Pep440, b: Pep440): number {
  return (
    order(a.epoch, b.epoch) ||
    compareNumberLists(a.release, b.release) ||
    order(a.phase, b.phase) ||
    order(a.phaseNumber, b.phaseNumber) ||
    order(a.post, b.post) ||
    order(a.dev, b.dev) ||
    compareLocals(a.local, b.local)
  );
}

/**
 * PyPI: PEP 440, "Summary of permitted suffixes and relative ordering".
 * Any other string is a legacy version, lower than every PEP 440 version.
 */
export const pep440: VersionOrdering<PypiVersion> = {
  name: 'pep440',
  parse(text) {
    const normal = text.trim().toLowerCase();
    if (normal === '') return undefined;
    return parsePep440(normal) ?? parseLegacy(normal);
  },
  compare(a, b) {
    if (isLegacy(a)) return isLegacy(b) ? compareLegacy(a, b) : -1;
    return isLegacy(b) ? 1 : comparePep440(a, b);
  },
  // A candidate's local label does not count where the specifier has none
  // (PEP 440, "Version matching", "Inclusive ordered comparison").
  compareWithRecord(asked, named) {
    const counts = isLegacy(asked) || isLegacy(named) || named.local;
    return this.compare(counts ? asked : { ...asked, local: undefined }, named);
  },
};

import {
  Natural,
  VersionOrdering,
  compareZeroPadded,
  order,
  toNatural,
} from './ordering';

/** A pre-release or build identifier: a number or a word. */
export type SemverIdentifier = Natural | string;

export interface Semver {
  readonly release: readonly Natural[];
  /** Empty for a release. */
  readonly prerelease: readonly SemverIdentifier[];
  readonly build: readonly SemverIdentifier[];
}

const SHAPE =
  /^[vV=]?(\d+(?:\.\d+)*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;
const DIGITS = /^\d+$/;
/** Go's own releases: `go1.21`, `1.23rc1` (Go Toolchains, "Go versions"). */
const GO_RELEASE = /^(?:go)?(\d+)\.(\d+)(?:\.(\d+))?(?:(alpha|beta|rc)(\d+))?$/;
const NONE: readonly SemverIdentifier[] = [];

function toIdentifiers(dotted: string | undefined) {
  if (dotted === undefined) return NONE;
  return dotted
    .split('.')
    .map(part => (DIGITS.test(part) ? toNatural(part) : part));
}

/**
 * Reads a Semantic Version 2.0.0, and, as Go module versions and old lock
 * files need it, also one with a leading `v`, with leading zeros, or with
 * more or fewer than three numbers (missing ones count as zero), and the
 * releases of Go itself.
 */
export function parseSemver(text: string): Semver | undefined {
  const match = SHAPE.exec(text) ?? SHAPE.exec(goReleaseAsSemver(text));
  if (!match) return undefined;
  return {
    release: match[1].split('.').map(toNatural),
    prerelease: toIdentifiers(match[2]),
    build: toIdentifiers(match[3]),
  };
}

/** `1.23rc1` is 1.23.0-rc.1 to Go's vulnerability database. */
function goReleaseAsSemver(text: string): string {
  const match = GO_RELEASE.exec(text);
  if (!match) return '';
  const [, major, minor, patch = '0', phase, number] = match;
  const prerelease = phase ? `-${phase}.${number}` : '';
  return `${major}.${minor}.${patch}${prerelease}`;
}

function compareIdentifier(a: SemverIdentifier, b: SemverIdentifier): number {
  const aIsWord = typeof a === 'string';
  const bIsWord = typeof b === 'string';
  if (aIsWord !== bIsWord) return aIsWord ? 1 : -1;
  return order(a, b);
}

/** Semantic Versioning 2.0.0, section 11.4: identifier by identifier. */
export function compareIdentifiers(
  a: readonly SemverIdentifier[],
  b: readonly SemverIdentifier[],
): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const result = compareIdentifier(a[i], b[i]);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

/** Semantic Versioning 2.0.0, section 11. Build metadata does not count. */
export function compareSemver(a: Semver, b: Semver): number {
  const byRelease = compareZeroPadded(a.release, b.release);
  if (byRelease !== 0) return byRelease;
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    return b.prerelease.length - a.prerelease.length;
  }
  return compareIdentifiers(a.prerelease, b.prerelease);
}

/** npm, Go, crates.io and the other ecosystems that follow semver.org. */
export const semver: VersionOrdering<Semver> = {
  name: 'semver',
  parse: parseSemver,
  compare: compareSemver,
};

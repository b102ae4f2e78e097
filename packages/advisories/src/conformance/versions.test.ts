import { describeCorpora, readLines } from '@safety-curtain/testing';
import { VersionError, compareVersions } from '../versions/compare';

/** Which file of comparisons is about which ecosystem. */
const FILES: readonly [file: string, ecosystem: string][] = [
  ['semver', 'npm'],
  ['semver', 'Go'],
  ['semver', 'crates.io'],
  ['pypi', 'PyPI'],
  ['maven', 'Maven'],
  ['rubygems', 'RubyGems'],
  ['nuget', 'NuGet'],
  ['packagist', 'Packagist'],
  ['pub', 'Pub'],
  ['debian', 'Debian:12'],
  ['alpine', 'Alpine:v3.20'],
  ['redhat', 'Red Hat'],
  ['cran', 'CRAN'],
  ['vers-conan', 'ConanCenter'],
  ['bioconductor', 'Bioconductor'],
  ['hackage', 'Hackage'],
  ['haskell', 'Hackage'],
];

const NO_APK_VERSION =
  'outside the grammar of apk, which refuses one of the strings';

/** The comparisons that are not met: all others must be, and these not. */
const MISSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  maven: {
    '0 < alpha-alpha-alpha-alpha':
      'contradicts "0.0.0 = 0" and "0-alpha-alpha < 0-alpha" of the same file: no total order meets all of them',
  },
  rubygems: {
    'v3.1.1 > 4.0.0.rc1':
      'Gem::Version refuses a leading v; the source puts what it cannot read above everything',
  },
  packagist: {
    'v1.9.0-ALPHA.1 = v1.9.0-BETA.1':
      'equal to PHP, which knows the words in lower case only; Composer lower-cases them first',
    'v1.9.0-ALPHA.2 = v1.9.0-BETA.2': 'the same',
  },
  debian: {
    '<end-of-life> > 1.13.6-1':
      'no version to dpkg; in a range, an end that cannot be read never comes',
  },
  haskell: {
    '1-20-0 > 1.20.0': 'no version to Cabal, which allows dots only',
  },
  alpine: Object.fromEntries(
    [
      '.2 > .1',
      '0...1...0.r1 < 0...1...0.r2',
      '0..1..0 < 0..1..1',
      '0..8 = 0..8',
      '0.8.21.r2 < 0.8.21r2',
      '0.8.21.r2 > 0.8.21.r1',
      '1-0-0 > 1.13.2-r0',
      '1-r-0 < 1-r0',
      '1-r0-1 = 1-r-2',
      '1-r0-ruff2 = 1-r0-ruff1',
      '1-r2 > 1-r-1',
      '1-ruff2 = 1-ruff1',
      '1.0 < 1.0bc',
      '1.2.0D < 1.2.0d',
      '1.2_cvs1 > 1.2_blah',
      'c > b',
    ].map(comparison => [comparison, NO_APK_VERSION]),
  ),
};

const MIRRORED = new Map([
  ['<', '>'],
  ['>', '<'],
  ['=', '='],
]);

function relation(ecosystem: string, a: string, b: string): string {
  try {
    const result = compareVersions(ecosystem, a, b);
    if (result === 0) return '=';
    return result < 0 ? '<' : '>';
  } catch (error) {
    if (error instanceof VersionError) return 'unordered';
    throw error;
  }
}

function isMet(ecosystem: string, line: string): boolean {
  const [a, expected, b] = line.split('\t');
  return (
    relation(ecosystem, a, b) === expected &&
    relation(ecosystem, b, a) === MIRRORED.get(expected)
  );
}

describeCorpora('conformance: version orders', () => {
  it.each(FILES)('%s.tsv for %s, both ways round', (file, ecosystem) => {
    const lines = readLines(`versions/${file}.tsv`).filter(
      line => !line.startsWith('#'),
    );
    const missed = lines
      .filter(line => !isMet(ecosystem, line))
      .map(line => line.replace(/\t/g, ' '));
    expect(lines.length).toBeGreaterThan(0);
    expect(missed.sort()).toEqual(Object.keys(MISSES[file] ?? {}).sort());
  });
});

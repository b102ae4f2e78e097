import { VersionError, compareVersions } from '../versions/compare';
import { describeCorpora, readLines } from './corpora';

/** What each file of comparisons is about. */
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
  ['bioconductor', 'Bioconductor'],
  ['hackage', 'Hackage'],
  ['haskell', 'Hackage'],
];

/** Comparisons that are not met, each with its reason. */
const MISSES = new Map<string, string>([]);

function sign(ecosystem: string, a: string, b: string): string {
  try {
    const result = compareVersions(ecosystem, a, b);
    if (result === 0) return '=';
    return result < 0 ? '<' : '>';
  } catch (error) {
    if (error instanceof VersionError) return 'unordered';
    throw error;
  }
}

const MIRRORED = new Map([
  ['<', '>'],
  ['>', '<'],
]);

describeCorpora('version orders of the test data', () => {
  it.each(FILES)('%s.tsv as %s', (file, ecosystem) => {
    const missed: string[] = [];
    for (const line of readLines(`versions/${file}.tsv`)) {
      if (line.startsWith('#')) continue;
      const [a, expected, b] = line.split('\t');
      const isMet =
        sign(ecosystem, a, b) === expected &&
        sign(ecosystem, b, a) === (MIRRORED.get(expected) ?? expected);
      if (!isMet) missed.push(`${file}: ${a} ${expected} ${b}`);
    }
    const listed = [...MISSES.keys()].filter(miss =>
      miss.startsWith(`${file}: `),
    );
    expect(missed.sort()).toEqual(listed.sort());
  });
});

import { normalizePackageName } from '../ecosystems/ecosystems';
import { AdvisoryIndex } from '../matching/advisoryIndex';
import { Advisory } from '../records/advisory';
import { readAdvisory } from '../records/read';
import { describeCorpora, readLines } from './corpora';

const RECORD_FILES = [
  'Go.ndjson',
  'Maven.ndjson',
  'NuGet.ndjson',
  'Packagist-fop.ndjson',
  'Packagist.ndjson',
  'PyPI.ndjson',
  'RubyGems-rubysec.ndjson',
  'SwiftURL.ndjson',
  'crates.io.ndjson',
  'npm-nswg.ndjson',
  'npm.ndjson',
];

const CASE_FILES = [
  'Go',
  'Maven',
  'NuGet',
  'Packagist',
  'PyPI',
  'RubyGems',
  'crates.io',
  'npm',
  'edge-cases',
];

interface Case {
  case: string;
  ecosystem: string;
  name: string;
  version: string;
  expected?: string[];
  must_contain?: string[];
  must_not_contain?: string[];
}

/** Cases that are not met, each with its reason. */
const MISSES = new Map<string, string>([]);

function readRecords(): Advisory[] {
  return RECORD_FILES.flatMap(file =>
    readLines(`osv/${file}`).map(line => readAdvisory(JSON.parse(line))),
  );
}

function isMet(wanted: Case, found: string[]): boolean {
  const all = new Set(found);
  return (
    (!wanted.expected ||
      JSON.stringify(found) === JSON.stringify([...wanted.expected].sort())) &&
    (wanted.must_contain ?? []).every(id => all.has(id)) &&
    !(wanted.must_not_contain ?? []).some(id => all.has(id))
  );
}

describeCorpora('matching of the test data', () => {
  let index: AdvisoryIndex;
  beforeAll(() => {
    index = AdvisoryIndex.from(readRecords());
  });

  it.each(CASE_FILES)('%s.ndjson', file => {
    const missed: string[] = [];
    for (const line of readLines(`matching/${file}.ndjson`)) {
      const wanted: Case = JSON.parse(line);
      const found = index.find(wanted).map(record => record.id);
      if (!isMet(wanted, found))
        missed.push(
          `${wanted.case} ${wanted.ecosystem} ${wanted.name}@${wanted.version} found ${found} wanted ${wanted.expected}`,
        );
    }
    expect(missed).toEqual([]);
  });
});

import { describeCorpora, readLines } from '../__testUtils__/corpora';
import { readCorpusRecords } from '../__testUtils__/records';
import { AdvisoryIndex } from '../matching/advisoryIndex';
import { isInformational } from '../records/advisory';

const FILES = [
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
  informational?: string[];
}

/** Case numbers that are not met, with the reason of each. All are met. */
const MISSES: Readonly<Record<string, string>> = {};

function isMet(wanted: Case, index: AdvisoryIndex): boolean {
  const records = index.find(wanted);
  const found = records.map(record => record.id);
  const notices = records.filter(isInformational).map(record => record.id);
  const { expected = found, informational = notices } = wanted;
  return (
    JSON.stringify(found) === JSON.stringify([...expected].sort()) &&
    JSON.stringify(notices) === JSON.stringify([...informational].sort()) &&
    (wanted.must_contain ?? []).every(id => found.includes(id)) &&
    !(wanted.must_not_contain ?? []).some(id => found.includes(id))
  );
}

describeCorpora('conformance: matching over all records', () => {
  let index: AdvisoryIndex;

  beforeAll(() => {
    index = AdvisoryIndex.from(readCorpusRecords());
  });

  it.each(FILES)('%s.ndjson', file => {
    const cases: Case[] = readLines(`matching/${file}.ndjson`).map(line =>
      JSON.parse(line),
    );
    const missed = cases.filter(wanted => !isMet(wanted, index));
    const listed = cases.filter(wanted => wanted.case in MISSES);
    expect(cases.length).toBeGreaterThan(0);
    expect(missed).toEqual(listed);
  });

  it('names as fixed only versions that the record leaves alone', () => {
    const wrong: string[] = [];
    for (const line of FILES.flatMap(f => readLines(`matching/${f}.ndjson`))) {
      const query: Case = JSON.parse(line);
      for (const { advisory, fixed } of index.match(query)) {
        const stillAffected = fixed.filter(version =>
          index.find({ ...query, version }).includes(advisory),
        );
        wrong.push(...stillAffected.map(fix => `${query.case} ${fix}`));
      }
    }
    expect(wrong).toEqual([]);
  });
});

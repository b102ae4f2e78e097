import { describeCorpora, readLines } from '@safety-curtain/testing';
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
    const stillAffected = (query: Case) => {
      const matches = index.match(query);
      const fixes = new Set(matches.flatMap(match => match.fixed));
      return [...fixes].flatMap(version => {
        const affecting = new Set(index.find({ ...query, version }));
        return matches.filter(
          ({ advisory, fixed }) =>
            fixed.includes(version) && affecting.has(advisory),
        );
      });
    };
    const wrong = FILES.flatMap(file => readLines(`matching/${file}.ndjson`))
      .map(line => JSON.parse(line))
      .filter(query => stillAffected(query).length > 0);
    expect(wrong).toEqual([]);
  });
});

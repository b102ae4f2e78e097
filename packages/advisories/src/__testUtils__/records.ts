import { Advisory } from '../records/advisory';
import { readAdvisory } from '../records/read';
import { readLines } from '@safety-curtain/testing';

const FILES = [
  'Go',
  'Maven',
  'NuGet',
  'Packagist-fop',
  'Packagist',
  'PyPI',
  'RubyGems-rubysec',
  'SwiftURL',
  'crates.io',
  'npm-nswg',
  'npm',
];

/** Every OSV record of the shared test data. */
export function readCorpusRecords(): Advisory[] {
  return FILES.flatMap(file =>
    readLines(`osv/${file}.ndjson`).map(line => readAdvisory(JSON.parse(line))),
  );
}

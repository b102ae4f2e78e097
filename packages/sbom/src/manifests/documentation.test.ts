import { readFileSync } from 'node:fs';
import path from 'node:path';
import { manifestReaders } from './index';

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const readme = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');

/** Rows of the table of formats: the names of files that are read. */
const rows = readme
  .slice(readme.indexOf('| files '))
  .split('\n\n', 1)[0]
  .split('\n')
  .slice(2)
  .map(line => line.split('|')[1].trim());

/** Names in a row that are of files, each as a file could have it. */
function examplesIn(row: string): string[] {
  return [...row.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => {
    if (/[\s@…]/.test(name)) return [];
    return name.replace(/<platform>/g, 'linux-64').replace(/\*|<\w+>/g, 'x');
  });
}

function readersOf(example: string) {
  const name = example.slice(example.lastIndexOf('/') + 1);
  return manifestReaders.filter(reader => reader.matches(name, example));
}

describe('the table of formats in the README', () => {
  it.each(rows.filter(row => examplesIn(row).length > 0))(
    '%s is read as it says',
    row => {
      for (const example of examplesIn(row)) {
        expect([example, readersOf(example)]).not.toEqual([example, []]);
      }
    },
  );

  it('has every reader', () => {
    const documented = new Set(
      rows
        .flatMap(examplesIn)
        .flatMap(readersOf)
        .map(({ id }) => id),
    );
    expect(
      manifestReaders.map(({ id }) => id).filter(id => !documented.has(id)),
    ).toEqual([]);
  });
});

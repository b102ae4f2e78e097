import { describeCorpora, readLines } from '@safety-curtain/testing';
import { satisfiesDifferences } from '../__testUtils__/knownDifferences';
import { licenseListVersion } from '../list/licenseList';
import { formatLicense } from './format';
import { parseLicense } from './parse';
import { satisfies } from './satisfies';

interface ParseCase {
  expr: string;
  valid: boolean;
  canonical?: string;
  lenient?: boolean;
  syntax_only?: boolean;
}

interface SatisfiesCase {
  expr: string;
  allowed: string[];
  satisfied?: boolean;
  error?: boolean;
  src: string;
}

interface SeenCase {
  text: string;
  valid_spdx: boolean | null;
}

function readCases<T>(file: string): T[] {
  return readLines(`licences/${file}`).map(line => JSON.parse(line));
}

/** Listed ids in the place of the letters that some cases use for them. */
const PLACEHOLDERS = new Map([
  ['A', 'MIT'],
  ['B', 'ISC'],
  ['C', 'Zlib'],
  ['D', 'X11'],
  ['E', 'NTP'],
  ['F', 'AAL'],
]);

function withListedIds(expression: string): string {
  return expression.replace(/\b[A-F]\b/g, letter => PLACEHOLDERS.get(letter)!);
}

function isValid(expression: string): boolean {
  try {
    parseLicense(expression);
    return true;
  } catch {
    return false;
  }
}

function answer(expression: string, allowed: string[]): boolean | 'error' {
  try {
    return satisfies(expression, allowed);
  } catch {
    return 'error';
  }
}

it('is of the list that the texts are of', () => {
  expect(licenseListVersion).toBe('3.28.0');
});

describeCorpora('collected expressions', () => {
  it('are valid where others say so', () => {
    const differing = readCases<ParseCase>('parse.ndjson')
      // Free text is for the normalizer.
      .filter(({ lenient }) => !lenient)
      .filter(({ expr, valid }) => isValid(withListedIds(expr)) !== valid);
    expect(differing).toEqual([]);
  });

  it('are spelled as the SPDX list does', () => {
    const cases = readCases<ParseCase>('parse.ndjson').filter(
      ({ canonical, lenient }) => canonical && !lenient,
    );
    expect(cases.map(({ expr }) => formatLicense(parseLicense(expr)))).toEqual(
      cases.map(({ canonical }) => canonical),
    );
  });

  it('of real documents are valid where another parser says so', () => {
    const differing = readCases<SeenCase>('real-world.ndjson')
      .filter(({ text, valid_spdx }) => isValid(text) !== (valid_spdx ?? true))
      .map(({ text }) => text);
    expect(differing).toEqual([]);
  });

  it.each(['satisfies.ndjson', 'satisfies-generated.ndjson'])(
    'of %s are satisfied where others say so',
    file => {
      const differing = readCases<SatisfiesCase>(file)
        .filter(({ expr, allowed, error, satisfied }) => {
          const expected = error ? 'error' : satisfied;
          const given = answer(withListedIds(expr), allowed.map(withListedIds));
          return given !== expected;
        })
        .map(({ expr, allowed }) => `${expr} <- ${allowed.join()}`);
      expect(differing.sort()).toEqual(
        file === 'satisfies.ndjson'
          ? [...satisfiesDifferences.keys()].sort()
          : [],
      );
    },
  );
});

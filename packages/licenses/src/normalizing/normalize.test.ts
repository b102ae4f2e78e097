import fc from 'fast-check';
import { describeCorpora, readLines } from '@safety-curtain/testing';
import {
  normalizeDifferences,
  notUnderstood,
} from '../__testUtils__/knownDifferences';
import { canonicalLicense } from '../expressions/canonical';
import { formatLicense } from '../expressions/format';
import { parseLicense } from '../expressions/parse';
import { listedLicenses } from '../list/licenseList';
import { licenseText } from '../list/licenseText';
import { findByName } from './names';
import { normalizeLicense } from './normalize';

const canonical = (expression: string) =>
  formatLicense(canonicalLicense(parseLicense(expression)));

/** The expression, or the candidates with `|` between them. */
function meaning(text: string): string | undefined {
  const found = normalizeLicense(text);
  if (!found) return undefined;
  return 'expression' in found ? found.expression : found.ambiguous.join(' | ');
}

describe('normalizeLicense', () => {
  it.each([
    ['mit', 'MIT'],
    ['GPL-2.0', 'GPL-2.0-only'],
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    [
      'GPL-2.0-with-classpath-exception',
      'GPL-2.0-only WITH Classpath-exception-2.0',
    ],
    ['MIT OR Apache-2.0', 'Apache-2.0 OR MIT'],
  ])('takes %s as the expression it is', (text, expression) => {
    expect(normalizeLicense(text)).toEqual({ expression, how: 'exact' });
  });

  it.each([
    ['The Apache Software License, Version 2.0', 'Apache-2.0'],
    ['Apache', 'Apache-2.0'],
    ['BSD 3-Clause "New" or "Revised" License', 'BSD-3-Clause'],
    ['Eclipse Public License - v 2.0', 'EPL-2.0'],
    ['GNU LGPL 2.1 or newer', 'LGPL-2.1-or-later'],
    ['GPL (>= 2)', 'GPL-2.0-or-later'],
    ['AGPLv3', 'AGPL-3.0-only'],
    [
      'GPL-3 with GCC runtime library exception',
      'GPL-3.0-only WITH GCC-exception-3.1',
    ],
    ['Bouncy Castle Licence', 'MIT'],
    [
      'EPL-2.0 OR GPL2 w/ CPE',
      'EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0',
    ],
    ['GNU Lesser Public License 2.1', 'LGPL-2.1-only'],
    ['UNLICENSED', 'NONE'],
    ['Do What The Fuck You Want To Public License', 'WTFPL'],
    ['Boost Software License 1.0', 'BSL-1.0'],
    ['W3C Software License', 'W3C'],
    ['PHP 3.01', 'PHP-3.01'],
    ['MIT/X11', 'MIT'],
    ['MIT/Apache-2.0', 'Apache-2.0 OR MIT'],
    ['MPL 2.0 or EPL 1.0', 'EPL-1.0 OR MPL-2.0'],
    ['LGPLv3+_or_GPLv2+', 'GPL-2.0-or-later OR LGPL-3.0-or-later'],
    ['(MIT AND (Apache 2 or zlib/libpng))', '(Apache-2.0 OR Zlib) AND MIT'],
    [
      'GNU Library or Lesser General Public License (LGPL) 2.1 or MIT',
      'LGPL-2.1-only OR MIT',
    ],
    ['MIT License (https://opensource.org/licenses/MIT)', 'MIT'],
  ])('understands %s', (text, expression) => {
    expect(normalizeLicense(text)).toEqual({ expression, how: 'alias' });
  });

  it.each([
    ['License :: OSI Approved :: MIT License', 'MIT'],
    [
      'License :: OSI Approved :: GNU General Public License v3 (GPLv3)',
      'GPL-3.0-only',
    ],
    [
      'License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)',
      'LGPL-2.0-or-later',
    ],
    [
      'License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)',
      'MPL-2.0',
    ],
    [
      'License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication',
      'CC0-1.0',
    ],
    [
      'License :: OSI Approved :: Python Software Foundation License',
      'PSF-2.0',
    ],
  ])('reads the classifier %s', (text, expression) => {
    expect(normalizeLicense(text)).toEqual({ expression, how: 'classifier' });
  });

  it.each([
    ['https://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
    ['http://www.opensource.org/licenses/mit-license.php', 'MIT'],
    [
      'https://www.gnu.org/licenses/old-licenses/lgpl-2.1.en.html',
      'LGPL-2.1-only',
    ],
    ['HTTPS://OpenSource.org/licenses/BSD-3-Clause/', 'BSD-3-Clause'],
    ['https://spdx.org/licenses/ISC.html', 'ISC'],
    [
      'https://creativecommons.org/licenses/by-sa/4.0/legalcode',
      'CC-BY-SA-4.0',
    ],
    [
      'https://web.archive.org/web/20170708004848id_/http://www.apache.org/licenses/LICENSE-2.0',
      'Apache-2.0',
    ],
  ])('knows the address %s', (text, expression) => {
    expect(normalizeLicense(text)).toEqual({ expression, how: 'url' });
  });

  it.each([
    ['BSD', 'BSD-2-Clause | BSD-3-Clause'],
    ['License :: OSI Approved :: BSD License', 'BSD-2-Clause | BSD-3-Clause'],
    ['Unlicensed', 'NONE | Unlicense'],
    [
      'CDDL/GPLv2+CE',
      'CDDL-1.0 OR GPL-2.0-only WITH Classpath-exception-2.0 | CDDL-1.1 OR GPL-2.0-only WITH Classpath-exception-2.0',
    ],
    ['MIT + ISC', 'ISC AND MIT | ISC OR MIT'],
    ['MIT, ISC', 'ISC AND MIT | ISC OR MIT'],
    ['MIT and BSD', 'BSD-2-Clause AND MIT | BSD-3-Clause AND MIT'],
    ['Eclipse Public License', 'EPL-1.0 | EPL-2.0'],
    [
      'GPL',
      'GPL-1.0-only | GPL-1.0-or-later | GPL-2.0-only | GPL-2.0-or-later | GPL-3.0-only | GPL-3.0-or-later',
    ],
  ])('says what %s may mean', (text, candidates) => {
    expect(meaning(text)).toBe(candidates);
  });

  it.each([
    '',
    ' \n ',
    'NOASSERTION',
    'none',
    'SEE LICENSE IN LICENSE.md',
    'License :: OSI Approved',
    'License :: Other/Proprietary License',
    'https://example.com/LICENSE',
    'https://example.com/reference?target=https://www.apache.org/licenses/LICENSE-2.0.txt',
    'ftp://www.apache.org/licenses/LICENSE-2.0.txt',
    'GPL-2.0-only or later with some exception',
    'GPLv2 or GPLv9',
    'BSD (MIT)',
    'MIT or',
    'constructor',
    '__proto__',
    '<script>alert(1)</script>',
  ])('understands nothing by %j', text => {
    expect(normalizeLicense(text)).toBeUndefined();
  });

  it('gives back every id and every name of one license', () => {
    for (const { id, deprecated, name } of listedLicenses) {
      expect(meaning(id)).toBe(canonical(id));
      const named = findByName(name);
      // What a name may mean never leaves its license out.
      expect(deprecated || named.length === 0 || named.includes(id)).toBe(true);
    }
  });

  it.each([
    'MIT',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'ISC',
    'Apache-2.0',
    'JSON',
    'MIT-0',
    'MPL-2.0',
  ])('knows %s by its text', id => {
    const text = licenseText(id)!
      .replace(/<year>|<yyyy>/g, '2019-2024')
      .replace(/<(?:copyright holders?|owner)>/g, 'The Authors');
    expect(normalizeLicense(text)).toEqual({ expression: id, how: 'text' });
  });

  it('does not take a changed text for the license', () => {
    const text = licenseText('MIT')!;
    const extra = ' It shall not be sold to anyone for money at any time.';
    expect(normalizeLicense(text + extra.repeat(3))).toBeUndefined();
    expect(normalizeLicense(licenseText('GPL-3.0-only')!)).toBeUndefined();
  });

  it('gives valid expressions only, and the same again', () => {
    const word = fc.constantFrom(
      ...['MIT', 'apache', '2.0', 'GPL', 'v2', '+', 'or later', 'BSD', '/'],
      ...['License', '(', ')', ',', 'and', 'or', 'with', 'classpath exception'],
      ...['https://', 'License ::', 'EPL', '__proto__', '\u0000', 'ß', '\n'],
    );
    const text = fc
      .array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 14 })
      .map(words => words.join(' '));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), input => {
        const found = normalizeLicense(input);
        if (!found) return;
        const expressions =
          'expression' in found ? [found.expression] : found.ambiguous;
        for (const expression of expressions) {
          expect(canonical(expression)).toBe(expression);
          expect(meaning(expression)).toBe(expression);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '(',
    ' or ',
    'a ',
    '/',
    '1.',
    'GPL ',
    'or later ',
    ' AND(',
    'MIT\n',
    '>=',
    '.txt',
    'v',
  ])('is soon done with much of %j', piece => {
    for (const length of [300, 400, 40_000, 100_000, 100_001]) {
      const text = piece.repeat(length / piece.length);
      // Punctuation around a name is passed over.
      expect(['MIT', undefined]).toContain(meaning(`MIT ${text}`));
      expect(normalizeLicense(`https://${text}`)).toBeUndefined();
    }
  });
});

interface NormalizeCase {
  input: string;
  expected: string | string[];
  kind?: string;
}

describeCorpora('license texts of registries', () => {
  it('mean what another tool takes them for', () => {
    const differing = readLines('licences/normalise.ndjson')
      .map((line): NormalizeCase => JSON.parse(line))
      .filter(({ expected }) => typeof expected === 'string')
      // Those ask how that tool shortens an address.
      .filter(({ kind }) => kind !== 'TestNormalizeLicenseURL')
      .filter(
        ({ input, expected }) =>
          meaning(input) !== canonical(expected as string),
      );
    expect(differing.map(({ input }) => input)).toEqual([
      ...normalizeDifferences.keys(),
    ]);
  });

  it('of real documents are understood, or listed as not', () => {
    const unknown = readLines('licences/real-world.ndjson')
      .map(line => JSON.parse(line).text as string)
      .filter(text => normalizeLicense(text) === undefined);
    expect(unknown.sort()).toEqual([...notUnderstood.values()].flat().sort());
  });
});

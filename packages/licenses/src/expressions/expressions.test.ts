import fc from 'fast-check';
import {
  licenseNode,
  licenseTerm,
  nearlyExpression,
} from '../__testUtils__/licenseArbitraries';
import { canonicalLicense, licenseIds } from './canonical';
import { formatLicense, formatTerm, licenseTerms } from './format';
import { LicenseError } from './licenseError';
import { LicenseNode } from './licenseNode';
import { parseLicense } from './parse';
import { satisfies } from './satisfies';

const round = (text: string) => formatLicense(parseLicense(text));
const canonical = (text: string) =>
  formatLicense(canonicalLicense(parseLicense(text)));

function errorOf(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

function thrown(expression: string): LicenseError {
  try {
    parseLicense(expression);
  } catch (error) {
    if (error instanceof LicenseError) return error;
    throw error;
  }
  throw new Error(`${expression.slice(0, 40)} was read`);
}

describe('parseLicense', () => {
  it.each([
    ['mit', 'MIT'],
    ['MIT OR ISC AND Zlib', 'MIT OR ISC AND Zlib'],
    ['(MIT OR ISC) AND Zlib', '(MIT OR ISC) AND Zlib'],
    ['((MIT)) or (ISC or (Zlib))', 'MIT OR ISC OR Zlib'],
    [
      'gpl-2.0+ with classpath-EXCEPTION-2.0',
      'GPL-2.0+ WITH Classpath-exception-2.0',
    ],
    ['Apache-2.0 WITH AdditionRef-x', 'Apache-2.0 WITH AdditionRef-x'],
    ['documentref-a:licenseref-B', 'DocumentRef-a:LicenseRef-B'],
    ['NONE', 'NONE'],
    ['NOASSERTION', 'NOASSERTION'],
  ])('reads %s', (text, formatted) => {
    expect(round(text)).toBe(formatted);
  });

  it.each([
    ['', 'unexpected end', 0],
    ['MIT AND', 'unexpected end after "AND"', 7],
    ['MIT ISC', 'unexpected "ISC" after "MIT"', 4],
    ['MIT And ISC', 'unexpected "And" after "MIT"', 4],
    ['MIT AND (ISC', 'parenthesis is never closed', 8],
    ['MIT)', 'unexpected ")" after "MIT"', 3],
    ['MIT\nOR ISC', 'unexpected "\\n"', 3],
    ['MIT OR NONE', 'NONE stands alone', 7],
    ['Mitt', 'unknown license "Mitt"', 0],
    ['MIT WITH GPL-2.0', 'unknown exception "GPL-2.0"', 9],
    ['(MIT) WITH LLVM-exception', 'unexpected "WITH" after ")"', 6],
    ['LicenseRef-', 'unknown license "LicenseRef-"', 0],
    ['LicenseRef-a+', 'unknown license "LicenseRef-a+"', 0],
    ['constructor', 'unknown license "constructor"', 0],
  ])('refuses %j', (text, reason, position) => {
    expect(thrown(text)).toMatchObject({ reason, position });
  });

  it('refuses what is too long or too deep, and says so briefly', () => {
    expect(thrown('M'.repeat(100_001)).reason).toBe(
      'longer than 100000 characters',
    );
    expect(thrown(`${'('.repeat(10_000)}MIT${')'.repeat(10_000)}`).reason).toBe(
      'parentheses nest deeper than 1000',
    );
    expect(thrown('M'.repeat(90_000)).message.length).toBeLessThan(200);
  });

  it('reads as deep and as long as it says', () => {
    const deep = `${'(MIT AND (ISC OR '.repeat(500)}Zlib${'))'.repeat(500)}`;
    expect(round(round(deep))).toBe(round(deep));
    const long = Array(12_000).fill('MIT').join(' OR ');
    expect(licenseIds(parseLicense(long))).toEqual(['MIT']);
  });

  it('reads back what it formats', () => {
    fc.assert(
      fc.property(licenseNode, node => {
        expect(parseLicense(formatLicense(node))).toEqual(node);
      }),
    );
  });

  it('throws nothing but its own error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearlyExpression), text => {
        const error = errorOf(() => {
          expect(parseLicense(round(text))).toEqual(parseLicense(text));
        });
        expect(error === undefined || error instanceof LicenseError).toBe(true);
      }),
    );
  });
});

describe('canonicalLicense', () => {
  it.each([
    ['GPL-2.0', 'GPL-2.0-only'],
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    ['GPL-2.0-only+', 'GPL-2.0-or-later'],
    ['GFDL-1.3', 'GFDL-1.3-only'],
    [
      'GPL-2.0-with-classpath-exception',
      'GPL-2.0-only WITH Classpath-exception-2.0',
    ],
    ['GPL-3.0-with-GCC-exception+', 'GPL-3.0-or-later WITH GCC-exception-3.1'],
    ['eCos-2.0', 'GPL-2.0-or-later WITH eCos-exception-2.0'],
    ['Apache-2.0+', 'Apache-2.0+'],
    ['ISC OR MIT OR ISC', 'ISC OR MIT'],
    ['MIT AND (GPL-2.0 OR GPL-2.0-only)', 'GPL-2.0-only AND MIT'],
    ['MIT OR ((ISC AND Zlib) OR (Zlib AND ISC))', 'ISC AND Zlib OR MIT'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it('is settled after one pass, and valid', () => {
    fc.assert(
      fc.property(licenseNode, node => {
        const once = canonicalLicense(node);
        expect(canonicalLicense(once)).toEqual(once);
        expect(parseLicense(formatLicense(once))).toEqual(once);
      }),
    );
  });

  it('names the ids in use', () => {
    expect(
      licenseIds(parseLicense('MIT AND (GPL-2.0+ OR Apache-2.0+) AND MIT')),
    ).toEqual(['Apache-2.0', 'GPL-2.0-or-later', 'MIT']);
  });
});

describe('satisfies', () => {
  it.each([
    ['GPL-2.0-or-later', ['GPL-3.0-only'], true],
    ['GPL-3.0-only', ['GPL-2.0-or-later'], true],
    ['GPL-2.0-only', ['GPL-3.0-or-later'], false],
    ['Apache-1.0+', ['Apache-2.0'], true],
    ['BSD-3-Clause', ['BSD-2-Clause+'], false],
    ['LGPL-2.1-or-later', ['GPL-3.0-only'], false],
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0-only'], false],
    [
      'GPL-2.0-with-classpath-exception',
      ['GPL-2.0-only WITH Classpath-exception-2.0'],
      true,
    ],
    ['LicenseRef-a', ['LicenseRef-a'], true],
    ['LicenseRef-a', ['LicenseRef-A'], false],
    ['MIT', [], false],
    ['NONE', ['MIT'], false],
  ])('%s by %j: %s', (expression, allowed, expected) => {
    expect(satisfies(expression, allowed)).toBe(expected);
  });

  it('takes single licenses as entries', () => {
    expect(() => satisfies('MIT', ['MIT OR ISC'])).toThrow(LicenseError);
    expect(() => satisfies('MIT', ['Mitt'])).toThrow(LicenseError);
  });

  it('agrees with a table of truth', () => {
    fc.assert(
      fc.property(licenseNode, fc.array(licenseTerm), (node, allowed) => {
        fc.pre(countBranches(node) <= 10_000);
        const entries = allowed.map(formatTerm);
        const single = new Map(
          licenseTerms(node).map(term => [
            formatTerm(term),
            satisfies(formatTerm(term), entries),
          ]),
        );
        expect(satisfies(formatLicense(node), entries)).toBe(
          branches(node).some(branch => branch.every(key => single.get(key))),
        );
      }),
      { numRuns: 60 },
    );
  });
});

/** Every way to choose, as the licenses that then apply. */
function branches(node: LicenseNode): string[][] {
  if (node.type === 'license') return [[formatTerm(node)]];
  if (!('members' in node)) return [];
  const members = node.members.map(branches);
  if (node.type === 'or') return members.flat();
  return members.reduce((ways, member) =>
    ways.flatMap(way => member.map(more => [...way, ...more])),
  );
}

/** How many ways there are: a few dozen licenses may have more than fit into memory. */
function countBranches(node: LicenseNode): number {
  if (node.type === 'license') return 1;
  if (!('members' in node)) return 0;
  const members = node.members.map(countBranches);
  return node.type === 'or'
    ? members.reduce((sum, ways) => sum + ways)
    : members.reduce((product, ways) => product * ways);
}

import fc from 'fast-check';
import { ManifestError } from '../errors';
import { SMALL_FILES } from '../__testUtils__/smallFiles';
import { limits } from '../limits';
import { thrownBy } from '@safety-curtain/testing';
import { manifestReaders } from './index';
import { findReader, readManifest } from './readManifest';

/** Snippets that have broken readers of such files before. */
const NASTY = [
  '__proto__',
  'constructor',
  '\u0000',
  '\ufeff',
  '\ud800',
  '"',
  '\\',
  '{',
  '[',
  ':',
  '@',
  '\n',
  '  ',
  '${',
  '<!--',
  '&amp;',
  'null',
  '1e999',
  '-',
];

function mutate(text: string, edits: Array<[number, number, string]>): string {
  return edits.reduce((current, [at, length, insert]) => {
    const start = Math.floor(at * current.length);
    return current.slice(0, start) + insert + current.slice(start + length);
  }, text);
}

const edit = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 12 }),
  fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' })),
);

/** What reading throws: nothing, or a ManifestError that names the file. */
function read(path: string, text: string): unknown {
  const sibling = (name: string) => (name === path ? undefined : text);
  const error = thrownBy(() => readManifest(path, text, sibling));
  expect([undefined, ManifestError]).toContain(error?.constructor);
  expect(String(error ?? `${path}: `)).toContain(`${path}: `);
  return error;
}

describe('readManifest on damaged input', () => {
  it.each(SMALL_FILES)(
    '%s %#: answers or throws ManifestError',
    (path, text) => {
      // The sample itself is fine: what follows damages a file that is read.
      expect(read(path, text)).toBeUndefined();
      fc.assert(
        fc.property(fc.array(edit, { maxLength: 6 }), edits => {
          read(path, mutate(text, edits));
        }),
        { numRuns: 200 },
      );
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it('says that a package in it cannot be named', () => {
    expect(() =>
      readManifest('go.mod', 'module m\nrequire a.b/ v1.0.0\n'),
    ).toThrow('go.mod: a package in it cannot be named: a name is required');
  });

  it('leaves out a requirement that names nothing', () => {
    const text = 'module m\nrequire a.b/c v1.0.0\nrequire';
    expect(readManifest('go.mod', text).components).toHaveLength(1);
  });

  it('keeps keys called __proto__ as keys', () => {
    const manifest = readManifest(
      'package-lock.json',
      '{"lockfileVersion":3,"packages":{"__proto__":{"polluted":1},"node_modules/__proto__":{"version":"1.0.0","dependencies":{"__proto__":"*","constructor":"*"}}}}',
    );
    expect(manifest.components.map(c => c.name)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('readManifest at its limits', () => {
  const million = 1_000_000;
  const many = 200_000;

  it.each([
    ['package-lock.json', '['.repeat(million)],
    ['package-lock.json', '{"a":'.repeat(million)],
    ['bun.lock', '['.repeat(million)],
    ['pubspec.lock', '['.repeat(million)],
    ['mix.lock', '%{'.repeat(million)],
    ['rebar.lock', '['.repeat(million)],
    ['pnpm-lock.yaml', '['.repeat(million)],
    ['pnpm-lock.yaml', `a: ${'{a: '.repeat(100_000)}`],
    ['poetry.lock', `a = ${'['.repeat(million)}`],
    ['Cargo.lock', `[${'a.'.repeat(100_000)}a]`],
    ['pom.xml', '<a>'.repeat(million)],
    [
      'yarn.lock',
      Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    ],
  ])('refuses %s nested without end', (path, text) => {
    expect(() => readManifest(path, text)).toThrow(ManifestError);
  });

  it('is tried on every format', () => {
    const tried = new Set(SMALL_FILES.map(([path]) => findReader(path)?.id));
    expect(
      manifestReaders.map(({ id }) => id).filter(id => !tried.has(id)),
    ).toEqual([]);
  });

  // Any work that grows with the square of these lengths takes longer than a test may.
  // eslint-disable-next-line jest/expect-expect -- `read` does
  it.each([...new Set(SMALL_FILES.map(([path]) => path))])(
    'survives lines of millions of characters in %s',
    path => {
      read(path, 'a'.repeat(10 * million));
      for (const unit of [
        ' ',
        '"',
        '0',
        '<a',
        '<!--',
        '${',
        'a.',
        '# via',
        '\\"',
        'a, ',
      ]) {
        read(path, unit.repeat(many));
      }
      read(path, `a==1${' '.repeat(many)}b`);
      read(path, `lockfileVersion: 5.4\npackages:\n  ${'a.'.repeat(many)}: {}`);
      read(path, `group ${'do '.repeat(many)}`);
      read(path, `<a b="${'>'.repeat(many)}"/>`);
      read(path, `"${'a@1, '.repeat(many)}":\n  version "1"\n`);
    },
    20_000,
  );

  it('refuses a file that is too large, without looking at it', () => {
    const text = ' '.repeat(limits.fileSize + 1);
    expect(() => readManifest('yarn.lock', text)).toThrow(
      'yarn.lock: larger than 64 MiB',
    );
  });

  it('refuses more packages than the limit', () => {
    const entries = Array.from(
      { length: limits.components + 1 },
      (_, i) => `"p${i}@1":\n  version "1"\n`,
    );
    expect(() => readManifest('yarn.lock', entries.join('\n'))).toThrow(
      'yarn.lock: more than 300000 packages',
    );
  });

  it('refuses a file of a name that no reader knows', () => {
    expect(findReader('a/b/unknown.lock')).toBeUndefined();
    expect(() => readManifest('a/b/unknown.lock', '')).toThrow(
      'a/b/unknown.lock: no reader for a file of this name',
    );
  });
});

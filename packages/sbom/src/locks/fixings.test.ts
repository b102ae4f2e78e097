import fc from 'fast-check';
import { readWith } from '../__testUtils__/summary';
import { fixingsOf, listOfPackages } from './fixings';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SHA256 = 'ab'.repeat(32);
const SHA512 = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;

/** What a file fixes, in short: `locked`, names without a hash of those that can have one, names that may move. */
function fixed(
  path: string,
  text: string,
  beside: Record<string, string> = {},
) {
  const { lock } = readWith(path, text, beside);
  const names = (list?: { first: { name: string }[] }) =>
    list?.first.map(({ name }) => name);
  expect(lock?.unpinned?.count).toBe(lock?.unpinned?.first.length);
  return {
    locked: lock?.locked,
    able: lock?.hashes?.able,
    without: names(lock?.hashes),
    moving: names(lock?.unpinned),
  };
}

const npm = (packages: object) =>
  JSON.stringify({ lockfileVersion: 3, packages });

type Expected = ReturnType<typeof fixed>;

describe('what a file fixes', () => {
  it.each<[string, string, string, Record<string, string>, Expected]>([
    [
      'npm: registry, bundled, repository, folder, address',
      'package-lock.json',
      npm({
        '': {
          dependencies: {
            url: 'https://files.test/url.tgz',
            bare: 'https://files.test/bare.tgz',
          },
        },
        'node_modules/a': { version: '1.0.0', integrity: SHA512 },
        'node_modules/b': { version: '1.0.0' },
        'node_modules/b/node_modules/c': { version: '1.0.0', inBundle: true },
        'node_modules/git': {
          version: '1.0.0',
          resolved: `git+ssh://git@git.test/o/r.git#${COMMIT}`,
        },
        'node_modules/branch': {
          version: '1.0.0',
          resolved: 'git+ssh://git@git.test/o/r.git#main',
        },
        'node_modules/url': {
          version: '1.0.0',
          resolved: 'https://files.test/url.tgz',
          integrity: SHA512,
        },
        'node_modules/bare': {
          version: '1.0.0',
          resolved: 'https://files.test/bare.tgz',
        },
      }),
      {},
      {
        locked: true,
        able: 4,
        without: ['b', 'bare'],
        moving: ['bare', 'branch'],
      },
    ],
    [
      'npm 1: bundled',
      'package-lock.json',
      JSON.stringify({
        lockfileVersion: 1,
        dependencies: {
          a: { version: '1.0.0', integrity: SHA512 },
          b: { version: '1.0.0', bundled: true },
        },
      }),
      {},
      { locked: true, able: 1, without: [], moving: [] },
    ],
    [
      'yarn 1: integrity, an old hash, neither',
      'yarn.lock',
      `a@1:\n  version "1.0.0"\n  integrity ${SHA512}\n\n` +
        `b@1:\n  version "1.0.0"\n  resolved "https://files.test/b.tgz#${'ab'.repeat(
          20,
        )}"\n\n` +
        'c@1:\n  version "1.0.0"\n\n' +
        `"d@https://files.test/d.tgz":\n  version "1.0.0"\n  resolved "https://files.test/d.tgz#${'ab'.repeat(
          20,
        )}"\n`,
      {},
      { locked: true, able: 4, without: ['c'], moving: [] },
    ],
    [
      'yarn 2 and later: checksums, which packages for some machines lack',
      'yarn.lock',
      '__metadata:\n  version: 8\n\n' +
        '"a@npm:1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  checksum: 10/x\n\n' +
        '"b@npm:1":\n  version: 1.0.0\n  resolution: "b@npm:1.0.0"\n\n' +
        '"c@npm:1":\n  version: 1.0.0\n  resolution: "c@npm:1.0.0"\n  conditions: os=linux\n\n' +
        `"d@https://git.test/d.git#commit=${COMMIT}":\n  version: 1.0.0\n  resolution: "d@https://git.test/d.git#commit=${COMMIT}"\n`,
      {},
      { locked: true, able: 2, without: ['b'], moving: [] },
    ],
    [
      'pnpm',
      'pnpm-lock.yaml',
      `lockfileVersion: '9.0'\nimporters:\n  .: {}\npackages:\n` +
        `  a@1.0.0:\n    resolution: {integrity: ${SHA512}}\n` +
        '  b@1.0.0:\n    resolution: {integrity: none}\n' +
        '  c@https://files.test/c.tgz:\n    resolution: {tarball: https://files.test/c.tgz}\n' +
        `  d@https://codeload.github.com/o/r/tar.gz/${COMMIT}:\n    resolution: {tarball: https://codeload.github.com/o/r/tar.gz/${COMMIT}}\n`,
      {},
      { locked: true, able: 3, without: ['b', 'c'], moving: ['c'] },
    ],
    [
      'poetry: files, a commit, a branch',
      'poetry.lock',
      `[[package]]\nname = "a"\nversion = "1"\nfiles = [{hash = "sha256:${SHA256}"}]\n` +
        '[[package]]\nname = "b"\nversion = "1"\nfiles = []\n' +
        `[[package]]\nname = "c"\nversion = "1"\n[package.source]\ntype = "git"\nurl = "https://git.test/c"\nresolved_reference = "${COMMIT}"\n` +
        '[[package]]\nname = "d"\nversion = "1"\n[package.source]\ntype = "git"\nurl = "https://git.test/d"\nreference = "main"\n' +
        '[metadata]\nlock-version = "2.1"\ncontent-hash = "0"\n',
      {},
      { locked: true, able: 2, without: ['b'], moving: ['d'] },
    ],
    [
      'Pipfile.lock',
      'Pipfile.lock',
      JSON.stringify({
        default: {
          a: { version: '==1', hashes: [`sha256:${SHA256}`] },
          b: { version: '==1' },
        },
        develop: {},
        _meta: { 'pipfile-spec': 6 },
      }),
      {},
      { locked: true, able: 2, without: ['b'], moving: [] },
    ],
    [
      'Cargo: checksums',
      'Cargo.lock',
      'version = 3\n' +
        `[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+https://crates.test/index"\nchecksum = "${SHA256}"\n` +
        '[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "registry+https://crates.test/index"\n' +
        `[[package]]\nname = "c"\nversion = "1.0.0"\nsource = "git+https://git.test/c?branch=main#${COMMIT}"\n` +
        '[[package]]\nname = "d"\nversion = "1.0.0"\nsource = "git+https://git.test/d?branch=main"\n',
      {},
      { locked: true, able: 2, without: ['b'], moving: ['d'] },
    ],
    [
      'Bundler: checksums',
      'Gemfile.lock',
      'GEM\n  remote: https://gems.test/\n  specs:\n    a (1.0)\n    b (1.0)\n\nDEPENDENCIES\n  a\n  b\n\n' +
        `CHECKSUMS\n  a (1.0) sha256=${SHA256}\n  b (1.0)\n`,
      {},
      { locked: true, able: 2, without: ['b'], moving: [] },
    ],
    [
      'Go: archives, a module that gives no package, none, the standard library',
      'go.mod',
      'module m\ngo 1.22\nrequire (\n  x.test/a v1.0.0\n  x.test/b v1.0.0\n  x.test/c v1.0.0\n)\n',
      { 'go.sum': 'x.test/a v1.0.0 h1:a=\nx.test/b v1.0.0/go.mod h1:b=\n' },
      { locked: true, able: 3, without: ['x.test/c'], moving: [] },
    ],
    [
      'Gradle, which holds no hashes',
      'gradle.lockfile',
      'g:a:1.0=compileClasspath\nempty=\n',
      {},
      { locked: true, able: undefined, without: undefined, moving: [] },
    ],
    [
      'Maven: versions, which say nothing of what they bring along',
      'pom.xml',
      '<project><artifactId>m</artifactId><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version></dependency></dependencies></project>',
      {},
      { locked: undefined, able: undefined, without: undefined, moving: [] },
    ],
    [
      'Maven: a range, a snapshot, the latest, and what a parent elsewhere decides',
      'pom.xml',
      `<project><artifactId>m</artifactId><dependencies>${Object.entries({
        a: '[1.0,2.0)',
        b: '1.0-SNAPSHOT',
        c: 'LATEST',
        d: '${elsewhere}',
        e: '[1.0]',
      })
        .map(
          ([name, version]) =>
            `<dependency><groupId>g</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
        )
        .join('')}</dependencies></project>`,
      {},
      {
        locked: false,
        able: undefined,
        without: undefined,
        moving: ['g:a', 'g:b', 'g:c'],
      },
    ],
    [
      'requirements with hashes',
      'requirements.txt',
      `a==1.0 --hash=sha256:${SHA256}\nb==1.0 \\\n  --hash=sha256:${SHA256}\n`,
      {},
      { locked: true, able: 2, without: [], moving: [] },
    ],
    [
      'requirements with their reasons',
      'requirements.txt',
      'a==1.0\n    # via -r in.in\nb==1.0\n    # via a\n',
      {},
      { locked: true, able: 2, without: ['a', 'b'], moving: [] },
    ],
    [
      'requirements with versions, which may not be all',
      'requirements.txt',
      '-r more.txt\na==1.0\n',
      { 'more.txt': `b==1.0 --hash=sha256:${SHA256}\n-e .\n./local\n` },
      { locked: undefined, able: 2, without: ['a'], moving: [] },
    ],
    [
      'requirements that move',
      'requirements.txt',
      'a>=1.0\nb==1.*\n' +
        'git+https://git.test/o/c.git@main#egg=c\n' +
        `git+https://git.test/o/d.git@${COMMIT}#egg=d\n` +
        `e @ https://files.test/e.whl#sha256=${SHA256}\n` +
        'f @ https://files.test/f.whl\n' +
        'git+https://git.test/o/g.git\n',
      {},
      {
        locked: false,
        able: undefined,
        without: undefined,
        moving: ['a', 'b', 'c', 'f', 'g'],
      },
    ],
    [
      'requirements that a constraint pins',
      'requirements.txt',
      '-c pins.txt\na\n',
      { 'pins.txt': 'a==1.0\nb\n' },
      { locked: undefined, able: 1, without: ['a'], moving: [] },
    ],
    [
      'nothing at all',
      'requirements.txt',
      '# none\n',
      {},
      { locked: true, able: undefined, without: undefined, moving: [] },
    ],
  ])('%s', (_, path, text, beside, expected) => {
    expect(fixed(path, text, beside)).toEqual(expected);
  });
});

describe('fixingsOf', () => {
  const facts = fc.record({
    purl: fc.constantFrom('pkg:a/a@1', 'pkg:a/b@1', 'pkg:a/c@1'),
    name: fc.constant('n'),
    version: fc.constant('1'),
    packageName: fc.constant('n'),
    origin: fc.constantFrom('registry', 'url', 'git', 'file', undefined),
    hashed: fc.constantFrom(true, false, undefined),
    unhashable: fc.constantFrom(true, undefined),
  });

  it('counts each purl once, whatever the order, and the worst of its occurrences', () => {
    fc.assert(
      fc.property(
        fc.array(facts, { maxLength: 12 }),
        fc.boolean(),
        (all, holds) => {
          const result = fixingsOf(all, holds);
          expect(fixingsOf([...all].reverse(), holds)).toEqual(result);
          const { able = 0, without = 0 } = result.hashes ?? {};
          expect(without).toBeLessThanOrEqual(able);
          expect(able).toBeLessThanOrEqual(new Set(all.map(f => f.purl)).size);
          const bare = all.some(
            f =>
              holds &&
              !f.unhashable &&
              !f.hashed &&
              (f.origin === 'registry' || f.origin === 'url'),
          );
          expect(without > 0).toBe(bare);
        },
      ),
    );
  });
});

describe('listOfPackages', () => {
  it('names fifty, in the order of their purls, and none that is too long', () => {
    const packages = Array.from({ length: 80 }, (_, i) => ({
      purl: `pkg:npm/p${String(99 - i)}`,
      name: `p${99 - i}`,
      version: '1',
    }));
    const list = listOfPackages([
      ...packages,
      { purl: `pkg:npm/${'x'.repeat(600)}`, name: 'x', version: '1' },
    ]);
    expect(list.count).toBe(81);
    expect(list.first).toHaveLength(50);
    expect(list.first[0].name).toBe('p20');
    expect(list.first[49].name).toBe('p69');
  });
});

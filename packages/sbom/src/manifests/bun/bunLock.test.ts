import { corpusText, hasCorpus } from '@safety-curtain/testing';
import { itCompares } from '../../__testUtils__/stepTable';
import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const SHA = `sha512-${'A'.repeat(86)}==`;
const COMMIT = 'ab'.repeat(20);

const read = (text: string, beside: Record<string, string> = {}) =>
  readWith('bun.lock', text, beside);

function lockOf(workspaces: object, packages: object, version = 1): string {
  return JSON.stringify({ lockfileVersion: version, workspaces, packages });
}

const npm = (id: string, info: object = {}) => [id, '', info, SHA];

describe('bun.lock', () => {
  it('has the graph as Node looks packages up', () => {
    const manifest = read(
      lockOf(
        {
          '': { name: 'app', dependencies: { a: '1', '@s/b': '1' } },
          'packages/m': { name: '@me/m', devDependencies: { c: '2', x: '1' } },
        },
        {
          a: npm('a@1.0.0', { dependencies: { c: '1' } }),
          '@s/b': npm('@s/b@1.0.0', {
            dependencies: { c: '2' },
            optionalDependencies: { o: '1', gone: '1' },
            peerDependencies: { a: '*', c: '*', typescript: '*' },
            optionalPeers: ['typescript'],
          }),
          c: npm('c@1.0.0'),
          o: npm('o@1.0.0'),
          typescript: npm('typescript@5.0.0'),
          '@s/b/c': npm('c@2.0.0', { dependencies: { d: '1' } }),
          '@s/b/c/d': npm('d@1.0.0', { dependencies: { c: '2' } }),
          '@me/m': ['@me/m@workspace:packages/m'],
          '@me/m/c': npm('c@3.0.0'),
          // An alias: what is installed has another name.
          x: npm('real@9.0.0'),
        },
      ),
    );
    expect(edgeLines(manifest)).toEqual([
      '@s/b@1.0.0 -> a@1.0.0',
      '@s/b@1.0.0 -> c@2.0.0',
      '@s/b@1.0.0 -> o@1.0.0',
      'a@1.0.0 -> c@1.0.0',
      'c@2.0.0 -> d@1.0.0',
      'd@1.0.0 -> c@2.0.0',
    ]);
    expect(componentLines(manifest)).toEqual([
      '@s/b@1.0.0 runtime direct',
      'a@1.0.0 runtime direct',
      'c@1.0.0 runtime',
      'c@2.0.0 runtime',
      'c@3.0.0 development direct',
      'd@1.0.0 runtime',
      'o@1.0.0 optional',
      'real@9.0.0 development direct',
      'typescript@5.0.0 unknown',
    ]);
    expect(manifest.unresolved).toBeUndefined();
    expect(componentNamed(manifest, 'a').hashes[0].algorithm).toBe('SHA-512');
  });

  it('takes a scope and a name for one package', () => {
    const manifest = read(
      lockOf(
        { '': { dependencies: { '@s/b': '1' } } },
        {
          '@s/b': npm('@s/b@1.0.0', { dependencies: { x: '1' } }),
          '@s/x': npm('@s/x@2.0.0'),
          x: npm('x@1.0.0'),
        },
      ),
    );
    expect(edgeLines(manifest)).toEqual(['@s/b@1.0.0 -> x@1.0.0']);
  });

  it('tells where packages come from', () => {
    const manifest = read(
      lockOf(
        { '': {} },
        {
          a: ['a@1.0.0', 'https://npm.test/x/a/-/a-1.0.0.tgz', {}, SHA],
          b: ['b@https://npm.test/x/b/-/b-2.0.0.tgz', {}],
          c: ['c@https://files.test/c.tgz', {}, SHA],
          d: ['d@file:deps/d', {}],
          e: ['e@./e.tgz', {}],
          f: [`f@git+ssh://git@git.test/o/f.git#${COMMIT}`, {}, COMMIT],
          g: ['g@github:o/g#abcdef0', {}, 'o-g-abcdef0'],
          h: ['h@link:../h', {}],
        },
        0,
      ),
    );
    expect(
      manifest.components.map(({ purl, origin, ecosystem }) => [
        purl,
        origin,
        ecosystem,
      ]),
    ).toEqual([
      ['pkg:npm/a@1.0.0', 'registry', 'npm'],
      ['pkg:npm/b@2.0.0', 'registry', 'npm'],
      [
        'pkg:npm/c?download_url=https:%2F%2Ffiles.test%2Fc.tgz',
        'url',
        undefined,
      ],
      ['pkg:npm/d?download_url=file:deps%2Fd', 'file', undefined],
      ['pkg:npm/e?download_url=file:.%2Fe.tgz', 'file', undefined],
      [
        `pkg:npm/f?vcs_url=git%2Bssh:%2F%2Fgit%40git.test%2Fo%2Ff.git%40${COMMIT}`,
        'git',
        undefined,
      ],
      [
        'pkg:npm/g?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fg%40abcdef0',
        'git',
        undefined,
      ],
      ['pkg:npm/h?download_url=file:..%2Fh', 'file', undefined],
    ]);
    expect(manifest.lock?.hashes).toMatchObject({ able: 3, without: 1 });
  });

  it('says what others depend on and it does not have', () => {
    const lock = lockOf(
      { '': { dependencies: { a: '1', z: '1' } } },
      { a: npm('a@1.0.0', { dependencies: { b: '1' } }), bad: [7], worse: {} },
    );
    const manifest = read(lock);
    expect(manifest.unresolved).toMatchObject({ count: 2, first: ['b', 'z'] });
    expect(manifest.warnings.join()).toMatch(/'bad' is no package.*'worse'/);
    expect(() => read('{"lockfileVersion":1}')).toThrow(
      "'workspaces' is missing",
    );
    expect(() => read('{"lockfileVersion":2,"workspaces":{}}')).toThrow(
      "'lockfileVersion' is '2', and 0 and 1 can be read",
    );
  });

  it('is not slow where packages lie deep in each other', () => {
    const place = 'a/'.repeat(300);
    expect(() =>
      read(lockOf({ '': {} }, { [`${place}${place}b`]: npm('b@1.0.0') })),
    ).toThrow(/packages deep/);
    const names = Array.from({ length: 200_000 }, (_, i) => [`x${i}`, '1']);
    const deep = npm('b@1.0.0', { dependencies: Object.fromEntries(names) });
    expect(() =>
      read(lockOf({ '': {} }, { [`${'a/'.repeat(500)}b`]: deep })),
    ).toThrow(/lie in each other/);
  });
});

describe('bun.lock and package.json', () => {
  const lock = lockOf(
    {
      '': { dependencies: { a: '^1', b: 'catalog:' } },
      'packages/m': { name: 'm', devDependencies: { a: '^1' } },
    },
    { a: npm('a@1.0.0'), b: npm('b@1.0.0') },
  );
  const root = (dependencies: object) =>
    JSON.stringify({ dependencies, workspaces: ['packages/*'] });
  const member = (a: string) => JSON.stringify({ devDependencies: { a } });
  const both = { a: '^1', b: 'catalog:' };
  itCompares('bun.lock', [
    {
      when: 'agree',
      lock,
      beside: {
        'package.json': root(both),
        'packages/m/package.json': member('^1'),
      },
      expected: 'in step',
    },
    {
      when: 'differ in a member',
      lock,
      beside: {
        'package.json': root(both),
        'packages/m/package.json': member('^2'),
      },
      expected:
        'packages/m/package.json asks for a ^2, and the lock file was made for ^1',
    },
    {
      when: 'differ by a member',
      lock,
      beside: {
        'package.json': root(both),
        'packages/n/package.json': member('^1'),
      },
      expected: 'the lock file was made without packages/n/package.json',
    },
    { when: 'are open without it', lock, beside: {}, expected: 'open' },
  ]);
});

(hasCorpus('lockfiles') ? describe : describe.skip)(
  'a real file (skipped where the corpora are absent)',
  () => {
    it('has as many packages as lines with a hash', () => {
      const text = corpusText(
        'lockfiles/bun-lock/scalibr-nested-dependencies.json5',
        'bun.lock',
      )!;
      expect(read(text).components).toHaveLength(
        text.match(/"sha512-/g)!.length,
      );
    });
  },
);

import { corpusText, hasCorpus } from '@safety-curtain/testing';
import { itCompares } from '../../__testUtils__/stepTable';
import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const COMMIT = 'ab'.repeat(20);

function entry(vendor: string, more: object = {}) {
  return { name: `${vendor}/lib`, version: 'v1.2.0', ...more };
}

function lockOf(packages: object[], dev: object[] | null = []) {
  return JSON.stringify({ packages, 'packages-dev': dev });
}

const read = (text: string, composerJson?: object) =>
  readWith(
    'composer.lock',
    text,
    composerJson && { 'composer.json': JSON.stringify(composerJson) },
  );

describe('composer.lock', () => {
  const packages = [
    entry('a', { require: { php: '>=8', 'ext-json': '*', 'B/Lib': '^1' } }),
    entry('b', { require: { 'old/name': '*', 'psr/log-implementation': '1' } }),
    entry('c', { replace: { 'old/name': 'self.version' } }),
    entry('d', { provide: { 'psr/log-implementation': '1.0' } }),
  ];

  it('has edges, also to what takes the place of a name or provides it', () => {
    expect(edgeLines(read(lockOf(packages)))).toEqual([
      'a/lib@v1.2.0 -> b/lib@v1.2.0',
      'b/lib@v1.2.0 -> c/lib@v1.2.0',
      'b/lib@v1.2.0 -> d/lib@v1.2.0',
    ]);
  });

  it('knows from composer.json what the project asks for', () => {
    const lock = lockOf(packages, [entry('e')]);
    const project = {
      name: 'me/app',
      require: { php: '*', 'a/lib': '^1', 'old/name': '*' },
      'require-dev': { 'E/lib': '^1' },
    };
    const manifest = read(lock, project);
    expect(manifest.root?.name).toBe('me/app');
    expect(componentLines(manifest)).toEqual([
      'a/lib@v1.2.0 runtime direct',
      'b/lib@v1.2.0 runtime',
      'c/lib@v1.2.0 runtime direct',
      'd/lib@v1.2.0 runtime',
      'e/lib@v1.2.0 development direct',
    ]);
    expect(componentLines(read(lock))).toContain(
      'b/lib@v1.2.0 runtime perhaps direct',
    );
    expect(
      componentLines(read(lock, { ...project, extra: { 'merge-plugin': {} } })),
    ).toContain('b/lib@v1.2.0 runtime perhaps direct');
  });

  it('tells packages of registries from those of repositories and folders', () => {
    const git = (owner: string) => ({
      source: {
        type: 'git',
        url: `https://user:secret@git.test/${owner}/lib.git`,
        reference: COMMIT,
      },
    });
    const manifest = read(
      lockOf([
        entry('a', git('a')),
        entry('b', git('b')),
        entry('c', { dist: { type: 'path', url: '../c' } }),
        entry('d', {
          dist: { type: 'zip', url: 'https://files.test/d.zip?t=1' },
        }),
        entry('e', { dist: { type: 'zip', shasum: 'cd'.repeat(20) } }),
      ]),
      {
        repositories: [
          { type: 'vcs', url: 'git@git.test:B/lib.git' },
          { type: 'package', package: { name: 'd/lib' } },
        ],
      },
    );
    const vcs = (owner: string) =>
      `git+https://git.test/${owner}/lib.git@${COMMIT}`;
    expect(
      manifest.components.map(({ purl, origin, ecosystem, vcsUrl }) => [
        purl,
        origin,
        ecosystem,
        vcsUrl,
      ]),
    ).toEqual([
      ['pkg:composer/a/lib@v1.2.0', 'registry', 'Packagist', vcs('a')],
      [
        `pkg:composer/b/lib@v1.2.0?vcs_url=${encodeURIComponent(
          vcs('b'),
        ).replace(/%3A/g, ':')}`,
        'git',
        undefined,
        vcs('b'),
      ],
      [
        'pkg:composer/c/lib@v1.2.0?download_url=file:..%2Fc',
        'file',
        undefined,
        undefined,
      ],
      [
        'pkg:composer/d/lib@v1.2.0?download_url=https:%2F%2Ffiles.test%2Fd.zip',
        'url',
        undefined,
        undefined,
      ],
      ['pkg:composer/e/lib@v1.2.0', 'registry', 'Packagist', undefined],
    ]);
    expect(componentNamed(manifest, 'e/lib').hashes).toEqual([
      { algorithm: 'SHA-1', value: 'cd'.repeat(20) },
    ]);
    expect(manifest.lock?.hashes).toMatchObject({ able: 3, without: 1 });
    expect(manifest.lock?.unpinned?.count).toBe(1);
  });

  it('says which packages others depend on that it does not have', () => {
    const lock = lockOf([
      entry('a', { require: { 'x/y': '1', 'own/part': '1' } }),
    ]);
    const project = { replace: { 'own/part': '*' }, require: { 'a/lib': '1' } };
    expect(read(lock, project).unresolved).toMatchObject({
      count: 1,
      first: ['x/y'],
      cut: true,
    });
    // Without composer.json the project itself may stand for them.
    expect(read(lock).unresolved).toBeUndefined();
  });

  it('goes without entries that are none', () => {
    const manifest = read(
      lockOf([entry('a'), { name: 'plain', version: '1' }, 7 as never], null),
    );
    expect(manifest.components).toHaveLength(1);
    expect(manifest.warnings.join()).toMatch(/packages\[1\].*packages\[2\]/);
    expect(() => read('{"packages-dev":[]}')).toThrow("'packages' is missing");
  });
});

describe('composer.lock and composer.json', () => {
  // As PHP gives it: md5(json_encode(…)) of the parts that count, in the order of their names.
  const hash = 'd6b8f042a46da3d17c61092bf320e4ed';
  const lock = (contentHash = hash) =>
    JSON.stringify({
      'content-hash': contentHash,
      packages: [entry('a')],
      'packages-dev': [],
    });
  const project = (more: object = {}) => ({
    'composer.json': JSON.stringify({
      require: { 'a/lib': '^1' },
      description: 'not counted',
      name: 'me/äpp😀',
      extra: { list: [], none: {}, yes: true, count: 3 },
      config: { platform: { php: '8.1' }, 'sort-packages': true },
      ...more,
    }),
  });
  itCompares('composer.lock', [
    { when: 'agree', lock: lock(), beside: project(), expected: 'in step' },
    {
      when: 'differ in what is asked for',
      lock: lock(),
      beside: project({ 'require-dev': { 'z/z': '1' } }),
      expected:
        'composer.json asks for z/z, and the lock file does not have it',
    },
    {
      when: 'differ in something else',
      lock: lock(),
      beside: project({ 'minimum-stability': 'dev' }),
      expected:
        'composer.json was changed after the lock file was made for it (content-hash)',
    },
    {
      when: 'is open where PHP writes a number as it likes',
      lock: lock('0'),
      beside: project({ extra: { share: 0.1 } }),
      expected: 'open',
    },
    { when: 'is open without it', lock: lock(), beside: {}, expected: 'open' },
  ]);
});

(hasCorpus('lockfiles-e2e') ? describe : describe.skip)(
  'a real project (skipped where the corpora are absent)',
  () => {
    const text = corpusText(
      'lockfiles-e2e',
      '2-composer.lock',
      'composer.lock',
    )!;

    it('has as many packages, commits and licenses as lines that state them', () => {
      const { components } = read(text);
      const count = (line: RegExp) => text.match(line)?.length;
      expect(components).toHaveLength(count(/^ {12}"version": /gm)!);
      expect(components.filter(({ license }) => license)).toHaveLength(
        count(/^ {12}"license": \[/gm)!,
      );
    });
  },
);

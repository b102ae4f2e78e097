import { itCompares } from '../../__testUtils__/stepTable';
import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const SHA = `sha512-${'A'.repeat(86)}==`;
const SHA256 = 'ab'.repeat(32);
const json = (value: unknown) => JSON.stringify(value);
const read = (lock: object, beside: Record<string, string> = {}) =>
  readWith('deno.lock', json(lock), beside);

/** The same packages, as the versions write them. */
const VERSIONS: Record<string, object> = {
  '2': {
    version: '2',
    npm: {
      specifiers: { 'a@1': 'a@1.0.0_p@1.0.0' },
      packages: {
        'a@1.0.0_p@1.0.0': {
          integrity: SHA,
          dependencies: { alias: 'b@2.0.0', p: 'p@1.0.0' },
        },
        'b@2.0.0': { dependencies: {} },
        'b@1.0.0': { dependencies: {} },
        'p@1.0.0': { dependencies: {} },
      },
    },
  },
  '3': {
    version: '3',
    packages: {
      specifiers: { 'npm:a@1': 'npm:a@1.0.0_p@1.0.0' },
      npm: {
        'a@1.0.0_p@1.0.0': {
          integrity: SHA,
          dependencies: { alias: 'b@2.0.0', p: 'p@1.0.0' },
        },
        'b@2.0.0': {},
        'b@1.0.0': {},
        'p@1.0.0': {},
      },
    },
  },
  '5': {
    version: '5',
    specifiers: { 'npm:a@1': '1.0.0_p@1.0.0' },
    npm: {
      'a@1.0.0_p@1.0.0': {
        integrity: SHA,
        dependencies: ['alias@npm:b@2.0.0', 'p'],
      },
      'b@2.0.0': {},
      'b@1.0.0': {},
      'p@1.0.0': {},
    },
  },
};

describe('deno.lock', () => {
  it.each(Object.entries(VERSIONS))(
    'has the graph in version %s',
    (_, lock) => {
      const manifest = read(lock);
      expect(edgeLines(manifest)).toEqual([
        'a@1.0.0 -> b@2.0.0',
        'a@1.0.0 -> p@1.0.0',
      ]);
      expect(componentNamed(manifest, 'a')).toMatchObject({
        purl: 'pkg:npm/a@1.0.0',
        ecosystem: 'npm',
        direct: true,
        hashes: [{ algorithm: 'SHA-512' }],
      });
    },
  );

  it('knows what the project and its members ask for', () => {
    const lock = {
      version: '4',
      specifiers: {
        'jsr:@s/a@1': '1.2.0',
        'jsr:@s/b@*': '2.0.0',
        'npm:c@3': '3.0.0',
        'npm:d@4': '4.0.0',
        'npm:e@5': '5.0.0',
        'npm:f@6': '6.0.0',
      },
      jsr: {
        '@s/a@1.2.0': {
          integrity: SHA256,
          dependencies: ['jsr:@s/b', 'npm:c@3'],
        },
        '@s/b@2.0.0': {},
      },
      npm: {
        'c@3.0.0': { optionalDependencies: ['g'] },
        'd@4.0.0': {},
        'e@5.0.0': {},
        'f@6.0.0': {},
        'g@7.0.0': {},
      },
      workspace: {
        dependencies: ['jsr:@s/a@1'],
        members: {
          m: { packageJson: { dependencies: ['npm:d@4', 'npm:e@5'] } },
        },
      },
    };
    const manifest = read(lock, {
      'deno.jsonc': '{ "name": "@me/app", "version": "1.0.0", }',
      'm/package.json': json({
        dependencies: { d: '^4' },
        devDependencies: { other: 'npm:e@5' },
      }),
    });
    expect(manifest.root).toEqual({ name: '@me/app', version: '1.0.0' });
    expect(componentLines(manifest)).toEqual([
      '@s/a@1.2.0 runtime direct',
      '@s/b@2.0.0 runtime',
      'c@3.0.0 runtime',
      'd@4.0.0 runtime direct',
      'e@5.0.0 development direct',
      'f@6.0.0 unknown direct',
      'g@7.0.0 optional',
    ]);
    expect(componentNamed(manifest, '@s/a')).toMatchObject({
      purl: 'pkg:jsr/%40s/a@1.2.0',
      integrity: SHA256,
      hashes: [],
    });
    expect(manifest.warnings).toEqual([
      '2 components are of types that no advisories are matched with: 2 of jsr',
    ]);
  });

  it('names the packages that modules belong to', () => {
    const manifest = read({
      version: '3',
      packages: {},
      remote: {
        'https://deno.land/std@0.177.0/path/mod.ts': SHA256,
        'https://deno.land/std@0.177.0/fs/mod.ts': SHA256,
        'https://deno.land/x/oak@v12.6.1/mod.ts': SHA256,
        'https://esm.sh/v135/@s/lib@1.2.3/deno/lib.mjs': SHA256,
        'https://cdn.jsdelivr.net/npm/other@2.0.0/+esm': SHA256,
        [`https://raw.githubusercontent.com/o/r/${'ab'.repeat(20)}/x.ts`]:
          SHA256,
        'https://user:secret@files.test/a/b.ts?token=1': SHA256,
        'file:///etc/passwd': SHA256,
      },
    });
    expect(manifest.components.map(({ purl }) => purl)).toEqual([
      'pkg:generic/files.test%2Fa%2Fb.ts?download_url=https:%2F%2Ffiles.test%2Fa%2Fb.ts',
      'pkg:generic/oak@v12.6.1?download_url=https:%2F%2Fdeno.land%2Fx%2Foak%40v12.6.1',
      `pkg:generic/r@${'ab'.repeat(
        20,
      )}?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr%40${'ab'.repeat(20)}`,
      'pkg:generic/std@0.177.0?download_url=https:%2F%2Fdeno.land%2Fstd%400.177.0',
      'pkg:npm/%40s/lib@1.2.3',
      'pkg:npm/other@2.0.0',
    ]);
    expect(manifest.components.map(({ direct }) => direct)).toEqual(
      Array(6).fill(undefined),
    );
    expect(componentNamed(manifest, 'files.test/a/b.ts').hashes).toHaveLength(
      1,
    );
    expect(manifest.lock?.unpinned?.count).toBe(0);
    expect(manifest.warnings).toHaveLength(1);
  });

  it('is refused without a version that is known', () => {
    expect(() => read({ 'https://deno.land/x/a/mod.ts': SHA256 })).toThrow(
      "'version' is missing",
    );
    expect(() => read({ version: '6' })).toThrow(/2 to 5 can be read/);
  });
});

describe('deno.lock and deno.json', () => {
  const lock = (dependencies?: string[]) =>
    json({
      version: '5',
      ...(dependencies && { workspace: { dependencies } }),
    });
  const deno = (...imports: string[]) => ({
    'deno.json': json({ imports: { ...imports } }),
  });
  itCompares('deno.lock', [
    {
      when: 'agree, in other words',
      lock: lock(['jsr:@s/a@1', 'npm:b@*']),
      beside: deno('jsr:@s/a@^1.0.0', 'npm:b', './local.ts'),
      expected: 'in step',
    },
    {
      when: 'differ by what was added',
      lock: lock([]),
      beside: deno('npm:b'),
      expected:
        'deno.json asks for npm:b, and the lock file was made without it',
    },
    {
      when: 'differ by what was taken out',
      lock: lock(['npm:b@1']),
      beside: deno(),
      expected:
        'the lock file was made for npm:b, and deno.json does not ask for it',
    },
    {
      when: 'are open where the file has no lists',
      lock: lock(),
      beside: deno('npm:b'),
      expected: 'open',
    },
  ]);
});

describe('deno.json', () => {
  it('has what it pins, and names what it does not', () => {
    const manifest = readWith(
      'deno.jsonc',
      `{ // as people write it
        "imports": { "a": "npm:a@1.0.0/sub", "b": "jsr:@s/b@2.0.0", "c": "npm:c@^1", "/": "./" },
        "scopes": { "x": { "d": "https://deno.land/x/d@v3/mod.ts" } },
        "importMap": "./map.json", }`,
      { 'map.json': '{"imports":{"e":"npm:@s/e@4.0.0","f":"jsr:@s/f"}}' },
    );
    expect(componentLines(manifest)).toEqual([
      '@s/b@2.0.0 runtime direct',
      '@s/e@4.0.0 runtime direct',
      'a@1.0.0 runtime direct',
      'd@v3 runtime direct',
    ]);
    expect(manifest.unresolved?.first).toEqual(['@s/f', 'c']);
  });
});

import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const classic = `# yarn lockfile v1


"@s/a@^1.0.0", "@s/a@^1.1.0":
  version "1.1.0"
  resolved "https://registry.test/@s/a/-/a-1.1.0.tgz#${'ab'.repeat(20)}"
  dependencies:
    b "^2.0.0"
  optionalDependencies:
    c "1"

b@^2.0.0:
  version "2.0.0"

c@1:
  version "1.0.0"

dev@*:
  version "0.1.0"
  dependencies:
    b "^2.0.0"

"g@git+ssh://git@git.test/o/g.git":
  version "1.0.0"
  resolved "git+ssh://git@git.test/o/g.git#${'c'.repeat(40)}"
`;

describe('yarn.lock of yarn 1', () => {
  const manifest = readWith('yarn.lock', classic, {
    'package.json': JSON.stringify({
      name: 'app',
      version: '0.1.0',
      dependencies: { '@s/a': '^1.0.0', g: 'git+ssh://git@git.test/o/g.git' },
      devDependencies: { dev: '*' },
    }),
  });

  it('derives scopes from package.json and the graph', () => {
    expect(manifest.root).toEqual({ name: 'app', version: '0.1.0' });
    expect(componentLines(manifest)).toEqual([
      '@s/a@1.1.0 runtime direct',
      'b@2.0.0 runtime',
      'c@1.0.0 optional',
      'dev@0.1.0 development direct',
      'g@1.0.0 runtime direct',
    ]);
    expect(edgeLines(manifest)).toEqual([
      '@s/a@1.1.0 -> b@2.0.0',
      '@s/a@1.1.0 -> c@1.0.0',
      'dev@0.1.0 -> b@2.0.0',
    ]);
  });

  it('reads the SHA-1 of old files and the commit of repositories', () => {
    expect(componentNamed(manifest, '@s/a').hashes).toEqual([
      { algorithm: 'SHA-1', value: 'ab'.repeat(20) },
    ]);
    expect(componentNamed(manifest, 'g').vcsUrl).toBe(
      `git+ssh://git@git.test/o/g.git@${'c'.repeat(40)}`,
    );
  });

  it('refuses a file in the middle of a merge', () => {
    const text = `<<<<<<< HEAD\n${classic}`;
    expect(() => readWith('yarn.lock', text)).toThrow(
      'yarn.lock: holds the markers of an unresolved merge',
    );
  });
});

const berry = `__metadata:
  version: 8
  cacheKey: 10

"a@npm:^1.0.0":
  version: 1.0.0
  resolution: "a@npm:1.0.0"
  dependencies:
    b: "npm:^1.0.0"
    fsevents: "npm:^2.0.0"
  dependenciesMeta:
    fsevents:
      optional: true
  checksum: 10/${'ab'.repeat(64)}
  languageName: node
  linkType: hard

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    a: "npm:^1.0.0"
    lib: "workspace:*"
  languageName: unknown
  linkType: soft

"b@npm:2.0.0":
  version: 2.0.0
  resolution: "b@npm:2.0.0"
  languageName: node
  linkType: hard

"fsevents@npm:^2.0.0":
  version: 2.3.3
  resolution: "fsevents@npm:2.3.3"
  conditions: os=darwin
  languageName: node
  linkType: hard

"fsevents@patch:fsevents@npm%3A^2.0.0#optional!builtin<compat/fsevents>":
  version: 2.3.3
  resolution: "fsevents@patch:fsevents@npm%3A2.3.3#optional!builtin<compat/fsevents>::version=2.3.3&hash=df0bf1"
  conditions: os=darwin
  languageName: node
  linkType: hard

"lib@workspace:*, lib@workspace:packages/lib":
  version: 0.0.0-use.local
  resolution: "lib@workspace:packages/lib"
  dependencies:
    test-tool: "npm:^1.0.0"
  languageName: unknown
  linkType: soft

"test-tool@npm:^1.0.0":
  version: 1.2.0
  resolution: "test-tool@npm:1.2.0"
  languageName: node
  linkType: hard
`;

describe('yarn.lock of yarn 2 and later', () => {
  it('reads workspaces, resolutions, patches and optional dependencies', () => {
    const manifest = readWith('yarn.lock', berry, {
      'package.json': JSON.stringify({
        name: 'app',
        dependencies: { a: '^1.0.0' },
        resolutions: { b: '2.0.0' },
      }),
      'packages/lib/package.json': JSON.stringify({
        devDependencies: { 'test-tool': '^1.0.0' },
      }),
    });
    expect(componentLines(manifest)).toEqual([
      'a@1.0.0 runtime direct',
      'b@2.0.0 runtime',
      'fsevents@2.3.3 optional',
      'test-tool@1.2.0 development direct',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'a@1.0.0 -> b@2.0.0',
      'a@1.0.0 -> fsevents@2.3.3',
    ]);
    // yarn's checksum is of its own archive, so it is no hash of the package.
    expect(componentNamed(manifest, 'a').hashes).toEqual([]);
  });

  it('says which package.json it missed', () => {
    const { warnings } = readWith('yarn.lock', berry);
    expect(warnings).toEqual([
      expect.stringContaining("'.'"),
      expect.stringContaining("'packages/lib'"),
    ]);
  });

  it('reads keys that are too long for one line', () => {
    const key = Array.from({ length: 80 }, (_, i) => `x@npm:^1.0.${i}`).join(
      ', ',
    );
    const manifest = readWith(
      'yarn.lock',
      `__metadata:\n  version: 8\n\n? "${key}"\n:\n  version: 1.0.99\n  resolution: "x@npm:1.0.99"\n`,
    );
    expect(componentLines(manifest)).toEqual(['x@1.0.99 unknown direct']);
  });

  it('takes ranges of catalogs from .yarnrc.yml', () => {
    const entry = (range: string, version: string) =>
      `"react@npm:${range}":\n  version: ${version}\n  resolution: "react@npm:${version}"\n  linkType: hard\n\n`;
    const member = (name: string, folder: string, catalog: string) =>
      `"${name}@workspace:${folder}":\n  version: 0.0.0-use.local\n  resolution: "${name}@workspace:${folder}"\n  dependencies:\n    react: "catalog:${catalog}"\n  linkType: soft\n\n`;
    const lock = `__metadata:\n  version: 8\n\n${member(
      'app',
      '.',
      '',
    )}${member('old', 'packages/old', 'old')}${entry(
      '^17.0.0',
      '17.0.2',
    )}${entry('^18.0.0', '18.2.0')}`;
    const beside = {
      'package.json': '{"name": "app", "dependencies": {"react": "catalog:"}}',
      'packages/old/package.json':
        '{"name": "old", "devDependencies": {"react": "catalog:old"}}',
    };
    const settings =
      'catalog:\n  react: ^18.0.0\ncatalogs:\n  old:\n    react: ^17.0.0\n';
    expect(
      componentLines(
        readWith('yarn.lock', lock, { ...beside, '.yarnrc.yml': settings }),
      ),
    ).toEqual([
      'react@17.0.2 development direct',
      'react@18.2.0 runtime direct',
    ]);
    expect(readWith('yarn.lock', lock, beside).warnings).toEqual([
      expect.stringContaining("'react@catalog:' is not known"),
      expect.stringContaining("'react@catalog:old' is not known"),
    ]);
  });
});

describe('a workspace of yarn 1', () => {
  const lock = `# yarn lockfile v1


shared@^1.0.0:
  version "1.0.0"

tool@^2.0.0:
  version "2.0.0"
  dependencies:
    shared "^1.0.0"
`;
  const root = (workspaces: string[]) =>
    JSON.stringify({
      name: 'root',
      private: true,
      workspaces,
      devDependencies: { tool: '^2.0.0' },
    });
  const member = JSON.stringify({
    name: 'app',
    dependencies: { shared: '^1.0.0', other: '1.0.0' },
  });

  it('is what its members ask for, and runtime wins', () => {
    const manifest = readWith('yarn.lock', lock, {
      'package.json': root(['packages/*']),
      'packages/app/package.json': member,
      'packages/other/package.json': '{"name": "other"}',
    });
    expect(componentLines(manifest)).toEqual([
      'shared@1.0.0 runtime direct',
      'tool@2.0.0 development direct',
    ]);
    expect(manifest.warnings).toEqual([]);
  });

  it('says where members are not known, and takes for shipped what may be', () => {
    const manifest = readWith('yarn.lock', lock, {
      'package.json': root(['{packages,apps}/*']),
    });
    expect(manifest.warnings).toEqual([
      expect.stringContaining('not every package.json of the workspace'),
    ]);
  });
});

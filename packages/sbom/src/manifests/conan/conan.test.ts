import {
  componentLines,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const graph = (nodes: object, version: string | undefined = '0.4') =>
  JSON.stringify({ version, graph_lock: { nodes, revisions_enabled: true } });

describe('conan.lock of Conan 1', () => {
  it('has edges, and scopes by what is required to run and to build', () => {
    const manifest = readWith(
      'conan.lock',
      graph({
        0: {
          ref: 'app/1.0',
          path: 'conanfile.py',
          requires: ['1'],
          build_requires: ['3'],
        },
        1: { ref: 'a/1.0#abc', requires: ['2'], build_requires: ['4'] },
        2: { ref: 'b/2.0@user/stable' },
        3: { ref: 'cmake/3.0', context: 'build', requires: ['2'] },
        4: { ref: 'ninja/1.0', context: 'build' },
      }),
    );
    expect(manifest.root).toEqual({ name: 'app', version: '1.0' });
    expect(componentLines(manifest)).toEqual([
      'a@1.0 runtime direct',
      'b@2.0 runtime',
      'cmake@3.0 development direct',
      'ninja@1.0 development',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'a@1.0 -> b@2.0',
      'a@1.0 -> ninja@1.0',
      'cmake@3.0 -> b@2.0',
    ]);
    expect(manifest.components.map(c => [c.purl, c.ecosystem])).toEqual([
      ['pkg:conan/a@1.0', 'ConanCenter'],
      ['pkg:conan/cmake@3.0', 'ConanCenter'],
      ['pkg:conan/ninja@1.0', 'ConanCenter'],
      ['pkg:conan/user/b@2.0?channel=stable', undefined],
    ]);
  });

  it('is refused where a node requires one that is not there', () => {
    expect(() =>
      readWith('conan.lock', graph({ 0: { ref: 'a/1', requires: ['9'] } })),
    ).toThrow(/'a\/1' depends on '9', which the file does not have/);
  });
});

describe('conan.lock of Conan 2', () => {
  const lock = JSON.stringify({
    version: '0.5',
    requires: ['a/1.0#abc%1667396813.1', 'b/cci.2020@_/_', 'c/[>1.0]'],
    build_requires: ['cmake/3.0#def'],
    python_requires: ['tools/1.0'],
    config_requires: ['settings/1.0'],
  });

  it('has scopes by its lists', () => {
    const { warnings, ...manifest } = readWith('conan.lock', lock, {
      'conanfile.txt':
        '[requires]\na/[>=1.0] # comment\n[generators]\nb/1\n[tool_requires]\ncmake/3.0\n',
    });
    expect(componentLines({ ...manifest, warnings })).toEqual([
      'a@1.0 runtime direct',
      'b@cci.2020 runtime',
      'cmake@3.0 development direct',
      'settings@1.0 development',
      'tools@1.0 development',
    ]);
    expect(warnings).toEqual(["'c/[>1.0]' is no reference of a package"]);
  });

  it('takes what a recipe names for direct, and leaves the rest open', () => {
    const manifest = readWith('conan.lock', lock, {
      'conanfile.py':
        'requires = "a/1.0"\ndef requirements(self):\n  self.requires(x)\n',
    });
    expect(componentLines(manifest).slice(0, 2)).toEqual([
      'a@1.0 runtime direct',
      'b@cci.2020 runtime perhaps direct',
    ]);
  });

  it.each([
    [
      '{"version":"0.6","requires":[]}',
      /'version' is '0\.6', and 0\.0 to 0\.5/,
    ],
    ['{"version":"0.5"}', /'requires' is missing/],
    ['{"version":"0.4"}', /'version' is '0\.4'/],
    ['{"graph_lock":{"nodes":{}}}', /'graph_lock\.nodes' is missing/],
    ['{}', /'version' is missing/],
  ])('%s is refused', (text, reason) => {
    expect(() => readWith('conan.lock', text)).toThrow(reason);
  });
});

describe('vcpkg.json', () => {
  it('gives what overrides fix, and counts the rest as unresolved', () => {
    const manifest = readWith(
      'vcpkg.json',
      `{
  // a comment
  "name": "app",
  "dependencies": ["zlib", { "name": "fmt", "version>=": "10.0.0" }, { "name": "protoc", "host": true }],
  "features": { "gui": { "dependencies": ["qt"] } },
  "overrides": [
    { "name": "zlib", "version": "1.3.1", "port-version": 2 },
    { "name": "protoc", "version-string": "3.1#4" },
    { "name": "qt", "version-semver": "6.0.0" },
    { "name": "other", "version-date": "2024-01-01" }
  ],
  "builtin-baseline": "abc"
}`,
      {
        'vcpkg-configuration.json': JSON.stringify({
          registries: [
            {
              kind: 'git',
              repository: 'https://u:p@git.test/ports',
              packages: ['q*', 'other'],
            },
          ],
        }),
      },
    );
    expect(componentLines(manifest)).toEqual([
      'other@2024-01-01 unknown perhaps direct',
      'protoc@3.1 development direct',
      'qt@6.0.0 optional direct',
      'zlib@1.3.1 runtime direct',
    ]);
    expect(manifest.components.map(c => c.purl)).toEqual([
      'pkg:vcpkg/other@2024-01-01?repository_url=https:%2F%2Fgit.test%2Fports',
      'pkg:vcpkg/protoc@3.1?port_version=4',
      'pkg:vcpkg/qt@6.0.0?repository_url=https:%2F%2Fgit.test%2Fports',
      'pkg:vcpkg/zlib@1.3.1?port_version=2',
    ]);
    expect(manifest.unresolved).toMatchObject({ count: 1, first: ['fmt'] });
    expect(manifest.lock?.locked).toBe(true);
  });
});

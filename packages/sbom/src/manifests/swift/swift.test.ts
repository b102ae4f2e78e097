import {
  componentLines,
  componentNamed,
  readWith,
} from '../../__testUtils__/summary';

const REVISION = 'c4'.repeat(20);
const lock = (pins: object[], version: number = 2) =>
  JSON.stringify({ pins, version });

describe('Package.resolved', () => {
  const pin = (identity: string, location: string, state: object) => ({
    identity,
    kind: 'remoteSourceControl',
    location,
    state: { revision: REVISION, ...state },
  });

  it.each([
    ['https://git.test/O/Name.git', 'git.test/O/Name'],
    ['git@git.test:O/Name.git', 'git.test/O/Name'],
    ['ssh://git@git.test/O/Name', 'git.test/O/Name'],
    ['https://user:secret@git.test/O/Name/', 'git.test/O/Name'],
  ])('names %s as OSV does', (location, name) => {
    const { components } = readWith(
      'Package.resolved',
      lock([pin('name', location, { version: '1.0.0' })]),
    );
    expect(components).toMatchObject([
      {
        purl: `pkg:swift/${name}@1.0.0`,
        packageName: name,
        ecosystem: 'SwiftURL',
        vcsUrl: expect.stringMatching(new RegExp(`@${REVISION}$`)),
      },
    ]);
    expect(JSON.stringify(components)).not.toContain('secret');
  });

  it('has branches, registries and folders without an ecosystem', () => {
    const manifest = readWith(
      'Package.resolved',
      lock(
        [
          pin('a', 'https://git.test/o/a', { branch: 'main' }),
          {
            identity: 'mona.list',
            kind: 'registry',
            location: '',
            state: { version: '1.0.0' },
          },
          pin('c', '/Users/x/c', { version: '1.0.0' }),
          {
            identity: 'broken',
            kind: 'remoteSourceControl',
            location: 'nowhere',
            state: {},
          },
        ],
        3,
      ),
    );
    expect(
      manifest.components.map(c => [c.purl, c.ecosystem, c.origin]),
    ).toEqual([
      [
        'pkg:generic/c@1.0.0?download_url=file:%2FUsers%2Fx%2Fc',
        undefined,
        'file',
      ],
      [
        `pkg:swift/git.test/o/a?vcs_url=git%2Bhttps:%2F%2Fgit.test%2Fo%2Fa%40${REVISION}`,
        undefined,
        'git',
      ],
      ['pkg:swift/mona/list@1.0.0', undefined, 'registry'],
    ]);
    expect(manifest.warnings[0]).toContain("the pin of 'broken'");
  });

  it('knows what Package.swift names, and whether it names all', () => {
    const pins = lock([
      pin('a', 'https://git.test/o/a.git', { version: '1.0.0' }),
      pin('b', 'https://git.test/o/b', { version: '1.0.0' }),
    ]);
    const named = '.package(url: "https://git.test/O/A", from: "1.0.0"),';
    const lines = (swift: string) =>
      componentLines(
        readWith('Package.resolved', pins, { 'Package.swift': swift }),
      );
    expect(
      lines(
        `dependencies: [\n${named}\n// .package(url: "https://git.test/o/b")\n]`,
      ),
    ).toEqual([
      'git.test/o/a@1.0.0 unknown direct',
      'git.test/o/b@1.0.0 unknown',
    ]);
    expect(lines(`${named} .package(url: base + "b", from: "1.0.0")`)).toEqual([
      'git.test/o/a@1.0.0 unknown direct',
      'git.test/o/b@1.0.0 unknown perhaps direct',
    ]);
  });

  it.each([
    ['{"pins":[],"version":4}', /'version' is '4', and 1 to 3 can be read/],
    ['{"version":2}', /'pins' is missing/],
    ['{"object":{"pins":[]}}', /'version' is missing/],
  ])('%s is refused', (text, reason) => {
    expect(() => readWith('Package.resolved', text)).toThrow(reason);
  });
});

describe('Cartfile.resolved', () => {
  it('names repositories as Swift packages', () => {
    const manifest = readWith(
      'Cartfile.resolved',
      `github "o/a" "v1.2.3"
github "https://git.test/o/b" "1.0"
git "git@git.test:o/c.git" "${REVISION}"
binary "https://files.test/d.json" "2.0.0"
git "https://www.github.com/o/e.git" "2.0.0"
git "ssh://git@github.com:22/o/f.git" "3.0.0"
nonsense
`,
      { Cartfile: 'github "o/a" ~> 1.2\n' },
    );
    expect(componentLines(manifest)).toEqual([
      'd@2.0.0 unknown',
      'git.test/o/b@1.0 unknown',
      'git.test/o/c@ unknown',
      'github.com/o/a@1.2.3 unknown direct',
      'github.com/o/e@2.0.0 unknown',
      'github.com/o/f@3.0.0 unknown',
    ]);
    expect(componentNamed(manifest, 'github.com/o/a').ecosystem).toBe(
      'SwiftURL',
    );
    expect(manifest.warnings[0]).toContain("'nonsense'");
  });
});

import {
  componentLines,
  componentNamed,
  readWith,
} from '../../__testUtils__/summary';

describe('stack.yaml.lock', () => {
  const lock = (...completed: string[]) =>
    `packages:\n${
      completed.map(each => `- completed:\n    ${each}\n`).join('') || '[]\n'
    }snapshots: []\n`.replace('packages:\n[]', 'packages: []');

  it('reads packages of Hackage, of repositories and archives', () => {
    const commit = 'c4'.repeat(20);
    const manifest = readWith(
      'stack.yaml.lock',
      lock(
        'hackage: text-short-0.1.5@sha256:ab,123',
        'hackage: base-1.0@rev:2',
        `name: forked\n    version: 1.2\n    git: https://git.test/o/f.git\n    commit: ${commit}\n    subdir: lib`,
        `name: archived\n    version: 2.0\n    url: https://files.test/a.tar.gz\n    sha256: ${'5e'.repeat(
          32,
        )}`,
        'hackage: no version',
      ),
    );
    expect(componentLines(manifest)).toEqual([
      'archived@2.0 unknown perhaps direct',
      'base@1.0 unknown perhaps direct',
      'forked@1.2 unknown perhaps direct',
      'text-short@0.1.5 unknown perhaps direct',
    ]);
    expect(componentNamed(manifest, 'text-short')).toMatchObject({
      purl: 'pkg:hackage/text-short@0.1.5',
      ecosystem: 'Hackage',
      integrity: 'sha256:ab',
    });
    expect(componentNamed(manifest, 'forked').purl).toBe(
      `pkg:hackage/forked@1.2?vcs_url=git%2Bhttps:%2F%2Fgit.test%2Fo%2Ff.git%40${commit}#lib`,
    );
    expect(manifest.warnings[0]).toContain("'no version'");
  });

  it('may have no packages beside the snapshot, and says that its are not known', () => {
    const { components, warnings } = readWith('stack.yaml.lock', lock());
    expect(components).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining('of the snapshot are not in the file'),
    ]);
  });
});

describe('cabal.project.freeze', () => {
  it('reads constraints of all forms', () => {
    const manifest = readWith(
      'cabal.project.freeze',
      `-- comment
active-repositories: hackage.test
constraints: any.a ==1.0,
             b ==2.0,
             setup.c ==3.0,
             d:setup.e ==4.0
             || ==4.1,
             a +flag -other,
             any.base installed,
             -- any.x ==1.0,
             any.ranged >=1.0
other-field: any.y ==1.0
Constraints: any.z==5
index-state: 2022-07-07T01:01:53Z
`,
    );
    expect(componentLines(manifest)).toEqual([
      'a@1.0 unknown perhaps direct',
      'b@2.0 unknown perhaps direct',
      'c@3.0 unknown perhaps direct',
      'e@4.0 unknown perhaps direct',
      'e@4.1 unknown perhaps direct',
      'z@5 unknown perhaps direct',
    ]);
    expect(manifest.unresolved).toMatchObject({
      count: 2,
      first: ['base', 'ranged'],
    });
    expect(manifest.lock?.locked).toBe(false);
  });

  it('is refused without constraints', () => {
    expect(() =>
      readWith('cabal.project.freeze', 'index-state: 2022-07-07T01:01:53Z\n'),
    ).toThrow(/'constraints' is missing/);
  });
});

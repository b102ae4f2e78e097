import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const COMMIT = 'ab'.repeat(20);

const LOCK = `STORAGE: NONE
RESTRICTION: == net8.0
NUGET
  remote: https://index.test/v3/index.json
    A (1.0) - restriction: || (>= net45) (>= netstandard1.0)
      b (>= 1.0) - restriction: >= net45
    B (1.1-beta)
    Tool (2.0) - clitool: true
GITHUB
  remote: owner/repo
    src/a file.fs (${COMMIT})
      B (>= 1)
HTTP
  remote: https://user:secret@files.test/x.fs?t=1
    x.fs
GROUP Test
GIT
  remote: git@git.test:owner/other.git
     (${COMMIT})
      path: /packages
      build: build.cmd
NUGET
  remote: ./feed
    B (3.0)
    Xunit (2.9)
      B (>= 3)
`;

describe('paket.lock', () => {
  const read = (text = LOCK, dependencies?: string) =>
    readWith(
      'paket.lock',
      text,
      dependencies === undefined ? {} : { 'paket.dependencies': dependencies },
    );

  it('has edges within each group', () => {
    expect(edgeLines(read())).toEqual([
      'A@1.0 -> B@1.1-beta',
      'Xunit@2.9 -> B@3.0',
      `repo@${COMMIT} -> B@1.1-beta`,
    ]);
  });

  it('knows groups, and from paket.dependencies what the project asks for', () => {
    const dependencies =
      'source https://index.test\nnuget a ~> 1.0\n// nuget B\nclitool "Tool"\ngroup test\n  nuget Xunit\n  nuget b';
    const expected = [
      'A@1.0 runtime direct',
      'B@1.1-beta runtime',
      'B@3.0 development direct',
      'Tool@2.0 development direct',
      'Xunit@2.9 development direct',
      `other@${COMMIT} development direct`,
      `repo@${COMMIT} runtime direct`,
      'x.fs@ runtime direct',
    ];
    expect(componentLines(read(LOCK, dependencies))).toEqual(expected);
    expect(componentLines(read())).toContain(
      'B@3.0 development perhaps direct',
    );
    expect(
      componentLines(read(LOCK.replace('GROUP Test', 'GROUP Other')))[4],
    ).toBe('Xunit@2.9 unknown direct');
  });

  it('names repositories by commit and files by address', () => {
    const manifest = read();
    expect(componentNamed(manifest, 'repo')).toMatchObject({
      origin: 'git',
      vcsUrl: `git+https://github.com/owner/repo@${COMMIT}`,
    });
    expect(componentNamed(manifest, 'other').vcsUrl).toBe(
      `git+ssh://git@git.test/owner/other.git@${COMMIT}`,
    );
    expect(componentNamed(manifest, 'x.fs').purl).toBe(
      'pkg:generic/x.fs?download_url=https:%2F%2Ffiles.test%2Fx.fs',
    );
    expect(componentNamed(manifest, 'A')).toMatchObject({ ecosystem: 'NuGet' });
  });

  it('is refused where it ends early, and tells of other gaps', () => {
    expect(() => read(LOCK.slice(0, LOCK.indexOf('    B (1.1')))).toThrow(
      /ends before the entry of 'main\|b'/,
    );
    expect(() => read(LOCK.trimEnd().slice(0, -20))).toThrow(
      /middle of a line/,
    );
    const gap = read(LOCK.replace('    B (3.0)\n', ''));
    expect(gap.unresolved).toMatchObject({ count: 1, first: ['test|b'] });
  });
});

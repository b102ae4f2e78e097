import { itCompares } from '../../__testUtils__/stepTable';
import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const A = 'aaaaaaaa-b24c-11e9-a2a3-2a2ae2dbcce4';
const B = 'bbbbbbbb-b24c-11e9-a2a3-2a2ae2dbcce4';
const C = 'cccccccc-b24c-11e9-a2a3-2a2ae2dbcce4';
const TREE = 'c4'.repeat(20);
const lock = `julia_version = "1.10.0"
manifest_format = "2.0"

[[deps.A]]
deps = ["B"]
git-tree-sha1 = "${TREE}"
uuid = "${A.toUpperCase()}"
version = "1.2.3+0"

[[deps.B]]
uuid = "${B}"
`;

describe('Manifest.toml', () => {
  it('has names with their uuid, and Julia the version of its own packages', () => {
    const manifest = readWith('Manifest.toml', lock, {
      'Project.toml': `[deps]\nA = "${A}"\n`,
    });
    expect(componentLines(manifest)).toEqual([
      'A@1.2.3+0 runtime direct',
      'B@1.10.0 runtime',
    ]);
    expect(edgeLines(manifest)).toEqual(['A@1.2.3+0 -> B@1.10.0']);
    expect(componentNamed(manifest, 'A')).toMatchObject({
      purl: `pkg:julia/A@1.2.3%2B0?uuid=${A}`,
      ecosystem: 'Julia',
      integrity: TREE,
    });
    expect(manifest.lock?.hashes).toMatchObject({ able: 1, without: 0 });
  });

  it('reads the format before 2.0, and dependencies by uuid where names are several', () => {
    const manifest = readWith(
      'Manifest.toml',
      `[[A]]
uuid = "${A}"
version = "1.0.0"
    [A.deps]
    B = "${C}"
[[B]]
uuid = "${B}"
version = "2.0.0"
[[B]]
uuid = "${C}"
version = "3.0.0"
`,
    );
    expect(edgeLines(manifest)).toEqual(['A@1.0.0 -> B@3.0.0']);
  });

  it('has packages of repositories and folders without an ecosystem', () => {
    const { components, warnings } = readWith(
      'Manifest-v1.11.toml',
      `manifest_format = "2.1"
[[deps.A]]
uuid = "${A}"
repo-url = "https://git.test/o/A.jl.git"
repo-rev = "main"
git-tree-sha1 = "${TREE}"
version = "1.0.0"
[[deps.B]]
uuid = "${B}"
path = "../B"
version = "0.1.0"
[[deps.C]]
version = "1.0.0"
`,
    );
    expect(components.map(c => [c.origin, c.ecosystem, c.purl])).toEqual([
      [
        'git',
        undefined,
        `pkg:julia/A@1.0.0?uuid=${A}&vcs_url=git%2Bhttps:%2F%2Fgit.test%2Fo%2FA.jl.git`,
      ],
      [
        'file',
        undefined,
        `pkg:julia/B@0.1.0?download_url=file:..%2FB&uuid=${B}`,
      ],
    ]);
    expect(warnings[0]).toBe("'C' has no uuid");
  });

  it.each([
    ['manifest_format = "3.0"\n', /'manifest_format' is '3\.0'/],
    ['\n# nothing\n', /'manifest_format' is missing/],
    [
      `[[A]]\nuuid = "${A}"\nversion = "1"\ndeps = ["Gone"]\n`,
      /'A' depends on 'Gone', which the file does not have/,
    ],
  ])('%j is refused', (text, reason) => {
    expect(() => readWith('Manifest.toml', text)).toThrow(reason);
  });
});

describe('Manifest.toml and Project.toml', () => {
  itCompares('Manifest.toml', [
    {
      when: 'agree',
      lock,
      beside: { 'Project.toml': `[deps]\nA = "${A}"\n` },
      expected: 'in step',
    },
    {
      when: 'differ by a package',
      lock,
      beside: { 'Project.toml': `[deps]\nA = "${A}"\nC = "${C}"\n` },
      expected:
        'Project.toml asks for C, and the lock file was made without it',
    },
    { when: 'is open without one', lock, beside: {}, expected: 'open' },
  ]);
});

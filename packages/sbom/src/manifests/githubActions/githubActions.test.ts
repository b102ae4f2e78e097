import { readWith } from '../../__testUtils__/summary';

const SHA = '11bd71901bbe5b1630ceea73d27597364c9af683';
const PATH = '.github/workflows/ci.yml';

const workflow = (steps: readonly string[], rest = '') =>
  readWith(
    PATH,
    `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n${rest}    steps:\n${steps
      .map(step => `      - ${step}\n`)
      .join('')}`,
  );

const only = (step: string) => workflow([step]).components[0];

describe('a workflow of GitHub', () => {
  it('uses actions by tag', () => {
    expect(only('uses: Actions/Checkout@v4.1.1')).toEqual({
      purl: 'pkg:githubactions/actions/checkout@v4.1.1',
      name: 'Actions/Checkout',
      version: 'v4.1.1',
      ecosystem: 'GitHub Actions',
      packageName: 'actions/checkout',
      direct: true,
      scope: 'development',
      hashes: [],
      origin: 'git',
      dependsOn: [],
    });
  });

  it('uses folders of a repository, and workflows of others', () => {
    const { components } = readWith(
      PATH,
      'jobs:\n  a:\n    uses: octo/shared/.github/workflows/build.yml@v1.2.0\n  b:\n    steps:\n      - uses: github/codeql-action/init@v3\n',
    );
    expect(components.map(c => [c.purl, c.name, c.packageName])).toEqual([
      [
        'pkg:githubactions/github/codeql-action@v3#init',
        'github/codeql-action/init',
        'github/codeql-action',
      ],
      [
        'pkg:githubactions/octo/shared@v1.2.0#.github/workflows/build.yml',
        'octo/shared/.github/workflows/build.yml',
        'octo/shared',
      ],
    ]);
  });

  it.each([
    ['# v4.2.2', 'v4.2.2'],
    ['# 4.2.2', '4.2.2'],
    ['#v4.2.2', 'v4.2.2'],
    ['# tag=v4.2.2', 'v4.2.2'],
    ['# ratchet:actions/checkout@v4.2.2', 'v4.2.2'],
    ['# pin @v4.2', 'v4.2'],
    ['# renovate: v4.2.2-beta.1, see #12', 'v4.2.2-beta.1'],
  ])('takes the version of a commit from %s', (comment, version) => {
    const { components, warnings } = workflow([
      `uses: actions/checkout@${SHA} ${comment}`,
    ]);
    expect(components).toMatchObject([
      {
        purl: `pkg:githubactions/actions/checkout@${version}?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Factions%2Fcheckout%40${SHA}`,
        version,
        vcsUrl: `git+https://github.com/actions/checkout@${SHA}`,
      },
    ]);
    expect(warnings).toEqual([
      "actions used by commit, and the version is the one that the comment beside each gives: 1, the first is 'actions/checkout'",
    ]);
  });

  it.each([
    [`uses: actions/checkout@${SHA}`, SHA],
    [`uses: actions/checkout@${SHA} # v4`, SHA],
    [`uses: actions/checkout@${SHA} # since 2024`, SHA],
    ['uses: actions/checkout@main # v4.2.2', 'main'],
    ['uses: pypa/gh-action-pypi-publish@release/v1', 'release/v1'],
  ])('does not know the version of %s', (step, version) => {
    const { components, warnings } = workflow([step]);
    expect(components).toMatchObject([{ version }]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^actions used at a branch, or at a commit .*: 1, /,
      ),
    ]);
  });

  it('takes a comment only from the line of its action', () => {
    const { components } = workflow([
      `uses: "a/b@${SHA}" # v1.0.0`,
      `uses: 'c/d@${SHA}'`,
      'run: echo # v2.0.0',
    ]);
    expect(components.map(c => c.version)).toEqual(['v1.0.0', SHA]);
  });

  it('leaves out what is its own, and names what it cannot count', () => {
    const { components, warnings } = workflow([
      'uses: ./.github/actions/setup',
      'uses: ../shared',
      'uses: actions/checkout',
      'uses: ${{ matrix.action }}',
    ]);
    expect(components).toEqual([]);
    expect(warnings).toEqual([
      "'actions/checkout' names no action at a tag, branch or commit: it is not counted",
      "'${{ matrix.action }}' names no action at a tag, branch or commit: it is not counted",
    ]);
  });

  it('runs in images and beside them', () => {
    const { components, warnings } = workflow(
      ['uses: docker://ghcr.io/owner/tool:2.0'],
      '    container: {image: "node:22"}\n    services:\n      db: {image: postgres:16}\n      other: {image: "${{ matrix.image }}"}\n',
    );
    expect(components.map(c => [c.purl, c.scope])).toEqual([
      ['pkg:docker/node@22', 'development'],
      ['pkg:docker/owner/tool@2.0?repository_url=ghcr.io', 'development'],
      ['pkg:docker/postgres@16', 'development'],
    ]);
    expect(warnings).toEqual([
      "the image '${{ matrix.image }}' is only known when the workflow runs: it is not counted",
      '3 components are of types that no advisories are matched with: 3 of docker',
    ]);
  });

  it('may use anchors, as GitHub allows them', () => {
    const { components } = readWith(
      PATH,
      'jobs:\n  a:\n    steps: &steps\n      - uses: a/b@v1.0.0\n  b:\n    steps: *steps\n',
    );
    expect(components).toHaveLength(1);
  });

  it('is refused without jobs', () => {
    expect(() => readWith(PATH, 'on: push\n')).toThrow('no workflow');
  });

  it('agrees with a count by other means', () => {
    const text = Array.from(
      { length: 40 },
      (_, i) => `      - uses: owner-${i % 7}/action-${i}@v${i}.0.0\n`,
    ).join('');
    const { components } = readWith(PATH, `jobs:\n  a:\n    steps:\n${text}`);
    expect(components).toHaveLength(text.match(/uses:/g)!.length);
  });
});

describe('the metadata of an action', () => {
  it.each([
    [
      'runs:\n  using: composite\n  steps:\n    - uses: a/b@v1.0.0\n    - run: x\n',
      ['pkg:githubactions/a/b@v1.0.0'],
    ],
    [
      'runs:\n  using: docker\n  image: docker://alpine:3.20\n',
      ['pkg:docker/alpine@3.20'],
    ],
    ['runs:\n  using: docker\n  image: Dockerfile\n', []],
    ['runs:\n  using: node20\n  main: index.js\n', []],
    ['title: of another tool\n', []],
  ])('%j', (text, purls) => {
    expect(readWith('action.yml', text).components.map(c => c.purl)).toEqual(
      purls,
    );
  });

  it('is refused where it can be nothing else and has no runs', () => {
    expect(() => readWith('.github/actions/a/action.yml', 'name: a\n')).toThrow(
      'no action: it has no runs',
    );
  });
});

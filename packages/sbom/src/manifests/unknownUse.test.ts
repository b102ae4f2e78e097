import { componentLines, readWith } from '../__testUtils__/summary';

const YARN = `# yarn lockfile v1


a@1:
  version "1.0.0"
  resolved "https://registry.example/a/-/a-1.0.0.tgz#0000000000000000000000000000000000000000"
  dependencies:
    b "1"

b@1:
  version "1.0.0"
  resolved "https://registry.example/b/-/b-1.0.0.tgz#0000000000000000000000000000000000000000"
`;

const BERRY = `__metadata:
  version: 8

"a@npm:1":
  version: 1.0.0
  resolution: "a@npm:1.0.0"
  languageName: node
  linkType: hard

"shop@workspace:.":
  version: 0.0.0-use.local
  resolution: "shop@workspace:."
  dependencies:
    a: "npm:1"
  languageName: unknown
  linkType: soft
`;

const GEMFILE = `GEM
  remote: https://rubygems.example/
  specs:
    a (1.0.0)
      b
    b (1.0.0)

PLATFORMS
  ruby

DEPENDENCIES
  a
`;

const CARGO = `version = 3

[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "0000000000000000000000000000000000000000000000000000000000000000"
dependencies = ["b"]

[[package]]
name = "b"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "0000000000000000000000000000000000000000000000000000000000000000"

[[package]]
name = "shop"
version = "0.1.0"
dependencies = ["a"]
`;

const POETRY = `[[package]]
name = "a"
version = "1.0.0"
files = []

[package.dependencies]
b = "*"

[[package]]
name = "b"
version = "1.0.0"
files = []

[metadata]
lock-version = "2.0"
python-versions = "*"
content-hash = "00"
`;

const PIPFILE = JSON.stringify({
  _meta: { 'pipfile-spec': 6 },
  default: { a: { version: '==1.0.0' } },
  develop: {},
  queue: { b: { version: '==1.0.0' } },
});

const GRADLE = `# This is a Gradle generated file for dependency locking.
x:a:1.0.0=runtimeClasspath
empty=
`;

const NPM_1 = JSON.stringify({
  lockfileVersion: 1,
  dependencies: {
    a: { version: '1.0.0', requires: { b: '1' } },
    b: { version: '1.0.0' },
  },
});

const PYLOCK = `lock-version = "1.0"
created-by = "x"
[[packages]]
name = "a"
version = "1.0.0"
`;

describe('what a lock file alone does not tell is unknown', () => {
  it.each([
    [
      'yarn.lock',
      YARN,
      ['a@1.0.0 unknown direct', 'b@1.0.0 unknown perhaps direct'],
    ],
    ['yarn.lock', BERRY, ['a@1.0.0 unknown direct']],
    ['Gemfile.lock', GEMFILE, ['a@1.0.0 unknown direct', 'b@1.0.0 unknown']],
    ['Cargo.lock', CARGO, ['a@1.0.0 unknown direct', 'b@1.0.0 unknown']],
    [
      'poetry.lock',
      POETRY,
      ['a@1.0.0 unknown direct', 'b@1.0.0 unknown perhaps direct'],
    ],
    [
      'Pipfile.lock',
      PIPFILE,
      ['a@1.0.0 runtime perhaps direct', 'b@1.0.0 unknown perhaps direct'],
    ],
    ['gradle.lockfile', GRADLE, ['x:a@1.0.0 runtime perhaps direct']],
    [
      'package-lock.json',
      NPM_1,
      ['a@1.0.0 runtime direct', 'b@1.0.0 runtime perhaps direct'],
    ],
    ['pylock.toml', PYLOCK, ['a@1.0.0 unknown direct']],
  ])('%s', (path, text, lines) => {
    const manifest = readWith(path, text);
    expect(componentLines(manifest)).toEqual(lines);
  });

  it.each([
    [
      'yarn.lock',
      YARN,
      { 'package.json': '{"devDependencies":{"a":"1"}}' },
      ['a@1.0.0 development direct', 'b@1.0.0 development'],
    ],
    [
      'yarn.lock',
      BERRY,
      { 'package.json': '{"devDependencies":{"a":"1"}}' },
      ['a@1.0.0 development direct'],
    ],
    [
      'Gemfile.lock',
      GEMFILE,
      { Gemfile: "gem 'a', group: :test\n" },
      ['a@1.0.0 development direct', 'b@1.0.0 development'],
    ],
    [
      'Pipfile.lock',
      PIPFILE,
      { Pipfile: '[packages]\na = "*"\n[queue]\nb = "*"\n' },
      ['a@1.0.0 runtime direct', 'b@1.0.0 unknown direct'],
    ],
    [
      'poetry.lock',
      POETRY,
      { 'pyproject.toml': '[project]\ndependencies = ["a"]\n' },
      ['a@1.0.0 runtime direct', 'b@1.0.0 runtime'],
    ],
    [
      'gradle.lockfile',
      GRADLE,
      { 'build.gradle': "dependencies { implementation 'x:a:1.0.0' }" },
      ['x:a@1.0.0 runtime direct'],
    ],
    [
      'package-lock.json',
      NPM_1,
      { 'package.json': '{"dependencies":{"a":"1"}}' },
      ['a@1.0.0 runtime direct', 'b@1.0.0 runtime'],
    ],
  ])('%s with what lies beside it', (path, text, neighbors, lines) => {
    expect(componentLines(readWith(path, text, neighbors as never))).toEqual(
      lines,
    );
  });
});

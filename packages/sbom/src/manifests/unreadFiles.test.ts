import { planReading } from './plan';
import { findReader } from './readManifest';
import { isWanted } from './sourceFiles';

/** What is said of the files of a folder beside a lock file that is read. */
function told(...paths: string[]) {
  const read = paths.filter(isWanted);
  const plan = planReading(['go.mod', ...read], paths);
  return plan.skip.map(({ path, reason }) => `${path}: ${reason}`);
}

describe('files of tools that are not read', () => {
  it.each([
    ['a.nimble', 'Nimble'],
    ['a.opam', 'opam'],
    ['bower.json', 'Bower'],
    ['build.mill', 'Mill'],
    ['build.zig.zon', 'Zig'],
    ['cpanfile', 'Carton'],
    ['deps.edn', 'Clojure'],
    ['dub.json', 'DUB'],
    ['elm.json', 'Elm'],
    ['flake.nix', 'Nix'],
    ['gleam.toml', 'Gleam'],
    ['Gopkg.toml', 'dep'],
    ['ivy.xml', 'Ivy'],
    ['MODULE.bazel', 'Bazel'],
    ['Podfile', 'CocoaPods'],
    ['Project.toml', 'Julia'],
    ['project.clj', 'Leiningen'],
    ['requirements.in', 'pip-compile'],
    ['shard.yml', 'Shards'],
    ['WORKSPACE', 'Bazel'],
  ])('are named where nothing pins them: %s', (path, tool) => {
    expect(told(path)).toEqual([
      `${path}: a manifest of ${tool}, which is not read: its packages were not checked`,
    ]);
  });

  it.each([
    ['cpanfile', 'cpanfile.snapshot'],
    ['shard.yml', 'shard.lock'],
    ['dub.json', 'dub.selections.json'],
    ['MODULE.bazel', 'MODULE.bazel.lock'],
  ])('are named once, by the lock file: %s and %s', (path, lock) => {
    expect(told(path, lock)).toEqual([
      expect.stringMatching(`^${lock}: a lock file of .* not read`),
    ]);
  });

  it.each([
    ['Project.toml', 'Manifest.toml'],
    ['requirements.in', 'requirements.txt'],
    ['DESCRIPTION', 'renv.lock'],
    ['app/Project.toml', 'Manifest.toml'],
  ])('say nothing where a lock file is read: %s and %s', (path, lock) => {
    expect(findReader(lock)).toBeDefined();
    expect(told(path, lock)).toEqual([]);
  });
});

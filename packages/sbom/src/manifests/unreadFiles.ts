import { fileNameOf } from './fileNames';
import { findReader } from './readManifest';

/** A tool whose lock files or manifests are not read. */
interface UnreadTool {
  tool: string;
  /** Of these some may be read; then its manifests say something only where none lies. */
  locks: readonly string[];
  /** Files that ask for packages; they say something only where no lock file does. */
  manifests?: readonly string[];
}

/** By name; `*.x` stands for any name that ends so. */
const TOOLS: readonly UnreadTool[] = [
  { tool: 'Alire', locks: [], manifests: ['alire.toml'] },
  {
    tool: 'Bazel',
    locks: ['MODULE.bazel.lock', 'maven_install.json'],
    manifests: ['MODULE.bazel', 'WORKSPACE', 'WORKSPACE.bazel'],
  },
  { tool: 'Berkshelf', locks: ['Berksfile.lock'], manifests: ['Berksfile'] },
  { tool: 'Boot', locks: [], manifests: ['build.boot'] },
  { tool: 'Bower', locks: [], manifests: ['bower.json'] },
  { tool: 'Bun', locks: ['bun.lockb'] },
  { tool: 'Cabal', locks: ['cabal.project.freeze'], manifests: ['*.cabal'] },
  { tool: 'Carton', locks: ['cpanfile.snapshot'], manifests: ['cpanfile'] },
  { tool: 'Clojure', locks: [], manifests: ['deps.edn'] },
  { tool: 'CocoaPods', locks: ['Podfile.lock'], manifests: ['Podfile'] },
  {
    tool: 'Conan',
    locks: ['conan.lock'],
    manifests: ['conanfile.txt', 'conanfile.py'],
  },
  { tool: 'dep', locks: ['Gopkg.lock'], manifests: ['Gopkg.toml'] },
  { tool: 'Devbox', locks: ['devbox.lock'], manifests: ['devbox.json'] },
  {
    tool: 'DUB',
    locks: ['dub.selections.json'],
    manifests: ['dub.json', 'dub.sdl'],
  },
  { tool: 'Elm', locks: [], manifests: ['elm.json', 'elm-package.json'] },
  { tool: 'Gleam', locks: [], manifests: ['gleam.toml'] },
  { tool: 'Glide', locks: ['glide.lock'], manifests: ['glide.yaml'] },
  { tool: 'Godep', locks: ['Godeps.json'] },
  { tool: 'Gradle', locks: ['*.lockfile'] },
  { tool: 'Haxelib', locks: [], manifests: ['haxelib.json'] },
  { tool: 'Ivy', locks: [], manifests: ['ivy.xml'] },
  { tool: 'Julia', locks: ['Manifest.toml'], manifests: ['Project.toml'] },
  { tool: 'Leiningen', locks: [], manifests: ['project.clj'] },
  { tool: 'LuaRocks', locks: ['luarocks.lock'], manifests: ['*.rockspec'] },
  { tool: 'Mill', locks: [], manifests: ['build.mill', 'build.sc'] },
  { tool: 'Move', locks: ['Move.lock'], manifests: ['Move.toml'] },
  { tool: 'Nargo', locks: [], manifests: ['Nargo.toml'] },
  { tool: 'Nimble', locks: ['nimble.lock'], manifests: ['*.nimble'] },
  { tool: 'Nix', locks: ['flake.lock'], manifests: ['flake.nix'] },
  { tool: 'opam', locks: ['*.locked'], manifests: ['*.opam'] },
  { tool: 'packrat', locks: ['packrat.lock'] },
  {
    tool: 'pip-compile',
    locks: ['requirements.txt'],
    manifests: ['requirements.in'],
  },
  { tool: 'Pixi', locks: ['pixi.lock'], manifests: ['pixi.toml'] },
  { tool: 'Puppet', locks: ['Puppetfile.lock'], manifests: ['Puppetfile'] },
  { tool: 'Qlot', locks: ['qlfile.lock'], manifests: ['qlfile'] },
  { tool: 'R', locks: ['renv.lock'], manifests: ['DESCRIPTION'] },
  { tool: 'Racket', locks: [], manifests: ['info.rkt'] },
  // Both have one name for it, and it tells little which one is meant.
  { tool: 'Rye or Helm 2', locks: ['requirements.lock'] },
  { tool: 'RPM', locks: ['rpmdb.sqlite', 'Packages.db'] },
  { tool: 'sbt', locks: ['build.sbt.lock'], manifests: ['build.sbt'] },
  { tool: 'Scarb', locks: ['Scarb.lock'], manifests: ['Scarb.toml'] },
  { tool: 'Shards', locks: ['shard.lock'], manifests: ['shard.yml'] },
  {
    tool: 'Spago',
    locks: ['spago.lock'],
    manifests: ['spago.yaml', 'spago.dhall'],
  },
  { tool: 'Spack', locks: ['spack.lock'], manifests: ['spack.yaml'] },
  { tool: 'Stack', locks: ['stack.yaml.lock'], manifests: ['stack.yaml'] },
  {
    tool: 'Swift',
    locks: ['Package.resolved', 'Cartfile.resolved'],
    manifests: ['Package.swift', 'Cartfile'],
  },
  { tool: 'Unity', locks: ['packages-lock.json'] },
  { tool: 'V', locks: [], manifests: ['v.mod'] },
  { tool: 'Zig', locks: [], manifests: ['build.zig.zon'] },
];

type Known = { tool: UnreadTool; isLock: boolean };

const BY_NAME: ReadonlyMap<string, Known> = new Map(
  TOOLS.flatMap(tool => [
    ...tool.locks.map((name): [string, Known] => [
      name,
      { tool, isLock: true },
    ]),
    ...(tool.manifests ?? []).map((name): [string, Known] => [
      name,
      { tool, isLock: false },
    ]),
  ]),
);

function knownAs(path: string): Known | undefined {
  const name = fileNameOf(path);
  const dot = name.lastIndexOf('.');
  return BY_NAME.get(name) ?? BY_NAME.get(`*${name.slice(Math.max(dot, 0))}`);
}

/** Whether the file lists packages in a form that is not read. @public */
export function isUnread(path: string): boolean {
  return knownAs(path) !== undefined && findReader(path) === undefined;
}

/**
 * What to tell of files that list packages and are not read: silence would pass for a project
 * without findings.
 *
 * @param paths - all files of a source that are known
 */
export function describeUnread(
  paths: readonly string[],
): Array<{ path: string; reason: string }> {
  const all = new Set(paths);
  // Bun reads its old lock file only where it has not written the new one.
  const unread = paths.filter(
    path =>
      isUnread(path) &&
      !(path.endsWith('bun.lockb') && all.has(path.slice(0, -1))),
  );
  const locked = new Set(
    paths
      .filter(path => knownAs(path)?.isLock)
      .map(path => `${folderOf(path)} ${knownAs(path)!.tool.tool}`),
  );
  return unread.flatMap(path => {
    const { tool, isLock } = knownAs(path)!;
    if (
      !isLock &&
      foldersAbove(path).some(at => locked.has(`${at} ${tool.tool}`))
    ) {
      return [];
    }
    const what = isLock ? 'a lock file' : 'a manifest';
    const reason = `${what} of ${tool.tool}, which is not read: its packages were not checked`;
    return [{ path, reason }];
  });
}

/** With its last slash, or empty for the source's own folder. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folder of a file and those above it. */
function foldersAbove(path: string): string[] {
  const folders = [''];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    folders.push(path.slice(0, at + 1));
  }
  return folders;
}

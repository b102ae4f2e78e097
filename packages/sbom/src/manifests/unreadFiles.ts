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
  { tool: 'Bun', locks: ['bun.lockb'] },
  { tool: 'CocoaPods', locks: ['Podfile.lock'], manifests: ['Podfile'] },
  {
    tool: 'Swift',
    locks: ['Package.resolved', 'Cartfile.resolved'],
    manifests: ['Package.swift', 'Cartfile'],
  },
  {
    tool: 'Conan',
    locks: ['conan.lock'],
    manifests: ['conanfile.txt', 'conanfile.py'],
  },
  { tool: 'Pixi', locks: ['pixi.lock'], manifests: ['pixi.toml'] },
  { tool: 'Cabal', locks: ['cabal.project.freeze'], manifests: ['*.cabal'] },
  { tool: 'Stack', locks: ['stack.yaml.lock'], manifests: ['stack.yaml'] },
  { tool: 'sbt', locks: ['build.sbt.lock'], manifests: ['build.sbt'] },
  { tool: 'Gradle', locks: ['*.lockfile'] },
  { tool: 'Nix', locks: ['flake.lock'] },
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

import { findReader } from './readManifest';
import { describeUnlocked, isManifest } from './sourceFiles';

/** Which files of a source are read, and which are not, with the reason for people. */
export interface ReadingPlan {
  /** Manifests to read, in the order of the paths. */
  read: { path: string; format: string }[];
  skip: { path: string; format?: string; reason: string }[];
}

/**
 * Plans the reading of a source from the paths of its files. Of two lock files that describe one
 * installation only one is read, or its components would count twice; a project that names
 * dependencies and pins none has nothing to read, and that is said.
 */
export function planReading(paths: readonly string[]): ReadingPlan {
  const manifests = paths.filter(isManifest);
  const plan: ReadingPlan = { read: [], skip: [] };
  const superseding = supersedingManifests(manifests);
  for (const path of manifests) {
    const format = findReader(path)!.id;
    const better = superseding.get(path);
    if (better) {
      const reason = `${fileName(better)} beside it describes the same`;
      plan.skip.push({ path, format, reason });
    } else {
      plan.read.push({ path, format });
    }
  }
  for (const path of paths) {
    const unlocked = describeUnlocked(path);
    if (unlocked && !isLocked(path, unlocked.lockFiles, manifests)) {
      plan.skip.push({ path, reason: unlocked.message });
    }
  }
  return plan;
}

/** Superseded paths, each with the manifest that makes it redundant. */
function supersedingManifests(
  manifests: readonly string[],
): Map<string, string> {
  const superseded = new Map<string, string>();
  for (const path of manifests) {
    for (const name of findReader(path)!.supersedes) {
      superseded.set(folderOf(path) + name, path);
    }
  }
  return superseded;
}

/** A lock file in the project's folder or, for workspaces, in one above. */
function isLocked(
  path: string,
  lockFiles: readonly string[],
  manifests: readonly string[],
): boolean {
  return manifests.some(
    lock =>
      lockFiles.includes(fileName(lock)) &&
      folderOf(path).startsWith(folderOf(lock)),
  );
}

/** With its last slash, or empty for the source's own folder. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

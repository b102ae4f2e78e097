import { Places } from './places';
import { findReader } from './readManifest';
import { describeUnlocked, isManifest } from './sourceFiles';
import { describeUnread, folderOf, isUnread } from './unreadFiles';

/**
 * Which files of a source are read, and which are not, with the reason for people.
 *
 * @public
 */
export interface ReadingPlan {
  /** Manifests to read, in the order of the paths. */
  read: { path: string; format: string }[];
  skip: { path: string; format?: string; reason: string }[];
}

/**
 * Whether a file says something of packages by its name. Of a source with very many files only these
 * need to be given to {@link planReading} as others.
 *
 * @public
 */
export function namesPackages(path: string): boolean {
  return isManifest(path) || isUnread(path);
}

/**
 * Plans the reading of a source from the paths of its files. Of two lock files that describe one
 * installation only one is read, or its components would count twice; a project that names
 * dependencies and pins none has nothing to read, and neither has one of a tool whose files are not
 * read; that is said.
 *
 * @param others - further files of the source, as far as they are known; those for which
 * {@link namesPackages} is false change nothing
 *
 * @public
 */
export function planReading(
  paths: readonly string[],
  others: readonly string[] = [],
): ReadingPlan {
  const manifests = paths.filter(isManifest);
  const plan: ReadingPlan = { read: [], skip: [] };
  const superseding = supersedingManifests(manifests);
  const neighbors = neighborsOnly(manifests, superseding);
  for (const path of manifests) {
    const format = findReader(path)!.id;
    const better =
      superseding.get(path) ?? findReader(path)!.givesWayTo?.(path, manifests);
    if (better && isReadBeside(path, better)) {
      continue;
    }
    if (better) {
      const reason = `${placeOf(better, path)} describes the same`;
      plan.skip.push({ path, format, reason });
    } else if (!neighbors.has(path)) {
      plan.read.push({ path, format });
    }
  }
  const all = [...new Set([...paths, ...others])];
  const given = new Set(paths);
  const unread = all.filter(
    path => isUnread(path) || (!given.has(path) && isManifest(path)),
  );
  for (const path of paths) {
    const unlocked = describeUnlocked(path);
    if (unlocked && !lockOf(path, unlocked.lockFiles, manifests)) {
      const lock = lockOf(path, unlocked.lockFiles, unread);
      const reason = lock
        ? `${lock} pins its dependencies and is not read: they were not checked`
        : unlocked.message;
      plan.skip.push({ path, reason });
    }
  }
  plan.skip.push(...describeUnread(all));
  return plan;
}

/** Whether the reader of another file takes what it needs from the file: nothing is left out then. */
function isReadBeside(path: string, by: string): boolean {
  return findReader(by)!.companions.includes(fileName(path));
}

/** For people: a file beside another by its name, one elsewhere by its path. */
function placeOf(path: string, from: string): string {
  return folderOf(path) === folderOf(from)
    ? `${fileName(path)} beside it`
    : path;
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

/** Manifests that are read as neighbors of others, as a package.json is of its lock file. */
function neighborsOnly(
  manifests: readonly string[],
  superseded: ReadonlyMap<string, string>,
): Set<string> {
  const places = new Places(manifests.filter(path => !superseded.has(path)));
  return new Set(
    manifests.filter(path => {
      const { yieldsTo } = findReader(path)!;
      return yieldsTo && places.has(path, place => yieldsTo(place, path));
    }),
  );
}

/**
 * Before Gradle 6.8 a lock file for each configuration, in a folder of the project; what Gradle has
 * verified is in one beside that, for all projects of the build.
 */
const IN_GRADLE_FOLDER =
  /(^|\/)gradle\/(?:dependency-locks\/[^/]+\.lockfile|verification-metadata\.xml)$/;

/** A lock file in the project's folder or, for workspaces, in one above. */
function lockOf(
  path: string,
  lockFiles: readonly string[],
  candidates: readonly string[],
): string | undefined {
  return candidates.find(lock => {
    const single = lock.replace(IN_GRADLE_FOLDER, '$1gradle.lockfile');
    return (
      lockFiles.includes(fileName(single)) &&
      folderOf(path).startsWith(folderOf(single))
    );
  });
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

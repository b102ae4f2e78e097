import { folderOf } from '../../input/relativePath';
import { fileNameOf } from '../fileNames';

/** The folder of the build that a file in its `gradle` folder belongs to, with a slash at its end. */
function buildOf(path: string): string {
  return path
    .slice(0, path.length - fileNameOf(path).length)
    .replace(/(^|\/)gradle\/$/, '$1');
}

const LOCK = /^(?:buildscript-|settings-)?gradle\.lockfile$/;

/** A lock file of a project of the same build: it says the same, and which versions were chosen. */
export function givesWayToLockfile(
  path: string,
  all: readonly string[],
): string | undefined {
  const build = buildOf(path);
  return all.find(
    other =>
      other.startsWith(build) &&
      (LOCK.test(fileNameOf(other)) ||
        /(?:^|\/)gradle\/dependency-locks$/.test(folderOf(other))),
  );
}

/** The same, or what Gradle has verified: both have more than a list of what may be used. */
export function givesWayToVersions(
  path: string,
  all: readonly string[],
): string | undefined {
  const verified = `${buildOf(path)}gradle/verification-metadata.xml`;
  return givesWayToLockfile(path, all) ?? all.find(other => other === verified);
}

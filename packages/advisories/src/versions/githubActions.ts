import { compareSemver, parseSemver, type Semver } from './semver';
import { order, type Natural, type VersionOrdering } from './ordering';

/**
 * `v4` is no version of an action but a tag that its authors move to the newest release of that major
 * (GitHub Docs, "Using tags for release management"): it stands above all releases of the major that a
 * record names in full.
 */
function compareAsked(asked: Semver, named: Semver): number {
  const [major] = asked.release;
  const isMoving = asked.release.length === 1 && asked.prerelease.length === 0;
  return isMoving &&
    named.release.length > 1 &&
    order<Natural>(major, named.release[0]) === 0
    ? 1
    : compareSemver(asked, named);
}

/** Versions of GitHub Actions: Semantic Versioning, and tags of one number. */
export const githubActions: VersionOrdering<Semver> = {
  name: 'github-actions',
  parse: parseSemver,
  compare: compareSemver,
  compareWithRecord: compareAsked,
};

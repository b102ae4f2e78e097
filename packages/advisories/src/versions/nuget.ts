import { VersionOrdering } from './ordering';
import { Semver, compareSemver, parseSemver } from './semver';

const MAX_NUMBERS = 4;

/**
 * NuGet: semver with up to four numbers and words compared without regard to
 * case (NuGet documentation, "Package versioning", "Normalized version
 * numbers" and "Pre-release versions").
 */
export const nuget: VersionOrdering<Semver> = {
  name: 'nuget',
  parse(text) {
    const version = parseSemver(text.toLowerCase());
    return version && version.release.length <= MAX_NUMBERS
      ? version
      : undefined;
  },
  compare: compareSemver,
};

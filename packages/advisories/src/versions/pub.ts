import { VersionOrdering } from './ordering';
import {
  Semver,
  compareIdentifiers,
  compareSemver,
  parseSemver,
} from './semver';

/**
 * Dart's pub: semver, but build metadata counts after everything else
 * (pub_semver: "1.0.0 < 1.0.0+build").
 */
export const pub: VersionOrdering<Semver> = {
  name: 'pub',
  parse: parseSemver,
  compare: (a, b) =>
    compareSemver(a, b) || compareIdentifiers(a.build, b.build),
};

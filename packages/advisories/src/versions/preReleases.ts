import { MAX_VERSION_LENGTH } from './compare';

/** Semantic Versioning 2.0.0, item 9: what follows a hyphen before the build. */
const semantic = (version: string) => version.split('+', 1)[0].includes('-');

/** Which versions an ecosystem takes for trials and not for releases. */
const RULES = new Map<string, (version: string) => boolean>([
  ['npm', semantic],
  ['crates.io', semantic],
  ['NuGet', semantic],
  ['Hex', semantic],
  ['Pub', semantic],
  // Composer, "Stability": branches, and what a word after the numbers says is not stable.
  [
    'Packagist',
    version =>
      /^dev-|[-._]?(?:dev|alpha|beta|rc|[ab](?=\d|$))[-._]?\d*$/i.test(
        version.split('+', 1)[0],
      ),
  ],
  // Pseudo-versions of untagged commits are pre-releases, too (Go Modules Reference).
  ['Go', semantic],
  // PEP 440, "Pre-releases" and "Developmental releases", in any spelling.
  [
    'PyPI',
    version =>
      /\d[-_.]?(?:a|alpha|b|beta|c|rc|pre|preview|dev)(?![a-z])/i.test(
        version.split('+', 1)[0],
      ),
  ],
  // Gem::Version: "a version is considered a prerelease if it contains a letter".
  ['RubyGems', version => /[a-z]/i.test(version)],
  // Maven's "Version Order Specification": qualifiers that come before a release.
  [
    'Maven',
    version =>
      /(?:^|[-._]|\d)(?:alpha|beta|milestone|rc|cr|snapshot|[abm](?=\d)|ea|pre|preview|dev)(?![a-z])/i.test(
        version,
      ),
  ],
]);

/** Whether a version is no release, by the rules of an OSV ecosystem. @public */
export function isPreRelease(ecosystem: string, version: string): boolean {
  if (version.length > MAX_VERSION_LENGTH) return true;
  return RULES.get(ecosystem)?.(version) ?? false;
}

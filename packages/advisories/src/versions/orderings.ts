import { alpine } from './alpine';
import { conan } from './conan';
import { cran } from './cran';
import { debian } from './debian';
import { githubActions } from './githubActions';
import { hackage } from './hackage';
import { maven } from './maven';
import { nuget } from './nuget';
import { VersionOrdering } from './ordering';
import { packagist } from './packagist';
import { pep440 } from './pep440';
import { pub } from './pub';
import { rpm } from './rpm';
import { rubygems } from './rubygems';
import { semver } from './semver';

/**
 * Which rule orders the versions of which OSV ecosystem (OSV schema, "Defined
 * ecosystems"). A new ecosystem is one line here, a new rule one file more.
 */
const ORDERINGS: readonly [
  ordering: VersionOrdering<unknown>,
  ecosystems: readonly string[],
][] = [
  [
    semver,
    [
      'npm',
      'Go',
      'crates.io',
      'Hex',
      'SwiftURL',
      'Bioconductor',
      'Bitnami',
      'Julia',
      'VSCode',
    ],
  ],
  [githubActions, ['GitHub Actions']],
  [pep440, ['PyPI']],
  [maven, ['Maven']],
  [rubygems, ['RubyGems']],
  [nuget, ['NuGet']],
  [packagist, ['Packagist']],
  [pub, ['Pub']],
  [conan, ['ConanCenter']],
  [cran, ['CRAN']],
  [hackage, ['Hackage', 'GHC']],
  [debian, ['Debian', 'Ubuntu']],
  [alpine, ['Alpine', 'Alpaquita', 'Chainguard', 'MinimOS', 'Wolfi']],
  [
    rpm,
    [
      'Red Hat',
      'Rocky Linux',
      'AlmaLinux',
      'SUSE',
      'openSUSE',
      'Mageia',
      'openEuler',
      'Azure Linux',
      'Photon OS',
    ],
  ],
];

const BY_ECOSYSTEM = new Map(
  ORDERINGS.flatMap(([ordering, ecosystems]) =>
    ecosystems.map(ecosystem => [ecosystem, ordering] as const),
  ),
);

/** The rule for an ecosystem without its suffix, undefined if there is none. */
export function orderingOf(
  baseEcosystem: string,
): VersionOrdering<unknown> | undefined {
  return BY_ECOSYSTEM.get(baseEcosystem);
}

import { goModule, type Pin, type Recipe } from './notation';

const line = (text: (pin: Pin) => string): Recipe => ({ text });
const command = (text: (pin: Pin) => string): Recipe => ({
  kind: 'command',
  text,
});

/** `group:artifact`; a name of sbt's has the Scala version in it, as `%` takes it. */
function scalaModule({ name, version }: Pin): string {
  const [group, artifact] = name.split(':');
  return `"${group}" % "${artifact}" % "${version}"`;
}

/** What is at least asked for: a package that others bring is taken in that version as well. */
const swift = line(
  ({ name, version }) => `.package(url: "https://${name}", from: "${version}")`,
);

/** `github.com/owner/name` as Carthage calls it. */
const carthage = line(({ name, version }) =>
  name.startsWith('github.com/')
    ? `github "${name.slice('github.com/'.length)}" >= ${version}`
    : `git "https://${name}" >= ${version}`,
);

const pod = line(({ name, version }) => `pod '${name}', '>= ${version}'`);

const pip = line(
  ({ name, version }) => `dependencies:\n  - pip:\n    - ${name}>=${version}`,
);

const pixi = command(
  ({ name, version }) => `pixi add --pypi '${name}>=${version}'`,
);

const renv = command(
  ({ name, version }) => `Rscript -e 'renv::install("${name}@${version}")'`,
);

const stack = line(({ name, version }) => `extra-deps:\n- ${name}-${version}`);

const cabal = line(({ name, version }) => `constraints: ${name} >=${version}`);

const julia = command(
  ({ name, version }) =>
    `julia --project -e 'using Pkg; Pkg.add(name="${name}", version="${version}")'`,
);

const vcpkg = line(({ name, version }) =>
  JSON.stringify({ overrides: [{ name, version }] }, undefined, 2),
);

const catalog = line(
  ({ name, version }) =>
    `[libraries]\n${name.replace(
      /[^A-Za-z0-9]+/g,
      '-',
    )} = "${name}:${version}"`,
);

function goGet(pin: Pin): string {
  const { name, version } = goModule(pin);
  return `go get ${name}@${version}`;
}

/** As go.mod has it. */
export function goRequirement(pin: Pin): string {
  const { name, version } = goModule(pin);
  return name === 'toolchain'
    ? `toolchain ${version}`
    : `require ${name} ${version}`;
}

/**
 * How a project takes another version of what it asks for itself: Go modules, Gradle "Version
 * catalogs", sbt "Library dependencies", Swift Package Manager "PackageDescription", Carthage
 * "Cartfile", CocoaPods "Podfile", Conan "requires", vcpkg "overrides", conda "environment.yml",
 * `pixi add`, `renv::install`, Stack "extra-deps", Cabal "constraints", Julia's Pkg.
 */
export const NATIVE_UPGRADES: ReadonlyArray<[string, Recipe]> = [
  ['go-sum', command(goGet)],
  ['go-vendor', command(goGet)],
  ['gradle-version-catalog', catalog],
  ['sbt-lock', line(pin => `libraryDependencies += ${scalaModule(pin)}`)],
  ['swift-package-resolved', swift],
  ['cartfile-resolved', carthage],
  ['podfile-lock', pod],
  [
    'conan-lock',
    line(({ name, version }) => `self.requires("${name}/${version}")`),
  ],
  ['vcpkg-json', vcpkg],
  ['conda-environment', pip],
  ['conda-lock', pip],
  ['conda-explicit', pip],
  ['pixi-lock', pixi],
  ['renv-lock', renv],
  ['stack-lock', stack],
  ['cabal-project-freeze', cabal],
  ['julia-manifest', julia],
];

/**
 * How to force a version of what others bring. Where a tool has one version of a package for all,
 * and takes a higher one that the project asks for, that is the way.
 */
export const NATIVE_OVERRIDES: ReadonlyArray<[string, Recipe]> = [
  ['go-sum', line(goRequirement)],
  ['go-vendor', line(goRequirement)],
  ['sbt-lock', line(pin => `dependencyOverrides += ${scalaModule(pin)}`)],
  ['swift-package-resolved', swift],
  ['cartfile-resolved', carthage],
  ['podfile-lock', pod],
  [
    'conan-lock',
    line(
      ({ name, version }) =>
        `self.requires("${name}/${version}", override=True)`,
    ),
  ],
  ['vcpkg-json', vcpkg],
  ['conda-environment', pip],
  ['conda-lock', pip],
  ['conda-explicit', pip],
  ['pixi-lock', pixi],
  ['renv-lock', renv],
  ['stack-lock', stack],
  ['cabal-project-freeze', cabal],
  ['julia-manifest', julia],
];

/** What writes the lock file anew after such a change. */
export const NATIVE_REFRESHING: ReadonlyArray<[string, string]> = [
  ['go-sum', 'go mod tidy'],
  ['go-vendor', 'go mod vendor'],
  [
    'gradle-verification-metadata',
    'gradle --write-verification-metadata sha256 help',
  ],
  ['sbt-lock', 'sbt dependencyLockWrite'],
  ['swift-package-resolved', 'swift package resolve'],
  ['cartfile-resolved', 'carthage update --no-build'],
  ['podfile-lock', 'pod install'],
  ['conan-lock', 'conan lock create .'],
  ['conda-lock', 'conda-lock lock'],
  ['conda-explicit', 'conda list --explicit --md5'],
  ['pixi-lock', 'pixi lock'],
  ['renv-lock', "Rscript -e 'renv::snapshot()'"],
  ['stack-lock', 'stack build --dry-run'],
  ['cabal-project-freeze', 'cabal freeze'],
  ['julia-manifest', "julia --project -e 'using Pkg; Pkg.resolve()'"],
];

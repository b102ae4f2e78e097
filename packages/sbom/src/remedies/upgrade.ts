import { NATIVE_REFRESHING, NATIVE_UPGRADES } from './nativeRecipes';
import { goModule, Override, Pin, Recipe, written } from './notation';
import { SURROUNDINGS } from './surroundings';

const command = (text: (pin: Pin) => string): Recipe => ({
  kind: 'command',
  text,
});

/** In quotes, as `>`, `!` and `^` mean something else to shells. */
const atLeast = ({ name, version }: Pin) => `'${name}>=${version}'`;
const caret = ({ name, version }: Pin) => `'${name}@^${version}'`;

const flag = (pin: Pin, text: string) => (pin.development ? `${text} ` : '');

const npm = command(
  pin => `npm install ${flag(pin, '--save-dev')}${pin.name}@${pin.version}`,
);

const gradle: Recipe = {
  text: ({ name, version }) =>
    `dependencies {\n  implementation("${name}:${version}")\n}`,
};

/** Of projects that name their packages in the project file (SDK-style). */
const dotnet = command(
  ({ name, version }) => `dotnet add package ${name} --version ${version}`,
);

const deno = command(
  pin => `deno add ${flag(pin, '--dev')}npm:${pin.name}@${pin.version}`,
);

/** Whether Cargo takes a version for an update of another without being asked (Cargo reference, "Default requirements"). */
function isCompatible(from: string, to: string): boolean {
  const [a, b] = [from, to].map(version => version.split('.'));
  // The first number that is not 0 has to stay.
  const length = a.findIndex(part => part !== '0') + 1;
  return length > 0 && a.slice(0, length).join() === b.slice(0, length).join();
}

const cargo = command(pin => {
  const { name, version, from } = pin;
  return from && isCompatible(from, version)
    ? `cargo update -p ${name}@${from} --precise ${version}`
    : `cargo add ${flag(pin, '--dev')}${name}@${version}`;
});

/**
 * By format, as each package manager documents it: `npm install`, `yarn add`
 * (of both Yarns), `pnpm update`, the Versions plugin of Maven, `go get`,
 * `cargo update` and `cargo add`, `uv add`, `poetry add`, `pdm add`,
 * `pipenv install`, `composer require`, `dotnet add package`, `nuget update`,
 * `paket update`, `bun add`, `deno add`, `dart pub add`; the file itself where
 * there is no command.
 */
const RECIPES = new Map<string, Recipe>([
  ...NATIVE_UPGRADES,
  ['npm-package-lock', npm],
  ['npm-shrinkwrap', npm],
  ['yarn-lock', command(pin => `yarn add ${flag(pin, '-D')}${caret(pin)}`)],
  ['pnpm-lock', command(pin => `pnpm update --recursive ${caret(pin)}`)],
  [
    'maven-pom',
    command(
      ({ name, version }) =>
        `mvn versions:use-dep-version -Dincludes=${name} -DdepVersion=${version} -DforceVersion=true`,
    ),
  ],
  ['gradle-lockfile', gradle],
  ['gradle-configuration-lockfile', gradle],
  ['gradle-verification-metadata', gradle],
  ['cargo-lock', cargo],
  ['requirements-txt', { text: ({ name, version }) => `${name}==${version}` }],
  ['pylock-toml', { text: ({ name, version }) => `${name}>=${version}` }],
  ['uv-lock', command(pin => `uv add ${flag(pin, '--dev')}${atLeast(pin)}`)],
  ['pdm-lock', command(pin => `pdm add ${flag(pin, '-d')}${atLeast(pin)}`)],
  [
    'poetry-lock',
    command(pin => `poetry add ${flag(pin, '--group dev')}${atLeast(pin)}`),
  ],
  [
    'pipfile-lock',
    command(pin => `pipenv install ${flag(pin, '--dev')}${atLeast(pin)}`),
  ],
  [
    'go-mod',
    command(pin => {
      const { name, version } = goModule(pin);
      return `go get ${name}@${version}`;
    }),
  ],
  [
    'gemfile-lock',
    { text: ({ name, version }) => `gem "${name}", ">= ${version}"` },
  ],
  [
    'composer-lock',
    command(
      pin =>
        `composer require ${flag(pin, '--dev')}'${pin.name}:^${
          pin.version
        }' --with-dependencies`,
    ),
  ],
  ['nuget-packages-lock', dotnet],
  ['nuget-project-assets', dotnet],
  ['dotnet-deps-json', dotnet],
  ['dotnet-project', dotnet],
  [
    'nuget-packages-config',
    command(
      ({ name, version }) =>
        `nuget update packages.config -Id ${name} -Version ${version}`,
    ),
  ],
  [
    'nuget-packages-props',
    {
      text: ({ name, version }) =>
        `<PackageVersion Include="${name}" Version="${version}" />`,
    },
  ],
  [
    'paket-lock',
    command(
      ({ name, version }) => `dotnet paket update ${name} --version ${version}`,
    ),
  ],
  [
    'bun-lock',
    command(pin => `bun add ${flag(pin, '--dev')}${pin.name}@${pin.version}`),
  ],
  ['deno-lock', deno],
  ['deno-json', deno],
  [
    'pubspec-lock',
    command(
      pin =>
        `dart pub add '${pin.development ? 'dev:' : ''}${pin.name}:^${
          pin.version
        }'`,
    ),
  ],
  ['mix-lock', { text: ({ name, version }) => `{:${name}, ">= ${version}"}` }],
  [
    'rebar-lock',
    { text: ({ name, version }) => `{deps, [{${name}, "${version}"}]}.` },
  ],
  ...SURROUNDINGS,
]);

/** What brings a lock file in step after a change of the file that declares dependencies. */
const REFRESHING = new Map([
  ...NATIVE_REFRESHING,
  ['npm-package-lock', 'npm install'],
  ['npm-shrinkwrap', 'npm install'],
  ['yarn-lock', 'yarn install'],
  ['pnpm-lock', 'pnpm install'],
  ['gradle-lockfile', 'gradle dependencies --write-locks'],
  ['gradle-configuration-lockfile', 'gradle dependencies --write-locks'],
  ['cargo-lock', 'cargo check'],
  ['uv-lock', 'uv lock'],
  ['pdm-lock', 'pdm lock --update-reuse'],
  ['poetry-lock', 'poetry lock'],
  ['pipfile-lock', 'pipenv lock'],
  ['go-mod', 'go mod tidy'],
  ['gemfile-lock', 'bundle install'],
  ['composer-lock', 'composer update --minimal-changes'],
  ['nuget-packages-lock', 'dotnet restore --force-evaluate'],
  ['nuget-project-assets', 'dotnet restore'],
  ['dotnet-deps-json', 'dotnet build'],
  ['paket-lock', 'dotnet paket install'],
  ['bun-lock', 'bun install'],
  ['deno-lock', 'deno install'],
  ['pubspec-lock', 'dart pub get'],
  ['mix-lock', 'mix deps.get'],
  ['rebar-lock', 'rebar3 upgrade --all'],
  ['terraform-lock', 'terraform init -upgrade'],
  ['helm-lock', 'helm dependency update'],
]);

/**
 * How a project that asks for a package itself takes another version of it, in
 * the notation of the manifest's package manager. Undefined where there is none,
 * as for SBOMs, and for names or versions that could mean something else there.
 *
 * @param packageName - as OSV names it: `group:artifact`, `@scope/name`
 * @param options - `from`: the version that is there now; `development`: it is
 * only for building and testing
 *
 * @public
 */
export function upgradeOf(
  manifest: { path: string; format: string },
  packageName: string,
  version: string,
  options: { from?: string; development?: boolean } = {},
): Override | undefined {
  return written(RECIPES.get(manifest.format), manifest, {
    name: packageName,
    version,
    ...options,
  });
}

/**
 * The command that brings a lock file in step with the file that declares
 * dependencies; undefined where there is none.
 *
 * @param format - id of the reader of the lock file
 *
 * @public
 */
export function refreshOf(format: string): string | undefined {
  return REFRESHING.get(format);
}

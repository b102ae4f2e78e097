import { SURROUNDINGS } from './surroundings';
import { goRequirement, NATIVE_OVERRIDES } from './nativeRecipes';
import { Override, Pin, Recipe, written } from './notation';

export type { Override } from './notation';

/** Where there are other versions, only what would get this one is forced. */
const selector = ({ name, from, several }: Pin) =>
  several && from ? `${name}@${from}` : name;

const asJson = (key: string, name: string, version: string) =>
  JSON.stringify({ [key]: { [name]: version } }, undefined, 2);

/**
 * npm refuses an override of what the project asks for itself, unless it refers
 * to that with `$` (npm docs, package.json, "overrides").
 */
const npm: Recipe = {
  text: pin =>
    asJson(
      'overrides',
      selector(pin),
      pin.alsoDirect && !pin.several ? `$${pin.name}` : pin.version,
    ),
};

const gradleConstraint: Recipe = {
  text: ({ name, version }) =>
    `dependencies {\n  constraints {\n    implementation("${name}:${version}")\n  }\n}`,
};
const constraints: Recipe = {
  file: 'constraints.txt',
  text: ({ name, version }) => `${name}>=${version}`,
};

/** What a project asks for itself comes before what others ask for (NuGet, "direct dependency wins"). */
const dotnet: Recipe = {
  kind: 'command',
  text: ({ name, version }) =>
    `dotnet add package ${name} --version ${version}`,
};

/** Deno has no overrides: what it is told to add, other packages share where their ranges allow it. */
const deno: Recipe = {
  kind: 'command',
  text: ({ name, version }) => `deno add npm:${name}@${version}`,
};

const toml = (table: string, line: (pin: Pin) => string): Recipe => ({
  text: pin => `[${table}]\n${line(pin)}`,
});

function mavenManagement({ name, version }: Pin): string {
  const [group, artifact] = name.split(':');
  return [
    '<dependencyManagement>',
    '  <dependencies>',
    '    <dependency>',
    `      <groupId>${group}</groupId>`,
    `      <artifactId>${artifact}</artifactId>`,
    `      <version>${version}</version>`,
    '    </dependency>',
    '  </dependencies>',
    '</dependencyManagement>',
  ].join('\n');
}

/**
 * By format, as each package manager documents it: npm "overrides", Yarn
 * "resolutions", pnpm "overrides" (pnpm-workspace.yaml), Maven "Dependency
 * Management", Gradle "Dependency constraints", `cargo update --precise`, pip
 * "Constraints Files", uv "override-dependencies", PDM "resolution.overrides",
 * Go modules "require directive", Bundler "Gemfile", `composer update --with`,
 * `dotnet add package`, `nuget update`, Paket "Indirect dependencies", Bun
 * "overrides", `deno add`, pub "dependency_overrides", Mix "override", Rebar3
 * "deps" (those of the project come before all others).
 */
const RECIPES = new Map<string, Recipe>([
  ...NATIVE_OVERRIDES,
  ['npm-package-lock', npm],
  ['npm-shrinkwrap', npm],
  [
    'yarn-lock',
    { text: ({ name, version }) => asJson('resolutions', name, version) },
  ],
  [
    'pnpm-lock',
    {
      file: 'pnpm-workspace.yaml',
      text: pin => `overrides:\n  '${selector(pin)}': '${pin.version}'`,
    },
  ],
  ['maven-pom', { text: mavenManagement }],
  ['gradle-lockfile', gradleConstraint],
  ['gradle-configuration-lockfile', gradleConstraint],
  ['gradle-verification-metadata', gradleConstraint],
  ['gradle-version-catalog', { ...gradleConstraint, file: '../build.gradle' }],
  [
    'cargo-lock',
    {
      kind: 'command',
      // A name alone is refused where the lock file has it in several versions
      // (Cargo reference, "Package ID Specifications").
      text: ({ name, version, from }) =>
        `cargo update -p ${
          from ? `${name}@${from}` : name
        } --precise ${version}`,
    },
  ],
  ['requirements-txt', constraints],
  ['pylock-toml', constraints],
  [
    'uv-lock',
    toml(
      'tool.uv',
      ({ name, version }) => `override-dependencies = ["${name}>=${version}"]`,
    ),
  ],
  [
    'pdm-lock',
    toml(
      'tool.pdm.resolution.overrides',
      ({ name, version }) => `${name} = ">=${version}"`,
    ),
  ],
  [
    'poetry-lock',
    {
      kind: 'command',
      // An epoch (`1!2.0`) means something else to shells in double quotes.
      text: ({ name, version }) => `poetry add '${name}>=${version}'`,
    },
  ],
  [
    'pipfile-lock',
    toml('packages', ({ name, version }) => `${name} = ">=${version}"`),
  ],
  ['go-mod', { text: goRequirement }],
  [
    'gemfile-lock',
    { text: ({ name, version }) => `gem "${name}", ">= ${version}"` },
  ],
  [
    'composer-lock',
    {
      kind: 'command',
      text: ({ name, version }) =>
        `composer update '${name}' --with '${name}:${version}' --with-dependencies`,
    },
  ],
  ['nuget-packages-lock', dotnet],
  ['nuget-project-assets', dotnet],
  ['dotnet-deps-json', dotnet],
  ['dotnet-project', dotnet],
  [
    'nuget-packages-config',
    {
      kind: 'command',
      text: ({ name, version }) =>
        `nuget update packages.config -Id ${name} -Version ${version}`,
    },
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
    { text: ({ name, version }) => `nuget ${name} >= ${version}` },
  ],
  [
    'bun-lock',
    { text: ({ name, version }) => asJson('overrides', name, version) },
  ],
  ['deno-lock', deno],
  ['deno-json', deno],
  [
    'pubspec-lock',
    {
      text: ({ name, version }) =>
        `dependency_overrides:\n  ${name}: ${version}`,
    },
  ],
  [
    'mix-lock',
    {
      text: ({ name, version }) =>
        `{:${name}, "~> ${version}", override: true}`,
    },
  ],
  [
    'rebar-lock',
    { text: ({ name, version }) => `{deps, [{${name}, "${version}"}]}.` },
  ],
  ...SURROUNDINGS,
]);

/** Formats in which one of several versions of a package can be forced, and the others stay. */
const SELECTING: readonly string[] = [
  'npm-package-lock',
  'npm-shrinkwrap',
  'pnpm-lock',
  'cargo-lock',
];

/**
 * Whether an override can be about one of several versions of a package. Where
 * it cannot, all versions in the manifest become the one that is forced.
 *
 * @param format - id of the reader of the manifest
 *
 * @public
 */
export function overridesOneVersion(format: string): boolean {
  return SELECTING.includes(format);
}

/**
 * How to force a version of a package that comes in through others, in the
 * notation of the manifest's package manager. Undefined where there is none, as
 * for SBOMs, and for names or versions that could mean something else there.
 *
 * @param packageName - as OSV names it: `group:artifact`, `@scope/name`
 * @param options - `from`: the version that is there now; `several`: beside
 * others that should stay; `alsoDirect`: the project asks for the package, too
 *
 * @public
 */
export function overrideOf(
  manifest: { path: string; format: string },
  packageName: string,
  version: string,
  options: { from?: string; several?: boolean; alsoDirect?: boolean } = {},
): Override | undefined {
  return written(RECIPES.get(manifest.format), manifest, {
    name: packageName,
    version,
    ...options,
  });
}

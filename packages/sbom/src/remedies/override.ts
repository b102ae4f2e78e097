import { fileNameOf } from '../manifests/fileNames';
import { declaringFile } from './declaringFile';

/** How a version of a package is forced that others ask for. @public */
export interface Override {
  /** The file to write it into, or the folder to run it in. */
  file: string;
  kind: 'file' | 'command';
  text: string;
}

interface Pin {
  name: string;
  version: string;
  /** The version that it takes the place of. */
  from?: string;
}

interface Recipe {
  /** The file beside the manifest; default: the one that declares dependencies. */
  file?: string;
  kind?: Override['kind'];
  text(pin: Pin): string;
}

/** Names and versions that mean nothing else in any of the notations below. */
const SAFE_NAME = /^@?[A-Za-z0-9][\w.\-/:~]{0,299}$/;
const SAFE_VERSION = /^[A-Za-z0-9][\w.+!-]{0,99}$/;

const json = (key: string) => ({
  text: ({ name, version }: Pin) =>
    JSON.stringify({ [key]: { [name]: version } }, undefined, 2),
});

const gradleConstraint: Recipe = {
  text: ({ name, version }) =>
    `dependencies {\n  constraints {\n    implementation("${name}:${version}")\n  }\n}`,
};
const constraints: Recipe = {
  file: 'constraints.txt',
  text: ({ name, version }) => `${name}>=${version}`,
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
 * Go's own packages come with the toolchain, whose versions are no semantic
 * ones: OSV's `1.23.0-rc.2` is `go1.23rc2` (go.dev/doc/toolchain, "Go versions").
 */
function goRequirement({ name, version }: Pin): string {
  const plain = version.replace(/^(v|go)/, '');
  return name === 'stdlib' || name === 'toolchain'
    ? `toolchain go${plain.replace(
        /^(\d+\.\d+)\.0-(rc|beta)\.?(\d+)$/,
        '$1$2$3',
      )}`
    : `require ${name} v${plain}`;
}

/**
 * By format, as each package manager documents it: npm "overrides", Yarn
 * "resolutions", pnpm "overrides" (pnpm-workspace.yaml), Maven "Dependency
 * Management", Gradle "Dependency constraints", `cargo update --precise`, pip
 * "Constraints Files", uv "override-dependencies", PDM "resolution.overrides",
 * Go modules "require directive", Bundler "Gemfile".
 */
const RECIPES = new Map<string, Recipe>([
  ['npm-package-lock', json('overrides')],
  ['npm-shrinkwrap', json('overrides')],
  ['yarn-lock', json('resolutions')],
  [
    'pnpm-lock',
    {
      file: 'pnpm-workspace.yaml',
      text: ({ name, version }) => `overrides:\n  '${name}': '${version}'`,
    },
  ],
  ['maven-pom', { text: mavenManagement }],
  ['gradle-lockfile', gradleConstraint],
  ['gradle-configuration-lockfile', gradleConstraint],
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
]);

/**
 * How to force a version of a package that comes in through others, in the
 * notation of the manifest's package manager. Undefined where there is none, as
 * for SBOMs, and for names or versions that could mean something else there.
 *
 * @param packageName - as OSV names it: `group:artifact`, `@scope/name`
 * @param from - the version that is there now
 *
 * @public
 */
export function overrideOf(
  manifest: { path: string; format: string },
  packageName: string,
  version: string,
  from?: string,
): Override | undefined {
  const recipe = RECIPES.get(manifest.format);
  if (!recipe) return undefined;
  const versions = from === undefined ? [version] : [version, from];
  if (
    !SAFE_NAME.test(packageName) ||
    !versions.every(one => SAFE_VERSION.test(one))
  ) {
    return undefined;
  }
  const { path, format } = manifest;
  const folder = path.slice(0, path.length - fileNameOf(path).length);
  return {
    file: recipe.file ? folder + recipe.file : declaringFile(path, format),
    kind: recipe.kind ?? 'file',
    text: recipe.text({ name: packageName, version, from }),
  };
}

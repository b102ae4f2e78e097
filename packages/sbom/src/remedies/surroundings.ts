import type { Recipe } from './notation';

/** Of images, actions, providers and tools: everything in it is asked for by the project itself. */
const inFile = (text: Recipe['text']): Recipe => ({ text });

/** Tags of actions mostly begin with a letter, and advisories give versions without. */
const tagOf = (version: string) =>
  /^\d/.test(version) ? `v${version}` : version;

const uses = inFile(({ name, version }) => `uses: ${name}@${tagOf(version)}`);
const image = inFile(({ name, version }) => `image: ${name}:${version}`);
const plain = inFile(({ version }) => version);

/**
 * How files that list what stands around a project's packages take another version: by the file itself,
 * and packages of an operating system all together.
 * What they name comes in through nothing else, so that an override is the same.
 */
export const SURROUNDINGS: ReadonlyArray<[string, Recipe]> = [
  ['github-workflow', uses],
  ['github-action', uses],
  ['dockerfile', inFile(({ name, version }) => `FROM ${name}:${version}`)],
  ['compose-file', image],
  ['gitlab-ci', image],
  ['terraform-lock', inFile(({ version }) => `version = ">= ${version}"`)],
  ['helm-lock', inFile(({ version }) => `version: ${version}`)],
  ['helm-chart', inFile(({ version }) => `version: ${version}`)],
  ['pre-commit-config', inFile(({ version }) => `rev: ${version}`)],
  ['dpkg-status', { kind: 'command', text: () => 'apt-get upgrade' }],
  ['apk-installed', { kind: 'command', text: () => 'apk upgrade' }],
  ['version-file', plain],
  ['tool-versions', inFile(({ name, version }) => `${name} ${version}`)],
  [
    'dotnet-tools',
    {
      kind: 'command',
      text: ({ name, version }) =>
        `dotnet tool update ${name} --version ${version}`,
    },
  ],
  [
    'dotnet-global-json',
    inFile(({ version }) => JSON.stringify({ sdk: { version } })),
  ],
  ['rust-toolchain', inFile(({ version }) => `channel = "${version}"`)],
];

import { componentLines, readWith } from '../../__testUtils__/summary';
import { readManifest } from '../readManifest';

const KNOWN = 'https://registry.test/npm';
const at = (name: string, version: string, base = KNOWN) =>
  `${base}/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`;

const lockV3 = (specifier: string, resolved: string) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { a: specifier } },
      'node_modules/a': { version: '1.0.0', resolved },
    },
  });
const lockV1 = (specifier: string) =>
  JSON.stringify({
    lockfileVersion: 1,
    dependencies: { a: { version: specifier } },
  });
const yarnClassic = (specifier: string, resolved: string) =>
  `# yarn lockfile v1\n\n"a@${specifier}":\n  version "1.0.0"\n  resolved "${resolved}"\n`;
const yarnBerry = (specifier: string) =>
  `__metadata:\n  version: 8\n\n"a@${specifier}":\n  version: 1.0.0\n  resolution: "a@${specifier}"\n  linkType: hard\n`;
const pnpm = (specifier: string) =>
  `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {specifier: x, version: '${specifier}'}\npackages:\n  'a@${specifier}':\n    resolution: {tarball: '${specifier}'}\n    version: 1.0.0\nsnapshots:\n  'a@${specifier}': {}\n`;

describe('a package that is asked for by an address', () => {
  const files: Array<[string, (address: string) => string]> = [
    ['package-lock.json', address => lockV3(address, address)],
    ['package-lock.json', lockV1],
    ['yarn.lock', address => yarnClassic(address, `${address}#abc`)],
    ['yarn.lock', yarnBerry],
    ['pnpm-lock.yaml', pnpm],
  ];

  it.each(files)('in %s is the registry’s at its address', (path, text) => {
    const [found] = readManifest(path, text(at('a', '1.0.0')), undefined, {
      registries: [`${KNOWN}/`],
    }).components;
    expect(found).toMatchObject({
      purl: 'pkg:npm/a@1.0.0',
      ecosystem: 'npm',
      origin: 'registry',
    });
  });

  it.each(files)('in %s is none of a registry elsewhere', (path, text) => {
    for (const address of [
      at('a', '1.0.0', 'https://other.test/npm'),
      `${KNOWN}/downloads/a-1.0.0.tgz`,
    ]) {
      const [found] = readManifest(path, text(address), undefined, {
        registries: [KNOWN],
      }).components;
      expect(found).toMatchObject({ origin: 'url' });
      expect(found.ecosystem).toBeUndefined();
    }
  });

  it('is the registry’s that .npmrc names', () => {
    const address = at('@s/a', '1.0.0');
    const manifest = readWith('package-lock.json', lockV1(address), {
      '.npmrc': `@s:registry=${KNOWN}/\n//registry.test/npm/:_authToken=secret`,
    });
    expect(componentLines(manifest)).toEqual(['@s/a@1.0.0 runtime direct']);
    expect(manifest.components[0].origin).toBe('registry');
  });

  it('is the registry’s that other packages of the file come from', () => {
    const manifest = readWith(
      'package-lock.json',
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { a: at('a', '1.0.0'), b: '^2.0.0' } },
          'node_modules/a': { version: '1.0.0', resolved: at('a', '1.0.0') },
          'node_modules/b': { version: '2.0.0', resolved: at('b', '2.0.0') },
        },
      }),
    );
    expect(manifest.components.map(c => c.origin)).toEqual([
      'registry',
      'registry',
    ]);
  });
});

describe('an entry whose address names another package', () => {
  it.each([
    ['package-lock.json', lockV3('^1.0.0', at('other', '3.0.0'))],
    ['yarn.lock', yarnClassic('^1.0.0', at('other', '3.0.0'))],
  ])('in %s is that package, and a warning says so', (path, text) => {
    const manifest = readManifest(path, text);
    expect(manifest.components.map(c => c.purl)).toEqual([
      'pkg:npm/other@3.0.0',
    ]);
    expect(manifest.warnings).toContain(
      "'a@1.0.0' is fetched from the address of 'other@3.0.0', and counted as that",
    );
  });

  it('is what it says where the address is an alias’s', () => {
    const text = yarnClassic('npm:other@^3', at('other', '1.0.0'));
    const { components, warnings } = readWith('yarn.lock', text, {
      'package.json': '{"dependencies": {"a": "npm:other@^3"}}',
    });
    expect(components.map(c => c.purl)).toEqual(['pkg:npm/other@1.0.0']);
    expect(warnings).toEqual([]);
  });
});

it('keeps a `workspace:` of yarn 1 that led to the registry', () => {
  const text = `${yarnClassic(
    'workspace:^1',
    at('a', '1.0.0'),
  )}\nb@1:\n  version "1.0.0"\n  resolved "${at('b', '1.0.0')}"\n`;
  expect(componentLines(readWith('yarn.lock', text))).toEqual([
    'a@1.0.0 unknown direct',
    'b@1.0.0 unknown direct',
  ]);
});

import * as fc from 'fast-check';
import { componentLines, readWith } from '../../__testUtils__/summary';
import { ManifestError } from '../../errors';
import type { Manifest } from '../../model';

const PROJECT = JSON.stringify({
  dependencies: { a: '1', z: '1' },
});

const FILES: Array<[string, string]> = [
  [
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { a: '1', z: '1' } },
        'node_modules/a': { version: '1.0.0', dependencies: { m: '1' } },
        'node_modules/m': { version: '1.0.0' },
        'node_modules/z': { version: '1.0.0' },
      },
    }),
  ],
  [
    'yarn.lock',
    '# yarn lockfile v1\n\n\na@1:\n  version "1.0.0"\n  resolved "https://r.test/a/-/a-1.0.0.tgz#00"\n  dependencies:\n    m "1"\n    z "1"\n\nm@1:\n  version "1.0.0"\n  resolved "https://r.test/m/-/m-1.0.0.tgz#00"\n\nz@1:\n  version "1.0.0"\n  resolved "https://r.test/z/-/z-1.0.0.tgz#00"\n',
  ],
  [
    'yarn.lock',
    '__metadata:\n  version: 8\n  cacheKey: 10\n\n"a@npm:1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  dependencies:\n    m: "npm:1"\n    z: "npm:1"\n  languageName: node\n  linkType: hard\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "app@workspace:."\n  dependencies:\n    a: "npm:1"\n    z: "npm:1"\n  languageName: unknown\n  linkType: soft\n\n"m@npm:1":\n  version: 1.0.0\n  resolution: "m@npm:1.0.0"\n  languageName: node\n  linkType: hard\n\n"z@npm:1":\n  version: 1.0.0\n  resolution: "z@npm:1.0.0"\n  languageName: node\n  linkType: hard\n',
  ],
  [
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      a:\n        specifier: '1'\n        version: 1.0.0\n      z:\n        specifier: '1'\n        version: 1.0.0\n\npackages:\n\n  a@1.0.0:\n    resolution: {integrity: sha512-AAAA}\n\n  m@1.0.0:\n    resolution: {integrity: sha512-AAAA}\n\n  z@1.0.0:\n    resolution: {integrity: sha512-AAAA}\n\nsnapshots:\n\n  a@1.0.0:\n    dependencies:\n      m: 1.0.0\n\n  m@1.0.0: {}\n\n  z@1.0.0: {}\n",
  ],
  [
    'pnpm-lock.yaml',
    "lockfileVersion: '6.0'\n\ndependencies:\n  a:\n    specifier: '1'\n    version: 1.0.0\n  z:\n    specifier: '1'\n    version: 1.0.0\n\npackages:\n\n  /a@1.0.0:\n    resolution: {integrity: sha512-AAAA}\n    dependencies:\n      m: 1.0.0\n    dev: false\n\n  /m@1.0.0:\n    resolution: {integrity: sha512-AAAA}\n    dev: false\n\n  /z@1.0.0:\n    resolution: {integrity: sha512-AAAA}\n    dev: false\n",
  ],
];

function read(path: string, text: string): Manifest | undefined {
  try {
    return readWith(path, text, { 'package.json': PROJECT });
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestError);
    return undefined;
  }
}

const packagesOf = (manifest: Manifest) => manifest.components.map(c => c.purl);

describe('a lock file that was cut short', () => {
  it.each(FILES)('%s %#: is refused, or lost no package', (path, text) => {
    const whole = packagesOf(read(path, text)!);
    expect(whole).toHaveLength(3);
    fc.assert(
      fc.property(fc.nat({ max: text.length }), length => {
        const manifest = read(path, text.slice(0, length));
        // Where the format cannot tell, what package.json asks for is missing, and that is said.
        const isTold = !manifest || manifest.lock?.inStep === false;
        expect(isTold ? whole : packagesOf(manifest)).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it.each(FILES)('%s %#: is refused empty and blank', (path, text) => {
    for (const content of ['', '\n\n', '   ', '\0'.repeat(text.length)]) {
      expect(read(path, content)).toBeUndefined();
    }
  });
});

describe('what is none of the format', () => {
  it.each(FILES)('%s %#: is refused', (path, _) => {
    for (const content of [
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
      '<!DOCTYPE html>\n<html>\n<body>\nNot found\n</body>\n</html>\n',
    ]) {
      expect(read(path, content)).toBeUndefined();
    }
  });

  it.each([
    ['package-lock.json', '{"lockfileVersion": 4, "packages": {}}', '4'],
    ['package-lock.json', '{"lockfileVersion": 3}', "without 'packages'"],
    ['package-lock.json', '{"packages": {}}', 'lockfileVersion'],
    ['yarn.lock', '# yarn lockfile v2\n\na@1:\n  version "1"\n', 'v2'],
    ['yarn.lock', '__metadata:\n  version: 99\n', '99'],
    ['yarn.lock', '__metadata:\n  cacheKey: 8\n', 'no version'],
    ['pnpm-lock.yaml', "lockfileVersion: '99.0'\n", '99.0'],
    ['pnpm-lock.yaml', 'importers: {}\n', "'lockfileVersion' is missing"],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n", "'importers' is missing"],
  ])('%s: %j is refused by name', (path, text, why) => {
    expect(() => readWith(path, text)).toThrow(why);
  });
});

it('costs the entry that is not understood, and not the file', () => {
  const manifest = readWith(
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {specifier: '1', version: 1.0.0}\n      node: {specifier: 'runtime:^24', version: 'runtime:24.4.1'}\npackages:\n  a@1.0.0: {resolution: {integrity: sha512-AAAA}}\n  node@runtime:24.4.1: {resolution: {type: variations, variants: []}, version: 24.4.1}\nsnapshots:\n  a@1.0.0: {}\n  node@runtime:24.4.1: {}\n",
  );
  expect(componentLines(manifest)).toEqual(['a@1.0.0 runtime direct']);
  expect(manifest.warnings).toEqual([
    expect.stringContaining("'node@runtime:24.4.1' is no package"),
  ]);
});

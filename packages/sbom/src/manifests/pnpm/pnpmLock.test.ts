import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

describe('pnpm-lock.yaml', () => {
  it('reads version 9: importers, peers, aliases, optional dependencies', () => {
    const manifest = readWith(
      'pnpm-lock.yaml',
      `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      a: { specifier: ^1.0.0, version: 1.0.0(p@1.0.0) }
      short: { specifier: npm:real@2, version: real@2.0.0 }
  packages/lib:
    dependencies:
      app: { specifier: workspace:*, version: link:../app }
    devDependencies:
      tool: { specifier: ^1.0.0, version: 1.10.0 }
packages:
  a@1.0.0: { resolution: { integrity: sha1-${Buffer.alloc(20, 7).toString(
    'base64',
  )} } }
  real@2.0.0: { resolution: {} }
  p@1.0.0: { resolution: {} }
  tool@1.10.0: { resolution: {} }
  opt@1.0.0: { resolution: {} }
snapshots:
  a@1.0.0(p@1.0.0):
    dependencies: { p: 1.0.0 }
    optionalDependencies: { opt: 1.0.0 }
  real@2.0.0: {}
  p@1.0.0: {}
  tool@1.10.0: { dependencies: { p: 1.0.0 } }
  opt@1.0.0: { optional: true }
`,
    );
    expect(componentLines(manifest)).toEqual([
      'a@1.0.0 runtime direct',
      'opt@1.0.0 optional',
      'p@1.0.0 runtime',
      'real@2.0.0 runtime direct',
      'tool@1.10.0 development direct',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'a@1.0.0 -> opt@1.0.0',
      'a@1.0.0 -> p@1.0.0',
      'tool@1.10.0 -> p@1.0.0',
    ]);
    expect(componentNamed(manifest, 'a').hashes[0].value).toBe('07'.repeat(20));
  });

  it.each([
    [
      'version 5',
      `lockfileVersion: 5.4
dependencies: { '@s/a': 1.0.0_b@2.0.0 }
packages:
  /@s/a/1.0.0_b@2.0.0: { resolution: {}, dependencies: { b: 2.0.0 }, dev: false }
  /b/2.0.0: { resolution: {}, dev: false }
`,
    ],
    [
      'version 6',
      `lockfileVersion: '6.0'
dependencies:
  '@s/a': { specifier: ^1, version: 1.0.0(b@2.0.0) }
packages:
  /@s/a@1.0.0(b@2.0.0): { resolution: {}, dependencies: { b: 2.0.0 }, dev: false }
  /b@2.0.0: { resolution: {}, dev: false }
`,
    ],
  ])('reads %s', (_, text) => {
    const manifest = readWith('pnpm-lock.yaml', text);
    expect(componentLines(manifest)).toEqual([
      '@s/a@1.0.0 runtime direct',
      'b@2.0.0 runtime',
    ]);
    expect(edgeLines(manifest)).toEqual(['@s/a@1.0.0 -> b@2.0.0']);
  });

  it('refuses aliases, which could make a small file huge', () => {
    const text = `lockfileVersion: '9.0'\na: &a [1]\nb: [*a, *a]\n`;
    expect(() => readWith('pnpm-lock.yaml', text)).toThrow(
      'pnpm-lock.yaml: YAML aliases are not accepted',
    );
  });

  it('names a version that it does not know', () => {
    expect(() =>
      readWith('pnpm-lock.yaml', `lockfileVersion: '12.0'\n`),
    ).toThrow("pnpm-lock.yaml: lockfileVersion '12.0' is not known");
  });
});

import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

function lock(packages: object, more: object = {}): string {
  return JSON.stringify({ lockfileVersion: 3, packages, ...more });
}

describe('package-lock.json, versions 2 and 3', () => {
  it('finds a dependency in the nearest node_modules folder', () => {
    const manifest = readWith(
      'package-lock.json',
      lock({
        '': { name: 'app', version: '1.2.3', dependencies: { a: '1', b: '1' } },
        'node_modules/a': { version: '1.0.0', dependencies: { b: '2' } },
        'node_modules/a/node_modules/b': { version: '2.0.0' },
        'node_modules/b': { version: '1.0.0', dependencies: { '@s/c': '*' } },
        'node_modules/@s/c': { version: '3.0.0', dependencies: { b: '*' } },
      }),
    );
    expect(manifest.root).toEqual({ name: 'app', version: '1.2.3' });
    expect(edgeLines(manifest)).toEqual([
      '@s/c@3.0.0 -> b@1.0.0',
      'a@1.0.0 -> b@2.0.0',
      'b@1.0.0 -> @s/c@3.0.0',
    ]);
    expect(componentLines(manifest)).toEqual([
      '@s/c@3.0.0 runtime',
      'a@1.0.0 runtime direct',
      'b@1.0.0 runtime direct',
      'b@2.0.0 runtime',
    ]);
  });

  it('merges copies of one version: runtime wins, edges are united', () => {
    const manifest = readWith(
      'package-lock.json',
      lock({
        '': { devDependencies: { a: '1' }, dependencies: { b: '1' } },
        'node_modules/a': {
          version: '1.0.0',
          dev: true,
          dependencies: { x: '1' },
        },
        'node_modules/a/node_modules/x': {
          version: '1.0.0',
          dev: true,
          dependencies: { y: '1' },
        },
        'node_modules/y': { version: '1.0.0', dev: true },
        'node_modules/b': { version: '1.0.0', dependencies: { x: '1' } },
        'node_modules/b/node_modules/x': {
          version: '1.0.0',
          dependencies: { z: '1' },
        },
        'node_modules/z': { version: '1.0.0' },
      }),
    );
    expect(componentNamed(manifest, 'x').scope).toBe('runtime');
    expect(edgeLines(manifest)).toEqual(
      expect.arrayContaining(['x@1.0.0 -> y@1.0.0', 'x@1.0.0 -> z@1.0.0']),
    );
  });

  it('takes the scope from npm flags', () => {
    const manifest = readWith(
      'package-lock.json',
      lock({
        '': {},
        'node_modules/both': { version: '1.0.0', dev: true, optional: true },
        'node_modules/either': { version: '1.0.0', devOptional: true },
        'node_modules/opt': { version: '1.0.0', optional: true },
        'node_modules/peer': { version: '1.0.0', peer: true },
      }),
    );
    expect(componentLines(manifest).map(l => l.split(' ')[1])).toEqual([
      'development',
      'optional',
      'optional',
      'runtime',
    ]);
  });

  it('counts workspace members as the project and their dependencies as direct', () => {
    const manifest = readWith(
      'package-lock.json',
      lock({
        '': { name: 'root', workspaces: ['packages/*'] },
        'packages/one': {
          name: '@w/one',
          version: '0.1.0',
          dependencies: { '@w/two': '*', a: '1' },
          devDependencies: { t: '1' },
        },
        'packages/two': { name: '@w/two', version: '0.1.0' },
        'node_modules/@w/one': { resolved: 'packages/one', link: true },
        'node_modules/@w/two': { resolved: 'packages/two', link: true },
        'node_modules/a': { version: '1.0.0' },
        'packages/one/node_modules/t': { version: '1.0.0', dev: true },
      }),
    );
    expect(componentLines(manifest)).toEqual([
      'a@1.0.0 runtime direct',
      't@1.0.0 development direct',
    ]);
  });

  it('keeps folders that the project asks for by path, apart from the registry', () => {
    const manifest = readWith(
      'package-lock.json',
      lock({
        '': { dependencies: { local: 'file:libs/local' } },
        'libs/local': { version: '1.0.0', dependencies: { a: '1' } },
        'node_modules/local': { resolved: 'libs/local', link: true },
        'node_modules/a': { version: '1.0.0' },
      }),
    );
    expect(componentNamed(manifest, 'local')).toMatchObject({
      origin: 'file',
      direct: true,
      purl: 'pkg:npm/local@1.0.0?download_url=file:libs%2Flocal',
    });
    expect(componentNamed(manifest, 'local').ecosystem).toBeUndefined();
    expect(edgeLines(manifest)).toEqual(['local@1.0.0 -> a@1.0.0']);
  });

  it('reports an alias under its real name', () => {
    const manifest = readWith(
      'package-lock.json',
      lock({
        '': { dependencies: { short: 'npm:@real/name@^2' } },
        'node_modules/short': { name: '@real/name', version: '2.0.0' },
      }),
    );
    expect(componentNamed(manifest, '@real/name')).toMatchObject({
      purl: 'pkg:npm/%40real/name@2.0.0',
      direct: true,
    });
  });

  it('never keeps credentials of a repository or an address', () => {
    const manifest = readWith(
      'package-lock.json',
      lock({
        '': { dependencies: { u: 'https://me:pw@files.test/u.tgz?token=t0p' } },
        'node_modules/g': {
          version: '1.0.0',
          resolved:
            'git+https://user:secret@git.test/o/g.git#0123456789abcdef0123456789abcdef01234567',
        },
        'node_modules/u': {
          version: '1.0.0',
          resolved: 'https://me:pw@files.test/u.tgz?token=t0p',
        },
      }),
    );
    expect(componentNamed(manifest, 'g')).toMatchObject({
      origin: 'git',
      vcsUrl:
        'git+https://git.test/o/g.git@0123456789abcdef0123456789abcdef01234567',
    });
    expect(componentNamed(manifest, 'u').origin).toBe('url');
    expect(JSON.stringify(manifest)).not.toMatch(/secret|pw|t0p/);
  });

  it('decodes integrity strings and keeps declared licenses', () => {
    const sha512 = Buffer.alloc(64, 1);
    const sha1 = Buffer.alloc(20, 2);
    const manifest = readWith(
      'package-lock.json',
      lock({
        'node_modules/a': {
          version: '1.0.0',
          integrity: `sha512-${sha512.toString('base64')} sha1-${sha1.toString(
            'base64',
          )} sha256-short`,
          license: 'MIT',
        },
      }),
    );
    expect(manifest.components[0]).toMatchObject({
      license: 'MIT',
      hashes: [
        { algorithm: 'SHA-1', value: sha1.toString('hex') },
        { algorithm: 'SHA-512', value: sha512.toString('hex') },
      ],
    });
  });
});

describe('package-lock.json, version 1', () => {
  const text = JSON.stringify({
    name: 'app',
    version: '1.0.0',
    lockfileVersion: 1,
    dependencies: {
      a: {
        version: '1.0.0',
        requires: { b: '^2.0.0' },
        dependencies: { b: { version: '2.0.0' } },
      },
      b: { version: '1.0.0', dev: true },
      c: { version: 'npm:real@3.0.0', optional: true },
    },
  });

  it('takes direct dependencies from package.json', () => {
    const manifest = readWith('package-lock.json', text, {
      'package.json': JSON.stringify({
        dependencies: { a: '1' },
        devDependencies: { b: '1' },
      }),
    });
    expect(componentLines(manifest)).toEqual([
      'a@1.0.0 runtime direct',
      'b@1.0.0 development direct',
      'b@2.0.0 runtime',
      'real@3.0.0 optional',
    ]);
    expect(edgeLines(manifest)).toEqual(['a@1.0.0 -> b@2.0.0']);
    expect(manifest.warnings).toEqual([]);
  });

  it('without package.json, takes what nothing asks for as direct, and says so', () => {
    const manifest = readWith('package-lock.json', text);
    expect(componentNamed(manifest, 'a').direct).toBe(true);
    expect(manifest.warnings).toEqual([
      expect.stringContaining('no package.json'),
    ]);
  });
});

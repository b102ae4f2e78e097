import { readWith } from '../__testUtils__/summary';

const SHA512 = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;

/** What a lock file of npm says of how its packages are fetched. */
function lockOf(entries: Record<string, object>) {
  const packages = Object.entries(entries).map(([name, entry]) => [
    `node_modules/${name}`,
    { version: '1.0.0', integrity: SHA512, ...entry },
  ]);
  return readWith(
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': {}, ...Object.fromEntries(packages) },
    }),
  ).lock!;
}

const at = (host: string, name: string) => ({
  resolved: `https://${host}/${name}/-/${name}-1.0.0.tgz`,
});
const named = (name: string) => ({
  purl: `pkg:npm/${name}@1.0.0`,
  name,
  version: '1.0.0',
});

describe('what a lock file says of how packages are fetched', () => {
  it('names places without credentials, that of most packages first', () => {
    expect(
      lockOf({
        c: at('me:pw@other.test', 'c'),
        a: at('Registry.test', 'a'),
        b: at('registry.test', 'b'),
        g: { resolved: 'git+https://forge.test/o/g.git#0123456789abcdef' },
      }).places,
    ).toEqual([
      {
        place: 'https://registry.test',
        ecosystem: 'npm',
        count: 2,
        byAddress: 0,
        first: [named('a'), named('b')],
      },
      {
        place: 'https://other.test',
        ecosystem: 'npm',
        count: 1,
        byAddress: 0,
        first: [named('c')],
      },
    ]);
  });

  it('tells the ecosystem of what is fetched, of archives of an address as well', () => {
    expect(
      lockOf({
        a: { resolved: 'https://files.test/a.tgz' },
        b: at('registry.test', 'b'),
      }).places,
    ).toMatchObject([
      { place: 'https://files.test', ecosystem: 'npm' },
      { place: 'https://registry.test', ecosystem: 'npm' },
    ]);
  });

  it('tells of names that differ, of hashes, and of scripts', () => {
    const lock = lockOf({
      a: at('registry.test', 'b'),
      c: { hasInstallScript: true },
    });
    expect(lock).toMatchObject({
      misnamed: { count: 1, first: [named('b')] },
      scripted: { count: 1, first: [named('c')] },
      archiveHashes: 2,
    });
    expect(lock).not.toHaveProperty('twiceHashed');
    expect(lock).not.toHaveProperty('weaklyHashed');
  });

  it('says nothing where the file has none of it', () => {
    expect(Object.keys(lockOf({ a: { integrity: undefined } }))).toEqual([
      'locked',
      'hashes',
      'unpinned',
    ]);
  });

  it.each([
    [
      'yarn.lock',
      'a@^1:\n  version "1.0.0"\n  resolved "https://r.test/a/-/a-1.0.0.tgz#"\n',
      '# yarn lockfile v1\n\n',
    ],
  ])('is read from %s', (name, text, head) => {
    const { lock } = readWith(name, head + text);
    expect(lock?.places?.map(({ place }) => place)).toEqual(['https://r.test']);
  });

  it('is read from lock files of Python and Ruby', () => {
    const uv = `version = 1\n\n[[package]]\nname = "own"\nversion = "0.1"\nsource = { virtual = "." }\n\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "https://pypi.test/simple" }\n`;
    expect(readWith('uv.lock', uv).lock?.places).toMatchObject([
      { place: 'https://pypi.test', ecosystem: 'PyPI', count: 1 },
    ]);
    const gems = `GEM\n  remote: https://gems.test/\n  specs:\n    a (1.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  a\n`;
    expect(readWith('Gemfile.lock', gems).lock?.places).toMatchObject([
      { place: 'https://gems.test', count: 1 },
    ]);
  });
});

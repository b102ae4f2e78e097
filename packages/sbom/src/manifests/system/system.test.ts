import { readWith } from '../../__testUtils__/summary';

const STATUS = `Package: libssl3
Status: install ok installed
Architecture: amd64
Source: openssl
Version: 3.0.11-1~deb12u2
Depends: libc6 (>= 2.34)

Package: libc6
Status: install ok installed
Architecture: amd64
Source: glibc
Version: 2.36-9+deb12u4
Description: long
 Package: not-a-package
Provides: libc (= 2.36),
 libc-any

Package: libgcc-s1
Status: install ok installed
Source: gcc-12 (12.2.0-15)
Version: 12.2.0-14
Depends: missing | libc:any, gcc-12-base

Package: gone
Status: deinstall ok config-files
Version: 1.0

Package: broken
Status: install ok installed
`;

describe('the packages that dpkg has installed', () => {
  const release = {
    'etc/os-release':
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
  };
  // Neighbors are asked for relative to the database's folder.
  const read = (path: string, text: string, files: Record<string, string>) =>
    readWith(
      path,
      text,
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          `${'../'.repeat(path.split('/').length - 1)}${name}`,
          content,
        ]),
      ),
    );

  it('are of a release, built from source packages, and need each other', () => {
    const { components, warnings, graph } = read(
      'var/lib/dpkg/status',
      STATUS,
      release,
    );
    expect(graph).toBe('full');
    expect(
      components.map(c => [c.name, c.ecosystem, c.packageName, c.version]),
    ).toEqual([
      ['libc6', 'Debian:12', 'glibc', '2.36-9+deb12u4'],
      ['libgcc-s1', 'Debian:12', 'gcc-12', '12.2.0-15'],
      ['libssl3', 'Debian:12', 'openssl', '3.0.11-1~deb12u2'],
    ]);
    const libc =
      'pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12&upstream=glibc';
    expect(components.map(c => c.dependsOn)).toEqual([[], [libc], [libc]]);
    expect(components[0]).toMatchObject({
      purl: libc,
      scope: 'runtime',
      direct: undefined,
    });
    expect(warnings).toEqual([
      '1 entry has no name or version that could be read, and is not counted',
    ]);
  });

  it('lie in one file each where there is no package manager', () => {
    const { components } = read(
      'var/lib/dpkg/status.d/base',
      'Package: base-files\nVersion: 12.4+deb12u5\nArchitecture: amd64\n',
      release,
    );
    expect(components).toMatchObject([
      { ecosystem: 'Debian:12', packageName: 'base-files' },
    ]);
  });

  it('are of a distribution that their maintainers name, where nothing else does', () => {
    const { components, warnings } = readWith(
      'var/lib/dpkg/status',
      'Package: bash\nStatus: install ok installed\nMaintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>\nVersion: 5.1-6ubuntu1\n',
    );
    expect(components[0].ecosystem).toBe('Ubuntu');
    expect(warnings[0]).toMatch(/^there is no os-release/);
  });

  it('agree with a count by other means', () => {
    const text = Array.from(
      { length: 50 },
      (_, i) =>
        `Package: p${i}\nStatus: install ok ${
          i % 5 === 0 ? 'config-files' : 'installed'
        }\nVersion: ${i}\n`,
    ).join('\n');
    expect(readWith('var/lib/dpkg/status', text).components).toHaveLength(
      text.match(/ok installed$/gm)!.length,
    );
  });

  it('of apk are asked for in its world, and need what others provide', () => {
    const { components } = read(
      'lib/apk/db/installed',
      'C:Q1abc=\nP:libcrypto3\nV:3.1.4-r1\nA:x86_64\no:openssl\nL:Apache-2.0\np:so:libcrypto.so.3=3\n\nP:curl\nV:8.5.0-r0\nD:so:libcrypto.so.3 !old ca-certificates\n\n',
      {
        'etc/os-release': "ID='alpine'\nVERSION_ID=3.18.5\n",
        'etc/apk/world': 'curl>=8\nalpine-base\n',
      },
    );
    expect(components).toMatchObject([
      {
        name: 'curl',
        ecosystem: 'Alpine:v3.18',
        direct: true,
        dependsOn: [
          'pkg:apk/alpine/libcrypto3@3.1.4-r1?arch=x86_64&distro=alpine-3.18.5&upstream=openssl',
        ],
      },
      {
        name: 'libcrypto3',
        packageName: 'openssl',
        license: 'Apache-2.0',
        integrity: 'Q1abc=',
        direct: false,
      },
    ]);
  });

  it('of apk are those of their own distribution, also below usr', () => {
    const wolfi = { 'etc/os-release': 'ID=wolfi\nVERSION_ID=20230201\n' };
    for (const place of ['lib', 'usr/lib']) {
      const { components } = read(
        `${place}/apk/db/installed`,
        'P:openssl\nV:3.1.4-r1\n\n',
        { ...wolfi, 'etc/apk/world': 'openssl\n' },
      );
      expect(components).toMatchObject([{ ecosystem: 'Wolfi', direct: true }]);
    }
  });

  it.each([
    ['var/lib/dpkg/status', 'a line\n'],
    ['var/lib/dpkg/status', 'Status: install ok installed\n'],
    ['lib/apk/db/installed', 'asdf\n'],
    ['lib/apk/db/installed', 'V:1\n'],
  ])('%s is refused: %j', (path, text) => {
    expect(() => readWith(path, text)).toThrow(/a line|names none/);
  });
});

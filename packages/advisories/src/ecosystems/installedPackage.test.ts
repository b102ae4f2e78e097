import { ecosystemsMeet } from './ecosystems';
import { installedPackageOf } from './installedPackage';
import type { NamedPackage } from './purlMatch';

/** A plain purl, as tools write it: the tests are of what its parts mean. */
function parts(text: string): NamedPackage {
  const [, type, path, version, query = ''] =
    /^pkg:([^/]+)\/([^@?]+)(?:@([^?]*))?(?:\?(.*))?$/.exec(text)!;
  const names = path.split('/').map(decodeURIComponent);
  const name = names.pop()!;
  return {
    type,
    namespace: names.join('/') || undefined,
    name,
    version: version && decodeURIComponent(version),
    qualifiers: Object.fromEntries(new URLSearchParams(query)),
  };
}

const line = (purl: string) => {
  const { ecosystem = '-', name, version } = installedPackageOf(parts(purl));
  return [ecosystem, name, version].join(' | ');
};

describe('packages of operating systems, as OSV knows them', () => {
  it.each([
    // Syft
    [
      'pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12&upstream=glibc',
      'Debian:12 | glibc | 2.36-9+deb12u4',
    ],
    [
      'pkg:deb/debian/libgcc-s1@12.2.0-14?arch=amd64&distro=debian-12&upstream=gcc-12%4012.2.0-15',
      'Debian:12 | gcc-12 | 12.2.0-15',
    ],
    [
      'pkg:deb/debian/libacl1@2.3.1-3%2Bb1?distro=debian-12&upstream=acl%402.3.1-3',
      'Debian:12 | acl | 2.3.1-3+b1',
    ],
    ['pkg:deb/debian/bash@5.2?distro=debian-trixie', 'Debian:13 | bash | 5.2'],
    ['pkg:deb/debian/bash@5.2?distro=debian-sid', 'Debian | bash | 5.2'],
    [
      'pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie',
      'Debian:8 | curl | 7.50.3-1',
    ],
    [
      'pkg:deb/ubuntu/libssl3@3.0.2-0ubuntu1.15?distro=ubuntu-22.04&upstream=openssl',
      'Ubuntu:22.04:LTS | openssl | 3.0.2-0ubuntu1.15',
    ],
    [
      'pkg:deb/ubuntu/openssl@1.1.1-1ubuntu2.1~18.04.23%2Besm4?distro=ubuntu-18.04',
      'Ubuntu:Pro:18.04:LTS | openssl | 1.1.1-1ubuntu2.1~18.04.23+esm4',
    ],
    [
      'pkg:deb/ubuntu/bash@5.2?distro=ubuntu-23.10',
      'Ubuntu:23.10 | bash | 5.2',
    ],
    ['pkg:deb/ubuntu/bash@5.2?distro=jammy', 'Ubuntu:22.04:LTS | bash | 5.2'],
    [
      'pkg:apk/alpine/libcrypto3@3.0.8-r0?arch=x86_64&upstream=openssl&distro=alpine-3.17.2',
      'Alpine:v3.17 | openssl | 3.0.8-r0',
    ],
    [
      'pkg:apk/wolfi/libcrypto3@3.1.4-r1?upstream=openssl&distro=wolfi-20230201',
      'Wolfi | openssl | 3.1.4-r1',
    ],
    [
      'pkg:apk/chainguard/bash@5-r0?distro=chainguard-20230214',
      'Chainguard | bash | 5-r0',
    ],
    [
      'pkg:apk/minimos/bash@5-r0?distro=minimos-20241031',
      'MinimOS | bash | 5-r0',
    ],
    [
      'pkg:rpm/redhat/openssl-libs@1.1.1k-9.el8_7?arch=x86_64&epoch=1&upstream=openssl-1.1.1k-9.el8_7.src.rpm&distro=rhel-8.8',
      'Red Hat:enterprise_linux:8 | openssl-libs | 1:1.1.1k-9.el8_7',
    ],
    [
      'pkg:rpm/centos/bash@4.2.46-35.el7_9?distro=centos-7',
      'Red Hat:enterprise_linux:7 | bash | 4.2.46-35.el7_9',
    ],
    [
      'pkg:rpm/almalinux/openssl-libs@3.0.7-24.el9?epoch=1&upstream=openssl-3.0.7-24.el9.src.rpm&distro=almalinux-9.3',
      'AlmaLinux:9 | openssl-libs | 1:3.0.7-24.el9',
    ],
    [
      'pkg:rpm/rocky/perl-Errno@1.28-420.el8?epoch=0&upstream=perl-5.26.3-420.el8.src.rpm&distro=rocky-8.9',
      'Rocky Linux:8 | perl | 5.26.3-420.el8',
    ],
    [
      'pkg:rpm/sles/libopenssl1_1@1.1.1l-150500.15.4?upstream=openssl-1_1-1.1.1l-150500.15.4.src.rpm&distro=sles-15.5',
      'SUSE:Linux Enterprise Server 15 SP5 | openssl-1_1 | 1.1.1l-150500.15.4',
    ],
    [
      'pkg:rpm/opensuse/bash@4.4?distro=opensuse-leap-15.5',
      'openSUSE:Leap 15.5 | bash | 4.4',
    ],
    [
      'pkg:rpm/opensuse-tumbleweed/bash@5?distro=opensuse-tumbleweed-20240101',
      'openSUSE:Tumbleweed | bash | 5',
    ],
    ['pkg:rpm/mageia/bash@5?distro=mageia-9', 'Mageia:9 | bash | 5'],
    [
      'pkg:rpm/openeuler/bash@5?distro=openEuler-22.03',
      'openEuler:22.03 | bash | 5',
    ],
    [
      'pkg:rpm/openeuler/bash@5?distro=openEuler-22.03-LTS-SP2',
      'openEuler:22.03-LTS-SP2 | bash | 5',
    ],
    [
      'pkg:rpm/photon/bash@5-1.ph5?distro=photon-5.0',
      'Photon OS:5.0 | bash | 5-1.ph5',
    ],
    [
      'pkg:rpm/azurelinux/bash@5?distro=azurelinux-3.0',
      'Azure Linux:3 | bash | 5',
    ],
    ['pkg:rpm/mariner/bash@5?distro=mariner-2.0', 'Azure Linux:2 | bash | 5'],
    // Trivy
    [
      'pkg:deb/debian/libgcc1@8.3.0-6?arch=amd64&distro=debian-10.2&epoch=1',
      'Debian:10 | libgcc1 | 1:8.3.0-6',
    ],
    [
      'pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=3.20.3',
      'Alpine:v3.20 | musl | 1.2.5-r0',
    ],
    ['pkg:rpm/alma/bash@4?distro=alma-8.5', 'AlmaLinux:8 | bash | 4'],
    [
      'pkg:rpm/suse/bash@4?distro=suse%20linux%20enterprise%20server-15.3',
      'SUSE:Linux Enterprise Server 15 SP3 | bash | 4',
    ],
    [
      'pkg:rpm/opensuse/bash@4?distro=opensuse.leap-15.1',
      'openSUSE:Leap 15.1 | bash | 4',
    ],
    [
      'pkg:rpm/cbl-mariner/bash@4?distro=cbl-mariner-2.0.20220527',
      'Azure Linux:2 | bash | 4',
    ],
    // cdxgen
    ['pkg:deb/debian/bash@5?distro_name=bookworm', 'Debian:12 | bash | 5'],
    // Distributions without records
    ['pkg:rpm/centos/bash@5?distro=centos-9', '- | bash | 5'],
    ['pkg:rpm/amzn/bash@5?distro=amzn-2', '- | bash | 5'],
    [
      'pkg:rpm/fedora/centerim@4.22.10-1.el6?epoch=1',
      '- | centerim | 1:4.22.10-1.el6',
    ],
    ['pkg:deb/kali/bash@5', '- | bash | 5'],
    // All others
    [
      'pkg:githubactions/Actions/Checkout@v4.1.1',
      'GitHub Actions | actions/checkout | v4.1.1',
    ],
    ['pkg:docker/node@sha256:ab?tag=22', '- | node | 22'],
    [
      'pkg:conan/openssl@3.0.3?user=bincrafters',
      'ConanCenter | openssl | 3.0.3',
    ],
    ['pkg:constructor/a@1', '- | a | 1'],
  ])('%s', (purl, expected) => expect(line(purl)).toBe(expected));
});

describe('records of one release', () => {
  it.each([
    ['Ubuntu:Pro:18.04:LTS', 'Ubuntu:18.04:LTS', true],
    ['Ubuntu:Pro:18.04:LTS', 'Ubuntu:22.04:LTS', false],
    ['Ubuntu:Pro:FIPS-updates:18.04:LTS', 'Ubuntu:18.04:LTS', false],
    ['Red Hat:enterprise_linux:8::baseos', 'Red Hat:enterprise_linux:8', true],
    ['Red Hat:enterprise_linux:9::baseos', 'Red Hat:enterprise_linux:8', false],
    ['Red Hat:rhel_eus:8.6::baseos', 'Red Hat:enterprise_linux:8', false],
    [
      'SUSE:Linux Enterprise Module for Basesystem 15 SP5',
      'SUSE:Linux Enterprise Server 15 SP5',
      true,
    ],
    [
      'SUSE:Linux Enterprise Server 15 SP5-LTSS',
      'SUSE:Linux Enterprise Server 15 SP5',
      true,
    ],
    [
      'SUSE:Linux Enterprise Server 15 SP4',
      'SUSE:Linux Enterprise Server 15 SP5',
      false,
    ],
    [
      'SUSE:Linux Enterprise Server 15',
      'SUSE:Linux Enterprise Server 15 SP5',
      false,
    ],
    [
      'SUSE:Linux Enterprise Micro 5.5',
      'SUSE:Linux Enterprise Server 15 SP5',
      false,
    ],
    ['openEuler:22.03-LTS-SP2', 'openEuler:22.03', true],
    ['openEuler:22.03-LTS', 'openEuler:22.03-LTS-SP2', true],
    ['openEuler:20.03-LTS', 'openEuler:22.03', false],
    ['Alpine:v3.1', 'Alpine:v3.18', false],
    [
      `SUSE:Linux Enterprise ${'1 '.repeat(10_000)}`,
      'SUSE:Linux Enterprise Server 15',
      false,
    ],
  ])('%.60s and %s: %s', (a, b, expected) => {
    expect(ecosystemsMeet(a, b)).toBe(expected);
    expect(ecosystemsMeet(b, a)).toBe(expected);
  });
});

import { compareVersions, VersionError } from '@safety-curtain/advisories';
import { corpusText, hasCorpus } from '@safety-curtain/testing';
import type { Component } from '../model';
import { inventoryOfSbom } from './inventoryOfSbom';
import { readSbom } from './readSbom';

function componentsOf(text: string): Component[] {
  const sbom = readSbom(Buffer.from(text));
  return inventoryOfSbom(sbom, { path: 'bom.json' }).manifests[0].components;
}

const cycloneDx = (components: object[]) =>
  componentsOf(
    JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components }),
  );

describe('what Trivy notes of the source of packages', () => {
  const component = (purl: string, source: Record<string, string>) => ({
    name: 'x',
    purl,
    properties: Object.entries(source).map(([name, value]) => ({
      name: `aquasecurity:trivy:Src${name}`,
      value,
    })),
  });

  it.each([
    [
      'pkg:deb/debian/libssl1.1@1.1.1n-0%2Bdeb11u3?distro=debian-11.4',
      { Name: 'openssl', Version: '1.1.1n', Release: '0+deb11u3' },
      ['Debian:11', 'openssl', '1.1.1n-0+deb11u3'],
    ],
    [
      'pkg:deb/debian/libgcc1@8.3.0-6?distro=debian-10.2&epoch=1',
      { Name: 'gcc-8', Version: '8.3.0', Release: '6' },
      ['Debian:10', 'gcc-8', '8.3.0-6'],
    ],
    [
      'pkg:deb/ubuntu/a@1?distro=ubuntu-22.04',
      { Name: 'b', Version: '2', Release: '3', Epoch: '4' },
      ['Ubuntu:22.04:LTS', 'b', '4:2-3'],
    ],
    [
      'pkg:apk/alpine/libcrypto3@3.3.2-r0?distro=3.20.3',
      { Name: 'openssl', Version: '3.3.2-r0' },
      ['Alpine:v3.20', 'openssl', '3.3.2-r0'],
    ],
    [
      'pkg:rpm/rocky/libssh-config@0.9.6-3.el8?distro=rocky-8.5&epoch=1',
      { Name: 'libssh', Version: '0.9.6', Release: '3.el8' },
      ['Rocky Linux:8', 'libssh', '1:0.9.6-3.el8'],
    ],
    [
      'pkg:rpm/centos/openssl-libs@1.0.2k-16.el7?distro=centos-7.6.1810&epoch=1',
      { Name: 'openssl', Version: '1.0.2k', Release: '16.el7', Epoch: '1' },
      ['Red Hat:enterprise_linux:7', 'openssl-libs', '1:1.0.2k-16.el7'],
    ],
  ])('%s', (purl, source, expected) => {
    const [found] = cycloneDx([component(purl, source)]);
    expect([found.ecosystem, found.packageName, found.version]).toEqual(
      expected,
    );
  });
});

it('is told in SPDX as well', () => {
  const [found] = componentsOf(
    JSON.stringify({
      spdxVersion: 'SPDX-2.3',
      packages: [
        {
          name: 'musl-utils',
          SPDXID: 'SPDXRef-a',
          sourceInfo: 'built package from: musl 1.2.4-r2',
          externalRefs: [
            {
              referenceCategory: 'PACKAGE-MANAGER',
              referenceType: 'purl',
              referenceLocator:
                'pkg:apk/alpine/musl-utils@1.2.4-r2?distro=3.18.5',
            },
          ],
        },
      ],
    }),
  );
  expect(found).toMatchObject({
    name: 'musl-utils',
    packageName: 'musl',
    ecosystem: 'Alpine:v3.18',
  });
});

const REAL = [
  'aquasecurity_trivy__centos-7-cyclonedx.json',
  'DefectDojo_django-DefectDojo__issue_9277.json',
  'aquasecurity_trivy__bom.json',
  'aquasecurity_trivy__fluentd-multiple-lockfiles.cdx.json',
  'DependencyTrack_dependency-track__bom-issue4455.json',
];

(hasCorpus('sbom') ? describe : describe.skip)(
  'real SBOMs of images (skipped where the corpora are absent)',
  () => {
    it.each(REAL)(
      '%s: has releases, and versions that can be ordered',
      name => {
        const text = corpusText('sbom/cyclonedx-json/real', name)!;
        const found = componentsOf(text).filter(({ purl }) =>
          /^pkg:(?:apk|deb|rpm)\//.test(purl),
        );
        expect(found.length).toBeGreaterThan(0);
        for (const { ecosystem = '', version } of found) {
          expect(ecosystem).toMatch(/^(?:Debian|Ubuntu|Alpine|Red Hat):/);
          expect(() =>
            compareVersions(ecosystem, version, version),
          ).not.toThrow(VersionError);
        }
        // Counted by other means: the sources that the document names.
        const sources = new Set(
          [...text.matchAll(/SrcName",\s*"value":\s*"([^"]+)"/g)].map(
            m => m[1],
          ),
        );
        const named = found.filter(({ ecosystem }) => !/^Red/.test(ecosystem!));
        const unknown = named.filter(c => !sources.has(c.packageName));
        expect(unknown.map(c => c.purl)).toEqual([]);
      },
    );
  },
);

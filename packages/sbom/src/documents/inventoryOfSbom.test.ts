import fc from 'fast-check';
import { byCodeUnit, compareHashes } from '../graph/graphBuilder';
import type { Component, Inventory } from '../model';
import { formatPurl } from '../purl';
import {
  manifestOf,
  meta,
  npmComponent,
} from '../__testUtils__/sampleInventory';
import { writeCycloneDx } from './cycloneDx';
import { inventoryOfSbom } from './inventoryOfSbom';
import { readSbom } from './readSbom';
import { writeSpdx } from './spdx';

function componentsOf(document: unknown): Component[] {
  const sbom = readSbom(Buffer.from(JSON.stringify(document)));
  return inventoryOfSbom(sbom, { path: 'bom.json' }).manifests[0].components;
}

function cycloneDx(fields: object): Component[] {
  return componentsOf({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    ...fields,
  });
}

const hash = fc
  .constantFrom(
    ['MD5', 32] as const,
    ['SHA-1', 40] as const,
    ['SHA-512', 128] as const,
  )
  .chain(([algorithm, length]) =>
    fc
      .string({
        unit: fc.constantFrom(...'0123456789abcdef'),
        minLength: length,
        maxLength: length,
      })
      .map(value => ({ algorithm, value })),
  );

const word = fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/);
const scope = fc.constantFrom(
  'runtime' as const,
  'development' as const,
  'optional' as const,
);
const license = fc.constantFrom(
  undefined,
  'MIT',
  'MIT OR Apache-2.0',
  'SEE LICENSE IN LICENSE',
  'GNU GPL, v2',
);

const component: fc.Arbitrary<Component> = fc
  .record({
    kind: fc.constantFrom('npm', 'scoped', 'pypi', 'maven', 'golang', 'git'),
    name: word,
    version: fc.stringMatching(/^[1-9]\.[0-9]{1,2}(?:-[a-z]{1,3})?$/),
    scope,
    direct: fc.boolean(),
    license,
    hashes: fc.uniqueArray(hash, { maxLength: 3, selector: h => h.value }),
  })
  .map(({ kind, name, version, ...rest }) => ({
    ...described(kind, name, version),
    scope: rest.scope,
    direct: rest.direct,
    hashes: rest.hashes.sort(compareHashes),
    ...(rest.license && { license: rest.license }),
    dependsOn: [],
  }));

/** What readers of lock files say of a package. */
function described(kind: string, name: string, version: string) {
  const common = { name, version, packageName: name };
  const registry = { ...common, origin: 'registry' as const };
  switch (kind) {
    case 'scoped':
      return {
        ...npmComponent(`@s/${name}`, version),
      };
    case 'pypi':
      return {
        ...registry,
        purl: `pkg:pypi/${name.replace(/_/g, '-')}@${version}`,
        ecosystem: 'PyPI' as const,
        packageName: name.replace(/[-_.]+/g, '-'),
      };
    case 'maven':
      return {
        ...registry,
        name: `org.${name}:${name}`,
        packageName: `org.${name}:${name}`,
        purl: `pkg:maven/org.${name}/${name}@${version}`,
        ecosystem: 'Maven' as const,
      };
    case 'golang':
      return {
        ...registry,
        name: `host.test/${name}`,
        packageName: `host.test/${name}`,
        purl: `pkg:golang/host.test/${name}@v${version}`,
        ecosystem: 'Go' as const,
      };
    case 'git':
      return {
        ...common,
        purl: `pkg:npm/${name}@${version}?vcs_url=git%2Bssh:%2F%2Fgit%40git.test%2Fo%2F${name}.git`,
        origin: 'git' as const,
        vcsUrl: `git+ssh://git@git.test/o/${name}.git`,
      };
    default:
      return npmComponent(name, version);
  }
}

const inventory: fc.Arbitrary<Inventory> = fc
  .uniqueArray(component, { minLength: 1, maxLength: 8, selector: c => c.purl })
  .chain(components =>
    fc
      .array(
        fc.tuple(fc.nat(components.length - 1), fc.nat(components.length - 1)),
      )
      .map(edges => {
        for (const [from, to] of edges) {
          const { dependsOn } = components[from];
          const { purl } = components[to];
          if (from !== to && !dependsOn.includes(purl)) {
            dependsOn.push(purl);
            dependsOn.sort(byCodeUnit);
          }
        }
        components.sort((a, b) => byCodeUnit(a.purl, b.purl));
        return {
          subject: { name: 'shop', version: '1.0.0' },
          manifests: [manifestOf('package-lock.json', components)],
        };
      }),
  );

describe('inventoryOfSbom', () => {
  it('gives back what writeCycloneDx wrote', () => {
    fc.assert(
      fc.property(inventory, original => {
        const sbom = readSbom(Buffer.from(writeCycloneDx(original, meta)));
        const read = inventoryOfSbom(sbom, { path: 'bom.json' });
        expect(read.subject).toEqual(original.subject);
        expect(read.manifests[0].components).toEqual(
          original.manifests[0].components,
        );
        expect(read.manifests[0].warnings).toEqual([]);
      }),
    );
  });

  it('gives back what writeSpdx wrote', () => {
    fc.assert(
      fc.property(inventory, original => {
        const sbom = readSbom(Buffer.from(writeSpdx(original, meta)));
        const read = inventoryOfSbom(sbom, { path: 'bom.json' });
        expect(read.manifests[0].components).toEqual(
          original.manifests[0].components,
        );
      }),
    );
  });

  it.each([
    ['download_url', 'https://u:p@h.test/a.tgz', 'https://h.test/a.tgz'],
    [
      'download_url',
      'https://h.test/a.tgz?id=1&private_token=x&v=2',
      'https://h.test/a.tgz?id=1&private_token=***&v=2',
    ],
    ['vcs_url', 'git+https://u:p@h.test/a@1f', 'git+https://h.test/a@1f'],
    ['vcs_url', 'git+ssh://git@h.test/a@1f', 'git+ssh://git@h.test/a@1f'],
    [
      'download_url',
      'https://h.test/a;jwt=x/b?AWSAccessKeyId=x#access_token=x&a=1',
      'https://h.test/a;jwt=***/b?AWSAccessKeyId=***#access_token=***&a=1',
    ],
    ['repository_url', 'u:p@h.test/a', 'h.test/a'],
    ['repository_url', 'h.test/a', 'h.test/a'],
    ['upstream', 'curl@7', 'curl@7'],
  ])('keeps no credentials of %s: %s', (key, value, kept) => {
    const purl = (text: string) =>
      formatPurl({
        type: 'npm',
        name: 'a',
        version: '1',
        qualifiers: { [key]: text },
      });
    const sbom = readSbom(
      Buffer.from(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: [{ type: 'library', name: 'a', purl: purl(value) }],
        }),
      ),
    );
    const { manifests } = inventoryOfSbom(sbom, { path: 'bom.json' });
    expect(manifests[0].components[0].purl).toBe(purl(kept));
  });

  it.each([
    ['pkg:npm/%40s/a@1.0.0', 'npm', '@s/a', '1.0.0'],
    ['pkg:pypi/Flask_Login@1.0', 'PyPI', 'flask-login', '1.0'],
    ['pkg:maven/org.a/b@1?type=jar', 'Maven', 'org.a:b', '1'],
    ['pkg:golang/host.test/a/b@v1.2.0', 'Go', 'host.test/a/b', '1.2.0'],
    ['pkg:golang/std@1.22.1', 'Go', 'stdlib', '1.22.1'],
    ['pkg:cargo/serde@1.0.0', 'crates.io', 'serde', '1.0.0'],
    ['pkg:gem/rails@7.0.0', 'RubyGems', 'rails', '7.0.0'],
    ['pkg:npm/a@1?vcs_url=git%2Bhttps:%2F%2Fg.test%2Fa', 'npm', 'a', '1'],
    ['pkg:golang/std@go1.20.1', 'Go', 'stdlib', '1.20.1'],
    ['pkg:gem/nokogiri@1.15.0-x86_64-linux', 'RubyGems', 'nokogiri', '1.15.0'],
    ['pkg:gem/a@1.0-java', 'RubyGems', 'a', '1.0'],
    ['pkg:gem/a@1.0.pre-arm64-darwin-22', 'RubyGems', 'a', '1.0.pre'],
    ['pkg:gem/a@1.0-rc1', 'RubyGems', 'a', '1.0-rc1'],
    ['pkg:nuget/A.B@1', 'NuGet', 'A.B', '1'],
    ['pkg:composer/a/b@1', 'Packagist', 'a/b', '1'],
    ['pkg:deb/debian/curl@7.1', 'Debian', 'curl', '7.1'],
    ['pkg:deb/debian/curl@7.1?distro=debian-12', 'Debian:12', 'curl', '7.1'],
    ['pkg:deb/debian/libcurl4@7?upstream=curl', 'Debian', 'curl', '7'],
    ['pkg:apk/alpine/a@1?distro=alpine-3.18.4', 'Alpine:v3.18', 'a', '1'],
    ['pkg:rpm/rocky/a@1?distro=rocky-9.2', 'Rocky Linux:9', 'a', '1'],
    ['pkg:docker/a@1', undefined, 'a', '1'],
  ])('knows %s as OSV does', (purl, ecosystem, packageName, version) => {
    const [found] = cycloneDx({ components: [{ name: 'x', purl }] });
    expect(found).toMatchObject({ packageName, version });
    expect(found.ecosystem).toBe(ecosystem);
  });

  it('has the purl that a lock file reader would give', () => {
    const [found] = cycloneDx({
      components: [{ name: 'b', purl: 'pkg:maven/org.a/b@1?type=jar' }],
    });
    expect(found.purl).toBe('pkg:maven/org.a/b@1');
    const [named] = cycloneDx({
      components: [{ name: 'a', version: '1.0.0', purl: 'pkg:npm/a' }],
    });
    expect(named).toMatchObject({ purl: 'pkg:npm/a@1.0.0', version: '1.0.0' });
  });

  it('counts components whose version no advisory can be asked about', () => {
    const purls = [
      'pkg:npm/exact@2.0.0',
      'pkg:npm/none',
      'pkg:npm/range@%5E2.0.0',
      'pkg:npm/tag@latest',
      'pkg:npm/unknown@UNKNOWN',
      'pkg:pypi/range@%3E%3D3',
      'pkg:githubactions/tj-actions/changed-files@45.*.*',
      'pkg:githubactions/actions/checkout@main',
      'pkg:docker/base',
    ];
    const sbom = readSbom(
      Buffer.from(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: purls.map(purl => ({ name: 'any', purl })),
        }),
      ),
    );
    const [manifest] = inventoryOfSbom(sbom, { path: 'bom.json' }).manifests;
    expect(manifest.unresolved).toEqual({
      count: 5,
      first: [
        'none@',
        'range@^2.0.0',
        'tag@latest',
        'unknown@UNKNOWN',
        'any@>=3',
      ],
      poms: [],
    });
    expect(manifest.components.map(({ version }) => version)).toContain('45');
  });

  it('keeps components without a valid purl, and says so', () => {
    const sbom = readSbom(
      Buffer.from(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: [
            { group: 'acme', name: 'lib c', version: '1.0' },
            { name: 'b', purl: 'nonsense' },
            { name: '/' },
            { name: 'x'.repeat(10_000) },
          ],
        }),
      ),
    );
    const [manifest] = inventoryOfSbom(sbom, { path: 'bom.json' }).manifests;
    expect(manifest.components.map(c => c.purl)).toEqual([
      'pkg:generic/acme/lib%20c@1.0',
      'pkg:generic/b',
      expect.stringMatching(/^pkg:generic\/unnamed-[0-9a-f]{16}$/),
      expect.stringMatching(/^pkg:generic\/unnamed-[0-9a-f]{16}$/),
    ]);
    expect(manifest.warnings).toContain(
      "4 components have no valid package URL, the first is components[0] 'lib c': advisories cannot be matched with them",
    );
  });

  const named = (...names: string[]) =>
    names.map(name => ({ 'bom-ref': name, name, purl: `pkg:npm/${name}@1` }));
  const direct = (components: Component[]) =>
    components
      .filter(c => c.direct !== false)
      .map(c => {
        return c.direct ? c.name : `perhaps ${c.name}`;
      });

  it('takes for direct what the subject depends on', () => {
    const metadata = { component: { 'bom-ref': 's', name: 'shop' } };
    const components = named('a', 'b');
    const graph = [
      { ref: 's', dependsOn: ['a'] },
      { ref: 'a', dependsOn: ['b'] },
    ];
    const read = (dependencies?: object[]) =>
      direct(cycloneDx({ metadata, components, dependencies }));
    expect(read(graph)).toEqual(['a']);
    expect(read(graph.slice(1))).toEqual(['a', 'perhaps b']);
    expect(read()).toEqual(['perhaps a', 'perhaps b']);
  });

  it('takes scopes as they are stated, and the subject for no component', () => {
    const components = cycloneDx({
      metadata: { component: { 'bom-ref': 'a', name: 'a' } },
      components: [
        ...named('a', 'b'),
        { name: 'c', scope: 'excluded' },
        { name: 'd', scope: 'optional' },
      ],
    });
    expect(components.map(c => `${c.name} ${c.scope}`).sort()).toEqual([
      'b runtime',
      'c development',
      'd optional',
    ]);
  });

  it('unites components of one purl and names refs that are not there', () => {
    const sbom = readSbom(
      Buffer.from(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: [
            { 'bom-ref': '1', name: 'a', purl: 'pkg:npm/a@1' },
            { 'bom-ref': '2', name: 'a', purl: 'pkg:npm/a@1' },
            { 'bom-ref': '3', name: 'b', purl: 'pkg:npm/b@1' },
          ],
          dependencies: [{ ref: '2', dependsOn: ['3', 'gone'] }],
        }),
      ),
    );
    const [manifest] = inventoryOfSbom(sbom, { path: 'bom.json' }).manifests;
    expect(manifest.components.map(c => c.dependsOn)).toEqual([
      ['pkg:npm/b@1'],
      [],
    ]);
    expect(manifest.warnings).toEqual([
      "dependencies name 1 refs that no component has, the first is 'gone'",
    ]);
  });

  it('names components that no advisories are matched with, and shared refs', () => {
    const sbom = readSbom(
      Buffer.from(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: [
            { 'bom-ref': 'r', name: 'a', purl: 'pkg:docker/a@1' },
            { 'bom-ref': 'r', name: 'b', purl: 'pkg:docker/b@1' },
            { 'bom-ref': 's', name: 'c', purl: 'pkg:conda/c@1' },
            { 'bom-ref': 't', name: 'd', purl: 'pkg:npm/d@1' },
          ],
        }),
      ),
    );
    const [manifest] = inventoryOfSbom(sbom, { path: 'bom.json' }).manifests;
    expect(manifest.components).toHaveLength(4);
    expect(manifest.warnings).toEqual([
      '3 components are of types that no advisories are matched with: 1 of conda, 2 of docker',
      "1 refs are those of several components, the first is ref 'r': dependencies count for the first component of a ref",
    ]);
  });

  it('reads a component of very many hashes in no time', () => {
    const hashes = Array.from({ length: 100_000 }, (_, i) => ({
      alg: 'MD5',
      content: i.toString(16).padStart(32, '0'),
    }));
    const components = [1, 2].map(ref => ({
      'bom-ref': String(ref),
      name: 'a',
      purl: 'pkg:npm/a@1',
      hashes,
    }));
    expect(cycloneDx({ components })[0].hashes).toHaveLength(100_000);
  });

  it('takes several licenses to hold at once, and concluded ones where none is declared', () => {
    const licenseFrom = (...licenses: object[]) =>
      cycloneDx({ components: [{ name: 'a', licenses }] })[0].license;
    const mit = { license: { id: 'MIT' } };
    expect(licenseFrom(mit, { license: { name: 'Own' } })).toBe('MIT AND Own');
    expect(licenseFrom(mit, { expression: 'ISC OR 0BSD' })).toBe(
      'MIT AND (ISC OR 0BSD)',
    );
    const concluded = { license: { id: 'ISC', acknowledgement: 'concluded' } };
    expect(licenseFrom(mit, concluded)).toBe('MIT');
    expect(licenseFrom(concluded)).toBe('ISC');
  });
});

import fc from 'fast-check';
import { SbomError } from '../errors';
import {
  corpusBytes,
  corpusText,
  hasCorpus,
  thrownBy,
} from '@safety-curtain/testing';
import { isPurl, parsePurl } from '../purl';
import { inventoryOfSbom } from './inventoryOfSbom';
import { scoreSbom } from './quality';
import { readSbom } from './readSbom';
import type { Sbom, SbomComponent } from './sbom';

interface Line {
  file: string;
  format: string;
  group: string;
  facts: {
    components_all?: number;
    components?: string[][];
    purls: string[];
    dependency_nodes?: number;
    dependency_edges?: number;
    licences?: Record<string, number>;
    packages?: number;
    vulnerabilities?: number;
  };
}

const upTo = (prefix: string, versions: string[], name: string, ext: string) =>
  versions.map(
    version => `${prefix}/${version}/invalid/${name}-${version}.${ext}`,
  );

/** Documents with components that nothing names, or dependencies without a ref, which are left out. */
const MALFORMED: ReadonlySet<string> = new Set([
  ...upTo(
    'cyclonedx-json',
    ['1.2', '1.3', '1.4', '1.6', '1.7'],
    'invalid-dependency',
    'json',
  ),
  ...upTo(
    'cyclonedx-json',
    ['1.4', '1.5', '1.6', '1.7'],
    'invalid-empty-component',
    'json',
  ),
  ...upTo(
    'cyclonedx-xml',
    ['1.3', '1.4', '1.5', '1.6'],
    'invalid-dependency',
    'xml',
  ),
  ...upTo(
    'cyclonedx-xml',
    ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'],
    'invalid-empty-component',
    'xml',
  ),
  'cyclonedx-json/real/CycloneDX_specification__skip_invalid-empty-component-1.2.json',
  'cyclonedx-xml/real/google_osv-scanner__bad-purls.cdx.xml',
  'spdx-json/x/invalid/invalid-spdx-identifier-spdx.json',
  'spdx-json/real/anchore_syft__TestSPDX22JSONRequredProperties.json',
  'spdx-json/real/anchore_syft__example7-third-party-modules.spdx.json',
  'spdx-json/real/guacsec_guac__go-spdx-multi-arch_2.json',
  'spdx-json/real/spdx_tools-golang__spdx2_2_null_package.json',
  'spdx-json/real/spdx_tools-golang__spdx2_3_null_package.json',
]);

/** Invalid documents whose root element is in no CycloneDX namespace. */
const FOREIGN: ReadonlySet<string> = new Set(
  upTo('cyclonedx-xml', ['1.1', '1.2', '1.7'], 'invalid-namespace', 'xml'),
);

const present = hasCorpus('sbom');
const lines: Line[] = present
  ? corpusText('sbom', 'index.ndjson')!
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  : [];

const READ = ['cyclonedx-json', 'cyclonedx-xml', 'spdx-json', 'spdx-tagvalue'];

/** The index counts nothing in it. */
const UTF16_TAG_VALUE =
  'spdx-utf16/real/spdx_tools-python__SPDXTagExample-UTF-16.spdx';

function isRead({ format, file }: Line): boolean {
  return READ.includes(format) && !FOREIGN.has(file);
}

function licenseCount(components: SbomComponent[]): number {
  return sum(
    components.map(c => c.licenses.length + c.concludedLicenses.length),
  );
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** The index's facts, counted from what was read. */
function factsOf(sbom: Sbom, { format, facts }: Line): Line['facts'] {
  const { subject, components, dependencies } = sbom;
  const all = [...new Set([...components, ...(subject ? [subject] : [])])];
  const counted = format.startsWith('spdx') ? all : components;
  const purls = counted.flatMap(c => c.purl ?? []);
  const subjectPurl = subject?.purl;
  return {
    ...(facts.components_all !== undefined && {
      components_all: components.length,
    }),
    ...(facts.licences !== undefined && {
      licences: { all: licenseCount(components) },
    }),
    ...(facts.packages !== undefined && { packages: counted.length }),
    // The index counts the subject's purl in some formats and not in others.
    purls: [...new Set(purls)].filter(purl => purl !== subjectPurl).sort(),
    ...(facts.dependency_nodes !== undefined && {
      dependency_nodes: dependencies.length,
      dependency_edges: sum(dependencies.map(d => d.dependsOn.length)),
    }),
    ...(facts.vulnerabilities !== undefined && {
      vulnerabilities: sbom.vulnerabilities.length,
    }),
  };
}

function expectedFacts(sbom: Sbom, { facts }: Line): Line['facts'] {
  const { components_all, licences, packages } = facts;
  const { dependency_nodes, dependency_edges } = facts;
  return {
    ...(components_all !== undefined && {
      components_all,
    }),
    ...(licences !== undefined && {
      licences: { all: sum(Object.values(licences)) },
    }),
    ...(packages !== undefined && { packages }),
    purls: [...new Set(facts.purls)]
      .filter(purl => purl !== sbom.subject?.purl)
      .sort(),
    ...(dependency_nodes !== undefined && {
      dependency_nodes,
      dependency_edges,
    }),
    ...(facts.vulnerabilities !== undefined && {
      vulnerabilities: facts.vulnerabilities,
    }),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

(present ? describe : describe.skip)(
  'readSbom over the corpus (skipped where it is absent)',
  () => {
    it.each(lines.filter(isRead).map(line => [line.file, line] as const))(
      '%s: finds what a plain count finds',
      (file, line) => {
        const sbom = readSbom(corpusBytes('sbom', file)!);
        const matches = isSame(factsOf(sbom, line), expectedFacts(sbom, line));
        expect(matches).toBe(!MALFORMED.has(file));
        expect(matches || sbom.warnings.length > 0).toBe(true);
      },
    );

    it.each(
      lines
        .filter(line => isRead(line) && !MALFORMED.has(line.file))
        // Only where the index has a name for each component.
        .filter(
          ({ facts }) => facts.components?.length === facts.components_all,
        )
        .filter(({ facts }) => facts.components !== undefined)
        .map(line => [line.file, line] as const),
    )('%s: has its names and versions', (file, { facts }) => {
      const { components } = readSbom(corpusBytes('sbom', file)!);
      const found = components.map(c => [c.group ?? '', c.name, c.version]);
      expect(found.map(String).sort()).toEqual(
        facts.components!.map(String).sort(),
      );
    });

    it.each(lines.filter(isRead).map(line => line.file))(
      '%s: becomes an inventory of all its components',
      file => {
        const sbom = readSbom(corpusBytes('sbom', file)!);
        const [manifest] = inventoryOfSbom(sbom, { path: 'sbom' }).manifests;
        const purls = new Set(manifest.components.map(c => c.purl));
        expect(purls.size).toBe(manifest.components.length);
        for (const { purl } of sbom.components) {
          const parsed = purl && isPurl(purl) ? parsePurl(purl) : undefined;
          const known = manifest.components.some(
            c => parsed === undefined || parsePurl(c.purl).name === parsed.name,
          );
          expect(known).toBe(true);
        }
        const { score, checks } = scoreSbom(sbom);
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(
          true,
        );
        expect(checks.every(({ passed, of }) => passed <= of)).toBe(true);
      },
    );

    it('reads a tag-value document in UTF-16', () => {
      const { components } = readSbom(corpusBytes('sbom', UTF16_TAG_VALUE)!);
      expect(components.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['Jena', 'Saxon']),
      );
    });

    it.each(
      lines
        .filter(line => !isRead(line) && line.file !== UTF16_TAG_VALUE)
        .map(line => line.file),
    )('%s: is refused politely', file => {
      expect(() => readSbom(corpusBytes('sbom', file)!)).toThrow(SbomError);
    });
  },
);

describe('readSbom', () => {
  const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));

  it.each([
    ['<?xml version="1.0"?><bom xmlns="x"/>', /XML is not a CycloneDX/],
    ['<rdf:RDF/>', /SPDX RDF/],
    ['SPDXVersion: SPDX-2.1\n', /'SPDX-2.1' is not supported/],
    ['SPDXVersion: SPDX-2.3\n\nwhat is this', /tag-value, at line 3/],
    ['spdxVersion: SPDX-2.3\n', /YAML/],
    ['{"@context":"x","@graph":[]}', /SPDX 3/],
    ['{"bomFormat":"CycloneDX","specVersion":"9.9"}', /'9.9' is not supported/],
    ['{"spdxVersion":"SPDX-2.1"}', /'SPDX-2.1' is not supported/],
    ['[]', /not a JSON object/],
    ['{}', /neither/],
    ['', /empty/],
    ['\ufffe', /CycloneDX|UTF|JSON/],
  ])('refuses %j and says why', (text, reason) => {
    expect(() => readSbom(Buffer.from(text))).toThrow(SbomError);
    expect(() => readSbom(Buffer.from(text))).toThrow(reason);
  });

  it('reads UTF-16, with a byte order mark and without', () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-16"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4">' +
      '<components><component><name>ä</name></component></components></bom>';
    for (const text of [`\ufeff${xml}`, xml]) {
      const utf16 = Buffer.from(text, 'utf16le');
      expect(readSbom(utf16).components).toMatchObject([{ name: 'ä' }]);
      expect(readSbom(utf16.swap16()).components).toMatchObject([
        { name: 'ä' },
      ]);
    }
  });

  it('names hashes and scopes that are none', () => {
    const { components, warnings } = readSbom(
      bytes({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [
          {
            name: 'a',
            scope: 'needed',
            hashes: [
              { alg: 'SHA-1', content: 'not hexadecimal' },
              { alg: 'BLAKE3', content: 'ab' },
            ],
          },
        ],
      }),
    );
    expect(components).toMatchObject([{ name: 'a', hashes: [] }]);
    expect(warnings).toEqual([
      'components[0].scope is none of required, optional, excluded',
      'components[0].hashes[0].content is no SHA-1 hash in hexadecimal',
    ]);
  });

  it('reads what GitHub wraps, and a purl that is named by URI', () => {
    const sbom = {
      spdxVersion: 'SPDX-2.3',
      packages: [
        {
          SPDXID: 'SPDXRef-a',
          name: 'a',
          externalRefs: [
            {
              referenceType: 'http://spdx.org/rdf/references/purl',
              referenceLocator: 'pkg:npm/a@1',
            },
          ],
        },
      ],
    };
    for (const document of [sbom, { sbom }]) {
      expect(readSbom(bytes(document)).components).toMatchObject([
        { name: 'a', purl: 'pkg:npm/a@1' },
      ]);
    }
  });

  it('refuses bytes that are not in their encoding', () => {
    expect(() => readSbom(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow(/UTF-8/);
    const half = Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d]);
    expect(() => readSbom(half)).toThrow(/UTF-16/);
  });

  it('reads nested components in document order, however deep', () => {
    let nested: object = { name: 'n99' };
    for (let i = 98; i >= 0; i--) {
      nested = { name: `n${i}`, components: [nested] };
    }
    const { components } = readSbom(
      bytes({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [nested, { name: 'last' }],
      }),
    );
    expect(components.map(c => c.name)).toEqual([
      ...Array.from({ length: 100 }, (_, i) => `n${i}`),
      'last',
    ]);
  });

  it('turns reversed SPDX relationships round', () => {
    const { dependencies } = readSbom(
      bytes({
        spdxVersion: 'SPDX-2.3',
        packages: [
          { name: 'a', SPDXID: 'a' },
          { name: 'b', SPDXID: 'b' },
        ],
        relationships: [
          {
            spdxElementId: 'b',
            relationshipType: 'DEPENDENCY_OF',
            relatedSpdxElement: 'a',
          },
        ],
      }),
    );
    expect(dependencies).toEqual([{ ref: 'a', dependsOn: ['b'] }]);
  });

  it.each([
    ['{"bomFormat":"CycloneDX",\n "specVersion": }', 'line 2, column 17'],
    ['{"bomFormat":"CycloneDX"', 'ends too early'],
    ['<bom>\n<a>\n</bom>', 'line 3'],
    ['SPDXVersion: SPDX-2.3\nRelationship: a b', 'line 2: Relationship'],
    ['SPDXVersion: SPDX-2.3\n\nA: <text>b', 'line 3: <text> has no end'],
    [
      '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"a","components":{}}]}',
      'components[0].components is not a list',
    ],
    ['{"spdxVersion":"SPDX-2.3","packages":{}}', 'packages is not a list'],
  ])('says where %j is wrong', (text, place) => {
    expect(() => readSbom(Buffer.from(text))).toThrow(SbomError);
    expect(() => readSbom(Buffer.from(text))).toThrow(place);
  });

  it('leaves out malformed parts and says where they stood', () => {
    const { components, warnings } = readSbom(
      bytes({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [
          { name: 'a', version: 1, purl: 'pkg:npm' },
          { name: 'b', components: [{ name: 'c', hashes: 'none' }, 7] },
          { purl: 'pkg:npm/d@1.0.0' },
        ],
      }),
    );
    expect(components.map(c => c.name)).toEqual(['a', 'b', 'c', 'd']);
    expect(warnings).toEqual([
      'components[0].purl is not a valid package URL',
      'components[0].version is not a string',
      'components[1].components[1] is not an object',
      'components[1].components[0].hashes is not a list',
      'components[2].name is missing',
    ]);
  });

  it('reads the same from XML as from JSON, whatever the prefix', () => {
    const json = readSbom(
      bytes({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
        metadata: {
          timestamp: '2025-06-01T12:00:00Z',
          authors: [{ name: 'Ann' }],
          supplier: { name: 'Shops' },
          tools: [{ name: 'tool', version: '1' }],
          component: { type: 'application', 'bom-ref': 's', name: 'shop' },
        },
        components: [
          {
            type: 'library',
            'bom-ref': 'a',
            group: '@s',
            name: 'a & b',
            version: '1.10',
            scope: 'excluded',
            supplier: { name: 'Makers' },
            copyright: '(c)',
            purl: 'pkg:npm/%40s/a@1.10',
            cpe: 'cpe:2.3:a:s:a:1.10:*:*:*:*:*:*:*',
            licenses: [
              { license: { id: 'MIT', acknowledgement: 'declared' } },
              { license: { name: 'Own', acknowledgement: 'concluded' } },
            ],
            hashes: [{ alg: 'SHA-1', content: 'ab'.repeat(20) }],
            externalReferences: [
              { type: 'vcs', url: 'https://git.test/a' },
              { type: 'website', url: 'https://a.test' },
            ],
          },
        ],
        dependencies: [{ ref: 's', dependsOn: ['a'] }],
        vulnerabilities: [
          {
            id: 'CVE-2025-1',
            source: { name: 'NVD' },
            analysis: {
              state: 'not_affected',
              justification: 'code_not_reachable',
              response: ['will_not_fix'],
              detail: 'never called',
            },
            affects: [{ ref: 'a' }],
          },
        ],
      }),
    );
    const xml = `<?xml version="1.0"?>
      <c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.6" xmlns:x="urn:x"
        serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="1">
        <c:metadata>
          <c:timestamp>2025-06-01T12:00:00Z</c:timestamp>
          <c:tools><c:tool><c:name>tool</c:name><c:version>1</c:version></c:tool></c:tools>
          <c:authors><c:author><c:name>Ann</c:name></c:author></c:authors>
          <c:component type="application" bom-ref="s"><c:name>shop</c:name></c:component>
          <c:supplier><c:name>Shops</c:name></c:supplier>
        </c:metadata>
        <c:components><c:component type="library" bom-ref="a">
          <x:name>not this</x:name>
          <c:supplier><c:name>Makers</c:name></c:supplier>
          <c:group>@s</c:group><c:name>a &amp; b</c:name><c:version>1.10</c:version>
          <c:scope>excluded</c:scope>
          <c:hashes><c:hash alg="SHA-1">${'ab'.repeat(20)}</c:hash></c:hashes>
          <c:licenses>
            <c:license acknowledgement="declared"><c:id>MIT</c:id></c:license>
            <c:license acknowledgement="concluded"><c:name>Own</c:name></c:license>
          </c:licenses>
          <c:copyright>(c)</c:copyright>
          <c:cpe>cpe:2.3:a:s:a:1.10:*:*:*:*:*:*:*</c:cpe>
          <c:purl>pkg:npm/%40s/a@1.10</c:purl>
          <c:externalReferences>
            <c:reference type="vcs"><c:url>https://git.test/a</c:url></c:reference>
            <c:reference type="website"><c:url>https://a.test</c:url></c:reference>
          </c:externalReferences>
        </c:component></c:components>
        <c:dependencies><c:dependency ref="s"><c:dependency ref="a"/></c:dependency></c:dependencies>
        <c:vulnerabilities><c:vulnerability>
          <c:id>CVE-2025-1</c:id><c:source><c:name>NVD</c:name></c:source>
          <c:analysis>
            <c:state>not_affected</c:state><c:justification>code_not_reachable</c:justification>
            <c:responses><c:response>will_not_fix</c:response></c:responses>
            <c:detail>never called</c:detail>
          </c:analysis>
          <c:affects><c:target><c:ref>a</c:ref></c:target></c:affects>
        </c:vulnerability></c:vulnerabilities>
      </c:bom>`;
    expect(readSbom(Buffer.from(xml))).toEqual({ ...json, encoding: 'xml' });
    expect(json.warnings).toEqual([]);
    expect(json.vulnerabilities[0].analysis?.responses).toEqual([
      'will_not_fix',
    ]);
    expect(json.components[0]).toMatchObject({
      supplier: 'Makers',
      licenses: ['MIT'],
      concludedLicenses: ['Own'],
      website: 'https://a.test',
    });
  });

  it('reads the same from SPDX tag-value as from JSON', () => {
    const json = readSbom(
      bytes({
        spdxVersion: 'SPDX-2.3',
        name: 'doc',
        documentNamespace: 'https://doc.test/1',
        creationInfo: {
          created: '2025-06-01T12:00:00Z',
          creators: ['Tool: maker-1.0', 'Organization: Shops (a@b.test)'],
        },
        packages: [
          {
            name: 'a',
            SPDXID: 'SPDXRef-a',
            versionInfo: '1.0',
            supplier: 'Organization: Makers (a@b.test)',
            licenseDeclared: 'LicenseRef-1',
            licenseConcluded: 'MIT',
            copyrightText: 'one\ntwo',
            checksums: [{ algorithm: 'SHA1', checksumValue: 'ab'.repeat(20) }],
            externalRefs: [
              {
                referenceType: 'purl',
                referenceLocator: 'pkg:npm/a@1.0',
              },
            ],
          },
          { name: 'b', SPDXID: 'SPDXRef-b' },
        ],
        hasExtractedLicensingInfos: [
          { licenseId: 'LicenseRef-1', name: 'Own license' },
        ],
        relationships: [
          {
            spdxElementId: 'SPDXRef-b',
            relationshipType: 'DEV_DEPENDENCY_OF',
            relatedSpdxElement: 'SPDXRef-a',
          },
        ],
      }),
    );
    const text = `SPDXVersion: SPDX-2.3
# A comment
DocumentName: doc
DocumentNamespace: https://doc.test/1
Creator: Tool: maker-1.0
Creator: Organization: Shops (a@b.test)
Created: 2025-06-01T12:00:00Z
Relationship: SPDXRef-b DEV_DEPENDENCY_OF SPDXRef-a

PackageName: a
SPDXID: SPDXRef-a
PackageVersion: 1.0
PackageSupplier: Organization: Makers (a@b.test)
PackageLicenseDeclared: LicenseRef-1
PackageLicenseConcluded: MIT
PackageCopyrightText: <text>one
two</text>
PackageChecksum: SHA1: ${'ab'.repeat(20)}
ExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1.0

FileName: ./c
SPDXID: SPDXRef-c

PackageName: b
SPDXID: SPDXRef-b

LicenseID: LicenseRef-1
ExtractedText: <text>SPDXID: not this
PackageName: nor this</text>
LicenseName: Own license
`;
    const sbom = readSbom(Buffer.from(text));
    expect(sbom).toEqual({ ...json, encoding: 'tag-value' });
    expect(sbom.components[0]).toMatchObject({
      licenses: ['Own license'],
      concludedLicenses: ['MIT'],
      supplier: 'Makers',
    });
    expect(sbom.components[1].scope).toBe('excluded');
    expect(sbom.metadata.authors).toEqual(['Shops']);
  });

  it('throws nothing but SbomError', () => {
    fc.assert(
      fc.property(fc.json(), fc.uint8Array(), (json, raw) => {
        for (const start of [
          '{"bomFormat":"CycloneDX","specVersion":"1.6","components":',
          '{"spdxVersion":"SPDX-2.3","packages":',
        ]) {
          for (const input of [Buffer.from(`${start}${json}}`), raw]) {
            const error = thrownBy(() => readSbom(input));
            expect([undefined, SbomError]).toContain(error?.constructor);
          }
        }
      }),
    );
  });
});

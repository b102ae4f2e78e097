import { readSbom } from './readSbom';

describe('readSbom, of one document in two formats', () => {
  const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));

  it('reads the same from XML as from JSON, whatever the prefix', () => {
    const json = readSbom(
      bytes({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
        version: 1,
        metadata: {
          timestamp: '2025-06-01T12:00:00Z',
          authors: [{ name: 'Ann' }],
          lifecycles: [{ phase: 'build' }],
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
          <c:lifecycles><c:lifecycle><c:phase>build</c:phase></c:lifecycle></c:lifecycles>
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
    expect(json.metadata.contexts).toEqual(['build']);
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

  it('reads the same from SPDX in YAML as from JSON, versions as written', () => {
    const yaml = `---
SPDXID: "SPDXRef-DOCUMENT"
spdxVersion: SPDX-2.3
name: doc
creationInfo:
  created: 2025-06-01T12:00:00Z
  creators: ["Organization: Shops"]
packages:
- name: a
  SPDXID: SPDXRef-a
  versionInfo: 1.10
  filesAnalyzed: false
  checksums:
  - algorithm: SHA1
    checksumValue: ${'ab'.repeat(20)}
  externalRefs:
  - referenceType: purl
    referenceLocator: pkg:npm/a@1.10
- {name: b, SPDXID: SPDXRef-b}
relationships:
- spdxElementId: SPDXRef-a
  relationshipType: DEPENDS_ON
  relatedSpdxElement: SPDXRef-b
`;
    const json = readSbom(
      bytes({
        spdxVersion: 'SPDX-2.3',
        name: 'doc',
        creationInfo: {
          created: '2025-06-01T12:00:00Z',
          creators: ['Organization: Shops'],
        },
        packages: [
          {
            name: 'a',
            SPDXID: 'SPDXRef-a',
            versionInfo: '1.10',
            checksums: [{ algorithm: 'SHA1', checksumValue: 'ab'.repeat(20) }],
            externalRefs: [
              { referenceType: 'purl', referenceLocator: 'pkg:npm/a@1.10' },
            ],
          },
          { name: 'b', SPDXID: 'SPDXRef-b' },
        ],
        relationships: [
          {
            spdxElementId: 'SPDXRef-a',
            relationshipType: 'DEPENDS_ON',
            relatedSpdxElement: 'SPDXRef-b',
          },
        ],
      }),
    );
    expect(readSbom(Buffer.from(yaml))).toEqual({ ...json, encoding: 'yaml' });
    expect(json.components[0].version).toBe('1.10');
  });
});

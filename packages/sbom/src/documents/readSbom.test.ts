import fc from 'fast-check';
import { SbomError } from '../errors';
import { thrownBy } from '@safety-curtain/testing';
import { readSbom } from './readSbom';

describe('readSbom', () => {
  const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));

  it.each([
    ['<?xml version="1.0"?><bom xmlns="x"/>', /XML is not a CycloneDX/],
    ['<rdf:RDF/>', /SPDX RDF/],
    ['SPDXVersion: SPDX-2.1\n', /'SPDX-2.1' is not supported/],
    ['SPDXVersion: SPDX-2.3\n\nwhat is this', /tag-value, at line 3/],
    ['spdxVersion: SPDX-2.1\n', /'SPDX-2.1' is not supported/],
    ['bomFormat: CycloneDX\n', /YAML/],
    ['spdxVersion: SPDX-2.3\n---\nspdxVersion: SPDX-2.3\n', /one YAML/],
    ['spdxVersion: &a SPDX-2.3\nname: *a\n', /alias/],
    ['{"@context":"x","@graph":[]}', /neither/],
    [
      '{"@context":"https://spdx.org/rdf/3.1/spdx-context.jsonld","@graph":[]}',
      /SPDX version '3.1' is not supported/,
    ],
    [
      '{"schema":{"version":"17.0.0","url":"https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-17.0.0.json"},"artifacts":[]}',
      /version '17.0.0' of Syft's JSON is not supported/,
    ],
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
    ['spdxVersion: SPDX-2.3\npackages: {}\n', 'packages is not a list'],
    ['spdxVersion: SPDX-2.3\n name: [\n', 'line 2'],
    [
      '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":{}}',
      '@graph is not a list',
    ],
    [
      '{"schema":{"version":"16.0.0","url":"https://anchore/syft"},"artifacts":{}}',
      'artifacts is not a list',
    ],
    [
      '{"schema":{"version":"16.0.0","url":"https://anchore/syft"}}',
      'artifacts is missing',
    ],
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

  it('throws nothing but SbomError', () => {
    fc.assert(
      fc.property(fc.json(), fc.uint8Array(), (json, raw) => {
        for (const start of [
          '{"bomFormat":"CycloneDX","specVersion":"1.6","components":',
          '{"spdxVersion":"SPDX-2.3","packages":',
          `{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":`,
          `{"schema":{"version":"16.0.0","url":"https://anchore/syft"},"artifacts":`,
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

import fc from 'fast-check';
import { SbomError } from '../errors';
import { corpusBytes, corpusText, hasCorpus } from '../__testUtils__/corpora';
import { thrownBy } from '../__testUtils__/thrown';
import { readSbom } from './readSbom';
import type { Sbom } from './sbom';

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
  };
}

/** Documents with nameless components or dependencies without a ref, which are left out. */
const MALFORMED: ReadonlySet<string> = new Set([
  ...['1.2', '1.3', '1.4', '1.6', '1.7'].map(
    version =>
      `cyclonedx-json/${version}/invalid/invalid-dependency-${version}.json`,
  ),
  ...['1.4', '1.5', '1.6', '1.7'].map(
    version =>
      `cyclonedx-json/${version}/invalid/invalid-empty-component-${version}.json`,
  ),
  'cyclonedx-json/real/CycloneDX_specification__skip_invalid-empty-component-1.2.json',
  'spdx-json/x/invalid/invalid-spdx-identifier-spdx.json',
  'spdx-json/real/anchore_syft__TestSPDX22JSONRequredProperties.json',
  'spdx-json/real/anchore_syft__example7-third-party-modules.spdx.json',
  'spdx-json/real/guacsec_guac__go-spdx-multi-arch_2.json',
  'spdx-json/real/spdx_tools-golang__spdx2_2_null_package.json',
  'spdx-json/real/spdx_tools-golang__spdx2_3_null_package.json',
]);

const present = hasCorpus('sbom');
const lines: Line[] = present
  ? corpusText('sbom', 'index.ndjson')!
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  : [];

function isRead({ format }: Line): boolean {
  return format === 'cyclonedx-json' || format === 'spdx-json';
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** The index's facts, counted from what was read. */
function factsOf(sbom: Sbom, { format, facts }: Line): Line['facts'] {
  const { subject, components, dependencies } = sbom;
  const all = [...new Set([...components, ...(subject ? [subject] : [])])];
  const counted = format === 'spdx-json' ? all : components;
  const purls = counted.flatMap(c => c.purl ?? []);
  const subjectPurl = subject?.purl;
  return {
    ...(facts.components_all !== undefined && {
      components_all: components.length,
      licences: { all: sum(components.map(c => c.licenses.length)) },
    }),
    ...(facts.packages !== undefined && { packages: counted.length }),
    // The index counts the subject's purl in some formats and not in others.
    purls: [...new Set(purls)].filter(purl => purl !== subjectPurl).sort(),
    ...(facts.dependency_nodes !== undefined && {
      dependency_nodes: dependencies.length,
      dependency_edges: sum(dependencies.map(d => d.dependsOn.length)),
    }),
  };
}

function expectedFacts(sbom: Sbom, { facts }: Line): Line['facts'] {
  const { components_all, licences, packages } = facts;
  const { dependency_nodes, dependency_edges } = facts;
  return {
    ...(components_all !== undefined && {
      components_all,
      licences: { all: sum(Object.values(licences ?? {})) },
    }),
    ...(packages !== undefined && { packages }),
    purls: [...new Set(facts.purls)]
      .filter(purl => purl !== sbom.subject?.purl)
      .sort(),
    ...(dependency_nodes !== undefined && {
      dependency_nodes,
      dependency_edges,
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
    )('%s: names and versions', (file, { facts }) => {
      const { components } = readSbom(corpusBytes('sbom', file)!);
      const found = components.map(c => [c.group ?? '', c.name, c.version]);
      expect(found.map(String).sort()).toEqual(
        facts.components!.map(String).sort(),
      );
    });

    it.each(lines.filter(line => !isRead(line)).map(line => line.file))(
      '%s: is refused politely',
      file => {
        expect(() => readSbom(corpusBytes('sbom', file)!)).toThrow(SbomError);
      },
    );
  },
);

describe('readSbom', () => {
  const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));

  it.each([
    ['<?xml version="1.0"?><bom xmlns="x"/>', /CycloneDX XML/],
    ['<rdf:RDF/>', /SPDX RDF/],
    ['SPDXVersion: SPDX-2.3\n', /tag-value/],
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

  it('refuses UTF-16 and broken UTF-8', () => {
    const utf16 = Buffer.from('\ufeff{}', 'utf16le');
    expect(() => readSbom(utf16)).toThrow(/UTF-16/);
    expect(() => readSbom(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow(/UTF-8/);
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

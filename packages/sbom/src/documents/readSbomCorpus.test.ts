import { SbomError } from '../errors';
import { corpusBytes, corpusText, hasCorpus } from '@safety-curtain/testing';
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
    /** Of SPDX 3: name and version of each package. */
    names?: string[][];
    /** Of SPDX 3: how many elements there are of each type. */
    types?: Record<string, number>;
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

/** No documents: the context and the schema of the format. */
const NO_DOCUMENT: ReadonlySet<string> = new Set([
  'spdx3-json/real/spdx_spdx-spec__spdx-context.jsonld',
  'spdx3-json/real/spdx_tools-java__spdx-schema-v3.0.0.json',
]);

function isSpdx3({ format, file }: Line): boolean {
  return format === 'spdx3-json' && !NO_DOCUMENT.has(file);
}

function isYaml({ format }: Line): boolean {
  return format === 'spdx-yaml';
}

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

    it.each(lines.filter(isSpdx3).map(line => [line.file, line] as const))(
      '%s: has the packages of its graph',
      (file, { facts }) => {
        const { subject, components } = readSbom(corpusBytes('sbom', file)!);
        const all = new Set([...components, ...(subject ? [subject] : [])]);
        const found = [...all].map(c => [c.name, c.version].join(' ')).sort();
        // The index names software packages only, and not models and data.
        const { ai_AIPackage = 0, dataset_DatasetPackage = 0 } = facts.types!;
        expect(found).toHaveLength(
          facts.packages! + ai_AIPackage + dataset_DatasetPackage,
        );
        expect(found).toEqual(
          expect.arrayContaining(facts.names!.map(name => name.join(' '))),
        );
      },
    );

    it('reads the same from YAML as from JSON', () => {
      const [json, yaml] = [
        'spdx-json/real/spdx_tools-golang__SPDXJSONExample-v2.3.spdx.json',
        'spdx-yaml/real/spdx_tools-golang__SPDXYAMLExample-2.3.spdx.yaml',
      ].map(file => readSbom(corpusBytes('sbom', file)!));
      expect(yaml.components).toEqual(json.components);
      expect(yaml.dependencies).toEqual(json.dependencies);
      expect(yaml.metadata).toEqual(json.metadata);
    });

    it.each(
      lines
        .filter(line => isRead(line) || isSpdx3(line) || isYaml(line))
        .map(line => line.file),
    )('%s: becomes an inventory of all its components', file => {
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
      expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      expect(checks.every(({ passed, of }) => passed <= of)).toBe(true);
    });

    it('reads a tag-value document in UTF-16', () => {
      const { components } = readSbom(corpusBytes('sbom', UTF16_TAG_VALUE)!);
      expect(components.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['Jena', 'Saxon']),
      );
    });

    it.each(
      lines
        .filter(line => !isRead(line) && !isSpdx3(line) && !isYaml(line))
        .filter(({ file }) => file !== UTF16_TAG_VALUE)
        .map(line => line.file),
    )('%s: is refused politely', file => {
      expect(() => readSbom(corpusBytes('sbom', file)!)).toThrow(SbomError);
    });
  },
);

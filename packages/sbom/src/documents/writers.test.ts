import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readManifest } from '../manifests/readManifest';
import type { Inventory } from '../model';
import type { DocumentMeta } from './documentMeta';
import { corpusText, hasCorpus } from '@safety-curtain/testing';
import {
  inventory,
  manifestOf,
  meta,
  npmComponent,
} from '../__testUtils__/sampleInventory';
import { spdx3Structure } from '../__testUtils__/spdx3Structure';
import { spdxStructure } from '../__testUtils__/spdxStructure';
import { writeCycloneDx } from './cycloneDx';
import { readSbom } from './readSbom';
import { writeSpdx } from './spdx';
import { writtenMeta } from './writtenMeta';

/** The official schema, as the CycloneDX project publishes it with its JavaScript library. */
function cycloneDxValidator(version: string) {
  const folder = join(
    dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')),
    'res/schema',
  );
  const load = (name: string) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('idn-email', true);
  ajv.addFormat('iri-reference', true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'].map(
    n => `${n}.SNAPSHOT.schema.json`,
  )) {
    ajv.addSchema(load(name), `http://cyclonedx.org/schema/${name}`);
  }
  return ajv.compile(load(`bom-${version}.SNAPSHOT.schema.json`));
}

const validateSpdx = new Ajv({ allErrors: true }).compile(spdxStructure);
const validateSpdx3 = new Ajv({ allErrors: true }).compile(spdx3Structure);
const writeCycloneDx17 = (what: Inventory, by: DocumentMeta) =>
  writeCycloneDx(what, by, { specVersion: '1.7' });
const writeSpdx3 = (what: Inventory, by: DocumentMeta) =>
  writeSpdx(what, by, { specVersion: '3.0' });

const SPDX_3_SCHEMA =
  'spdx3-json/real/spdx_tools-java__spdx-schema-v3.0.0.json';

const wholeMeta: Partial<DocumentMeta> = {
  version: 3,
  authors: [
    { kind: 'organization', name: 'Shops Inc' },
    { kind: 'person', name: 'Ann' },
  ],
  manufacturer: 'Shops Inc',
  context: 'build',
};

function shuffled(original: Inventory): Inventory {
  return {
    ...original,
    manifests: [...original.manifests].reverse(),
  };
}

/** Real lock files in many formats; the schema compares each component with each other. */
function corpusInventory(): Inventory {
  const files: Array<[string, string]> = [
    ['lockfiles-e2e/2-poetry.lock', 'poetry.lock'],
    ['lockfiles-e2e/1-Gemfile.lock', 'Gemfile.lock'],
    ['lockfiles-e2e/2-go.mod', 'go.mod'],
    ['lockfiles-e2e/2-pom.xml', 'pom.xml'],
    ['lockfiles/npm-package-lock/scalibr-commits.v2.json', 'package-lock.json'],
    [
      'lockfiles/npm-package-lock/trivy-package-lock_v3_with_legacy_licenses.json',
      'package-lock.json',
    ],
    ['lockfiles/pnpm-lock/scalibr-files.yaml', 'pnpm-lock.yaml'],
    ['lockfiles/cargo-lock/scalibr-package-with-comments.lock', 'Cargo.lock'],
  ];
  return {
    subject: { name: 'everything' },
    manifests: files.map(([folder, file]) => ({
      ...readManifest(file, corpusText(folder, file)!),
      path: `${folder}/${file}`,
    })),
  };
}

describe.each([
  ['CycloneDX 1.6', writeCycloneDx, cycloneDxValidator('1.6')],
  ['CycloneDX 1.7', writeCycloneDx17, cycloneDxValidator('1.7')],
  ['SPDX 2.3', writeSpdx, validateSpdx],
  ['SPDX 3.0', writeSpdx3, validateSpdx3],
] as const)('%s', (_, write, validate) => {
  it('is valid', () => {
    const document = JSON.parse(write(inventory, meta));
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('is valid for an empty inventory', () => {
    const empty = { subject: { name: 'nothing' }, manifests: [] };
    validate(JSON.parse(write(empty, { ...meta, properties: undefined })));
    expect(validate.errors).toBeNull();
  });

  it('is valid with all that can be said of its making', () => {
    validate(JSON.parse(write(inventory, { ...meta, ...wholeMeta })));
    expect(validate.errors).toBeNull();
  });

  it('says who made it, when in the life of the software, and which version it is', () => {
    const { subject, metadata } = readSbom(
      Buffer.from(write(inventory, { ...meta, ...wholeMeta })),
    );
    expect(metadata).toMatchObject({
      authors: ['Shops Inc', 'Ann'],
      tools: ['safety-curtain 0.1.0'],
      contexts: ['build'],
      version: expect.stringMatching(/^3$/),
    });
    expect(subject?.author).toBe('Shops Inc');
    const plain = readSbom(Buffer.from(write(inventory, meta))).metadata;
    expect(plain.contexts).toEqual(['source']);
    const silent = { ...meta, context: undefined };
    expect(
      readSbom(Buffer.from(write(inventory, silent))).metadata.contexts,
    ).toEqual([]);
    expect(plain.authors).toEqual([]);
  });

  it('is the same written from what the CycloneDX document says of its making', () => {
    for (const made of [
      meta,
      { ...meta, ...wholeMeta, properties: undefined },
    ]) {
      const told = writtenMeta(writeCycloneDx(inventory, made));
      expect(write(inventory, told)).toBe(write(inventory, made));
    }
  });

  it('gives the same bytes whatever the order of the manifests', () => {
    expect(write(shuffled(inventory), meta)).toBe(write(inventory, meta));
  });

  (hasCorpus('lockfiles-e2e') ? describe : describe.skip)(
    'of real projects (skipped where the corpora are absent)',
    () => {
      it('is valid for many formats', () => {
        validate(JSON.parse(write(corpusInventory(), meta)));
        expect(validate.errors).toBeNull();
      });
    },
  );

  it('is read back with the same packages, versions, hashes and graph', () => {
    const sbom = readSbom(Buffer.from(write(inventory, meta)));
    expect(sbom.subject).toMatchObject({ name: 'shop', version: '1.0.0' });
    expect(sbom.warnings).toEqual([]);
    const purls = sbom.components.map(c => c.purl);
    const expected = inventory.manifests.flatMap(m =>
      m.components.map(c => c.purl),
    );
    expect(new Set(purls)).toEqual(new Set(expected));
    const top = sbom.components.find(c => c.purl?.includes('top'))!;
    expect(top.hashes).toEqual([
      { algorithm: 'SHA-512', value: 'ab'.repeat(64) },
    ]);
    expect(top.licenses).toEqual(['MIT']);
  });

  it('has no path that no manifest has', () => {
    const { components, dependencies } = readSbom(
      Buffer.from(write(inventory, meta)),
    );
    const purlOf = new Map(components.map(c => [c.ref, c.purl]));
    const next = new Map(dependencies.map(d => [d.ref, d.dependsOn]));
    const [top] = components.filter(c => c.purl?.includes('top'));
    const reached = new Set([top.ref]);
    for (const ref of reached) {
      (next.get(ref) ?? []).forEach(target => reached.add(target));
    }
    expect([...reached].map(ref => purlOf.get(ref))).toEqual([
      'pkg:npm/%40s/top@1.0.0',
      'pkg:npm/shared@1.0.0',
      'pkg:npm/left@1.0.0',
    ]);
  });
});

describe('writeCycloneDx', () => {
  const document = JSON.parse(writeCycloneDx(inventory, meta));
  const byRef = new Map<string, any>(
    document.components.map((c: any) => [c['bom-ref'], c]),
  );

  it('uses the purl as the ref unless the dependencies differ', () => {
    expect([...byRef.keys()]).toEqual([
      'pkg:npm/%40s/top@1.0.0',
      'pkg:npm/forked?vcs_url=x',
      'pkg:npm/left@1.0.0',
      'pkg:npm/open@1.0.0',
      'pkg:npm/opener@1.0.0',
      'pkg:npm/right@1.0.0',
      'pkg:npm/same@1.0.0',
      'pkg:npm/shared@1.0.0#api/package-lock.json',
      'pkg:npm/shared@1.0.0#web/package-lock.json',
    ]);
  });

  it('unites what several manifests say of one component', () => {
    const same = byRef.get('pkg:npm/same@1.0.0');
    expect(same.scope).toBe('required');
    expect(same.evidence.occurrences).toEqual([
      { location: 'api/package-lock.json' },
      { location: 'web/package-lock.json' },
    ]);
  });

  it('writes valid expressions as such and other licenses by name', () => {
    expect(byRef.get('pkg:npm/%40s/top@1.0.0')).toMatchObject({
      group: '@s',
      name: 'top',
      licenses: [{ expression: 'MIT' }],
    });
    expect(
      byRef.get('pkg:npm/shared@1.0.0#web/package-lock.json').licenses,
    ).toEqual([{ license: { name: 'see the file' } }]);
  });

  it('splits what depends on a split component, all the way up', () => {
    const chain = (leaf: string) => [
      npmComponent('a', '1', { direct: true, dependsOn: ['pkg:npm/b@1'] }),
      npmComponent('b', '1', { dependsOn: ['pkg:npm/c@1'] }),
      npmComponent('c', '1', { dependsOn: [`pkg:npm/${leaf}@1`] }),
      npmComponent(leaf, '1'),
    ];
    const { dependencies } = JSON.parse(
      writeCycloneDx(
        {
          subject: { name: 'x' },
          manifests: [manifestOf('m', chain('d')), manifestOf('n', chain('e'))],
        },
        meta,
      ),
    );
    expect(dependencies).toContainEqual({
      ref: 'pkg:npm/a@1#m',
      dependsOn: ['pkg:npm/b@1#m'],
    });
    expect(dependencies).toContainEqual({
      ref: 'pkg:npm/c@1#n',
      dependsOn: ['pkg:npm/e@1'],
    });
  });

  it('says of which components the dependencies are unknown', () => {
    const flat = manifestOf('pom.xml', [npmComponent('a', '1')], {
      graph: 'flat',
    });
    const { compositions } = JSON.parse(
      writeCycloneDx({ subject: { name: 'x' }, manifests: [flat] }, meta),
    );
    expect(compositions).toEqual([
      { aggregate: 'unknown', dependencies: ['pkg:npm/a@1'] },
    ]);
  });
});

describe('writeSpdx', () => {
  const document = JSON.parse(writeSpdx(inventory, meta));

  it('has an id for each package and relationships between known ids only', () => {
    const ids = document.packages.map((p: any) => p.SPDXID);
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set([...ids, 'SPDXRef-DOCUMENT']);
    for (const item of document.relationships) {
      expect(known).toContain(item.spdxElementId);
      expect(known).toContain(item.relatedSpdxElement);
    }
  });

  it('declares a license reference for each license that is no expression', () => {
    const [other] = document.hasExtractedLicensingInfos;
    expect(other.extractedText).toBe('see the file');
    expect(document.packages.map((p: any) => p.licenseDeclared)).toContain(
      other.licenseId,
    );
  });

  it('writes weaker direct dependencies from their side', () => {
    expect(
      document.relationships
        .filter((r: any) => r.relatedSpdxElement === 'SPDXRef-Subject')
        .map((r: any) => r.relationshipType),
    ).toEqual(['DESCRIBES', 'OPTIONAL_DEPENDENCY_OF']);
  });
});

describe('writeSpdx, 3.0', () => {
  const graph: any[] = JSON.parse(writeSpdx3(inventory, meta))['@graph'];

  it('has an id for each element and relationships between known ids only', () => {
    const ids = graph.flatMap(({ spdxId }) => spdxId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set(ids);
    for (const { from, to } of graph.filter(item => item.from)) {
      expect(known).toContain(from);
      for (const target of to) {
        expect(known.has(target) || /NoAssertionLicense$/.test(target)).toBe(
          true,
        );
      }
    }
  });

  it('has one element for a license of many packages, and says where none is known', () => {
    const licenses = graph.filter(({ type }) => /licensing_/.test(type));
    expect(licenses).toMatchObject([
      { simplelicensing_licenseText: 'see the file' },
      { simplelicensing_licenseExpression: 'MIT' },
    ]);
    const declared = graph.filter(
      item => item.relationshipType === 'hasDeclaredLicense',
    );
    const packages = graph.filter(item => item.type === 'software_Package');
    expect(declared).toHaveLength(packages.length - 1);
  });

  it('tells what is needed for development and what may be missing', () => {
    const uses = graph
      .filter(({ from }) => from?.endsWith('#SPDXRef-Subject'))
      .map(({ type, relationshipType, scope }) => [
        type,
        relationshipType,
        scope,
      ]);
    expect(uses).toEqual([
      ['Relationship', 'dependsOn', undefined],
      ['Relationship', 'dependsOn', undefined],
      ['Relationship', 'hasOptionalDependency', undefined],
    ]);
    const tests = manifestOf('m', [
      npmComponent('t', '1', { direct: true, scope: 'development' }),
    ]);
    const { components } = readSbom(
      Buffer.from(
        writeSpdx3({ subject: { name: 'x' }, manifests: [tests] }, meta),
      ),
    );
    expect(components[0].scope).toBe('excluded');
  });

  (corpusText('sbom', SPDX_3_SCHEMA) ? describe : describe.skip)(
    'by the official schema (skipped where the corpora are absent)',
    () => {
      it.each([{}, wholeMeta])('is valid with %j', more => {
        // Of 3.0.0: 3.0.1 corrected the spelling of relationships that are not written here.
        const schema = JSON.parse(corpusText('sbom', SPDX_3_SCHEMA)!);
        const validate = new Ajv2020({ strict: false }).compile(schema);
        const document = JSON.parse(
          writeSpdx3(inventory, { ...meta, ...more }),
        );
        document['@context'] = document['@context'].replace('3.0.1', '3.0.0');
        validate(document);
        expect(validate.errors).toBeNull();
      });
    },
  );
});

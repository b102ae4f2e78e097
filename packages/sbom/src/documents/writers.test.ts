import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readManifest } from '../manifests/readManifest';
import type { Inventory } from '../model';
import { corpusText, hasCorpus } from '@safety-curtain/testing';
import {
  inventory,
  manifestOf,
  meta,
  npmComponent,
} from '../__testUtils__/sampleInventory';
import { spdxStructure } from '../__testUtils__/spdxStructure';
import { writeCycloneDx } from './cycloneDx';
import { readSbom } from './readSbom';
import { writeSpdx } from './spdx';

/** The official schema, as the CycloneDX project publishes it with its JavaScript library. */
function cycloneDxValidator() {
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
  for (const name of ['spdx', 'jsf-0.82'].map(
    n => `${n}.SNAPSHOT.schema.json`,
  )) {
    ajv.addSchema(load(name), `http://cyclonedx.org/schema/${name}`);
  }
  return ajv.compile(load('bom-1.6.SNAPSHOT.schema.json'));
}

const validateCycloneDx = cycloneDxValidator();
const validateSpdx = new Ajv({ allErrors: true }).compile(spdxStructure);

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
  ['CycloneDX', writeCycloneDx, validateCycloneDx],
  ['SPDX', writeSpdx, validateSpdx],
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

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { issuedDocuments } from './__testUtils__/issued';
import { openVexStructure } from './__testUtils__/openVexStructure';
import { writeCsaf } from './csaf/writeCsaf';
import { writeCycloneDxVex } from './cyclonedx/writeCycloneDxVex';
import type { Analysis } from './model/analysis';
import type { IssuedDocument } from './model/issued';
import type { VexDocument } from './model/statement';
import { writeOpenVex } from './openvex/writeOpenVex';
import { readVex } from './readVex';

/** The official schema, as the CycloneDX project publishes it with its JavaScript library. */
function cycloneDxValidator(version: string) {
  const folder = join(
    dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')),
    'res/schema',
  );
  const load = (name: string) =>
    JSON.parse(
      readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'),
    );
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('idn-email', true);
  ajv.addFormat('iri-reference', true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    ajv.addSchema(
      load(name),
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
    );
  }
  return ajv.compile(load(`bom-${version}`));
}

/** The schema and the mandatory tests of CSAF 2.0, as BSI's validator has them: it is no CommonJS. */
function csafFaults(documents: string[]): unknown[] {
  const folder = dirname(
    require.resolve('@secvisogram/csaf-validator-lib/package.json'),
  );
  const address = (file: string) =>
    JSON.stringify(pathToFileURL(join(folder, file)).href);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { readFileSync } from 'node:fs';
       import * as mandatory from ${address('mandatoryTests.js')};
       import * as schemas from ${address('schemaTests.js')};
       const faults = [];
       for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
         const document = JSON.parse(text);
         for (const test of [schemas.csaf_2_0, ...Object.values(mandatory)]) {
           const { isValid, errors } = await test(document);
           if (!isValid) faults.push({ test: test.name, errors });
         }
       }
       console.log(JSON.stringify(faults));`,
    ],
    { input: JSON.stringify(documents), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** What was decided of each vulnerability in each component, whatever the document's order. */
function decisionsIn(document: VexDocument) {
  expect(document.notUnderstood).toEqual([]);
  return document.statements
    .flatMap(({ vulnerability, analysis, subjects }) =>
      subjects.map(subject => ({
        names: [vulnerability.id, ...vulnerability.aliases].sort(),
        purl: subject.package.purl,
        ...termsOf(analysis),
      })),
    )
    .sort(byText);
}

function decisionsOf({ decisions }: IssuedDocument) {
  return decisions
    .map(({ vulnerability, component, analysis }) => ({
      names: [vulnerability.id, ...vulnerability.aliases!].sort(),
      purl: component.purl,
      ...termsOf(analysis!),
    }))
    .sort(byText);
}

function termsOf({ state, justification, responses, detail }: Analysis) {
  return { state, justification, responses: [...responses].sort(), detail };
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

describe('what is written', () => {
  const samples = fc.sample(issuedDocuments, { numRuns: 25, seed: 42 });

  it.each(['1.6', '1.7'] as const)('is valid CycloneDX %s', specVersion => {
    const validate = cycloneDxValidator(specVersion);
    for (const document of samples) {
      for (const kind of ['vex', 'vdr'] as const) {
        validate(
          JSON.parse(writeCycloneDxVex(document, { specVersion, kind })),
        );
        expect(validate.errors).toBeNull();
      }
    }
  });

  it('is valid OpenVEX', () => {
    const ajv = new Ajv({ allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(openVexStructure);
    for (const document of samples) {
      for (const product of ['service', 'package'] as const) {
        validate(JSON.parse(writeOpenVex(document, { product })));
        expect(validate.errors).toBeNull();
      }
    }
  });

  it('is valid CSAF', () => {
    expect(csafFaults(samples.map(writeCsaf))).toEqual([]);
  });

  it.each([
    [
      'CycloneDX 1.6',
      (document: IssuedDocument) =>
        writeCycloneDxVex(document, { specVersion: '1.6', kind: 'vex' }),
    ],
    [
      'CycloneDX 1.7',
      (document: IssuedDocument) =>
        writeCycloneDxVex(document, { specVersion: '1.7', kind: 'vdr' }),
    ],
    [
      'OpenVEX of a service',
      (document: IssuedDocument) => writeOpenVex(document),
    ],
    [
      'OpenVEX of packages',
      (document: IssuedDocument) =>
        writeOpenVex(document, { product: 'package' }),
    ],
    ['CSAF', writeCsaf],
  ])('says the same when it is read again: %s', (_, write) => {
    fc.assert(
      fc.property(issuedDocuments, document => {
        expect(decisionsIn(readVex(write(document)))).toEqual(
          decisionsOf(document),
        );
      }),
    );
  });

  it('is no decision where none was made', () => {
    const [document] = samples;
    const undecided = {
      ...document,
      decisions: document.decisions.map(one => ({
        ...one,
        analysis: undefined,
      })),
    };
    const options = { specVersion: '1.6' } as const;
    const vdr = writeCycloneDxVex(undecided, { ...options, kind: 'vdr' });
    expect(JSON.parse(vdr).vulnerabilities).not.toEqual([]);
    expect(readVex(vdr).statements).toEqual([]);
    const vex = writeCycloneDxVex(undecided, { ...options, kind: 'vex' });
    expect(JSON.parse(vex).vulnerabilities).toEqual([]);
    expect(JSON.parse(writeOpenVex(undecided)).statements).toEqual([]);
  });
});

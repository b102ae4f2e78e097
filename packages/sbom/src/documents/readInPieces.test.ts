import {
  corpusBytes,
  corpusText,
  describeCorpora,
  thrownBy,
} from '@safety-curtain/testing';
import fc from 'fast-check';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inventory, meta } from '../__testUtils__/sampleInventory';
import { fileBytes } from '../aside/fileBytes';
import { limits } from '../limits';
import { inventoryOfSbom, inventoryTakenFrom } from './inventoryOfSbom';
import { readSbom, readSbomWith } from './readSbom';
import { scoreSbom } from './quality';
import { writeSbom } from './writeSbom';

/** What comes of a document, or why it is refused. */
function outcome(text: string | Buffer, wholeUpTo: number): unknown {
  const read = () => readSbomWith(Buffer.from(text), { wholeUpTo });
  const error = thrownBy(read);
  if (error) return error.message;
  const sbom = read();
  return {
    sbom,
    quality: scoreSbom(sbom),
    inventory: inventoryOfSbom(sbom, { path: 'a' }),
  };
}

const cycloneDx = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 2,
  metadata: {
    component: { name: 'shop', 'bom-ref': 'root' },
    tools: [{ name: 't' }],
  },
  vulnerabilities: [
    {
      id: 'CVE-2026-1',
      affects: [{ ref: 'a' }],
      analysis: { state: 'exploitable' },
    },
  ],
};
const spdx = {
  spdxVersion: 'SPDX-2.3',
  name: 'shop',
  documentDescribes: ['root'],
  creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: t-1'] },
  hasExtractedLicensingInfos: [{ licenseId: 'LicenseRef-1', name: 'Ours' }],
};

const ref = fc.constantFrom('root', 'a', 'b', 'c', 'ä', 5);
const odd = fc.constantFrom<unknown>(null, 1, 'text', [], {}, { name: 1 }, [
  [],
]);
const purl = fc.constantFrom(
  'pkg:npm/a@1',
  'pkg:npm/%40s/b@2',
  'pkg:pypi/C@1',
  'no purl',
);
const component: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  component: fc.record(
    {
      'bom-ref': ref,
      name: fc.constantFrom<unknown>('a', 'b', '', 7),
      version: fc.constantFrom<unknown>('1', '2', 3),
      purl,
      scope: fc.constantFrom('required', 'optional', 'odd'),
      supplier: fc.constant({ name: 'Shared supplier' }),
      licenses: fc.constantFrom<unknown>(
        [{ license: { id: 'MIT' } }, { expression: 'A OR B' }],
        'MIT',
      ),
      hashes: fc.constantFrom(
        [{ alg: 'MD5', content: 'ab'.repeat(16) }],
        [{ alg: 'MD5', content: 'x' }],
      ),
      components: fc.array(tie('component'), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
})).component;
const dependency = fc.record(
  { ref, dependsOn: fc.array(ref, { maxLength: 3 }) },
  { requiredKeys: [] },
);
const spdxPackage = fc.record(
  {
    SPDXID: ref,
    name: fc.constantFrom<unknown>('a', 'b', '', 7),
    versionInfo: fc.constantFrom('1', '2'),
    licenseDeclared: fc.constantFrom('MIT', 'LicenseRef-1', 'NOASSERTION'),
    supplier: fc.constant('Organization: Shared'),
    externalRefs: purl.map(referenceLocator => [
      { referenceType: 'purl', referenceLocator },
    ]),
    checksums: fc.constant([
      { algorithm: 'SHA1', checksumValue: 'ab'.repeat(20) },
    ]),
  },
  { requiredKeys: [] },
);
const relationship = fc.record(
  {
    spdxElementId: ref,
    relationshipType: fc.constantFrom(
      'DEPENDS_ON',
      'DEV_DEPENDENCY_OF',
      'CONTAINS',
      'DESCRIBES',
    ),
    relatedSpdxElement: ref,
  },
  { requiredKeys: ['relationshipType'] },
);
const listOf = (item: fc.Arbitrary<unknown>) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.array(fc.oneof({ weight: 5, arbitrary: item }, odd), {
        maxLength: 8,
      }),
    },
    { weight: 1, arbitrary: odd },
  );

/** A document with its members in any order: lists before what says which format it is, too. */
function shuffled(
  fields: object,
  lists: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<string> {
  return fc
    .record(lists, { requiredKeys: [] })
    .chain(given => {
      const members = Object.entries({ ...fields, ...given });
      return fc.shuffledSubarray(members, { minLength: members.length });
    })
    .map(members => JSON.stringify(Object.fromEntries(members), null, 1));
}

const documents = fc.oneof(
  shuffled(cycloneDx, {
    components: listOf(component),
    dependencies: listOf(dependency),
  }),
  shuffled(spdx, {
    packages: listOf(spdxPackage),
    relationships: listOf(relationship),
    files: listOf(odd),
  }),
);

describe('a document that is read item by item', () => {
  it('says what it says when it is read at once', () => {
    fc.assert(
      fc.property(documents, text => {
        expect(outcome(text, 0)).toEqual(outcome(text, Infinity));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused with the same words and place', () => {
    fc.assert(
      fc.property(
        documents,
        fc.nat(),
        fc.constantFrom('', '{', '"', ',', 'ä'),
        (text, at, insert) => {
          const cut = at % text.length;
          const start = text.slice(0, cut);
          expect(outcome(start, 0)).toEqual(outcome(start, Infinity));
          const other = start + insert + text.slice(cut + 1);
          expect(outcome(other, 0)).toEqual(outcome(other, Infinity));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('may begin with a byte order mark, and be of UTF-16', () => {
    const text = JSON.stringify({
      ...cycloneDx,
      components: [{ name: 'ä😀' }],
    });
    const plain = outcome(text, 0);
    expect(plain).toMatchObject({ sbom: { components: [{ name: 'ä😀' }] } });
    expect(outcome(`\ufeff${text}`, 0)).toEqual(plain);
    expect(outcome(Buffer.from(`\ufeff${text}`, 'utf16le'), 0)).toEqual(plain);
    const [, , ...broken] = Buffer.from(text.replace('ä', 'x'));
    const invalid = Buffer.from([0x7b, 0xff, ...broken]);
    expect(outcome(invalid, 0)).toBe('the document is not valid UTF-8');
  });

  it('keeps the limits of components and edges', () => {
    const components = `"components":[${'{"name":"a"},'.repeat(
      limits.components,
    )}{"name":"a"}]`;
    const head = '{"bomFormat":"CycloneDX","specVersion":"1.6"';
    expect(outcome(`${head},${components}}`, 0)).toBe(
      `more than ${limits.components} components`,
    );
    const edges = `"dependencies":[{"ref":"a","dependsOn":[${'"b",'.repeat(
      limits.edges,
    )}"b"]}]`;
    expect(outcome(`{${edges},${head.slice(1)}}`, 0)).toBe(
      `more than ${limits.edges} dependency edges`,
    );
  });

  it('lies in a file', () => {
    const folder = fs.mkdtempSync(
      path.join(os.tmpdir(), 'safety-curtain-pieces-'),
    );
    const components = Array.from({ length: 60_000 }, (_, at) => ({
      'bom-ref': `ref-${at}`,
      name: `package-${at}`,
      purl: `pkg:npm/package-${at}@1.0.0`,
      copyright: 'ä'.repeat(at % 40),
    }));
    const text = JSON.stringify({ ...cycloneDx, components });
    fs.writeFileSync(path.join(folder, 'bom.json'), text);
    const bytes = fileBytes(path.join(folder, 'bom.json'));
    try {
      expect(bytes.length).toBeGreaterThan(6_000_000);
      expect(readSbom(bytes)).toEqual(
        readSbomWith(Buffer.from(text), { wholeUpTo: Infinity }),
      );
    } finally {
      bytes.close();
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describeCorpora(
  'a document of a real tool that is read item by item',
  () => {
    it('says what it says when it is read at once', () => {
      const lines = corpusText('sbom', 'index.ndjson')!.trim().split('\n');
      const files = lines.map(line => JSON.parse(line).file as string);
      const json = files.filter(file => file.endsWith('.json'));
      expect(json.length).toBeGreaterThan(100);
      for (const file of json) {
        const bytes = corpusBytes('sbom', file)!;
        expect(outcome(bytes, 0)).toEqual(outcome(bytes, Infinity));
      }
    });
  },
  'sbom',
);

describe('inventoryTakenFrom', () => {
  it('gives the inventory, and leaves no components behind', () => {
    const { text } = writeSbom(inventory, meta, 'cyclonedx-1.6');
    const sbom = readSbom(Buffer.from(text));
    const expected = inventoryOfSbom(sbom, { path: 'a' });
    expect(inventoryTakenFrom(sbom, { path: 'a' })).toEqual(expected);
    expect(sbom.components).toEqual([]);
  });
});

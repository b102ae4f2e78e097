import { REPLACED } from '../__testUtils__/damaged';
import { thrownBy } from '@safety-curtain/testing';
import { SbomError } from '../errors';
import { readManifest } from '../manifests/readManifest';
import { writeCycloneDx } from './cycloneDx';
import { readSbom } from './readSbom';
import { writeSpdx } from './spdx';

const inventory = {
  subject: { name: 'shop' },
  manifests: [readManifest('requirements.txt', 'a==1.0\nb==1.10\nc==2.0\n')],
};
const meta = {
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  timestamp: '2025-06-01T12:00:00Z',
  tools: [{ name: 'safety-curtain', version: '0.1.0' }],
};

const XML = `<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5">
  <components>
    <component type="library"><name>a</name><version>1.0</version></component>
    <component type="library"><name>b</name><version>1.10</version></component>
  </components>
</bom>
`;

const TAG_VALUE = `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: shop

PackageName: a
SPDXID: SPDXRef-a
PackageVersion: 1.0

PackageName: b
SPDXID: SPDXRef-b
PackageVersion: 1.10
`;

const YAML = `spdxVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
name: shop
packages:
- name: a
  SPDXID: SPDXRef-a
  versionInfo: "1.0"
- name: b
  SPDXID: SPDXRef-b
  versionInfo: "1.10"
`;

const SYFT = JSON.stringify({
  artifacts: [
    { id: '1', name: 'a', version: '1.0', purl: 'pkg:pypi/a@1.0' },
    { id: '2', name: 'b', version: '1.10', purl: 'pkg:pypi/b@1.10' },
  ],
  artifactRelationships: [{ parent: '2', child: '1', type: 'dependency-of' }],
  source: { id: '3', name: 'shop', version: '', type: 'directory' },
  descriptor: { name: 'syft', version: '1.0.0' },
  schema: {
    version: '16.0.0',
    url: 'https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.0.json',
  },
});

const element = (type: string, name: string, more: object = {}) => ({
  type,
  spdxId: `https://shop.test/${name}`,
  creationInfo: '_:made',
  name,
  ...more,
});

const SPDX_3 = JSON.stringify({
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    {
      type: 'CreationInfo',
      '@id': '_:made',
      specVersion: '3.0.1',
      created: '2025-06-01T12:00:00Z',
      createdBy: ['https://shop.test/ann'],
    },
    element('Person', 'ann'),
    element('software_Package', 'a', { software_packageVersion: '1.0' }),
    element('software_Package', 'b', { software_packageVersion: '1.10' }),
  ],
});

/** What is left of these has no end that tells whether it is whole. */
const ENDLESS: ReadonlySet<string> = new Set(['SPDX tag-value', 'SPDX YAML']);

const DOCUMENTS: ReadonlyArray<[string, string]> = [
  ['CycloneDX JSON', writeCycloneDx(inventory, meta)],
  ['CycloneDX XML', XML],
  ['SPDX JSON', writeSpdx(inventory, meta)],
  ['SPDX tag-value', TAG_VALUE],
  ['SPDX YAML', YAML],
  ['SPDX 3 JSON-LD', SPDX_3],
  ["Syft's JSON", SYFT],
];

function read(text: string): string[] {
  return readSbom(Buffer.from(text)).components.map(
    ({ name, version }) => `${name}@${version}`,
  );
}

function readUpTo(text: string, end: number): string[] | 'refused' {
  try {
    return read(text.slice(0, end));
  } catch (error) {
    if (error instanceof SbomError) return 'refused';
    throw error;
  }
}

describe.each(DOCUMENTS)('a damaged SBOM in %s', (format, text) => {
  it.each(REPLACED)('is refused where it is %s', (_, damage, reason) => {
    const error = thrownBy(() => read(damage(text)));
    expect(error).toBeInstanceOf(SbomError);
    expect(`: ${error?.message}`).toMatch(reason);
  });

  it('is refused or says the same, or fewer where the format cannot tell', () => {
    const whole = read(text);
    expect(whole.length).toBeGreaterThan(1);
    for (let end = 0; end < text.length; end += 1) {
      const found = readUpTo(text, end);
      const isRight =
        found === 'refused' ||
        (ENDLESS.has(format)
          ? found.length <= whole.length
          : found.join() === whole.join());
      expect({ end, isRight }).toEqual({ end, isRight: true });
    }
  });
});

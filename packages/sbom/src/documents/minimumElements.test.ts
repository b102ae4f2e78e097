import { inventory, meta } from '../__testUtils__/sampleInventory';
import { scoreSbom } from './quality';
import { readSbom } from './readSbom';
import { sbomDialects, writeSbom } from './writeSbom';

function elementsOf(document: object | string) {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document);
  const { minimumElements } = scoreSbom(readSbom(Buffer.from(text)));
  return {
    ...minimumElements,
    byId: new Map(minimumElements.elements.map(one => [one.id, one])),
  };
}

const whole = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 2,
  signature: { algorithm: 'ES256', value: 'x' },
  metadata: {
    timestamp: '2026-06-01T12:00:00Z',
    lifecycles: [{ phase: 'build' }],
    authors: [{ name: 'Ann' }],
    tools: { components: [{ name: 'tool', version: '1.0' }] },
    component: { 'bom-ref': 's', name: 'shop', version: '1' },
  },
  components: [
    {
      'bom-ref': 'a',
      name: 'a',
      version: '1',
      purl: 'pkg:npm/a@1',
      supplier: { name: 'Makers' },
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-1', content: 'ab'.repeat(20) }],
    },
  ],
  dependencies: [{ ref: 's', dependsOn: ['a'] }],
};

describe('the minimum elements of CISA (2026)', () => {
  it('are seventeen, and all stated in a document that says all', () => {
    const { elements, score, explained } = elementsOf(whole);
    expect(elements).toHaveLength(17);
    expect(elements.filter(({ stated, of }) => stated < of)).toEqual([]);
    expect([score, explained]).toEqual([100, 100]);
  });

  it.each([
    ['sbom-author', { authors: [] }],
    ['sbom-tool-version', { tools: [{ name: 'tool' }] }],
    ['sbom-timestamp', { timestamp: undefined }],
    ['sbom-generation-context', { lifecycles: [{ name: 'own words' }] }],
  ])('miss %s', (id, without) => {
    const { elements } = elementsOf({
      ...whole,
      metadata: { ...whole.metadata, ...without },
    });
    const missed = elements.filter(({ missing }) => missing > 0);
    expect(missed.map(one => one.id)).toEqual([id]);
  });

  it.each([
    ['sbom-author-signature', { signature: undefined }],
    ['sbom-version', { version: undefined }],
  ])('miss %s of the document', (id, without) => {
    expect(elementsOf({ ...whole, ...without }).byId.get(id)).toMatchObject({
      stated: 0,
      missing: 1,
    });
  });

  it('tell what is unknown from what is withheld and what is missing', () => {
    const [component] = whole.components;
    const { byId, score, explained } = elementsOf({
      ...whole,
      components: [
        component,
        { ...component, 'bom-ref': 'b', supplier: { name: 'unknown' } },
        { ...component, 'bom-ref': 'c', supplier: { name: 'Withheld' } },
        { ...component, 'bom-ref': 'd', name: 'd', supplier: undefined },
      ],
      dependencies: [{ ref: 's', dependsOn: ['a', 'b', 'c', 'd'] }],
    });
    expect(byId.get('component-producer')).toMatchObject({
      stated: 1,
      unknown: 1,
      withheld: 1,
      missing: 1,
      of: 4,
      lackedBy: ['d 1'],
    });
    expect(score).toBeLessThan(explained);
    expect(explained).toBeLessThan(100);
  });

  it('take NOASSERTION of SPDX for unknown', () => {
    const { byId } = elementsOf({
      spdxVersion: 'SPDX-2.3',
      documentNamespace: 'https://doc.test/1',
      packages: [
        {
          name: 'a',
          SPDXID: 'SPDXRef-a',
          supplier: 'NOASSERTION',
          licenseDeclared: 'NOASSERTION',
        },
      ],
    });
    expect(byId.get('component-producer')).toMatchObject({ unknown: 1 });
    expect(byId.get('component-license')).toMatchObject({ unknown: 1 });
    expect(byId.get('component-hash-value')).toMatchObject({ missing: 1 });
    expect(byId.get('sbom-version')).toMatchObject({ stated: 1 });
  });

  it.each(sbomDialects)(
    'are all stated or explained in our own %s, but for the signature',
    dialect => {
      const { text } = writeSbom(
        inventory,
        {
          ...meta,
          authors: [{ kind: 'organization', name: 'Shops Inc' }],
        },
        dialect,
      );
      const { elements } = elementsOf(text);
      const missed = elements.filter(({ missing }) => missing > 0);
      expect(missed.map(one => one.id)).toEqual(['sbom-author-signature']);
    },
  );
});

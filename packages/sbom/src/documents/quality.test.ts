import { inventory, meta } from '../__testUtils__/sampleInventory';
import { writeCycloneDx } from './cycloneDx';
import { scoreSbom } from './quality';
import { readSbom } from './readSbom';

function score(document: object) {
  return scoreSbom(
    readSbom(
      Buffer.from(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          ...document,
        }),
      ),
    ),
  );
}

const component = {
  'bom-ref': 'a',
  name: 'a',
  version: '1',
  purl: 'pkg:npm/a@1',
  supplier: { name: 'Makers' },
  licenses: [{ license: { id: 'MIT' } }],
  hashes: [{ alg: 'SHA-1', content: 'ab'.repeat(20) }],
};

const whole = {
  metadata: {
    timestamp: '2025-06-01T12:00:00Z',
    authors: [{ name: 'Ann' }],
    tools: [{ name: 'tool' }],
    component: { 'bom-ref': 's', name: 'shop', version: '1' },
  },
  components: [component],
  dependencies: [{ ref: 's', dependsOn: ['a'] }],
};

describe('scoreSbom', () => {
  it('has weights that make 100', () => {
    const { checks } = score({});
    expect(checks.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it('gives 100 to a document that says all, and 0 to one that says nothing', () => {
    expect(score(whole).score).toBe(100);
    expect(score({}).score).toBe(0);
  });

  it.each([
    ['component-supplier', { supplier: undefined }],
    ['component-version', { version: undefined }],
    ['component-license', { licenses: [] }],
    ['component-hash', { hashes: [] }],
    ['component-purl', { purl: 'nonsense' }],
  ])('misses %s in one of three components', (id, without) => {
    const { score: points, checks } = score({
      ...whole,
      components: [
        component,
        { ...component, 'bom-ref': 'b' },
        { ...component, 'bom-ref': 'c', ...without },
      ],
      dependencies: [{ ref: 's', dependsOn: ['a', 'b', 'c'] }],
    });
    const failed = checks.filter(({ passed, of }) => passed < of);
    expect(failed).toEqual([expect.objectContaining({ id, passed: 2, of: 3 })]);
    expect(points).toBe(Math.floor(100 - failed[0].weight / 3));
  });

  it.each([
    ['document-author', { authors: [] }],
    ['document-timestamp', { timestamp: 'yesterday' }],
    ['document-tool', { tools: [] }],
    [
      'document-subject',
      { component: { 'bom-ref': 's', name: 'shop', version: undefined } },
    ],
  ])('misses %s', (id, without) => {
    const metadata = { ...whole.metadata, ...without };
    const { checks } = score({ ...whole, metadata });
    expect(
      checks.filter(({ passed }) => passed === 0).map(check => check.id),
    ).toEqual([id]);
  });

  it('tells components in the graph from those that the subject reaches', () => {
    const { checks } = score({
      ...whole,
      components: [
        component,
        { ...component, 'bom-ref': 'b' },
        { ...component, 'bom-ref': 'c' },
      ],
      dependencies: [
        { ref: 's', dependsOn: [] },
        { ref: 'a', dependsOn: ['b'] },
      ],
    });
    const passed = new Map(checks.map(check => [check.id, check.passed]));
    expect(passed.get('component-relationship')).toBe(2);
    expect(passed.get('component-reached')).toBe(0);
  });

  it('is the same whenever it is asked', () => {
    const sbom = readSbom(Buffer.from(writeCycloneDx(inventory, meta)));
    expect(scoreSbom(sbom)).toEqual(scoreSbom(sbom));
  });
});

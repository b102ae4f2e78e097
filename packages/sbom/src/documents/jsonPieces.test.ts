import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { inventory, meta } from '../__testUtils__/sampleInventory';
import { inventoryPieces, serializeInventory } from './inventoryDocument';
import { compactItems, LazyList, prettyPieces } from './jsonPieces';
import { sbomDialects, sbomPieces, writeSbom } from './writeSbom';

const sha256Of = (text: string) =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

describe('prettyPieces', () => {
  it('writes what JSON.stringify writes', () => {
    const members = fc.dictionary(
      fc.string(),
      fc.oneof(
        fc.jsonValue(),
        fc.array(fc.jsonValue()),
        fc.constant(undefined),
      ),
    );
    fc.assert(
      fc.property(members, document => {
        const lazy = Object.fromEntries(
          Object.entries(document).map(([name, value]) => [
            name,
            Array.isArray(value) ? new LazyList(() => value) : () => value,
          ]),
        );
        const expected = JSON.stringify({ ...document, last: 1 }, null, 2);
        expect([...prettyPieces({ ...lazy, last: 1 })].join('')).toBe(
          `${expected}\n`,
        );
      }),
    );
  });

  it('asks for a value when its turn comes', () => {
    const seen: number[] = [];
    function* items() {
      for (const item of [1, 2]) {
        seen.push(item);
        yield item;
      }
    }
    const document = { items: new LazyList(items), seen: () => seen };
    expect(JSON.parse([...prettyPieces(document)].join(''))).toEqual({
      items: [1, 2],
      seen: [1, 2],
    });
  });
});

describe('compactItems', () => {
  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), items => {
        expect([...compactItems(items)].join('')).toBe(JSON.stringify(items));
      }),
    );
  });
});

describe('documents that are written piece by piece', () => {
  // Documents are kept by their digests: another one is another document.
  it.each([
    ['cyclonedx-1.6', '93db4c6e09a0b432'],
    ['cyclonedx-1.7', '4ea62b2f28ec3e9a'],
    ['spdx-2.3', '16007a502bf09888'],
    ['spdx-3.0', 'af6adf3755e3c925'],
  ] as const)('have the bytes that they always had: %s', (dialect, digest) => {
    const { mediaType, pieces } = sbomPieces(inventory, meta, dialect);
    const text = [...pieces].join('');
    expect(sha256Of(text)).toBe(digest);
    expect(writeSbom(inventory, meta, dialect)).toEqual({ mediaType, text });
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });

  it('have the bytes that they always had: inventories', () => {
    const text = [...inventoryPieces(inventory)].join('');
    expect(sha256Of(text)).toBe('6c1ef5adcb2f2995');
    expect(serializeInventory(inventory)).toBe(text);
    expect(text).toBe(JSON.stringify(JSON.parse(text)));
  });

  it('come in pieces of bounded length', () => {
    const [{ components, ...manifest }] = inventory.manifests;
    const many = Array.from({ length: 2_000 }, (_, at) => ({
      ...components[0],
      purl: `pkg:npm/p${at}@1`,
      dependsOn: [],
      direct: false,
    }));
    const large = {
      ...inventory,
      manifests: [{ ...manifest, components: many }],
    };
    for (const dialect of sbomDialects) {
      const pieces = [...sbomPieces(large, meta, dialect).pieces];
      expect(pieces.length).toBeGreaterThan(5);
      expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThan(
        200_000,
      );
    }
  });
});

import fc from 'fast-check';
import { SbomError } from '../errors';
import { readManifest } from '../manifests/readManifest';
import type { Component, Inventory } from '../model';
import { corpusText, hasCorpus } from '@safety-curtain/testing';
import { inventory } from '../__testUtils__/sampleInventory';
import { parseInventory, serializeInventory } from './inventoryDocument';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });

const component: fc.Arbitrary<Component> = fc.record(
  {
    purl: fc.constantFrom('pkg:npm/a@1', 'pkg:npm/b@1', 'pkg:npm/__proto__@1'),
    name: text,
    version: fc.string(),
    packageName: text,
    direct: fc.boolean(),
    scope: fc.constantFrom('runtime', 'development', 'optional'),
    hashes: fc.array(
      fc.constant({
        algorithm: 'SHA-256' as const,
        value: 'ab'.repeat(32),
      }),
      { maxLength: 2 },
    ),
    dependsOn: fc.subarray(['pkg:npm/a@1', 'pkg:npm/b@1', 'pkg:npm/c@1']),
    ecosystem: fc.constantFrom('npm', 'PyPI', 'NuGet', 'Debian:12'),
    license: text,
    integrity: text,
    origin: fc.constantFrom('registry', 'git', 'file'),
    vcsUrl: text,
  },
  {
    requiredKeys: [
      'purl',
      'name',
      'version',
      'packageName',
      'direct',
      'scope',
      'hashes',
      'dependsOn',
    ],
  },
);

const inventories: fc.Arbitrary<Inventory> = fc.record({
  subject: fc.record({ name: text, version: text }, { requiredKeys: ['name'] }),
  manifests: fc.array(
    fc.record(
      {
        path: text,
        format: text,
        root: fc.record({ name: text, version: text }, { requiredKeys: [] }),
        graph: fc.constantFrom('full', 'flat'),
        components: fc.array(component, { maxLength: 4 }),
        warnings: fc.array(text, { maxLength: 2 }),
      },
      { requiredKeys: ['path', 'format', 'graph', 'components', 'warnings'] },
    ),
    { maxLength: 3 },
  ),
});

describe('inventory documents', () => {
  it('are read back exactly', () => {
    fc.assert(
      fc.property(inventories, original => {
        const written = serializeInventory(original);
        expect(parseInventory(written)).toEqual(original);
        expect(serializeInventory(parseInventory(written))).toBe(written);
      }),
    );
    expect(parseInventory(serializeInventory(inventory))).toEqual(inventory);
  });

  it.each([
    ['', /empty/],
    ['{}', /unknown version/],
    ['{"inventory":2}', /unknown version/],
    ['{"inventory":1}', /the subject is not an object/],
    [
      '{"inventory":1,"subject":{},"purls":[],"manifests":[{"components":[{"p":0}]}]}',
      /a purl that is not there/,
    ],
    [
      '{"inventory":1,"subject":{},"purls":["a"],"manifests":[{"components":[{"p":"length"}]}]}',
      /a purl that is not there/,
    ],
  ])('refuses %j', (document, reason) => {
    expect(() => parseInventory(document)).toThrow(SbomError);
    expect(() => parseInventory(document)).toThrow(reason);
  });
});

(hasCorpus('lockfiles-e2e') ? describe : describe.skip)(
  'the inventory of a real lock file (skipped where the corpora are absent)',
  () => {
    it('is read back exactly, and is smaller than the lock file', () => {
      const lock = corpusText(
        'lockfiles-e2e/2-package-lock.json/package-lock.json',
      )!;
      const { lock: state, ...manifest } = readManifest(
        'package-lock.json',
        lock,
      );
      const real = { subject: { name: 'real' }, manifests: [manifest] };
      const written = serializeInventory(real);
      expect(parseInventory(written)).toEqual(real);
      // What the file locks is told of its text, and is no part of the inventory.
      expect(state?.locked).toBe(true);
      const manifests = [{ ...manifest, lock: state }];
      expect(serializeInventory({ ...real, manifests })).toBe(written);
      expect(written.length).toBeLessThan(lock.length / 2);
    });
  },
);

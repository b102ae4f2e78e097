import { parseInventory } from '@safety-curtain/sbom';
import fs from 'node:fs/promises';
import type { Knex } from 'knex';
import { archiveOf } from '../../__testUtils__/archive';
import { databaseIds } from '../../__testUtils__/databases';
import { allFindings } from '../../__testUtils__/organization';
import type { BigNumber } from '../../database/tables';
import { directory, lock, replicaWith } from './__testUtils__/scannedShop';

const ENTITIES = `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a0 "lol">${Array.from(
  { length: 30 },
  (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`,
).join(
  '',
)}<!ENTITY x SYSTEM "file:///etc/passwd">]><project><artifactId>&a30;&x;</artifactId></project>`;

const ALIASES = `lockfileVersion: '9.0'\na0: &a0 [x]\n${Array.from(
  { length: 40 },
  (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}*a${i}]\n`,
).join('')}packages: *a40\n`;

const hostile: Record<string, [file: string, content: string, reason: RegExp]> =
  {
    broken: ['package-lock.json', '{"name": "shop",', /JSON/],
    empty: ['package-lock.json', '', /JSON|empty/],
    huge: ['package-lock.json', '', /^Larger than 1000000 bytes$/],
    deep: ['package-lock.json', '{"a":'.repeat(100_000), /./],
    nested: [
      'package-lock.json',
      `{"lockfileVersion":3,"packages":${'{"a":'.repeat(5000)}{}${'}'.repeat(
        5000,
      )}}`,
      /./,
    ],
    aliases: ['pnpm-lock.yaml', ALIASES, /./],
    entities: ['pom.xml', ENTITIES, /./],
    nul: [
      'package-lock.json',
      lock({ 'a\0b': '1.0.0', c: '1.0\0.0' }).replace('shop', 'sh\\u0000op'),
      /./,
    ],
  };

async function inventoryOf(knex: Knex, snapshotId: BigNumber | null) {
  const row = await knex('snapshots').where('id', snapshotId!).first();
  const { bytes } = await archiveOf(knex).read(row!.inventory_sha256);
  return parseInventory(bytes.toString('utf8'));
}

describe.each(databaseIds)(
  'a scan of files that are hostile or broken on %p',
  id => {
    it('names each hostile file with the reason, reads the good one, and keeps older findings', async () => {
      const { knex, replica, scan } = await replicaWith(id, {
        scanning: { limits: { fileBytes: 1_000_000 } },
      });
      try {
        directory.setContent({
          shop: {
            good: {
              'package-lock.json': lock({
                ms: '2.0.0',
                ['__proto__']: '1.0.0',
              }),
            },
            broken: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
          },
        });
        expect(await scan()).toMatchObject({ state: 'succeeded' });
        const before = await allFindings(knex);
        expect(before).toHaveLength(2);

        for (const [folder, [file, content]] of Object.entries(hostile)) {
          directory.addContent({ shop: { [folder]: { [file]: content } } });
        }
        await fs.truncate(
          directory.resolve('shop/huge/package-lock.json'),
          1_000_001,
        );
        const { files, ...result } = await scan();

        expect(result).toMatchObject({ state: 'partial', error: null });
        const outcomes = new Map(files.map(f => [f.path, f]));
        expect(outcomes.get('good/package-lock.json')?.outcome).toBe('read');
        for (const [folder, [file, , reason]] of Object.entries(hostile)) {
          const outcome = outcomes.get(`${folder}/${file}`);
          expect([folder, outcome?.outcome]).toEqual([folder, 'failed']);
          expect(outcome?.reason).toMatch(reason);
          expect(outcome?.reason).not.toMatch(/root:|took longer|memory/);
        }
        expect(await allFindings(knex)).toEqual(before);
        expect(await knex('components').orderBy('name').pluck('name')).toEqual([
          '__proto__',
          'lodash',
          'ms',
        ]);
      } finally {
        await replica.close();
      }
    });

    it('carries the last good reading of a broken file into the snapshot, until it is read again', async () => {
      const { knex, replica, scan } = await replicaWith(id);
      const write = (web: string) =>
        directory.setContent({
          shop: {
            'api/package-lock.json': lock({ ms: '2.0.0' }),
            'web/package-lock.json': web,
          },
        });
      try {
        write(lock({ lodash: '4.17.15' }));
        const first = await scan();
        write('{"broken');
        const second = await scan();
        const third = await scan();
        write(lock({ lodash: '4.17.21' }));
        const fourth = await scan();
        expect(
          [first, second, third, fourth].map(s => [s.state, s.component_count]),
        ).toEqual([
          ['succeeded', 2],
          ['partial', 2],
          ['partial', 2],
          ['succeeded', 2],
        ]);
        expect(third.snapshot_id).toBe(second.snapshot_id);
        const inventory = await inventoryOf(knex, second.snapshot_id);
        expect(
          inventory.manifests.map(m => [m.path, m.components.map(c => c.purl)]),
        ).toEqual([
          ['api/package-lock.json', ['pkg:npm/ms@2.0.0']],
          ['web/package-lock.json', ['pkg:npm/lodash@4.17.15']],
        ]);
        const snapshots = await knex('snapshots')
          .orderBy('id')
          .pluck('partial');
        expect(snapshots.map(Boolean)).toEqual([false, true, false]);
        expect(
          (await allFindings(knex)).map(f => [f.package, f.state]),
        ).toEqual([
          ['lodash', 'resolved'],
          ['ms', 'open'],
        ]);
      } finally {
        await replica.close();
      }
    });
  },
);

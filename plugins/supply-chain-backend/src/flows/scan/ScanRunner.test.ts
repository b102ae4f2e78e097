import { createMockDirectory } from '@backstage/backend-test-utils';
import { parseInventory } from '@safety-curtain/sbom';
import fs from 'node:fs/promises';
import type { Knex } from 'knex';
import { storeAdvisories } from '../advise/storeAdvisories';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
} from '../../__testUtils__/organization';
import { createReplica } from '../../__testUtils__/scanning';
import { listDamaged, listHealed } from '../../records/documents/damage';
import { claimTarget, requestScan } from '../../records/scans/queue';
import { readScanFiles } from '../../views/scans/scanViews';
import { toDate } from '../../database/dialect';
import type { BigNumber } from '../../database/tables';

const SHOP = 'component:default/shop';
const directory = createMockDirectory();

function lock(packages: Record<string, string>): string {
  const entries = Object.entries(packages).map(([name, version]) => [
    `node_modules/${name}`,
    { version },
  ]);
  return JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: packages },
      ...Object.fromEntries(entries),
    },
  });
}

const target = (changes = {}) =>
  catalogTarget('shop', {
    source: { type: 'file', target: directory.resolve('shop'), exclude: [] },
    ...changes,
  });

async function replicaWith(
  id: (typeof databaseIds)[number][0],
  supplyChain?: object,
) {
  const knex = await createDatabase(id);
  await addTargets(knex, target());
  await storeAdvisories(
    knex,
    'test',
    [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
      advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1'),
    ],
    new Date(),
  );
  const replica = createReplica({ knex, root: directory.path, supplyChain });
  return { knex, replica, scan: () => scanNow(knex, replica) };
}

type DocumentColumn = 'cyclonedx_sha256' | 'spdx_sha256' | 'inventory_sha256';

/** Damages the stored bytes of documents of the latest snapshot. */
async function damage(
  knex: Knex,
  columns: DocumentColumn[],
): Promise<string[]> {
  const snapshot = await knex('snapshots').orderBy('id', 'desc').first();
  const digests = columns.map(column => snapshot![column]);
  await knex('documents')
    .whereIn('sha256', digests)
    .update({ gzip: Buffer.from('damaged') });
  return digests;
}

/** Runs one scan to its end and gives its record. */
async function scanNow(
  knex: Knex,
  replica: ReturnType<typeof createReplica>,
  signal = new AbortController().signal,
) {
  await requestScan(knex, SHOP, { trigger: 'manual' });
  const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
  await replica.runner.run(claimed!, signal);
  const scan = await knex('scans').where('id', claimed!.scanId).first();
  const files = await readScanFiles(knex, claimed!.scanId);
  return { ...scan!, files };
}

async function inventoryOf(knex: Knex, snapshotId: BigNumber | null) {
  const row = await knex('snapshots').where('id', snapshotId!).first();
  const { bytes } = await archiveOf(knex).read(row!.inventory_sha256);
  return parseInventory(bytes.toString('utf8'));
}

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

describe.each(databaseIds)('ScanRunner on %p', id => {
  it.each<[DocumentColumn[]]>([
    [['inventory_sha256']],
    [['cyclonedx_sha256', 'spdx_sha256']],
    [['inventory_sha256', 'cyclonedx_sha256', 'spdx_sha256']],
  ])('writes %p of its snapshot anew where they are damaged', async columns => {
    directory.setContent({
      shop: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
    });
    const { knex, scan } = await replicaWith(id);
    await scan();
    const archive = archiveOf(knex);
    const digests = await damage(knex, columns);
    await expect(archive.read(digests[0])).rejects.toThrow('is damaged');
    expect((await listDamaged(knex)).count).toBe(1);

    const second = await scan();
    expect(second).toMatchObject({
      state: 'succeeded',
      restored_documents: columns.length,
    });
    expect(await knex('snapshots')).toHaveLength(1);
    expect(await archive.findDamaged(digests)).toEqual([]);
    expect((await listDamaged(knex)).count).toBe(0);
    const healed = await listHealed(knex);
    expect(healed.map(({ sha256 }) => sha256)).toEqual(
      expect.arrayContaining(digests),
    );
    expect(healed[0]).toMatchObject({
      reason: 'it cannot be unpacked',
      healedAt: expect.any(String),
    });
    expect((await scan()).restored_documents).toBe(0);
  });

  it('makes a new snapshot where the old documents cannot come out the same', async () => {
    directory.setContent({
      shop: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
    });
    const { knex, scan } = await replicaWith(id);
    const first = await scan();
    const digests = await damage(knex, ['inventory_sha256', 'spdx_sha256']);
    await knex('scans')
      .where('id', first.id)
      .update({ started_at: new Date(0) });
    const archive = archiveOf(knex);
    await archive.findDamaged(digests);

    await scan();
    expect(await knex('snapshots')).toHaveLength(2);
    // The inventory is the same in both; what cannot be made again is listed.
    expect(await archive.findDamaged(digests)).toEqual([digests[1]]);
    expect((await listDamaged(knex)).documents).toMatchObject([
      { sha256: digests[1], reason: 'it cannot be unpacked' },
    ]);
  });

  it('names each hostile file with the reason, reads the good one, and keeps older findings', async () => {
    const { knex, replica, scan } = await replicaWith(id, {
      scanning: { limits: { fileBytes: 1_000_000 } },
    });
    try {
      directory.setContent({
        shop: {
          good: {
            'package-lock.json': lock({ ms: '2.0.0', ['__proto__']: '1.0.0' }),
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
      const snapshots = await knex('snapshots').orderBy('id').pluck('partial');
      expect(snapshots.map(Boolean)).toEqual([false, true, false]);
      expect((await allFindings(knex)).map(f => [f.package, f.state])).toEqual([
        ['lodash', 'resolved'],
        ['ms', 'open'],
      ]);
    } finally {
      await replica.close();
    }
  });

  it('records an unchanged source as such, and keeps its snapshot', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    try {
      directory.setContent({ 'shop/package-lock.json': lock({ ms: '2.0.0' }) });
      const first = await scan();
      const second = await scan();
      expect(second).toMatchObject({
        state: 'unchanged',
        snapshot_id: first.snapshot_id,
        revision: first.revision,
        component_count: 1,
        files: [],
      });
      expect(await knex('snapshots')).toHaveLength(1);
    } finally {
      await replica.close();
    }
  });

  it('reads again a source that moved while it was scanned', async () => {
    const { knex, replica } = await replicaWith(id);
    try {
      directory.setContent({
        'shop/package-lock.json': lock({ ms: '2.0.0' }),
        'web/package-lock.json': lock({ ms: '2.0.0' }),
      });
      const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
      const source = {
        type: 'file' as const,
        target: directory.resolve('web'),
        exclude: [],
      };
      await addTargets(knex, target({ etag: '2', source }));
      await replica.runner.run(claimed!, new AbortController().signal);
      // One commit has one etag, whichever of its folders is read.
      const { source_etag: stored } = (await knex('targets').first())!;
      const next = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
      expect(next).toMatchObject({ source, sourceEtag: stored });
      const asked: (string | undefined)[] = [];
      const other = createReplica({
        knex,
        root: directory.path,
        readers: [
          {
            types: ['file'],
            supports: () => true,
            async read({ etag }) {
              asked.push(etag);
              return { unchanged: true };
            },
          },
        ],
      });
      await other.runner.run(next!, new AbortController().signal);
      await other.close();
      expect(asked).toEqual([undefined]);
    } finally {
      await replica.close();
    }
  });

  it('says of a source without manifests that there is nothing', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    try {
      directory.setContent({ 'shop/readme.md': '' });
      expect(await scan()).toMatchObject({ state: 'succeeded' });
      expect(await knex('targets').pluck('last_outcome')).toEqual(['empty']);
    } finally {
      await replica.close();
    }
  });

  it('fails a scan that takes too long, keeps what was known, and tries again later', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    directory.setContent({ 'shop/package-lock.json': lock({ ms: '2.0.0' }) });
    await scan();
    await replica.close();
    const slow = createReplica({
      knex,
      root: directory.path,
      supplyChain: { scanning: { timeout: { milliseconds: 50 } } },
      readers: [
        {
          types: ['file'],
          supports: () => true,
          read: ({ signal }) =>
            new Promise((_, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason));
            }),
        },
      ],
    });
    try {
      expect(await scanNow(knex, slow)).toMatchObject({
        state: 'failed',
        error: 'The scan took longer than 0.05 seconds',
      });
      expect(await allFindings(knex)).toMatchObject([{ state: 'open' }]);
      const row = await knex('targets').first();
      expect(row).toMatchObject({ attempts: 1, lease_scan_id: null });
      expect(toDate(row!.next_scan_at).getTime()).toBeGreaterThan(Date.now());
    } finally {
      await slow.close();
    }
  });

  it('gives its target back when the backend stops', async () => {
    const { knex, replica } = await replicaWith(id);
    await replica.close();
    let reading: () => void;
    const started = new Promise<void>(resolve => {
      reading = resolve;
    });
    const stopped = createReplica({
      knex,
      root: directory.path,
      readers: [
        {
          types: ['file'],
          supports: () => true,
          read: ({ signal }) =>
            new Promise((_, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason));
              reading();
            }),
        },
      ],
    });
    stopped.workers.start();
    await started;
    await stopped.close();
    expect(await knex('scans').pluck('state')).toEqual(['abandoned']);
    expect(await knex('targets').first()).toMatchObject({
      lease_until: null,
      lease_scan_id: null,
      attempts: 0,
    });
    const next = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
    expect(next?.entityRef).toBe(SHOP);
  });

  it('asks no reader once it is told to stop', async () => {
    const { knex, replica } = await replicaWith(id);
    await replica.close();
    const read = jest.fn();
    const stopped = createReplica({
      knex,
      root: directory.path,
      readers: [{ types: ['file'], supports: () => true, read }],
    });
    try {
      const stop = AbortSignal.abort(new Error('Stopping'));
      await expect(scanNow(knex, stopped, stop)).rejects.toThrow('Stopping');
      expect(read).not.toHaveBeenCalled();
    } finally {
      await stopped.close();
    }
  });

  it('tells how far it is', async () => {
    const steps: string[] = [];
    const { knex, replica } = await replicaWith(id);
    try {
      directory.setContent({ 'shop/package-lock.json': lock({ ms: '2.0.0' }) });
      knex.on('query', ({ sql, bindings }) => {
        if (/update .scans. set .step/.test(sql)) {
          steps.push(bindings.slice(0, 2).filter(Boolean).join(': '));
        }
      });
      await scanNow(knex, replica);
      // The claim has noted that it is fetching; of what is read soon after
      // the last was told, nothing is told.
      expect(steps.filter(step => step !== 'reading: 1 of 1 files')).toEqual([
        'reading: 0 of 1 files',
        'documents',
        'matching',
      ]);
    } finally {
      await replica.close();
    }
  });
});

import { databaseIds } from '../../__testUtils__/databases';
import { addTargets, allFindings } from '../../__testUtils__/organization';
import { createReplica } from '../../__testUtils__/scanning';
import { claimTarget } from '../../records/scans/queue';
import { toDate } from '../../database/dialect';
import {
  SHOP,
  directory,
  lock,
  replicaWith,
  scanNow,
  target,
} from './__testUtils__/scannedShop';

describe.each(databaseIds)('ScanRunner on %p', id => {
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

  it('makes the release that an annotation names, though the source is unchanged', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    try {
      directory.setContent({ 'shop/package-lock.json': lock({ ms: '2.0.0' }) });
      const first = await scan();
      expect(await knex('releases')).toEqual([]);
      await addTargets(knex, target({ etag: '2', release: '1.4.0' }));
      expect(await scan()).toMatchObject({ state: 'unchanged' });
      await scan();
      expect(
        await knex('releases').select('name', 'made_by', 'snapshot_id'),
      ).toEqual([
        {
          name: '1.4.0',
          made_by: 'annotation',
          snapshot_id: first.snapshot_id,
        },
      ]);
    } finally {
      await replica.close();
    }
  });

  it('notes which files that configure security changed since the last scan', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    try {
      const manifest = { 'shop/package-lock.json': lock({ ms: '2.0.0' }) };
      directory.setContent({ ...manifest, 'shop/Dockerfile': 'FROM a\n' });
      await scan();
      expect(await knex('service_changes')).toEqual([]);
      const changed = {
        ...manifest,
        'shop/Dockerfile': 'FROM b\n',
        'shop/renovate.json': '{}',
      };
      directory.setContent(changed);
      await scan();
      directory.setContent({ ...changed, 'shop/readme.md': 'hello' });
      await scan();
      expect(
        await knex('service_changes')
          .orderBy('id')
          .select('kind', 'subject', 'detail'),
      ).toEqual([
        {
          kind: 'dockerfile-changed',
          subject: 'Dockerfile',
          detail: 'changed',
        },
        {
          kind: 'update-tool-changed',
          subject: 'renovate.json',
          detail: 'added',
        },
      ]);
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

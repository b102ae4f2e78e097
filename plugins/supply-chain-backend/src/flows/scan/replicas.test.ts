import { createMockDirectory } from '@backstage/backend-test-utils';
import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Knex } from 'knex';
import { storeAdvisories } from '../advise/storeAdvisories';
import { isPostgres, toDate } from '../../database/dialect';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
} from '../../__testUtils__/organization';
import { createReplica, until } from '../../__testUtils__/scanning';

const directory = createMockDirectory();

const LOCK_FILE = JSON.stringify({
  name: 'shop',
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { lodash: '^4.17.0' } },
    'node_modules/lodash': { version: '4.17.15' },
  },
});

function targetAt(name: string) {
  return catalogTarget(name, {
    source: { type: 'file', target: directory.resolve(name), exclude: [] },
  });
}

/** How another process reaches the same database. */
function connectionOf(knex: Knex): [string, string] {
  const { client, connection } = knex.client.config;
  return [isPostgres(knex) ? 'pg' : client, JSON.stringify(connection)];
}

/** The module loader sends messages of its own. */
function answerOf(child: ChildProcess): Promise<{ scanId?: string }> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: { scanId?: string; error?: string }) => {
      if ('scanId' in message) resolve(message);
      if ('error' in message) reject(new Error(String(message.error)));
    });
    child.on('exit', code => reject(new Error(`Ended with ${code}`)));
  });
}

const postgres = databaseIds.filter(([id]) => id !== 'SQLITE_3');

describe.each(databaseIds)('scanning on %p', id => {
  it('reads a folder, stores documents and finds what is known', async () => {
    directory.setContent({ shop: { 'package-lock.json': LOCK_FILE } });
    const knex = await createDatabase(id);
    await addTargets(knex, targetAt('shop'));
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21')],
      new Date(),
    );
    const replica = createReplica({ knex, root: directory.path });
    replica.workers.start();
    try {
      await until(async () =>
        (await knex('scans').pluck('state')).includes('succeeded'),
      );
    } finally {
      await replica.close();
    }
    expect(await allFindings(knex)).toMatchObject([
      { package: 'lodash', state: 'open' },
    ]);
    expect(
      await knex('documents').orderBy('media_type').pluck('media_type'),
    ).toEqual([
      'application/spdx+json',
      'application/vnd.cyclonedx+json; version=1.6',
      'application/vnd.safety-curtain.inventory+json',
      'application/vnd.safety-curtain.source+json; version=1',
    ]);
  });

  it('records a source that cannot be read, and tries again later', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, targetAt('nowhere'));
    const replica = createReplica({ knex, root: directory.path });
    replica.workers.start();
    try {
      await until(async () =>
        (await knex('scans').pluck('state')).includes('failed'),
      );
    } finally {
      await replica.close();
    }
    const target = await knex('targets').first();
    expect(target).toMatchObject({ attempts: 1, last_outcome: 'failed' });
    expect(target!.last_error).toContain('nowhere cannot be read');
    expect(toDate(target!.next_scan_at).getTime()).toBeGreaterThan(Date.now());
  });
});

if (postgres.length === 0) {
  // eslint-disable-next-line jest/no-disabled-tests
  describe.skip('several replicas (no PostgreSQL given)', () => {
    it.todo('share the queue');
  });
} else {
  describe.each(postgres)('several replicas on %p', id => {
    it('scan again what a killed one was at, once', async () => {
      directory.setContent({ shop: { 'package-lock.json': LOCK_FILE } });
      const knex = await createDatabase(id);
      await addTargets(knex, targetAt('shop'));
      const child = fork(
        path.resolve(__dirname, '../../__testUtils__/scanForever.cjs'),
        [...connectionOf(knex), '1500'],
      );
      const message = await answerOf(child);
      expect(message).toEqual({ scanId: expect.any(String) });
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      expect(await knex('scans').pluck('state')).toEqual(['running']);

      const replica = createReplica({
        knex,
        root: directory.path,
        supplyChain: { scanning: { poll: { milliseconds: 100 } } },
      });
      replica.workers.start();
      try {
        await until(async () =>
          (await knex('scans').pluck('state')).includes('succeeded'),
        );
      } finally {
        await replica.close();
      }
      expect(
        await knex('scans').orderBy('started_at').select('id', 'state'),
      ).toEqual([
        { id: message.scanId, state: 'abandoned' },
        { id: expect.any(String), state: 'succeeded' },
      ]);
      expect(await knex('snapshots').pluck('component_count')).toEqual([1]);
    });

    it('scan each of 500 due targets once', async () => {
      const names = Array.from({ length: 500 }, (_, i) => `service-${i}`);
      directory.setContent(
        Object.fromEntries(
          names.map(name => [name, { 'package-lock.json': LOCK_FILE }]),
        ),
      );
      const knex = await createDatabase(id);
      await addTargets(knex, ...names.map(targetAt));
      const replicas = [0, 1].map(() =>
        createReplica({
          knex,
          root: directory.path,
          supplyChain: {
            scanning: { concurrency: 4, poll: { milliseconds: 100 } },
          },
        }),
      );
      replicas.forEach(replica => replica.workers.start());
      try {
        await until(async () => {
          const [{ count }] = await knex('scans')
            .whereNot('state', 'running')
            .count({ count: '*' });
          return Number(count) >= 500;
        }, 120_000);
      } finally {
        await Promise.all(replicas.map(replica => replica.close()));
      }
      const perTarget = await knex('scans')
        .groupBy('target_id', 'state')
        .select('state')
        .count({ count: '*' });
      expect(perTarget).toHaveLength(500);
      expect(perTarget.every(row => row.state === 'succeeded')).toBe(true);
      expect(perTarget.every(row => Number(row.count) === 1)).toBe(true);
      const [{ links }] = await knex('target_components').count({ links: '*' });
      expect(Number(links)).toBe(500);
    }, 150_000);
  });
}

import { FileBundleWriter } from '@safety-curtain/sbom';
import fs from 'node:fs/promises';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets } from '../../__testUtils__/organization';
import { createReplica } from '../../__testUtils__/scanning';
import { listFindings } from '../../views/findings/listFindings';
import { listReports } from '../../views/reports/listReports';
import {
  directory,
  lock,
  replicaWith,
  scanNow,
  target,
} from '../scan/__testUtils__/scannedShop';

jest.setTimeout(60_000);

const dockerfile = 'FROM node:24@sha256:1234\nUSER app\nHEALTHCHECK CMD true\n';
/** Put together here, so that nobody takes this file for one with a secret. */
const KEY = ['ghp', 'B2oX4a7TqfKzLm9VdYw1NsPc6RhEjU164BwM'].join('_');

/** All findings that are not of vulnerabilities, as `rule path state`. */
async function found(knex: Knex) {
  const { items } = await listFindings(
    knex,
    {
      kind: ['secret', 'configuration'],
      state: ['open', 'dismissed', 'resolved'],
      limit: 100,
    },
    {},
  );
  return items
    .map(one => `${one.advisory.split('/')[1]} ${one.place?.path} ${one.state}`)
    .sort();
}

async function targetId(knex: Knex) {
  return Number((await knex('targets').first('id'))!.id);
}

describe.each(databaseIds)('what a scan inspects, on %s', id => {
  beforeEach(() => {
    directory.clear();
    directory.addContent({
      'shop/package-lock.json': lock({ lodash: '4.17.20' }),
      'shop/Dockerfile': `${dockerfile}ADD https://a.example/b /b\n`,
      'shop/.env': `TOKEN=${KEY}\n`,
    });
  });

  it('becomes findings, which follow the source', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    const first = await scan();
    expect(await found(knex)).toEqual([
      'add-address Dockerfile open',
      'provider-secret .env open',
    ]);
    expect(Number(first.findings_opened)).toBe(3);
    const reports = await listReports(knex, await targetId(knex));
    expect(reports).toMatchObject([
      { tool: 'safety-curtain-containers', results: 1, origin: 'native' },
      { tool: 'safety-curtain-secrets', results: 1, openFindings: 1 },
      { tool: 'safety-curtain-workflows', results: 0, partial: false },
    ]);
    const stored = JSON.stringify([
      await knex('tool_results'),
      await knex('findings'),
      reports,
    ]);
    expect(stored).not.toContain(KEY);

    directory.addContent({
      'shop/Dockerfile': `# moved\n${dockerfile}ADD https://a.example/b /b\n`,
      'shop/.env': '',
    });
    const second = await scan();
    expect(await found(knex)).toEqual([
      'add-address Dockerfile open',
      'provider-secret .env resolved',
    ]);
    expect(Number(second.findings_resolved)).toBe(1);
    await fs.rm(directory.resolve('shop/Dockerfile'));
    await scan();
    expect(await found(knex)).toContain('add-address Dockerfile resolved');
    await replica.close();
  });

  it('stands where a file is too large to be looked at again', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    directory.addContent({ 'shop/.env': 'x'.repeat(1024 * 1024 + 1) });
    await scan();
    expect(await found(knex)).toContain('provider-secret .env open');
    const [, secrets] = await listReports(knex, await targetId(knex));
    expect(secrets.notices).toEqual([
      '.env was left out: it is larger than 1 MiB',
    ]);
    await replica.close();
  });

  it('lets known secrets be until an end, and tells how many', async () => {
    const { knex, replica } = await replicaWith(id, {
      inspections: {
        secrets: { allow: [{ path: '.env', reason: 'revoked' }] },
      },
    });
    await scanNow(knex, replica);
    expect(await found(knex)).toEqual(['add-address Dockerfile open']);
    const [, secrets] = await listReports(knex, await targetId(knex));
    expect(secrets.notices).toEqual([
      'Let be by supplyChain.inspections.secrets.allow: 1',
    ]);
    await replica.close();
  });

  it('leaves nothing open where the source could not be read to its end', async () => {
    const finish = jest.spyOn(FileBundleWriter.prototype, 'finish');
    const knex = await createDatabase(id);
    await addTargets(knex, target());
    const replica = createReplica({
      knex,
      root: directory.path,
      readers: [
        {
          types: ['file'],
          supports: () => true,
          async read({ observer }) {
            observer!.onFile('a.txt', 1, true);
            observer!.onContent('a.txt', Buffer.from('a'));
            throw new Error('cut short');
          },
        },
      ],
    });
    const { state } = await scanNow(knex, replica);
    expect(state).toBe('failed');
    expect(finish).toHaveBeenCalledTimes(1);
    finish.mockRestore();
    await replica.close();
  });

  it('is forgotten once nothing is inspected any more', async () => {
    const { knex, replica, scan } = await replicaWith(id);
    await scan();
    await replica.close();
    const without = createReplica({
      knex,
      root: directory.path,
      supplyChain: { inspections: { enabled: false } },
    });
    // The source did not change, and is read again all the same.
    const { state } = await scanNow(knex, without);
    expect(state).toBe('succeeded');
    expect(await found(knex)).toEqual([
      'add-address Dockerfile resolved',
      'provider-secret .env resolved',
    ]);
    expect(await listReports(knex, await targetId(knex))).toEqual([]);
    await without.close();
  });
});

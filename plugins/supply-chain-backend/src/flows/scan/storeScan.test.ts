import { storeAdvisories } from '../advise/storeAdvisories';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import {
  claimTarget,
  LeaseLostError,
  requestScan,
  returnTarget,
} from '../../records/scans/queue';
import { storeUnchanged } from './storeScan';

const SHOP = 'component:default/shop';

describe.each(databaseIds)('what a scan stores on %p', id => {
  async function organization() {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
        advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1'),
      ],
      new Date(),
    );
    return knex;
  }
  const web = (...versions: string[]) =>
    lockFile('web/package-lock.json', ...versions.map(v => npm('lodash', v)));
  const api = lockFile('api/package-lock.json', npm('ms', '2.0.0'));

  it('stores a component once for all services', async () => {
    const knex = await organization();
    await addTargets(knex, catalogTarget('other'));
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    await storeScanOf(knex, 'component:default/other', [web('4.17.15')]);
    expect(await knex('components').pluck('purl')).toEqual([
      'pkg:npm/lodash@4.17.15',
    ]);
    expect(await allFindings(knex)).toHaveLength(2);
  });

  it('keeps findings of a file that could not be read, marked stale', async () => {
    const knex = await organization();
    await storeScanOf(knex, SHOP, [web('4.17.15'), api]);
    await storeScanOf(
      knex,
      SHOP,
      [api],
      [{ path: 'web/package-lock.json', reason: 'not valid JSON' }],
    );
    expect((await allFindings(knex)).map(f => f.state)).toEqual([
      'open',
      'open',
    ]);
    const [manifest] = await knex('target_manifests').where(
      'path',
      'web/package-lock.json',
    );
    expect(manifest.stale_since).not.toBeNull();
    expect(manifest.stale_reason).toBe('not valid JSON');
    expect(await knex('targets').first('last_outcome', 'source_etag')).toEqual({
      last_outcome: 'partial',
      source_etag: null,
    });
  });

  it('does not say that a finding was seen in a file it could not read', async () => {
    const knex = await organization();
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    const seen = await knex('findings').first('last_seen_at');
    await storeScanOf(
      knex,
      SHOP,
      [],
      [{ path: 'web', reason: 'could not be listed' }],
    );
    expect(await knex('findings').first('last_seen_at')).toEqual(seen);
    expect(await knex('scans').orderBy('state').pluck('state')).toEqual([
      'failed',
      'succeeded',
    ]);
  });

  it('resolves findings of a file that is gone', async () => {
    const knex = await organization();
    await storeScanOf(knex, SHOP, [web('4.17.15'), api]);
    await storeScanOf(knex, SHOP, [api]);
    expect(await allFindings(knex)).toMatchObject([
      { package: 'lodash', state: 'resolved', reason: 'removed' },
      { package: 'ms', state: 'open' },
    ]);
    expect(await knex('target_manifests').pluck('path')).toEqual([
      'api/package-lock.json',
    ]);
  });

  it('keeps a finding over versions, resolves it by the upgrade, reopens it after the downgrade', async () => {
    const knex = await organization();
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    const { id: finding, first_seen_at: first } = (await knex(
      'findings',
    ).first())!;
    await storeScanOf(knex, SHOP, [web('4.17.19')]);
    expect(await allFindings(knex)).toMatchObject([{ state: 'open' }]);
    await storeScanOf(knex, SHOP, [web('4.17.21')]);
    expect(await allFindings(knex)).toMatchObject([
      { state: 'resolved', reason: 'upgraded' },
    ]);
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    expect(await knex('findings').select('id', 'state', 'reopened')).toEqual([
      { id: finding, state: 'open', reopened: 1 },
    ]);
    expect((await knex('findings').first())!.first_seen_at).toEqual(first);
    expect(await knex('finding_events').orderBy('id').pluck('kind')).toEqual([
      'opened',
      'resolved',
      'reopened',
    ]);
  });

  it('keeps one snapshot for as long as nothing changes', async () => {
    const knex = await organization();
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    expect(await knex('snapshots').pluck('component_count')).toEqual([1]);
    await storeScanOf(knex, SHOP, [web('4.17.15', '4.17.19')]);
    expect(
      await knex('snapshots').orderBy('id').pluck('component_count'),
    ).toEqual([1, 2]);
  });

  it('records an unchanged source as such and keeps everything', async () => {
    const knex = await organization();
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    await requestScan(knex, SHOP, {
      trigger: 'manual',
      requestedBy: 'user:default/guest',
    });
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 1 });
    await storeUnchanged(knex, claimed!, now => now);
    expect(
      await knex('scans').orderBy('state').select('state', 'trigger'),
    ).toEqual([
      { state: 'succeeded', trigger: 'catalog' },
      { state: 'unchanged', trigger: 'manual' },
    ]);
    expect(await allFindings(knex)).toMatchObject([{ state: 'open' }]);
  });

  it('is well again when a source that had failed is found unchanged', async () => {
    const knex = await organization();
    await storeScanOf(knex, SHOP, [web('4.17.15')]);
    await knex('targets').update({ last_outcome: 'failed', attempts: 3 });
    await requestScan(knex, SHOP, { trigger: 'manual' });
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 1 });
    await storeUnchanged(knex, claimed!, now => now);
    expect(await knex('targets').first('last_outcome', 'attempts')).toEqual({
      last_outcome: 'succeeded',
      attempts: 0,
    });
  });

  it('stores nothing for a worker that lost its lease', async () => {
    const knex = await organization();
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 1 });
    await returnTarget(knex, claimed!);
    const other = await claimTarget(knex, { leaseMs: 60_000, perHost: 1 });
    await expect(storeUnchanged(knex, claimed!, now => now)).rejects.toThrow(
      LeaseLostError,
    );
    expect(await knex('scans').orderBy('state').select('id', 'state')).toEqual([
      { id: claimed!.scanId, state: 'abandoned' },
      { id: other!.scanId, state: 'running' },
    ]);
  });
});

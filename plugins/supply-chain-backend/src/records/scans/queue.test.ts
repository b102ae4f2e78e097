import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { TargetReconciler } from '../../flows/catalog/targetStore';
import {
  claimTarget,
  extendLease,
  LeaseLostError,
  releaseTarget,
  requestScan,
  returnTarget,
} from './queue';

const options = { leaseMs: 60_000, perHost: 2 };
const url = (name: string, host: string) =>
  catalogTarget(name, {
    source: { type: 'url', target: `https://${host}/${name}/`, exclude: [] },
    sourceHost: host,
  });

describe.each(databaseIds)('the queue on %p', id => {
  it('hands each due target out once', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, ...['a', 'b', 'c'].map(n => catalogTarget(n)));
    const claimed = [];
    for (let i = 0; i < 4; i++) claimed.push(await claimTarget(knex, options));
    expect(claimed.map(c => c?.name)).toEqual(['a', 'b', 'c', undefined]);
    expect(await knex('scans').pluck('state')).toEqual([
      'running',
      'running',
      'running',
    ]);
  });

  it('takes what a person asked for first', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, ...['a', 'b', 'c'].map(n => catalogTarget(n)));
    await requestScan(knex, 'component:default/c', {
      trigger: 'manual',
      requestedBy: 'user:default/guest',
    });
    expect(await claimTarget(knex, options)).toMatchObject({
      name: 'c',
      trigger: 'manual',
    });
    expect(await knex('scans').first('requested_by')).toEqual({
      requested_by: 'user:default/guest',
    });
    expect(await claimTarget(knex, options)).toMatchObject({
      name: 'a',
      trigger: 'catalog',
    });
  });

  it('gives nothing to whoever is stopping', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('a'));
    const stopping = AbortSignal.abort(new Error('The backend is stopping'));
    await expect(claimTarget(knex, options, stopping)).rejects.toThrow(
      'The backend is stopping',
    );
    expect(await knex('scans')).toEqual([]);
    expect(await claimTarget(knex, options)).toMatchObject({ name: 'a' });
  });

  it('gives a target whose worker went silent to the next one', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('a'));
    const dead = await claimTarget(knex, { ...options, leaseMs: -1000 });
    const next = await claimTarget(knex, options);
    expect(next?.entityRef).toBe(dead?.entityRef);
    expect(await knex('scans').orderBy('state').pluck('state')).toEqual([
      'abandoned',
      'running',
    ]);
    expect(await extendLease(knex, dead!, 1000)).toBe(false);
    expect(await extendLease(knex, next!, 1000)).toBe(true);
    await expect(
      knex.transaction(trx => releaseTarget(trx, dead!, new Date(), {})),
    ).rejects.toThrow(LeaseLostError);
  });

  it('scans at most so many targets of a host at once, other hosts meanwhile', async () => {
    const knex = await createDatabase(id);
    await addTargets(
      knex,
      url('a', 'one.example'),
      url('b', 'one.example'),
      url('c', 'one.example'),
      url('d', 'two.example'),
    );
    const first = await claimTarget(knex, options);
    await claimTarget(knex, options);
    expect((await claimTarget(knex, options))?.name).toBe('d');
    expect(await claimTarget(knex, options)).toBeUndefined();
    await knex.transaction(trx =>
      releaseTarget(trx, first!, new Date(Date.now() + 60_000), {}),
    );
    expect((await claimTarget(knex, options))?.name).toBe('c');
  });

  it('follows a running scan by the one that was asked for meanwhile', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('a'));
    const running = await claimTarget(knex, options);
    await requestScan(knex, 'component:default/a', { trigger: 'manual' });
    expect(await claimTarget(knex, options)).toBeUndefined();
    await knex.transaction(trx =>
      releaseTarget(trx, running!, new Date(Date.now() + 3_600_000), {}),
    );
    expect(await claimTarget(knex, options)).toMatchObject({
      name: 'a',
      trigger: 'manual',
    });
  });

  it('returns the targets of a replica that stops', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('a'));
    await returnTarget(knex, (await claimTarget(knex, options))!);
    expect((await claimTarget(knex, options))?.name).toBe('a');
  });

  it('never scans what left the catalog or has no source', async () => {
    const knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('gone'),
      catalogTarget('unreadable', { source: undefined, sourceError: 'none' }),
    );
    await new TargetReconciler(knex, new Date()).finish();
    expect(await claimTarget(knex, options)).toBeUndefined();
    expect(
      await requestScan(knex, 'component:default/gone', { trigger: 'manual' }),
    ).toBe(false);
  });
});

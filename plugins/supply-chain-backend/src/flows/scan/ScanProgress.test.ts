import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { claimTarget } from '../../records/scans/queue';
import { ScanProgress } from './ScanProgress';

describe.each(databaseIds)('ScanProgress on %s', id => {
  it('tells a few times a second, and never of files after the next step', async () => {
    const knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('shop', {
        source: { type: 'file', target: '/source', exclude: [] },
      }),
    );
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 1 });
    let told = 0;
    const progress = new ScanProgress(knex, () => {
      told += 1;
    });
    const start = performance.now();
    const tell = progress.reading(claimed!);
    for (let i = 0; i <= 1000; i++) {
      tell(`${i} of 1000 files`);
      // Gives the database its turns.
      await knex.raw('select 1');
    }
    await progress.step(claimed!, 'documents');
    const seconds = (performance.now() - start) / 1000;
    expect(told).toBeGreaterThanOrEqual(2);
    expect(told).toBeLessThanOrEqual(Math.ceil(seconds / 0.3) + 2);
    expect(await knex('scans').first('step', 'progress')).toEqual({
      step: 'documents',
      progress: null,
    });
    progress.ended(claimed!);
  });
});

import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { readSystemHealth } from './systemHealth';

const SETTINGS = {
  staleBefore: new Date('2026-01-06T10:00:00Z'),
  pullRequests: false,
  tell: { enabled: true, operators: ['group:default/platform'] },
  workers: 1,
  catalogPass: {},
};

describe.each(databaseIds)('system health on %p', id => {
  it('names 50 failing services, and says how many more there are', async () => {
    const knex = await createDatabase(id);
    const names = Array.from({ length: 53 }, (_, index) => `s${index}`);
    await addTargets(knex, ...names.map(name => catalogTarget(name)));
    await knex('targets').update({ last_outcome: 'failed' });
    const all = await readSystemHealth(knex, { ...SETTINGS, targets: {} });
    expect(all.failingTargets).toHaveLength(50);
    expect(all.failingTargetsLeft).toBe(3);

    const one = { entityRef: 'component:default/s7' };
    const own = await readSystemHealth(knex, { ...SETTINGS, targets: one });
    expect(own.failingTargets).toMatchObject([{ name: 's7' }]);
    expect(own.failingTargetsLeft).toBe(0);

    expect(await readSystemHealth(knex, SETTINGS)).toMatchObject({
      failingTargets: [],
      failingTargetsLeft: 0,
    });
  });
});

import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { readFindingTrend } from './findingTrend';

const NOW = new Date('2026-03-10T12:00:00Z');
const at = (day: number) => new Date(Date.UTC(2026, 2, day, 12));

describe.each(databaseIds)('the trend of findings on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('shop', { owners: ['group:default/a'] }),
      catalogTarget('blog', { owners: ['group:default/b'] }),
    );
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-1', 'a', '2.0.0'), advisory('GHSA-2', 'b', '2.0.0')],
      at(1),
    );
    const both = lockFile(
      'x/package-lock.json',
      npm('a', '1.0.0'),
      npm('b', '1.0.0'),
    );
    await storeScanOf(knex, 'component:default/shop', [both]);
    await storeScanOf(knex, 'component:default/blog', [both]);
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('x/package-lock.json', npm('b', '1.0.0')),
    ]);
    // Times as they are told here: opened on the 3rd, one resolved on the 7th.
    await knex('finding_events')
      .where('kind', 'opened')
      .update({ at: at(3) });
    await knex('finding_events')
      .where('kind', 'resolved')
      .update({ at: at(7) });
  });

  const trend = async (targets = {}) => {
    const { points } = await readFindingTrend(knex, { days: 30 }, targets, NOW);
    return points
      .filter(point => point.at >= '2026-03-02' && point.at < '2026-03-09')
      .map(
        ({ at: time, open, opened, resolved }) =>
          `${time.slice(8, 10)}: ${open.critical} +${opened} -${resolved}`,
      );
  };

  it('tells what was open, what came and what went, day by day', async () => {
    expect(await trend()).toEqual([
      '02: 0 +0 -0',
      '03: 4 +4 -0',
      '04: 4 +0 -0',
      '05: 4 +0 -0',
      '06: 4 +0 -0',
      '07: 3 +0 -1',
      '08: 3 +0 -0',
    ]);
  });

  it('tells what was decided away from what is gone', async () => {
    const event = await knex('finding_events').where('kind', 'opened').first();
    await knex('finding_events').insert({
      ...event,
      id: undefined,
      at: at(5),
      kind: 'dismissed',
    });
    const { points } = await readFindingTrend(knex, { days: 30 }, {}, NOW);
    expect(
      points.find(point => point.at.startsWith('2026-03-05')),
    ).toMatchObject({ opened: 0, resolved: 0, dismissed: 1 });
    await knex('finding_events').where('kind', 'dismissed').del();
  });

  it('counts only what may be seen', async () => {
    expect((await trend({ owner: ['group:default/b'] })).at(-1)).toBe(
      '08: 2 +0 -0',
    );
    expect(
      (await trend({ access: { owners: ['group:default/no'] } })).at(-1),
    ).toBe('08: 0 +0 -0');
  });
});

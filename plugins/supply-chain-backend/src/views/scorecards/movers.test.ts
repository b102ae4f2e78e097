import { databaseIds } from '../../__testUtils__/databases';
import { addPeriods, basics } from '../../__testUtils__/results';
import { lived, NOW } from './__testUtils__/lived';
import { readMovers } from './movers';

describe.each(databaseIds)('movers on %p', id => {
  it('are services with another level than then, those that fell first', async () => {
    const knex = await lived(id);
    // At noon of the 4th `a` held one level, and `b` was not asked.
    const now = new Date('2026-07-11T12:00:00Z');
    expect(await readMovers(knex, basics, 7, {}, now)).toEqual({
      up: 1,
      down: 0,
      items: [
        {
          entityRef: 'component:default/a',
          name: 'a',
          owners: ['group:default/team'],
          from: 1,
          to: 2,
          at: '2026-07-06T10:00:00.000Z',
        },
      ],
    });
    const later = new Date('2026-07-13T12:00:00Z');
    await knex('scorecard_periods')
      .where({ value: '1', since: new Date('2026-07-04T10:00:00Z') })
      .update({ until: new Date('2026-07-06T14:00:00Z') });
    await knex('scorecard_results')
      .where('levels_held', 2)
      .update({ level_since: new Date('2026-07-06T14:00:00Z') });
    const { items, up, down } = await readMovers(knex, basics, 7, {}, later);
    expect(items.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['b', 1, 0],
      ['a', 1, 2],
    ]);
    expect([up, down]).toEqual([1, 1]);
    const access = { owners: ['group:default/other'] };
    const mine = await readMovers(knex, basics, 7, { access }, later);
    expect(mine).toMatchObject({ up: 0, down: 1, items: [{ name: 'b' }] });
  });

  it('are not those that came back to the level that they had', async () => {
    const knex = await lived(id);
    await addPeriods(knex, 'a', '', [
      ['2', '2026-07-01T00:00:00Z', '2026-07-02T10:00:00Z'],
    ]);
    expect(await readMovers(knex, basics, 7, {}, NOW)).toMatchObject({
      items: [],
    });
  });
});

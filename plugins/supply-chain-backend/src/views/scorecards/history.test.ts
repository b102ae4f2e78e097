import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import { basics } from '../../__testUtils__/results';
import { lived } from './__testUtils__/lived';
import { listHistory } from './history';

describe.each(databaseIds)('the history of a service on %p', id => {
  const history = (knex: Knex, name: string, query = {}, access = {}) =>
    listHistory(knex, basics, `component:default/${name}`, query, access);

  it('has levels and answers, newest first, page by page', async () => {
    const knex = await lived(id);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await history(knex, 'a', { limit: 2, cursor });
      expect(page.total.count).toBe(5);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toMatchObject([
      { kind: 'level', levelsHeld: 2, since: '2026-07-06T10:00:00.000Z' },
      { kind: 'check', check: 'sbom-present', answer: 'exempted' },
      { kind: 'level', levelsHeld: 1, until: '2026-07-06T10:00:00.000Z' },
      { kind: 'check', answer: 'fail' },
      { kind: 'level', levelsHeld: 0 },
    ]);
    expect(seen[0]).not.toHaveProperty('until', expect.anything());
    const levels = await history(knex, 'a', { check: 'level' });
    expect(levels.items).toHaveLength(3);
    const check = await history(knex, 'a', { check: 'sbom-present' });
    expect(check.items).toHaveLength(2);
  });

  it('stays when the service is gone, and ends there', async () => {
    const knex = await lived(id);
    expect((await history(knex, 'gone')).items).toMatchObject([
      { levelsHeld: 2, until: '2026-07-05T12:00:00.000Z' },
    ]);
  });

  it('is not there for whoever may not see the service', async () => {
    const knex = await lived(id);
    const access = { owners: ['group:default/other'] };
    await expect(history(knex, 'a', {}, { access })).rejects.toThrow(
      'no service',
    );
  });
});

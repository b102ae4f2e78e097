import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { listTargets } from './targetViews';

describe.each(databaseIds)('targets on %p', id => {
  it('are all listed in every order, also those never scanned well', async () => {
    const knex = await createDatabase(id);
    const names = ['a', 'b', 'c', 'd'];
    await addTargets(knex, ...names.map(name => catalogTarget(name)));
    await knex('targets')
      .whereIn('name', ['b', 'd'])
      .update({ last_good_scan_at: new Date('2026-01-01T00:00:00Z') });
    for (const orderBy of ['name', 'severity', 'lastScan'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const query = { orderBy, order, limit: 1, cursor };
          const page = await listTargets(knex, query, {}, new Date(0));
          expect(page.total.count).toBe(4);
          seen.push(...page.items.map(target => target.name));
          cursor = page.nextCursor;
        } while (cursor);
        expect([...seen].sort()).toEqual(names);
      }
    }
  });
});

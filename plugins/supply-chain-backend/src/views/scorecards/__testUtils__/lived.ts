import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../../__testUtils__/organization';
import { addPeriods, addResult } from '../../../__testUtils__/results';

/** The present of these tests. */
export const NOW = new Date('2026-07-08T12:00:00Z');

/** Two services and one that left, with a week of history. */
export async function lived(
  id: (typeof databaseIds)[number][0],
): Promise<Knex> {
  const knex = await createDatabase(id);
  await addTargets(
    knex,
    catalogTarget('a'),
    catalogTarget('b', { owners: ['group:default/other'] }),
    catalogTarget('gone'),
  );
  await addResult(knex, 'a', {
    levelsHeld: 2,
    levelSince: new Date('2026-07-06T10:00:00Z'),
  });
  await addResult(knex, 'b', {
    levelsHeld: 0,
    levelSince: new Date('2026-07-07T10:00:00Z'),
  });
  await addPeriods(knex, 'a', '', [
    ['0', '2026-07-02T10:00:00Z', '2026-07-04T10:00:00Z'],
    ['1', '2026-07-04T10:00:00Z', '2026-07-06T10:00:00Z'],
    ['2', '2026-07-06T10:00:00Z'],
  ]);
  // Not asked from the 4th to the 6th.
  await addPeriods(knex, 'b', '', [
    ['1', '2026-07-03T10:00:00Z', '2026-07-04T10:00:00Z'],
    ['1', '2026-07-06T10:00:00Z', '2026-07-07T10:00:00Z'],
    ['0', '2026-07-07T10:00:00Z'],
  ]);
  await addPeriods(knex, 'gone', '', [['2', '2026-07-03T10:00:00Z']]);
  await addPeriods(knex, 'a', 'sbom-present', [
    ['f', '2026-07-02T10:00:00Z', '2026-07-05T10:00:00Z'],
    ['x', '2026-07-05T10:00:00Z'],
  ]);
  await knex('targets')
    .where('name', 'gone')
    .update({ removed_at: new Date('2026-07-05T12:00:00Z') });
  return knex;
}

import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import { boundedCount, COUNT_BOUND, KeysetColumn, readPage } from './keyset';

const row = fc.record({
  word: fc
    .string({ unit: 'grapheme', maxLength: 3 })
    .filter(s => !s.includes('\0')),
  size: fc.integer({ min: -3, max: 3 }),
  share: fc.double({ noNaN: true, min: -2, max: 2 }).map(n => n + 0),
  at: fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2020-01-02'),
    noInvalidDate: true,
  }),
});

const direction = fc.constantFrom<'asc' | 'desc'>('asc', 'desc');
const column = fc.constantFrom('r.word', 'r.size', 'r.share', 'r.at');

const order: fc.Arbitrary<KeysetColumn[]> = fc
  .tuple(fc.uniqueArray(column, { maxLength: 3 }), direction)
  .map(([columns, way]) => [
    ...columns.map(
      (name): KeysetColumn => ({
        column: name,
        direction: way,
        type: name === 'r.at' ? 'time' : undefined,
      }),
    ),
    { column: 'r.id', direction: way, type: 'number' as const },
  ]);

async function tableOf(knex: Knex, rows: object[]) {
  await knex.schema.dropTableIfExists('r');
  await knex.schema.createTable('r', table => {
    table.bigIncrements('id');
    table.text('word').notNullable();
    table.integer('size').notNullable();
    table.double('share').notNullable();
    table.timestamp('at').notNullable();
  });
  if (rows.length > 0) await knex('r').insert(rows);
}

describe.each(databaseIds)('readPage on %p', id => {
  it('gives every row once and in order, whatever the order and the size of pages', async () => {
    const knex = await createDatabase(id);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        order,
        fc.integer({ min: 1, max: 7 }),
        async (rows, columns, limit) => {
          await tableOf(knex, rows);
          const whole = knex('r');
          for (const one of columns) whole.orderBy(one.column, one.direction);
          const expected = await whole.pluck('id');
          const seen: unknown[] = [];
          let cursor: string | undefined;
          do {
            const page = await readPage<{ id: unknown }>(
              knex('r').select('r.*'),
              columns,
              { cursor, limit },
            );
            expect(page.rows.length).toBeLessThanOrEqual(limit);
            seen.push(...page.rows.map(r => r.id));
            expect(seen.length).toBeLessThanOrEqual(expected.length);
            cursor = page.nextCursor;
          } while (cursor);
          expect(seen).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes on behind the last row, though rows come and go meanwhile', async () => {
    const knex = await createDatabase(id);
    const of = (size: number) => ({
      word: '',
      share: 0,
      at: new Date(0),
      size,
    });
    await tableOf(knex, [of(1), of(3), of(5)]);
    const columns: KeysetColumn[] = [
      { column: 'size', direction: 'asc' },
      { column: 'id', direction: 'asc', type: 'number' },
    ];
    const first = await readPage(knex('r'), columns, { limit: 2 });
    await knex('r').where('size', 3).delete();
    await knex('r').insert([of(0), of(4)]);
    const second = await readPage<{ size: number }>(knex('r'), columns, {
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(second.rows.map(r => r.size)).toEqual([4, 5]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('takes a cursor that it did not give for bad input, and for nothing else', async () => {
    const knex = await createDatabase(id);
    await tableOf(knex, [{ word: 'a', size: 1, share: 1, at: new Date(0) }]);
    const columns: KeysetColumn[] = [
      { column: 'r.size', direction: 'asc' },
      { column: 'r.at', direction: 'asc', type: 'time' },
      { column: 'r.id', direction: 'asc', type: 'number' },
    ];
    const key = 'r.size:asc,r.at:asc,r.id:asc';
    const forged = fc.oneof(
      fc.string(),
      fc.json().map(text => Buffer.from(text).toString('base64url')),
      fc
        .array(fc.oneof(fc.jsonValue(), fc.double(), fc.string()), {
          minLength: 3,
          maxLength: 3,
        })
        .map(values =>
          Buffer.from(JSON.stringify([key, values])).toString('base64url'),
        ),
    );
    const surprises: unknown[] = [];
    await fc.assert(
      fc.asyncProperty(forged, async cursor => {
        const [outcome] = await Promise.allSettled([
          readPage(knex('r'), columns, { cursor }),
        ]);
        const error = outcome.status === 'rejected' && outcome.reason;
        if (error && !(error instanceof InputError)) surprises.push(error);
      }),
      { numRuns: 150 },
    );
    expect(surprises).toEqual([]);
  });

  it('refuses the cursor of a different order of this list', async () => {
    const knex = await createDatabase(id);
    await tableOf(
      knex,
      [1, 2].map(size => ({ word: '', size, share: 0, at: new Date(0) })),
    );
    const by = (way: 'asc' | 'desc'): KeysetColumn[] => [
      { column: 'id', direction: way, type: 'number' },
    ];
    const { nextCursor } = await readPage(knex('r'), by('asc'), { limit: 1 });
    await expect(
      readPage(knex('r'), by('desc'), { cursor: nextCursor }),
    ).rejects.toThrow('a different order of this list');
  });

  it('counts exactly up to a bound', async () => {
    const knex = await createDatabase(id);
    await tableOf(knex, []);
    expect(await boundedCount(knex, knex('r').select('id'))).toEqual({
      count: 0,
      atLeast: false,
    });
    const numbers = knex
      .with(
        'n',
        knex.raw('select 0 as d union all select 1 union all select 2'),
      )
      .from(knex.raw('n a, n b, n c, n d, n e, n f, n g, n h, n i'));
    expect(3 ** 9).toBeGreaterThan(COUNT_BOUND);
    expect(await boundedCount(knex, numbers)).toEqual({
      count: COUNT_BOUND,
      atLeast: true,
    });
  });
});

import type { Knex } from 'knex';
import { inChunks, isPostgres } from './dialect';

/** Rows of one statement: one parameter holds them all. */
const AT_ONCE = 2_000;

/**
 * Gives each of many rows values of its own, two thousand rows in one
 * statement, as one JSON text.
 *
 * @param columns - what is set; each row has a value for every one
 * @param also - what is set besides: SQL of the table's own columns, by column
 */
export async function updateMany<
  T extends { id: number },
  C extends keyof T & string,
>(
  trx: Knex.Transaction,
  table: string,
  columns: readonly C[],
  rows: readonly Pick<T, 'id' | C>[],
  also: Readonly<Record<string, string>> = {},
): Promise<void> {
  const sets = [
    ...columns.map(() => '?? = given.??'),
    ...Object.values(also).map(sql => `?? = ${sql}`),
  ];
  const names = [
    ...columns.flatMap(column => [column, column]),
    ...Object.keys(also),
  ];
  const [source, bindings] = isPostgres(trx)
    ? ['json_populate_recordset(null::??, ?)', [table]]
    : [
        `(select ${['id', ...columns]
          .map(() => 'value ->> ? as ??')
          .join()} from json_each(?))`,
        ['id', ...columns].flatMap(column => [column, column]),
      ];
  for await (const chunk of inChunks(rows, AT_ONCE)) {
    await trx.raw(
      `update ?? set ${sets.join()} from ${source} as given
       where ??.id = given.id`,
      [table, ...names, ...bindings, JSON.stringify(chunk), table],
    );
  }
}

import type { Knex } from 'knex';
import { inChunks, isPostgres } from './dialect';

/** Rows of one statement of PostgreSQL: one parameter holds them all. */
const AT_ONCE = 2_000;

/**
 * Inserts many rows that have the same columns, and gives those that are asked
 * for. PostgreSQL gets them as one JSON text and its own row type says what
 * they are: a statement with a parameter for each value takes it longer to read
 * than the rows to store.
 */
export async function insertMany<R = never>(
  trx: Knex.Transaction,
  table: string,
  rows: readonly object[],
  returning: readonly (keyof R & string)[] = [],
): Promise<R[]> {
  const given: R[] = [];
  if (rows.length === 0) return given;
  if (!isPostgres(trx)) {
    for await (const chunk of inChunks(rows)) {
      const insert = trx(table).insert(chunk);
      const found = returning.length
        ? await insert.returning([...returning])
        : await insert;
      if (returning.length) given.push(...(found as R[]));
    }
    return given;
  }
  const columns = Object.keys(rows[0]);
  for await (const chunk of inChunks(rows, AT_ONCE)) {
    const { rows: found } = await trx.raw(
      `insert into ?? (${columns.map(() => '??').join()})
       select ${columns.map(() => '??').join()}
       from json_populate_recordset(null::??, ?)
       ${
         returning.length ? `returning ${returning.map(() => '??').join()}` : ''
       }`,
      [
        table,
        ...columns,
        ...columns,
        table,
        JSON.stringify(chunk),
        ...returning,
      ],
    );
    given.push(...found);
  }
  return given;
}

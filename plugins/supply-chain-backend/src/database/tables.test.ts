import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import ts from 'typescript';
import { isPostgres } from './dialect';
import { createDatabase, databaseIds } from '../__testUtils__/databases';

/** What `tables.ts` says: the columns of each table, and which may be null. */
function described(): Record<string, Record<string, boolean>> {
  const path = join(__dirname, 'tables.ts');
  const file = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const interfaces = new Map<string, ts.NodeArray<ts.TypeElement>>();
  const visit = (node: ts.Node) => {
    if (ts.isInterfaceDeclaration(node)) {
      interfaces.set(node.name.text, node.members);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const fields = (name: string) =>
    (interfaces.get(name) ?? []).map(member => {
      const { name: field, type } = member as ts.PropertySignature;
      return [field.getText(file), type!.getText(file)] as const;
    });
  return Object.fromEntries(
    fields('Tables').map(([table, row]) => [
      table,
      Object.fromEntries(
        fields(row).map(([column, type]) => [column, / \| null$/.test(type)]),
      ),
    ]),
  );
}

/** The columns of each table in the database, and which may be null. */
async function found(
  knex: Knex,
): Promise<Record<string, Record<string, boolean>>> {
  const { rows = [] } = isPostgres(knex)
    ? await knex.raw(`
        select table_name as "table", column_name as "column",
          is_nullable = 'YES' as nullable
        from information_schema.columns where table_schema = 'public'`)
    : {
        rows: await knex.raw(`
          select t.name as "table", c.name as "column",
            c."notnull" = 0 and c.pk = 0 as nullable
          from sqlite_schema as t, pragma_table_xinfo(t.name) as c
          where t.type = 'table'`),
      };
  const tables: Record<string, Record<string, boolean>> = {};
  for (const { table, column, nullable } of rows) {
    if (/^(sqlite_|knex_)/.test(table)) continue;
    tables[table] = { ...tables[table], [column]: Boolean(nullable) };
  }
  return tables;
}

describe.each(databaseIds)('the tables of %p', id => {
  it('have the columns that their rows are typed by', async () => {
    expect(described()).toEqual(await found(await createDatabase(id)));
  });
});

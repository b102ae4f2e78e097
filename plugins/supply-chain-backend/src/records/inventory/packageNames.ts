import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';

/** What begins with a text is between it and this behind it: no name has it. */
const LAST = '\uffff';

/**
 * What a package is looked for by: its name and the last part of that
 * (`log4j-core` of `org.apache.logging.log4j:log4j-core`), in lower case.
 */
function namesOf(name: string): Set<string> {
  const lower = name.toLowerCase();
  return new Set([lower, lastPart(lower)]);
}

/** A name without the namespace before it. */
export function lastPart(name: string): string {
  return name.split(/[/:]/).pop()!;
}

/** Makes packages findable by their names. */
export async function storePackageNames(
  trx: Knex.Transaction,
  packages: { id: number; name: string }[],
): Promise<void> {
  const rows = packages.flatMap(({ id, name }) =>
    [...namesOf(name)].map(part => ({ name: part, package_id: id })),
  );
  for await (const chunk of inChunks(rows)) {
    await trx('package_names')
      .insert(chunk)
      .onConflict(['name', 'package_id'])
      .ignore();
  }
}

/** Ids of packages that go by a name, or with `*` at its end begin with it. */
export function packagesNamed(knex: Knex, text: string): Knex.QueryBuilder {
  const name = text.toLowerCase();
  const query = knex('package_names').distinct('package_id');
  return name.endsWith('*')
    ? whereBeginning(query, name.slice(0, -1))
    : query.where('name', name);
}

/** Keeps the names that begin with a text, by index. */
export function whereBeginning(
  query: Knex.QueryBuilder,
  beginning: string,
): Knex.QueryBuilder {
  return query
    .where('name', '>=', beginning)
    .where('name', '<', beginning + LAST);
}

import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrationsFolder } from '../database/migrate';

const databases = TestDatabases.create({
  ids: ['POSTGRES_17', 'SQLITE_3'],
});

/** The databases that tests run on: SQLite, and PostgreSQL where one is given. */
export const databaseIds = databases.eachSupportedId();

/** An empty database of the plugin. */
export async function createDatabase(
  id: (typeof databaseIds)[number][0],
): Promise<Knex> {
  const knex = await databases.init(id);
  await knex.migrate.latest({ directory: migrationsFolder });
  return knex;
}

import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type { Knex } from 'knex';

/** Where the migrations of this plugin lie. */
export const migrationsFolder = resolvePackagePath(
  '@safety-curtain/plugin-supply-chain-backend',
  'migrations',
);

/**
 * Opens the plugin's database and brings its tables up to date. Throws where
 * that fails, and where somebody else is to do it and has not: the plugin does
 * not start on tables that it does not know, and the backend is not ready.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (database.migrations?.skip) await refuseOutdated(knex);
  else await migrate(knex);
  return knex;
}

async function migrate(knex: Knex): Promise<void> {
  try {
    await knex.migrate.latest({ directory: migrationsFolder });
  } catch (error) {
    throw new ForwardedError(
      'The tables of the plugin could not be brought up to date',
      error,
    );
  }
}

/** Tables that are further than this release are those of a newer replica. */
async function refuseOutdated(knex: Knex): Promise<void> {
  const [, missing] = await knex.migrate.list({
    directory: migrationsFolder,
    disableMigrationsListValidation: true,
  });
  if (missing.length === 0) return;
  const [{ file }] = missing;
  throw new Error(
    `The tables of the plugin are not up to date, and migrations are skipped here: ${missing.length} are missing, the first is ${file}`,
  );
}

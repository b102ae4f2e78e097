import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  RootHealthService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import supplyChainPlugin from '.';
import { createDatabase, databaseIds } from './__testUtils__/databases';

/** What the last migration is called in the table of those that were done. */
async function undoLast(knex: Knex): Promise<string> {
  const { id, name } = await knex('knex_migrations')
    .orderBy('id', 'desc')
    .first('id', 'name');
  await knex('knex_migrations').where({ id }).delete();
  return name;
}

/** Starts Backstage's own backend with the plugin on a database. */
async function startBackend(knex: Knex, migrations?: { skip: boolean }) {
  let health: RootHealthService | undefined;
  const backend = createBackend();
  const features = [
    supplyChainPlugin,
    catalogServiceMock.factory(),
    mockServices.rootLogger.factory(),
    mockServices.database.mock({ getClient: async () => knex, migrations })
      .factory,
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: 'http://localhost',
          listen: { host: 'localhost', port: 0 },
          auth: { dangerouslyDisableDefaultAuthPolicy: true },
        },
        supplyChain: { scanning: { enabled: false } },
      },
    }),
    createServiceFactory({
      service: createServiceRef<{}>({ id: 'test.health', scope: 'root' }),
      deps: { found: coreServices.rootHealth },
      factory: ({ found }) => {
        health = found;
        return {};
      },
    }),
  ];
  for (const feature of features) backend.add(feature);
  const error = await backend.start().then(
    () => undefined,
    (reason: Error) => reason,
  );
  const { status } = await health!.getReadiness();
  await backend.stop();
  return { status, message: error?.message };
}

describe.each(databaseIds)('readiness on %p', id => {
  it('is told where the tables are up to date', async () => {
    const knex = await createDatabase(id);
    expect(await startBackend(knex)).toEqual({ status: 200 });
  });

  it('is not told where a migration fails, and the error says so', async () => {
    const knex = await createDatabase(id);
    // Done again, it finds what it is to create.
    await undoLast(knex);
    const { status, message } = await startBackend(knex);
    expect(status).toBe(503);
    expect(message).toMatch(
      /'supply-chain' .*The tables of the plugin could not be brought up to date/,
    );
  });

  it('is not told where migrations are skipped that somebody has not done', async () => {
    const knex = await createDatabase(id);
    const name = await undoLast(knex);
    const { status, message } = await startBackend(knex, { skip: true });
    expect(status).toBe(503);
    expect(message).toContain(`1 are missing, the first is ${name}`);
  });

  it('is told where a newer release has done more', async () => {
    const knex = await createDatabase(id);
    await knex('knex_migrations').insert({
      name: '29990101_more.js',
      batch: 9,
    });
    expect(await startBackend(knex, { skip: true })).toEqual({ status: 200 });
  });
});

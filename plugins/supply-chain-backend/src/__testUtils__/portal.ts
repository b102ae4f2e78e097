import {
  coreServices,
  createBackendModule,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import supplyChainPlugin from '..';
import { createDatabase, databaseIds } from './databases';
import { advisory } from './organization';
import { until } from './scanning';

/** The sources of the services, and the advisories. */
export const directory = createMockDirectory();

/** The HTTP server of a test backend. */
export type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** Tasks run once at the start, and when a test asks for it. */
const schedulers = new WeakMap<Server, SchedulerService>();

const databases = new WeakMap<Server, Knex>();

/** The database of a test backend. */
export function databaseOf(server: Server): Knex {
  return databases.get(server)!;
}

/** Gives tests the scheduler of the plugin. */
const withScheduler = (found: (scheduler: SchedulerService) => void) =>
  createBackendModule({
    pluginId: 'supply-chain',
    moduleId: 'test-scheduler',
    register(env) {
      env.registerInit({
        deps: { scheduler: coreServices.scheduler },
        async init({ scheduler }) {
          found(scheduler);
        },
      });
    },
  });

function entity(
  name: string,
  owner: string,
  location = `file:${directory.resolve(name)}/`,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      etag: '1',
      annotations: {
        'backstage.io/source-location': location,
        ...annotations,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

/** A package-lock.json. */
export function lock(
  packages: Record<string, string>,
  licenses: Record<string, string> = {},
): string {
  return JSON.stringify({
    name: 'service',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: packages },
      ...Object.fromEntries(
        Object.entries(packages).map(([name, version]) => [
          `node_modules/${name}`,
          { version, license: licenses[name] },
        ]),
      ),
    },
  });
}

/**
 * A backend of its own with the plugin as an adopter installs it: two services
 * of two teams, which it scans by itself, and two advisories.
 */
export async function start(
  id: (typeof databaseIds)[number][0],
  features: unknown[] = [],
  supplyChain: JsonObject = {},
  more: {
    /** Sources of more services, by name. */
    sources?: Record<string, string>;
    onDatabase?: (knex: Knex) => void;
    /** Annotations of the shop beside its source. */
    annotations?: Record<string, string>;
  } = {},
): Promise<Server> {
  const knex = await createDatabase(id);
  more.onDatabase?.(knex);
  directory.setContent({
    shop: {
      'package-lock.json': lock({ lodash: '4.17.15', ms: '2.0.0' }),
    },
    blog: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
    'advisories.ndjson': [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21', {
        aliases: ['CVE-2021-0001'],
        summary: '=HYPERLINK("http://evil.example")',
      }),
      advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1', {
        severity: [],
        database_specific: { severity: 'LOW' },
      }),
    ]
      .map(record => JSON.stringify(record))
      .join('\n'),
  });
  let scheduler: SchedulerService;
  const { server } = await startTestBackend({
    features: [
      supplyChainPlugin,
      withScheduler(found => {
        scheduler = found;
      }),
      mockServices.database.mock({
        getClient: async () => knex,
        migrations: { skip: true },
      }).factory,
      catalogServiceMock.factory({
        entities: [
          entity('shop', 'team-a', undefined, more.annotations),
          entity('blog', 'team-b'),
          ...Object.entries(more.sources ?? {}).map(([name, location]) =>
            entity(name, 'team-c', location),
          ),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          supplyChain: {
            targets: { refresh: { milliseconds: 200 } },
            scanning: { poll: { milliseconds: 50 }, threads: 1 },
            sources: { local: { paths: [directory.path] } },
            licenses: { sources: { npm: { enabled: false } } },
            advisories: {
              osv: [
                { id: 'test', path: directory.resolve('advisories.ndjson') },
              ],
            },
            ...supplyChain,
          },
        },
      }),
      ...(features as []),
    ],
  });
  schedulers.set(server, scheduler!);
  databases.set(server, knex);
  return server;
}

/** Asks a route of the plugin. */
export const get = (server: Server, path: string) =>
  request(server).get(`/api/supply-chain${path}`);

/** Both services are scanned and matched. */
export async function scanned(server: Server): Promise<void> {
  await until(async () => {
    const { body } = await get(server, '/findings');
    return body.total?.count === 3;
  });
}

/** Runs a task of the plugin once, to its end: `pull-requests`. */
export async function runTask(server: Server, name: string): Promise<void> {
  await schedulers.get(server)!.triggerTask(`supply-chain-${name}`);
}

/** The services that may be seen have been asked by the scorecards. */
export async function scored(server: Server, services = 2): Promise<void> {
  await until(async () => {
    await runTask(server, 'scorecards');
    const { body } = await get(server, '/scorecards/supply-chain/rollup');
    return body.total?.services === services;
  });
}

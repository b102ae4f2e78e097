import {
  coreServices,
  createBackendModule,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  RemoteUnavailableError,
  supplyChainTrackersExtensionPoint,
} from '@safety-curtain/plugin-supply-chain-node';
import request from 'supertest';
import supplyChainPlugin from '.';
import { advisory } from './__testUtils__/organization';
import { directory, lock, type Server } from './__testUtils__/portal';
import { until } from './__testUtils__/scanning';
import { MemoryTracker } from './__testUtils__/ticketing';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: {
      'backstage.io/source-location': `file:${directory.resolve('shop')}/`,
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team' }],
};

let scheduler: SchedulerService;

async function startPortal(tracker: MemoryTracker): Promise<Server> {
  directory.setContent({
    shop: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
    'advisories.ndjson': JSON.stringify(
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
    ),
  });
  const module = createBackendModule({
    pluginId: 'supply-chain',
    moduleId: 'test-tracker',
    register(env) {
      env.registerInit({
        deps: {
          scheduler: coreServices.scheduler,
          trackers: supplyChainTrackersExtensionPoint,
        },
        async init(deps) {
          scheduler = deps.scheduler;
          deps.trackers.addTracker(tracker);
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      supplyChainPlugin,
      module,
      catalogServiceMock.factory({ entities: [shop] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
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
            tickets: {
              rules: [
                {
                  id: 'all',
                  tracker: 'jira',
                  project: 'SEC',
                  group: 'service',
                },
              ],
            },
          },
        },
      }),
    ],
  });
  return server;
}

const tasks = ['advisories', 'triage', 'scorecards', 'tickets', 'trackers'];
const work = async () => {
  for (const task of tasks) {
    await scheduler.triggerTask(`supply-chain-${task}`).catch(() => undefined);
  }
};

const get = async (server: Server, path: string) =>
  (await request(server).get(`/api/supply-chain${path}`)).body;

describe('tickets of the portal', () => {
  jest.setTimeout(120_000);

  it('are made of what scans find, and shown with findings', async () => {
    const tracker = new MemoryTracker();
    const server = await startPortal(tracker);
    await until(async () => {
      await work();
      const { items } = await get(server, '/tickets?state=open');
      return items.length === 1;
    });
    const { items } = await get(server, '/tickets');
    expect(items).toMatchObject([
      {
        tracker: 'jira',
        project: 'SEC',
        group: 'service',
        title: 'Vulnerable dependencies of shop',
        remoteId: 'SEC-1',
        url: 'https://tracker.example/SEC-1',
        services: ['component:default/shop'],
      },
    ]);
    const { items: findings } = await get(server, '/findings');
    const detail = await get(server, `/findings/${findings[0].id}`);
    expect(detail.tickets).toEqual(items);
    expect((await get(server, '/system-health')).trackers).toMatchObject([
      { id: 'jira', waiting: 0, failing: 0 },
    ]);
  });

  it('hold nothing back where the tracker is away', async () => {
    const tracker = new MemoryTracker();
    const error = new RemoteUnavailableError('Jira cannot be reached');
    tracker.fault = () => ({ at: 'before', error });
    const server = await startPortal(tracker);
    await until(async () => {
      await work();
      return (await get(server, '/tickets?failing=true')).items.length === 1;
    });
    expect((await get(server, '/findings')).total.count).toBe(1);
    expect((await get(server, '/system-health')).trackers).toMatchObject([
      { id: 'jira', waiting: 1, failing: 1, error: 'Jira cannot be reached' },
    ]);
    const [{ state, nextTryAt }] = (await get(server, '/tickets')).items;
    expect(state).toBe('waiting');
    expect(Date.parse(nextTryAt)).toBeGreaterThan(Date.now());
  });
});

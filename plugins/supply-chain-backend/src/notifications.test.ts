import {
  coreServices,
  createBackendModule,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import request from 'supertest';
import supplyChainPlugin from '.';
import { kevEntry } from './__testUtils__/exploited';
import { advisory } from './__testUtils__/organization';
import { directory, lock, type Server } from './__testUtils__/portal';
import { until } from './__testUtils__/scanning';

const relation = (type: string, targetRef: string) => ({ type, targetRef });

function service(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/source-location': `file:${directory.resolve(name)}/`,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [relation('ownedBy', `group:default/${owner}`)],
  };
}

function group(name: string, ...members: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
    relations: members.map(member =>
      relation('hasMember', `user:default/${member}`),
    ),
  };
}

let scheduler: SchedulerService;
const withScheduler = createBackendModule({
  pluginId: 'supply-chain',
  moduleId: 'test-scheduler',
  register(env) {
    env.registerInit({
      deps: { scheduler: coreServices.scheduler },
      async init(deps) {
        scheduler = deps.scheduler;
      },
    });
  },
});

async function startPortal(features: unknown[]): Promise<Server> {
  directory.setContent({
    shop: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
    blog: { 'package-lock.json': lock({ ms: '2.0.0' }) },
    'advisories.ndjson': JSON.stringify(
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21', {
        aliases: ['CVE-2021-0001'],
        summary: 'See <https://evil.example|here> @team',
      }),
    ),
    'kev.json': JSON.stringify({
      catalogVersion: '1',
      dateReleased: '2026-01-15T10:00:00Z',
      vulnerabilities: [kevEntry('CVE-2021-0001')],
    }),
  });
  const { server } = await startTestBackend({
    features: [
      supplyChainPlugin,
      withScheduler,
      catalogServiceMock.factory({
        entities: [
          service('shop', 'team-a'),
          service('blog', 'team-b'),
          group('team-a', 'ann'),
          group('team-b', 'ben'),
        ],
      }),
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
              kev: { path: directory.resolve('kev.json') },
            },
          },
        },
      }),
      ...(features as []),
    ],
  });
  return server;
}

/** What the bell of a user shows. */
async function bellOf(server: Server, user: string, topic?: string) {
  const { body } = await request(server)
    .get('/api/notifications/notifications')
    .query(topic ? { topic } : {})
    .set('authorization', mockCredentials.user.header(`user:default/${user}`));
  return body.notifications as { payload: object }[];
}

const work = async () => {
  for (const task of ['advisories', 'triage', 'tell']) {
    await scheduler.triggerTask(`supply-chain-${task}`).catch(() => undefined);
  }
};

describe('notifications of the portal', () => {
  jest.setTimeout(60_000);

  it('reach the members of the group that owns the service', async () => {
    const server = await startPortal([notificationsPlugin]);
    await until(async () => {
      await work();
      return (await bellOf(server, 'ann', 'exploited')).length > 0;
    });
    expect(await bellOf(server, 'ann', 'exploited')).toMatchObject([
      {
        origin: 'plugin:supply-chain',
        payload: {
          topic: 'exploited',
          severity: 'critical',
          title: 'CVE-2021-0001 is known to be exploited: 1 finding',
          description: expect.stringMatching(/^lodash in shop\. See ‹https:/),
          link: '/supply-chain/triage?q=CVE-2021-0001&owner=group%3Adefault%2Fteam-a',
          scope: 'exploited:CVE-2021-0001:group:default/team-a',
        },
      },
    ]);
    expect(await bellOf(server, 'ben')).toEqual([]);
  });

  it('wait where the portal has none, and everything else goes on', async () => {
    const server = await startPortal([]);
    const health = async () =>
      (await request(server).get('/api/supply-chain/system-health')).body
        .notifications;
    await until(async () => {
      await work();
      return (await health()).failing > 0;
    });
    expect(await health()).toMatchObject({
      due: 0,
      error: expect.stringContaining('404'),
    });
    const { body } = await request(server).get('/api/supply-chain/findings');
    expect(body.total.count).toBe(1);
  });
});

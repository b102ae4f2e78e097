import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  supplyChainForgesExtensionPoint,
  supplyChainSourcesExtensionPoint,
} from '@safety-curtain/plugin-supply-chain-node';
import { databaseIds } from './__testUtils__/databases';
import {
  databaseOf,
  get,
  runTask,
  type Server,
  start,
} from './__testUtils__/portal';
import { until } from './__testUtils__/scanning';
import {
  FakeForge,
  REPOSITORY,
  sha,
  TOPIC,
} from './flows/pulls/__testUtils__/FakeForge';
import { lock, pullRequest } from './flows/pulls/__testUtils__/judging';

jest.setTimeout(120_000);

const PAY = 'component:default/pay';

/** A portal with a service in the repository of a forge. */
async function startWithForge(
  id: (typeof databaseIds)[number][0],
  supplyChain: object,
) {
  const forge = new FakeForge();
  forge.commits.set('main', {
    'shop/package-lock.json': lock({ lodash: '4.17.15' }),
  });
  let events: EventsService;
  const module = createBackendModule({
    pluginId: 'supply-chain',
    moduleId: 'test-forge',
    register(env) {
      env.registerInit({
        deps: {
          forges: supplyChainForgesExtensionPoint,
          sources: supplyChainSourcesExtensionPoint,
          service: eventsServiceRef,
        },
        async init({ forges, sources, service }) {
          events = service;
          forges.addForge(forge);
          sources.addSourceReader(forge.reader());
        },
      });
    },
  });
  const server = await start(
    id,
    [module],
    {
      gates: [{ name: 'default', cannotTell: { staleData: 'allow' } }],
      ...supplyChain,
    },
    { sources: { pay: `url:${REPOSITORY}/tree/main/shop/` } },
  );
  await until(async () => {
    const { body } = await get(server, '/findings');
    return body.total?.count === 4;
  });
  return {
    server,
    forge,
    publish: (pull = pullRequest()) => {
      forge.pulls.set(pull.number, pull);
      return events.publish({ topic: TOPIC, eventPayload: pull });
    },
  };
}

const pulls = async (server: Server) =>
  (await get(server, `/pull-requests?entityRef=${PAY}`).expect(200)).body;

describe.each(databaseIds)('pull requests of a portal on %p', id => {
  it('go from an event to a status, a comment and the list, and leave the service alone', async () => {
    const { server, forge, publish } = await startWithForge(id, {
      pullRequests: { enabled: true },
    });
    const knex = databaseOf(server);
    const kept = async () => ({
      snapshots: await knex('snapshots').orderBy('id'),
      findings: await knex('findings').orderBy('id').select('id', 'state'),
      events: (await knex('finding_events')).length,
      links: (await knex('target_components')).length,
    });
    const before = await kept();
    forge.commits.set(sha('a'), {
      'shop/package-lock.json': lock({ lodash: '4.17.15' }),
    });
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ lodash: '4.17.15', ms: '2.0.0' }),
    });
    forge.mergeBases.set(sha('b'), sha('a'));
    await publish();
    await until(async () => {
      // One that runs already is left to run.
      await runTask(server, 'pull-requests').catch(() => undefined);
      return (await pulls(server)).items[0]?.reported;
    });
    // Of low severity: it passes, and is told nonetheless.
    expect(forge.statuses).toEqual([
      {
        revision: sha('b'),
        state: 'success',
        context: 'Safety Curtain',
        description: 'Passed',
      },
    ]);
    const { items, total } = await pulls(server);
    expect(total.count).toBe(1);
    expect(items[0]).toMatchObject({
      entityRef: PAY,
      number: 7,
      outcome: 'allow',
      base: { branch: 'main', revision: sha('a'), mergeBase: true },
      findings: { added: 1, fixed: 0, removed: 0 },
    });
    const health = await get(server, '/system-health').expect(200);
    expect(health.body.pullRequests).toEqual({
      open: 1,
      due: 0,
      failing: 0,
      failures: [],
    });
    expect(forge.comments).toHaveLength(1);
    expect(await kept()).toEqual(before);
    await publish(pullRequest({ state: 'closed' }));
    await until(async () => (await pulls(server)).items.length === 0);
    expect(forge.comments).toHaveLength(1);
  });

  it('are none of its business where that is not asked for', async () => {
    const { server, forge, publish } = await startWithForge(id, {});
    await publish();
    expect(await databaseOf(server)('pull_requests')).toEqual([]);
    expect((await pulls(server)).items).toEqual([]);
    expect(forge.calls).toBe(0);
    const health = await get(server, '/system-health').expect(200);
    expect(health.body.pullRequests).toBeUndefined();
  });
});

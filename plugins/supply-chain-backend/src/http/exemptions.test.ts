import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { supplyChainScorecardsExtensionPoint } from '@safety-curtain/plugin-supply-chain-node';
import { fail } from '@safety-curtain/policy';
import request from 'supertest';
import { databaseIds } from '../__testUtils__/databases';
import { get, scored, Server, start } from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';

const SHOP = 'component:default/shop';

/** A check that an adopter's module adds. */
const onCall = createBackendModule({
  pluginId: 'supply-chain',
  moduleId: 'on-call',
  register(env) {
    env.registerInit({
      deps: { scorecards: supplyChainScorecardsExtensionPoint },
      async init({ scorecards }) {
        scorecards.addCheck({
          id: 'on-call',
          title: 'Somebody is on call',
          category: 'source',
          weight: 3,
          controls: [],
          advice: 'Set up a rotation.',
          work: 'setting',
          options: {},
          run: async () => fail('There is no rotation.'),
        });
      },
    });
  },
});

const scorecards = {
  builtIn: false,
  definitions: [
    {
      name: 'supply-chain',
      title: 'Ours',
      checks: ['on-call', 'sbom-present'],
      levels: [{ name: 'ready', checks: ['on-call'] }],
    },
  ],
};

const wanted = (about: object, changes: object = {}) => ({
  subject: 'check-exemption',
  scope: { kind: 'entity', ref: SHOP },
  about,
  reason: 'Moved to another team in spring',
  endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  ...changes,
});

const ask = (server: Server, body: object) =>
  request(server).post('/api/supply-chain/decisions').send(body);

async function answersOf(server: Server) {
  const { body } = await get(
    server,
    '/targets/component/default/shop/scorecards',
  );
  const [{ level, checks }] = body.scorecards;
  return { level, check: checks[0] };
}

describe.each(databaseIds)('an exemption on %p', id => {
  it('lifts a service, is listed with its end, and ends', async () => {
    const server = await start(id, [onCall], { scorecards });
    await scored(server);
    expect(await answersOf(server)).toMatchObject({
      level: undefined,
      check: { check: 'on-call', answer: 'fail', evidence: [] },
    });

    const { body } = await ask(server, wanted({ check: 'on-call' })).expect(
      201,
    );
    expect(body).toMatchObject({ state: 'active', verdict: 'exempt' });
    await until(async () => {
      await scored(server);
      return (await answersOf(server)).level === 'ready';
    });
    expect((await answersOf(server)).check).toMatchObject({
      answer: 'exempted',
      result: 'fail',
      exempted: { decisionId: body.id, reason: wanted({}).reason },
    });
    const listed = await get(
      server,
      `/decisions?subject=check-exemption&entityRef=${SHOP}`,
    ).expect(200);
    expect(listed.body.items).toMatchObject([
      { about: { check: 'on-call' }, endsAt: expect.any(String) },
    ]);

    await request(server)
      .post(`/api/supply-chain/decisions/${body.id}/revoke`)
      .send({})
      .expect(200);
    await until(async () => {
      await scored(server);
      return (await answersOf(server)).check.answer === 'fail';
    });
    const history = await get(
      server,
      '/targets/component/default/shop/scorecards/supply-chain/history?check=on-call',
    );
    expect(
      history.body.items.map((one: { answer: string }) => one.answer),
    ).toEqual(['fail', 'exempted', 'fail']);
  });

  it('is refused for a check that nobody asks, and without a permission', async () => {
    let denied = (): AuthorizeResult.ALLOW | AuthorizeResult.DENY =>
      AuthorizeResult.ALLOW;
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: permission.name.startsWith('supplyChain.exemption')
            ? denied()
            : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    });
    const server = await start(id, [onCall, permissions.factory], {
      scorecards,
    });
    const nobody = await ask(server, wanted({ check: 'sbom-quality' }));
    expect(nobody.status).toBe(400);
    expect(nobody.body.error.message).toContain(
      "asks the check 'sbom-quality'",
    );
    const forEver = await ask(
      server,
      wanted({ check: 'on-call' }, { endsAt: undefined }),
    );
    expect(forEver.status).toBe(400);
    expect(forEver.body.error.message).toBe('An exemption needs an end');

    denied = () => AuthorizeResult.DENY;
    const refused = await ask(server, wanted({ check: 'on-call' }));
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('supplyChain.exemption');
    const tab = await get(
      server,
      '/targets/component/default/shop/scorecards',
    ).expect(200);
    expect(tab.body.mayExempt).toBe(false);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { supplyChainLicenseReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import request from 'supertest';
import {
  createSupplyChainConditionalDecision,
  supplyChainConditions,
} from '..';
import { databaseIds } from '../__testUtils__/databases';
import {
  databaseOf,
  directory,
  get,
  lock,
  scanned,
  Server,
  start,
} from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';
const FORMULA = '=HYPERLINK("http://evil.example")';

/** Licenses of every kind in two services. */
async function licensed(
  id: (typeof databaseIds)[number][0],
  features: unknown[] = [],
) {
  const server = await start(id, features);
  await until(async () => {
    const { body } = await get(server, '/scans?state=succeeded');
    return body.items?.length === 2;
  });
  directory.addContent({
    'shop/package-lock.json': lock(
      {
        a: '1.0.0',
        b: '1.0.0',
        c: '1.0.0',
        d: '1.0.0',
        '=e': '1.0.0',
        lodash: '4.17.15',
        ms: '2.0.0',
      },
      {
        a: 'AGPL-3.0-only',
        b: 'MIT OR GPL-2.0-only',
        c: 'BSD',
        d: FORMULA,
        '=e': 'GPL-3.0-only',
        lodash: 'MIT',
      },
    ),
    'blog/package-lock.json': lock(
      { a: '1.0.0', lodash: '4.17.15' },
      { a: 'AGPL-3.0-only', lodash: 'MIT' },
    ),
  });
  for (const entityRef of [SHOP, BLOG]) {
    await request(server)
      .post('/api/supply-chain/scans')
      .send({ entityRef })
      .expect(202);
  }
  await until(async () => {
    const { body } = await get(server, '/scans?state=succeeded');
    return body.items?.length === 4;
  });
  // What scans say of packages that were there is settled right after them.
  await until(
    async () => !(await databaseOf(server)('license_updates').first()),
  );
  return server;
}

describe.each(databaseIds)('licenses over REST on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await licensed(id);
  });

  it('are summed up for the organization and for one entity', async () => {
    const { body } = await get(server, '/licenses/overview').expect(200);
    expect(body).toMatchObject({
      components: 9,
      services: 2,
      // No source is configured: nobody is waited for.
      pending: 0,
      states: { known: 6, unknown: 2, ambiguous: 1, conflicting: 0 },
      verdicts: { allow: 3, review: 2, deny: 2, curate: 2 },
      excepted: { review: 0, deny: 0 },
      teams: [
        {
          owner: 'group:default/team-a',
          services: 1,
          verdicts: { deny: 1, review: 2, allow: 2, curate: 2 },
          unknown: 2,
        },
        { owner: 'group:default/team-b', verdicts: { deny: 1 }, unknown: 0 },
      ],
    });
    expect(body.categories).toEqual(
      expect.arrayContaining([
        { category: 'network-copyleft', components: 2, services: 2 },
        { category: 'unclassified', components: 3, services: 1 },
      ]),
    );
    const { body: one } = await get(
      server,
      `/licenses/overview?entityRef=${BLOG}`,
    );
    expect(one).toMatchObject({
      components: 2,
      teams: [],
      policy: 'hosted-service',
      distribution: { model: 'hosted-service' },
    });
  });

  it('are told of as many package versions as are in use', async () => {
    const knex = databaseOf(server);
    const inUse = (await get(server, '/overview')).body.components.count;
    const insert = { purl: 'pkg:npm/left@1.0.0', name: 'left', version: '1' };
    const components = () => knex('components');
    await components().insert({ ...insert, created_at: new Date() });
    const before = await components().where('purl', 'pkg:npm/c@1.0.0').first();
    // As one without a version, or of an ecosystem that nobody knows.
    const ofNoPackage = (package_id: number | null) =>
      components().where('purl', 'pkg:npm/c@1.0.0').update({ package_id });
    await ofNoPackage(null);
    try {
      const { body } = await get(server, '/licenses/sources').expect(200);
      expect(body.components).toBe(inUse);
    } finally {
      await ofNoPackage(before!.package_id);
      await components().where('purl', insert.purl).delete();
    }
  });

  it('tell of a package that nobody is asked about it, and who could be', async () => {
    const { body } = await get(
      server,
      '/licenses/component?purl=pkg:npm/c@1.0.0',
    ).expect(200);
    expect(body.sources).toEqual({
      asked: [],
      possible: [
        'supplyChain.licenses.sources.npm',
        'supplyChain.licenses.sources.depsDev',
      ],
    });
  });

  it.each([
    ['', 6],
    ['q=agpl', 1],
    ['state=ambiguous&state=unknown', 2],
    ['category=permissive', 2],
    ['verdict=deny', 1],
    [`entityRef=${BLOG}`, 2],
    ['owner=group:default/nobody', 0],
  ])('are listed by %p', async (query, count) => {
    const { body } = await get(server, `/licenses?${query}`).expect(200);
    expect(body.items).toHaveLength(count);
    expect(body.total).toEqual({ count, atLeast: false });
  });

  it.each([
    ['', 7],
    ['q=agpl', 1],
    ['state=unknown', 2],
    ['license=AGPL-3.0-only', 1],
    ['license=agpl', 0],
    ['verdict=deny', 1],
    ['verdict=allow&category=permissive', 2],
    ['direct=false', 0],
    ['scope=development', 0],
    ['deprecated=true', 0],
    ['outdated=false', 7],
    ['ecosystem=npm', 7],
    [`entityRef=${BLOG}&verdict=deny`, 1],
    [`entityRef=${BLOG}&verdict=review`, 0],
  ])('of components are listed by %p', async (query, count) => {
    const { body } = await get(server, `/licenses/components?${query}`).expect(
      200,
    );
    expect(body.items).toHaveLength(count);
    expect(body.total).toEqual({ count, atLeast: false });
  });

  it.each([
    '',
    `entityRef=${SHOP}`,
    `entityRef=${BLOG}`,
    'owner=group:default/team-a',
  ])('are counted as the lists count them: %p', async scope => {
    const totalOf = async (path: string, query: string) =>
      (await get(server, `/licenses/${path}?${scope}&${query}`).expect(200))
        .body.total.count;
    const { body } = await get(server, `/licenses/overview?${scope}`);
    const { deny, review, allow, curate } = body.verdicts;
    expect(deny + review + allow + curate).toBe(body.components);
    expect(await totalOf('issues', 'verdict=deny')).toBe(deny);
    expect(await totalOf('issues', 'verdict=review')).toBe(review);
    expect(await totalOf('issues', '')).toBe(deny + review);
  });

  // Of many services, a package is a row whatever the number of its uses.
  it.each([`entityRef=${SHOP}`, `entityRef=${BLOG}`])(
    'are counted as the packages of one service: %p',
    async scope => {
      const totalOf = async (query: string) =>
        (
          await get(server, `/licenses/components?${scope}&${query}`).expect(
            200,
          )
        ).body.total.count;
      const { body } = await get(server, `/licenses/overview?${scope}`);
      const { allow, curate } = body.verdicts;
      expect(await totalOf('verdict=allow')).toBe(allow);
      expect(await totalOf('verdict=review&state=unknown')).toBe(curate);
    },
  );

  it.each([
    ['components', 'name'],
    ['components', 'license'],
    ['components', 'services'],
    ['issues', 'verdict'],
    ['issues', 'package'],
    ['issues', 'firstSeen'],
  ])('page through %s by %s without loss or repetition', async (list, by) => {
    for (const order of ['asc', 'desc']) {
      const path = `/licenses/${list}?orderBy=${by}&order=${order}`;
      const { body: whole } = await get(server, path).expect(200);
      const seen: unknown[] = [];
      let cursor = '';
      do {
        const { body } = await get(server, `${path}&limit=2${cursor}`);
        seen.push(...body.items);
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
      } while (cursor);
      expect(whole.items.length).toBeGreaterThan(3);
      expect(seen).toEqual(whole.items);
    }
  });

  it('of the most used components come first by services', async () => {
    const { body } = await get(
      server,
      '/licenses/components?orderBy=services&limit=2',
    ).expect(200);
    expect(
      body.items.map((c: { name: string; services: number }) => [
        c.name,
        c.services,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['a', 2],
        ['lodash', 2],
      ]),
    );
  });

  it('break rules, each with reason and place', async () => {
    const { body } = await get(
      server,
      `/licenses/issues?entityRef=${SHOP}&verdict=deny`,
    ).expect(200);
    expect(body.items).toMatchObject([
      {
        entityRef: SHOP,
        owners: ['group:default/team-a'],
        purl: 'pkg:npm/a@1.0.0',
        expression: 'AGPL-3.0-only',
        verdict: 'deny',
        policy: 'hosted-service',
        reasons: [{ rule: 'categories.network-copyleft', verdict: 'deny' }],
        manifests: ['package-lock.json'],
        direct: true,
        scope: 'runtime',
      },
    ]);
    const { body: paths } = await get(
      server,
      `/snapshots/${body.items[0].snapshotId}/paths?purl=${body.items[0].purl}`,
    ).expect(200);
    expect(paths.paths).toHaveLength(1);
  });

  it('of one component come with claims, verdicts and obligations', async () => {
    const { body } = await get(
      server,
      '/licenses/component?purl=pkg:npm/b@1.0.0',
    ).expect(200);
    expect(body).toMatchObject({
      component: { expression: 'GPL-2.0-only OR MIT', verdict: 'allow' },
      claims: [{ source: 'lockfile', text: 'MIT OR GPL-2.0-only' }],
      verdicts: [{ policy: 'hosted-service', chosen: 'MIT' }],
    });
    const ids = (o: { obligations: { id: string }[] }) =>
      o.obligations.map(obligation => obligation.id);
    expect(ids(body)).toContain('disclose-source:work');
    // In a service, the branch counts that its policy chose.
    const { body: inShop } = await get(
      server,
      `/licenses/component?purl=pkg:npm/b@1.0.0&entityRef=${SHOP}`,
    );
    expect(ids(inShop)).not.toContain('disclose-source:work');
    await get(
      server,
      `/licenses/component?purl=pkg:npm/b@1.0.0&entityRef=${BLOG}`,
    ).expect(404);
    await get(server, '/licenses/component?purl=nothing').expect(400);
  });

  it('have obligations, and say how much is not known', async () => {
    const { body } = await get(
      server,
      `/licenses/obligations?entityRef=${SHOP}`,
    ).expect(200);
    expect(body.incomplete).toBe(3);
    expect(body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          obligation: expect.objectContaining({
            id: 'disclose-source:network',
          }),
          licenses: ['AGPL-3.0-only'],
          components: 1,
        }),
      ]),
    );
  });

  it('have policies with their rules', async () => {
    const { body } = await get(server, '/licenses/policies').expect(200);
    expect(body).toMatchObject({
      policies: [
        {
          name: 'hosted-service',
          services: 2,
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
        { name: 'internal', services: 0 },
        { name: 'shipped-binary' },
      ],
      distribution: {
        annotation: 'safety-curtain.io/distribution',
        default: 'hosted-service',
      },
    });
    expect(body.policies[0].rules).toContainEqual({
      rule: 'categories.network-copyleft',
      verdict: 'deny',
    });
  });

  it('are written into notices, as text and as HTML', async () => {
    const { text, type } = await get(
      server,
      `/licenses/notices?entityRef=${SHOP}`,
    ).expect(200);
    expect(type).toBe('text/plain');
    expect(text).toContain('Permission is hereby granted, free of charge');
    expect(text).toContain('GNU AFFERO GENERAL PUBLIC LICENSE');
    const { body: snapshots } = await get(
      server,
      `/snapshots?entityRef=${SHOP}`,
    );
    const first = snapshots.items.at(-1).id;
    const { text: html } = await get(
      server,
      `/licenses/notices?entityRef=${SHOP}&snapshotId=${first}&format=html`,
    )
      .expect(200)
      .expect('Content-Type', /text\/html/);
    expect(html).toContain('lodash');
    expect(html).not.toContain('GNU AFFERO');
    await get(
      server,
      '/licenses/notices?entityRef=component:default/nothing',
    ).expect(404);
    await get(
      server,
      `/licenses/notices?entityRef=${BLOG}&snapshotId=${first}`,
    ).expect(404);
  });

  it('are exported without formulas', async () => {
    const { text } = await get(
      server,
      `/licenses/components/export?entityRef=${SHOP}`,
    ).expect(200);
    const rows = text.trim().split('\n');
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatch(/^package,version,purl,/);
    expect(text).toContain("'=e,1.0.0");
    expect(text).not.toMatch(/(^|,)"?[=+@]/m);
    const { text: issues } = await get(
      server,
      '/licenses/issues/export?q=e&verdict=review',
    ).expect(200);
    expect(issues).toContain("'=e");
  });

  it.each([
    ['deprecated=true', 0],
    ['deprecated=false&outdated=false', 7],
    ['outdated=false&verdict=deny', 1],
  ])('of components are exported by %p', async (query, count) => {
    const { text } = await get(
      server,
      `/licenses/components/export?${query}`,
    ).expect(200);
    expect(text.trim().split('\n')).toHaveLength(1 + count);
  });
});

describe.each(databaseIds)('licenses for one team on %p', id => {
  it('leak nothing of others into lists, counts, exports and details', async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorizeConditional: async requests =>
        requests.map(({ permission }) =>
          permission.name === supplyChainLicenseReadPermission.name
            ? createSupplyChainConditionalDecision(
                supplyChainLicenseReadPermission,
                supplyChainConditions.isEntityOwner({
                  claims: ['group:default/team-b'],
                }),
              )
            : { result: AuthorizeResult.ALLOW },
        ) as never,
    });
    const server = await licensed(id, [permissions.factory]);
    const body = async (path: string) =>
      (await get(server, path).expect(200)).body;
    expect(await body('/licenses/overview')).toMatchObject({
      components: 2,
      services: 1,
      verdicts: { allow: 1, review: 0, deny: 1, curate: 0 },
      teams: [{ owner: 'group:default/team-b' }],
    });
    expect((await body('/licenses')).total.count).toBe(2);
    expect(await body('/licenses/components')).toMatchObject({
      total: { count: 2 },
      items: [{ name: 'a', services: 1 }, { name: 'lodash' }],
    });
    expect(
      (await body('/licenses/components?orderBy=services')).total.count,
    ).toBe(2);
    expect((await body('/licenses/issues')).total.count).toBe(1);
    expect((await body('/licenses/obligations')).incomplete).toBe(0);
    expect(await body('/licenses/sources')).toMatchObject({ components: 2 });
    expect((await body('/licenses/policies')).policies[0].services).toBe(1);
    const { text } = await get(server, '/licenses/issues/export');
    expect(text).not.toContain(SHOP);
    await get(server, '/licenses/component?purl=pkg:npm/c@1.0.0').expect(404);
    await get(server, `/licenses/notices?entityRef=${SHOP}`).expect(404);
  });
});

it('notes exports and notices in the audit log', async () => {
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(event);
  const server = await start('SQLITE_3', [auditor.factory]);
  await scanned(server);
  await get(server, `/licenses/notices?entityRef=${SHOP}`).expect(200);
  await get(server, '/licenses/issues/export').expect(200);
  expect(auditor.createEvent.mock.calls.map(([one]) => one.eventId)).toEqual(
    expect.arrayContaining(['notices-read', 'license-export']),
  );
});

import request from 'supertest';
import { databaseIds } from '../__testUtils__/databases';
import {
  deviations,
  Operation,
  operations,
  triageBodies,
} from '../__testUtils__/documented';
import {
  directory,
  get,
  lock,
  scanned,
  scored,
  Server,
  start,
} from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';
const TODAY = new Date().toISOString().slice(0, 10);

const SBOM = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  components: [{ type: 'library', name: 'a', purl: 'pkg:npm/a@1.0.0' }],
};

/** What is sent where something is. */
const bodies: Record<string, object> = {
  '/scans': { entityRef: SHOP },
  '/exports': { scope: { kind: 'organization' } },
  ...triageBodies,
  '/releases': { entityRef: SHOP, name: '2.0.0' },
  '/sboms': SBOM,
  '/gate/check': SBOM,
  '/vex': {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    vulnerabilities: [
      {
        id: 'CVE-2021-0001',
        analysis: { state: 'in_triage' },
        affects: [{ ref: 'pkg:npm/lodash' }, { ref: 'nothing' }],
      },
    ],
  },
  '/ignore-files': [],
  '/reports': {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Semgrep' } },
        results: [{ ruleId: 'eval', message: { text: 'Evaluated' } }],
      },
    ],
  },
  '/decisions/{id}/{step}': {},
  '/decisions/steps': { ids: ['999999'], step: 'reject' },
  '/decisions': {
    subject: 'license-curation',
    scope: { kind: 'organization' },
    about: { purl: 'pkg:npm/lodash' },
    verdict: 'MIT',
    reason: 'Its LICENSE file says so',
  },
};

async function scanAgain(server: Server, entityRef: string, state: string) {
  await request(server)
    .post('/api/supply-chain/scans')
    .send({ entityRef })
    .expect(202);
  await until(async () => {
    const { body } = await get(
      server,
      `/scans?entityRef=${entityRef}&state=${state}`,
    );
    return body.items.length > 0;
  });
}

/** An organization with everything in it that an answer may be about. */
async function lived(id: (typeof databaseIds)[number][0]) {
  // Without a key there are no links to badges.
  const server = await start(id, [], { badges: { key: 'k'.repeat(32) } });
  await scanned(server);
  directory.addContent({
    'shop/package-lock.json': lock(
      { lodash: '4.17.21', ms: '2.0.0', a: '1.0.0' },
      { a: 'AGPL-3.0-only', ms: 'MIT OR GPL-2.0-only' },
    ),
    'shop/web/package-lock.json': '{"broken',
    'blog/package-lock.json': '{"broken',
  });
  await scanAgain(server, SHOP, 'partial');
  await scanAgain(server, BLOG, 'failed');
  await scored(server);
  return server;
}

describe.each(databaseIds)('answers on %p', id => {
  let server: Server;
  /** Ids that the routes need. */
  let ids: Record<string, string>;
  beforeAll(async () => {
    server = await lived(id);
    const { body: findings } = await get(server, `/findings?entityRef=${SHOP}`);
    const { body: snapshots } = await get(
      server,
      `/snapshots?entityRef=${SHOP}`,
    );
    const { body: scans } = await get(server, `/scans?entityRef=${SHOP}`);
    const { body: decision } = await request(server)
      .post('/api/supply-chain/decisions')
      .send({
        subject: 'license-exception',
        scope: { kind: 'entity', ref: SHOP },
        about: { purl: 'pkg:npm/a@1.0.0' },
        reason: 'Replaced next quarter',
        endsAt: new Date(Date.now() + 86_400_000).toISOString(),
      })
      .expect(201);
    const { body: hold } = await request(server)
      .post('/api/supply-chain/decisions')
      .send({
        subject: 'hold',
        scope: { kind: 'organization' },
        reason: 'An audit',
      })
      .expect(201);
    const exported = async () => {
      const { body } = await request(server)
        .post('/api/supply-chain/exports')
        .send({ scope: { kind: 'entity', ref: SHOP } })
        .expect(201);
      return body.id;
    };
    const { body: release } = await request(server)
      .post('/api/supply-chain/releases')
      .send({ entityRef: SHOP, name: '1.0.0' })
      .expect(201);
    ids = {
      '/exports/{exportId}/content': await exported(),
      '{exportId}': await exported(),
      '/decisions/{id}/{step}': `${hold.id}/revoke`,
      '/decisions/{id}': decision.id,
      '/releases/{id}': release.id,
      '/findings/{id}': findings.items[0].id,
      '/snapshots/{id}': snapshots.items[0].id,
      base: snapshots.items.at(-1).id,
      '{scanId}': scans.items[0].id,
      '{advisoryId}': 'CVE-2021-0001',
      '{sourceId}': 'test',
      '{scorecard}': 'supply-chain',
      '/scorecards/nodes/{kind}/{namespace}/{name}': 'group/default/team-a',
      '{kind}/{namespace}/{name}': 'component/default/shop',
    };
  });

  function address({ method, path }: Operation): string {
    let filled = path;
    for (const [part, value] of Object.entries(ids)) {
      filled = filled.replace(part, part.replace(/\{.*\}/, value));
    }
    const queries: Record<string, string> = {
      '/components': `?entityRef=${SHOP}`,
      '/upgrade-plan': `?entityRef=${SHOP}`,
      '/upgrade-plan/export': `?entityRef=${SHOP}&format=markdown`,
      '/usages': '?package=lodash',
      '/usages/export': '?package=lodash',
      '/snapshots': `?entityRef=${SHOP}`,
      '/snapshots/{id}/diff': `?base=${ids.base}`,
      '/snapshots/{id}/paths': '?purl=pkg:npm/ms@2.0.0',
      '/releases/{id}/changelog/export': '?format=markdown',
      '/sboms': `?entityRef=${SHOP}`,
      '/vex': `?entityRef=${SHOP}`,
      '/gate': `?entityRef=${SHOP}`,
      '/badge': `?entityRef=${SHOP}`,
      '/badge/link': `?entityRef=${SHOP}`,
      '/gate/check': `?entityRef=${SHOP}`,
      '/ignore-files': `?entityRef=${SHOP}`,
      '/reports': `?entityRef=${SHOP}`,
      '/reports/comparison': `?entityRef=${SHOP}`,
      'delete /reports': `?entityRef=${SHOP}&tool=semgrep`,
      '/ignore-files/export': `?entityRef=${SHOP}&tool=trivy`,
      '/as-of': `?entityRef=${SHOP}&at=${TODAY}`,
      '/as-of/findings': `?entityRef=${SHOP}&at=${TODAY}`,
      '/presence': '?package=lodash',
      '/presence/export': '?package=lodash',
      '/licenses/component': '?purl=pkg:npm/ms@2.0.0',
      '/licenses/notices': `?entityRef=${SHOP}`,
    };
    return filled + (queries[`${method} ${path}`] ?? queries[path] ?? '');
  }

  async function ask(operation: Operation) {
    const { method, path } = operation;
    const call = request(server)[method](
      `/api/supply-chain${address(operation)}`,
    );
    if (method === 'post') call.send(bodies[path]);
    return call;
  }

  it.each(operations)('are as documented: $method $path', async operation => {
    const answer = await ask(operation);
    expect([200, 201, 202]).toContain(answer.status);
    expect(deviations(operation, answer)).toEqual([]);
  });

  it.each([
    '/targets?health=partial',
    '/findings?state=resolved',
    '/findings?state=open&orderBy=package',
    `/scans?entityRef=${BLOG}`,
    '/targets/component/default/blog',
    `/licenses?entityRef=${SHOP}`,
    `/licenses/components?entityRef=${SHOP}&state=known`,
    '/licenses/components?orderBy=services',
    '/licenses/issues?verdict=deny&verdict=review&excepted=true',
    '/licenses/component?purl=pkg:npm/a@1.0.0',
    `/licenses/overview?entityRef=${SHOP}`,
    '/scorecards/supply-chain/rollup?by=group&owner=group:default/team-a',
    '/scorecards/supply-chain/services?check=sbom-present&answer=pass&answer=fail&answer=warn&answer=unknown&answer=notApplicable',
    '/scorecards/supply-chain/services?reasons=true&orderBy=name&level=none&level=bronze&level=silver&level=gold',
    '/scorecards/supply-chain/trend?days=365&timeZone=Europe/Berlin',
    '/scorecards/supply-chain/trend?days=7&check=sbom-present',
    '/targets/component/default/blog/scorecards',
    '/targets/component/default/shop/scorecards/supply-chain/history?check=level',
    '/scorecards/nodes/group/default/team-a',
    `/releases?entityRef=${SHOP}`,
    `/changes?entityRef=${SHOP}&kind=dependency-added&firstUse=true`,
  ])('are as documented: %s', async path => {
    const answer = await get(server, path).expect(200);
    const { items, points } = answer.body;
    expect(items ?? points ?? [answer.body]).not.toEqual([]);
    const operation: Operation = {
      method: 'get',
      path: path
        .replace(/\?.*/, '')
        .replace(/component\/default\/(blog|shop)/, '{kind}/{namespace}/{name}')
        .replace('group/default/team-a', '{kind}/{namespace}/{name}')
        .replace('supply-chain', '{scorecard}'),
    };
    expect(deviations(operation, answer)).toEqual([]);
  });

  it.each(['/findings?limit=0', '/findings/999', '/snapshots/999/sbom'])(
    'to what cannot be answered are as documented: %s',
    async path => {
      const answer = await get(server, path);
      expect([400, 404]).toContain(answer.status);
      const operation = { method: 'get' as const, path: '/findings' };
      expect(deviations(operation, answer)).toEqual([]);
    },
  );

  it('would show what is not documented', async () => {
    const operation = { method: 'get' as const, path: '/findings' };
    const answer = await ask(operation);
    const [first] = answer.body.items;
    const changed = (finding: object) => ({
      status: 200,
      type: 'application/json',
      body: { ...answer.body, items: [finding] },
    });
    expect(deviations(operation, changed(first))).toEqual([]);
    expect(deviations(operation, changed({ ...first, secret: 1 }))).not.toEqual(
      [],
    );
    expect(
      deviations(operation, changed({ ...first, severity: 7 })),
    ).not.toEqual([]);
  });

  it.each([
    ['cyclonedx-1.7', 'application/vnd.cyclonedx+json', '"specVersion": "1.7"'],
    ['spdx-3.0', 'application/spdx+json', '/rdf/3.0.1/spdx-context.jsonld'],
  ])(
    'writes %s when it is asked for, the same each time',
    async (format, type, sign) => {
      const snapshot = ids['/snapshots/{id}'];
      const document = (of: string) =>
        get(server, `/snapshots/${snapshot}/sbom?format=${of}`).expect(200);
      const [answer, again] = [await document(format), await document(format)];
      expect(answer.type).toBe(type);
      const text = answer.text ?? answer.body.toString();
      expect(text).toContain(sign);
      expect(again.headers.etag).toBe(answer.headers.etag);
      const kept = await document('cyclonedx');
      const [serial] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(
        kept.text ?? kept.body.toString(),
      )!;
      expect(text).toContain(serial);
    },
  );

  it('of a document can be verified by its digest', async () => {
    const path = `/snapshots/${ids['/snapshots/{id}']}/sbom?format=spdx`;
    const answer = await get(server, path).expect(200);
    expect(answer.type).toBe('application/spdx+json');
    expect(answer.headers.etag).toMatch(/^"[0-9a-f]{64}"$/);
  });
});

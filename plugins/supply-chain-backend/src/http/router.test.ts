import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  openApiDocument,
  supplyChainFindingReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import { createHash } from 'node:crypto';
import request from 'supertest';
import {
  createSupplyChainConditionalDecision,
  supplyChainConditions,
} from '..';
import { databaseIds } from '../__testUtils__/databases';
import { triageBodies } from '../__testUtils__/documented';
import { get, scanned, scored, Server, start } from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';

describe.each(databaseIds)('with every permission, on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await start(id);
    await scanned(server);
  });

  it('lists targets with their health and counts', async () => {
    const { body } = await get(server, '/targets').expect(200);
    expect(body.items).toMatchObject([
      {
        entityRef: 'component:default/blog',
        owners: ['group:default/team-b'],
        health: 'ok',
        openFindings: { critical: 1, low: 0 },
      },
      {
        entityRef: 'component:default/shop',
        openFindings: { critical: 1, low: 1 },
      },
    ]);
  });

  it('pages through findings without loss or repetition, in every order', async () => {
    for (const orderBy of ['risk', 'score', 'epss', 'firstSeen', 'package']) {
      for (const order of ['asc', 'desc']) {
        const seen: string[] = [];
        let cursor = '';
        do {
          const { body } = await get(
            server,
            `/findings?limit=1&orderBy=${orderBy}&order=${order}${cursor}`,
          ).expect(200);
          expect(body.total).toEqual({ count: 3, atLeast: false });
          seen.push(...body.items.map((f: { id: string }) => f.id));
          cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
        } while (cursor);
        expect([...new Set(seen)]).toHaveLength(3);
        expect(seen).toHaveLength(3);
      }
    }
  });

  it('filters findings', async () => {
    const counts = async (query: string) =>
      (await get(server, `/findings?${query}`).expect(200)).body.items.length;
    expect(await counts('severity=low')).toBe(1);
    expect(await counts('severity=low&severity=critical')).toBe(3);
    expect(await counts('entityRef=component:default/blog')).toBe(1);
    expect(await counts('owner=group:default/team-a')).toBe(2);
    expect(await counts('advisory=GHSA-aaaa-aaaa-aaaa')).toBe(2);
    expect(await counts('q=cve-2021')).toBe(2);
    expect(await counts('q=%25')).toBe(0);
    expect(await counts('state=resolved')).toBe(0);
    expect(await counts('fixable=true&direct=true&scope=runtime')).toBe(3);
    expect(await counts('knownExploited=true')).toBe(0);
  });

  it('filters vulnerabilities by whether one of their findings can be fixed', async () => {
    const of = async (path: string) =>
      (await get(server, path).expect(200)).body.items;
    for (const fixable of [true, false]) {
      const findings = await of(`/findings?fixable=${fixable}`);
      const named = new Set(
        findings.map(({ advisory }: { advisory: string }) => advisory),
      );
      const advisories = await of(`/advisories?fixable=${fixable}`);
      expect(new Set(advisories.map((one: { id: string }) => one.id))).toEqual(
        named,
      );
    }
    expect(await of('/advisories?fixable=true')).not.toEqual([]);
  });

  it('shows a finding with its claims, upgrade and path', async () => {
    const { body: list } = await get(
      server,
      '/findings?entityRef=component:default/shop&severity=critical',
    );
    const [found] = list.items;
    const { body } = await get(server, `/findings/${found.id}`).expect(200);
    expect(body).toMatchObject({
      finding: { advisory: 'CVE-2021-0001', versions: ['4.17.15'] },
      vulnerability: {
        vulnerability: { id: 'CVE-2021-0001', services: 2 },
        claims: [{ id: 'GHSA-aaaa-aaaa-aaaa', source: 'test' }],
      },
      upgrade: { package: 'lodash', from: ['4.17.15'], to: '4.17.21' },
      history: [{ kind: 'opened' }],
    });
    expect(body.vulnerability.claims[0].affected[0].ranges).toEqual([
      '< 4.17.21',
    ]);
    const paths = await get(server, `/findings/${found.id}/paths`).expect(200);
    expect(paths.body).toEqual({
      paths: [
        {
          manifest: 'package-lock.json',
          declaredIn: 'package.json',
          purls: ['pkg:npm/lodash@4.17.15'],
        },
      ],
      truncated: false,
    });
  });

  it('says where a package is used', async () => {
    const usages = async (query: string) =>
      (await get(server, `/usages?${query}`).expect(200)).body;
    expect(await usages('package=lodash')).toMatchObject({
      total: { count: 2 },
      services: { count: 2 },
      owners: { count: 2 },
    });
    const versions = encodeURIComponent('>=4.17.16 || 1.0.0');
    expect((await usages(`package=lodash&versions=${versions}`)).items).toEqual(
      [],
    );
    expect((await usages('package=LOD*')).items).toHaveLength(2);
    expect((await usages('purl=pkg:npm/lodash@4.17.15')).items).toHaveLength(2);
    expect((await usages('advisory=CVE-2021-0001')).items).toHaveLength(2);
    await get(server, '/usages').expect(400);
  });

  it('gives SBOM documents whose digest is their ETag', async () => {
    const { body } = await get(
      server,
      '/snapshots?entityRef=component:default/shop',
    ).expect(200);
    for (const format of ['cyclonedx', 'spdx']) {
      const answer = await get(
        server,
        `/snapshots/${body.items[0].id}/sbom?format=${format}`,
      )
        .buffer(true)
        .parse((res, done) => {
          const chunks: Buffer[] = [];
          res.on('data', chunk => chunks.push(chunk));
          res.on('end', () => done(null, Buffer.concat(chunks)));
        })
        .expect(200);
      const digest = createHash('sha256').update(answer.body).digest('hex');
      expect(answer.headers.etag).toBe(`"${digest}"`);
      expect(JSON.parse(answer.body.toString())).toEqual(expect.any(Object));
    }
  });

  it('names exports after the question, and tells it in each row', async () => {
    const { text, headers } = await get(
      server,
      '/usages/export?package=lodash&versions=^4.0.0',
    ).expect(200);
    expect(headers['content-disposition']).toMatch(
      /filename="where-used-lodash-4\.0\.0-\d{4}-\d{2}-\d{2}\.csv"/,
    );
    const [header, ...rows] = text.trim().split('\n');
    expect(header).toBe(
      'entity,title,owners,system,lifecycle,package,version,purl,direct,scope,path,file,pinned,pinned to,since,until,advisories,clear of all in,question',
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatch(
        /,lodash@4\.17\.15,package-lock\.json,,,20[-:.\dTZ]+,,CVE-2021-0001,4\.17\.21,package=lodash versions=\^4\.0\.0$/,
      );
    }
  });

  it('takes the formulas out of exported cells', async () => {
    const { text } = await get(server, '/findings/export').expect(200);
    expect(text.split('\n')[0]).toContain('entity,title,owners,advisory');
    expect(text).toContain(',lodash@4.17.15,package-lock.json,');
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });

  it('shows how services stand on scorecards, and exports it', async () => {
    await scored(server);
    const { body } = await get(
      server,
      '/scorecards/supply-chain/rollup',
    ).expect(200);
    expect(body.rows.map((row: { ref: string }) => row.ref)).toEqual([
      'group:default/team-a',
      'group:default/team-b',
    ]);
    const one = await get(server, '/targets/component/default/shop/scorecards');
    expect(one.body).toMatchObject({ name: 'shop', mayExempt: true });
    expect(one.body.scorecards[0].checks[0]).toMatchObject({
      check: 'scanned-recently',
      answer: 'pass',
    });
    const { text, headers } = await get(
      server,
      '/scorecards/supply-chain/export?node=group:default/team-b',
    ).expect(200);
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="scorecard-supply-chain-group-default-team-b-\d{4}-\d{2}-\d{2}\.csv"$/,
    );
    const [header, ...rows] = text.trim().split('\n');
    expect(header).toContain(
      'entity,service,owners,system,lifecycle,critical,level',
    );
    expect(rows[0]).toContain(
      'component:default/blog,blog,group:default/team-b',
    );
    expect(rows).toHaveLength(16);
  });

  it('scans on demand and shows who asked', async () => {
    await request(server)
      .post('/api/supply-chain/scans')
      .send({ entityRef: 'Component:default/shop' })
      .expect(202);
    await until(async () => {
      const { body } = await get(
        server,
        '/scans?entityRef=component:default/shop&state=unchanged',
      );
      return body.items.length === 1;
    });
    const { body } = await get(
      server,
      '/scans?entityRef=component:default/shop&limit=1',
    );
    expect(body.items).toMatchObject([
      { trigger: 'manual', requestedBy: 'user:default/mock' },
    ]);
    await request(server)
      .post('/api/supply-chain/scans')
      .send({ entityRef: 'component:default/nothing' })
      .expect(404);
  });

  it('shows the system health', async () => {
    const { body } = await get(server, '/system-health').expect(200);
    expect(body).toMatchObject({
      sources: [{ id: 'test', kind: 'osv', records: 2, rejected: 0 }],
      queue: { targets: 2 },
      failingTargets: [],
      failingTargetsLeft: 0,
      scorecards: {
        running: 0,
        failing: 0,
        failingServices: [],
        failingServicesLeft: 0,
      },
    });
    await request(server)
      .post('/api/supply-chain/advisory-sources/test/refresh')
      .expect(202);
    await request(server)
      .post('/api/supply-chain/advisory-sources/other/refresh')
      .expect(404);
  });

  it.each([
    ['/findings?limit=201', 'limit must be <= 200'],
    ['/findings?bogus=1', "Unknown query parameter 'bogus'"],
    ['/findings?severity=huge', 'must be equal to one of the allowed values'],
    ['/findings?cursor=abc', 'The cursor is not valid'],
    ['/findings/abc', 'must match pattern'],
    ['/usages?package=a&versions=%3E%3D', 'version ranges look like'],
    [
      '/usages?package=lodash&versions=foo',
      "'foo' is not a valid version range in npm",
    ],
    ['/usages?purl=notapurl', 'purl'],
    ['/usages?purl=pkg:npm/lodash@%5E4', "'^4' is no version of npm"],
    ['/usages?package=lodash&ecosystem=NPM', "no ecosystem 'NPM'"],
    [
      '/components?entityRef=component:default/shop&ecosystem=npmx',
      "no ecosystem 'npmx'",
    ],
    ['/findings?ecosystem=npm&ecosystem=pip', "no ecosystem 'pip'"],
    ['/presence?package=lodash&ecosystem=NPM', "no ecosystem 'NPM'"],
    ['/licenses/components?ecosystem=NPM', "no ecosystem 'NPM'"],
    ['/findings?q=%00', 'the character NUL'],
    ['/scorecards/supply-chain/rollup?node=group:default/%00', 'NUL'],
    ['/targets/component/default/%00/scorecards', 'NUL'],
    [
      '/scorecards/supply-chain/trend?timeZone=Mars/Olympus',
      "There is no time zone 'Mars/Olympus'",
    ],
    ['/scorecards/supply-chain/trend?days=8', 'allowed values'],
    ['/scorecards/supply-chain/trend?check=no', "no check 'no'"],
    ['/scorecards/supply-chain/services?level=no', "no level 'no'"],
    ['/scorecards/supply-chain/services?answer=fail', 'name it as `check`'],
    ['/scorecards/supply-chain/rollup?by=color', 'allowed values'],
  ])('refuses %s and says why', async (path, why) => {
    const { body } = await get(server, path).expect(400);
    expect(body.error.message).toContain(why);
    expect(body.response).toEqual({ statusCode: 400 });
  });

  it.each([
    '/findings/999',
    '/snapshots/999',
    '/advisories/CVE-1',
    '/targets/component/default/no',
    '/targets/component/default/no/scorecards',
    '/targets/component/default/no/scorecards/supply-chain/history',
    '/scorecards/no/rollup',
    '/scorecards/no/services',
    '/scorecards/no/export',
    '/scorecards/no/trend',
    '/scorecards/no/movers',
    '/scorecards/no/campaigns',
    '/targets/component/default/shop/scorecards/no/history',
  ])('knows no %s', async path => {
    const { body } = await get(server, path).expect(404);
    expect(body.error.name).toBe('NotFoundError');
  });

  it('serves the document that requests are checked against', async () => {
    const { body } = await get(server, '/openapi.json').expect(200);
    expect(Object.keys(body.paths)).toHaveLength(
      Object.keys(openApiDocument.paths).length,
    );
  });
});

/** Every route of the document, with values that it accepts. */
const routes = Object.entries(openApiDocument.paths).flatMap(
  ([path, methods]) =>
    Object.keys(methods).map(method => ({
      method: method as 'get' | 'post' | 'delete',
      path: path
        .replace('{kind}/{namespace}/{name}', 'component/default/shop')
        .replace('{scorecard}', 'supply-chain')
        .replace('{id}', '1')
        .replace('{step}', 'approve')
        .replace('{exportId}', '00000000-0000-4000-8000-000000000000')
        .replace('{scanId}', '00000000-0000-4000-8000-000000000000')
        .replace('{advisoryId}', 'CVE-2021-0001')
        .replace('{sourceId}', 'test'),
    })),
);

const queries: Record<string, string> = {
  '/components': '?entityRef=component:default/shop',
  '/usages': '?package=lodash',
  '/usages/export': '?package=lodash',
  '/snapshots': '?entityRef=component:default/shop',
  '/snapshots/1/diff': '?base=1',
  '/releases/1/changelog/export': '?format=markdown',
  '/snapshots/1/paths': '?purl=pkg:npm/lodash@4.17.15',
  '/sboms': '?entityRef=component:default/shop',
  '/as-of': '?entityRef=component:default/shop&at=2026-01-01',
  '/as-of/findings': '?entityRef=component:default/shop&at=2026-01-01',
  '/presence': '?package=lodash',
  '/presence/export': '?package=lodash',
  '/licenses/component': '?purl=pkg:npm/lodash@4.17.15',
  '/licenses/notices': '?entityRef=component:default/shop',
  '/upgrade-plan': '?entityRef=component:default/shop',
  '/upgrade-plan/export': '?entityRef=component:default/shop&format=text',
  '/vex': '?entityRef=component:default/shop',
  '/gate': '?entityRef=component:default/shop',
  '/badge': '?entityRef=component:default/shop',
  '/badge/link': '?entityRef=component:default/shop',
  '/gate/check': '?entityRef=component:default/shop',
  '/ignore-files': '?entityRef=component:default/shop',
  '/reports': '?entityRef=component:default/shop',
  '/reports/comparison': '?entityRef=component:default/shop',
  'delete /reports': '?entityRef=component:default/shop&tool=semgrep',
  '/ignore-files/export': '?entityRef=component:default/shop&tool=trivy',
};

const bodies: Record<string, object> = {
  '/decisions/steps': { ids: ['1'], step: 'approve' },
  '/scans': { entityRef: 'component:default/shop' },
  '/exports': { scope: { kind: 'organization' } },
  '/sboms': {},
  '/decisions': {
    subject: 'hold',
    scope: { kind: 'organization' },
    reason: 'An audit',
  },
  '/decisions/1/approve': {},
  '/vex': {},
  '/ignore-files': {},
  '/reports': {},
  '/gate/check': {},
  '/releases': { entityRef: 'component:default/shop', name: '1.0.0' },
  ...triageBodies,
};

describe('without permissions', () => {
  it('refuses every route of the document', async () => {
    const server = await start('SQLITE_3', [
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    ]);
    expect(routes.length).toBeGreaterThan(20);
    for (const { method, path } of routes) {
      const call = request(server)[method](
        `/api/supply-chain${path}${
          queries[`${method} ${path}`] ?? queries[path] ?? ''
        }`,
      );
      const answer = await (method === 'post' ? call.send(bodies[path]) : call);
      expect([path, answer.status, answer.body.error?.name]).toEqual([
        path,
        403,
        'NotAllowedError',
      ]);
    }
  });

  it('refuses whoever did not sign in', async () => {
    const server = await start('SQLITE_3');
    const { status } = await get(server, '/findings').set(
      'Authorization',
      mockCredentials.none.header(),
    );
    expect(status).toBe(401);
  });
});

describe.each(databaseIds)('with permissions for one team, on %p', id => {
  it('shows only these in lists, counts, exports and details', async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorizeConditional: async requests =>
        requests.map(() =>
          createSupplyChainConditionalDecision(
            supplyChainFindingReadPermission,
            supplyChainConditions.isEntityOwner({
              claims: ['group:default/team-b'],
            }),
          ),
        ) as never,
    });
    const server = await start(id, [permissions.factory]);
    await until(async () => {
      const { body } = await get(server, '/findings');
      return body.total?.count === 1;
    });
    const { body: targets } = await get(server, '/targets').expect(200);
    expect(targets.items.map((t: Entity['metadata']) => t.name)).toEqual([
      'blog',
    ]);
    expect(targets.total.count).toBe(1);
    const { body: overview } = await get(server, '/overview').expect(200);
    expect(overview).toMatchObject({
      targets: 1,
      components: { count: 1, atLeast: false },
      openFindings: { critical: 1, low: 0 },
      owners: [{ owner: 'group:default/team-b' }],
    });
    const { body: vulnerability } = await get(
      server,
      '/advisories/CVE-2021-0001',
    );
    expect(vulnerability.vulnerability).toMatchObject({
      services: 1,
      owners: ['group:default/team-b'],
    });
    const { body: usages } = await get(server, '/usages?package=lodash');
    expect(usages).toMatchObject({
      total: { count: 1 },
      services: { count: 1 },
    });
    const { text } = await get(server, '/findings/export');
    expect(text).not.toContain('component:default/shop');
    await get(server, '/targets/component/default/shop').expect(404);
    await scored(server, 1);
    const { body: rollUp } = await get(
      server,
      '/scorecards/supply-chain/rollup?by=group',
    );
    expect(rollUp.rows.map((row: { ref: string }) => row.ref)).toEqual([
      'group:default/team-b',
    ]);
    const csv = await get(server, '/scorecards/supply-chain/export');
    expect(csv.text).not.toContain('component:default/shop');
    for (const path of ['', '/supply-chain/history']) {
      await get(
        server,
        `/targets/component/default/shop/scorecards${path}`,
      ).expect(404);
    }
  });
});

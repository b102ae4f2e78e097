import request from 'supertest';
import { databaseIds } from '../__testUtils__/databases';
import {
  databaseOf,
  get,
  scanned,
  type Server,
  start,
} from '../__testUtils__/portal';

const SHOP = 'component:default/shop';

function sbom(packages: Record<string, string>, licenses: object = {}): string {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name: 'shop', 'bom-ref': 'shop' },
    },
    components: Object.entries(packages).map(([name, version]) => ({
      type: 'library',
      name,
      version,
      purl: `pkg:npm/${name}@${version}`,
      'bom-ref': name,
      ...(name in licenses && {
        licenses: [{ expression: (licenses as Record<string, string>)[name] }],
      }),
    })),
    dependencies: [{ ref: 'shop', dependsOn: Object.keys(packages) }],
  });
}

describe.each(databaseIds)('gates on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await start(id, [], {
      gates: [
        {
          name: 'team-a',
          services: { owners: ['group:default/team-a'] },
          findings: { low: 'warn' },
        },
      ],
    });
    await scanned(server);
  });

  const check = (document: string, query = '', entityRef = SHOP) =>
    request(server)
      .post(`/api/supply-chain/gate/check?entityRef=${entityRef}${query}`)
      .set('Content-Type', 'application/vnd.cyclonedx+json')
      .send(document);

  const linesOf = (body: { reasons: { line: string; outcome: string }[] }) =>
    body.reasons.map(({ line, outcome }) => `${line} ${outcome}`);

  it('say of a service what the policy for it says', async () => {
    const { body } = await get(server, `/gate?entityRef=${SHOP}`).expect(200);
    expect(body).toMatchObject({
      subject: SHOP,
      outcome: 'block',
      policy: { name: 'team-a' },
      leftOut: { known: 0, dismissed: 0 },
    });
    expect(linesOf(body)).toEqual([
      'critical block',
      'low warn',
      'staleData warn',
      'licenseUnknown allow',
    ]);
    const [critical] = body.reasons;
    expect(critical.findings).toEqual({
      count: 1,
      items: [
        {
          vulnerability: 'CVE-2021-0001',
          aliases: ['GHSA-aaaa-aaaa-aaaa'],
          summary: expect.any(String),
          ecosystem: 'npm',
          package: 'lodash',
          versions: ['4.17.15'],
          severity: 'critical',
          score: 9.8,
          knownExploited: false,
          malicious: false,
          overdue: false,
          fixedVersion: '4.17.21',
          clearVersion: '4.17.21',
          scope: 'runtime',
          direct: true,
          manifests: ['package-lock.json'],
        },
      ],
    });
    const blog = await get(server, '/gate?entityRef=component:default/blog');
    expect(blog.body.policy.name).toBe('default');
  });

  it('do not say of a service that was read in part that it never was', async () => {
    const targets = () =>
      databaseOf(server)('targets').where('entity_ref', SHOP);
    const [{ last_good_scan_at: before }] = await targets();
    await targets().update({ last_good_scan_at: null });
    const { body } = await get(server, `/gate?entityRef=${SHOP}`);
    expect(linesOf(body)).not.toContain('neverScanned warn');
    await targets().update({ last_good_scan_at: before });
  });

  it('judge only what a build brings', async () => {
    const same = await check(sbom({ lodash: '4.17.16', ms: '2.0.0' }));
    expect(same.body).toMatchObject({
      outcome: 'warn',
      base: `${SHOP} as it is`,
      leftOut: { known: 2 },
      changes: {
        findings: { added: { count: 0 }, fixed: { count: 0 } },
        components: { changed: { count: 1 } },
      },
    });
    // The license of the version before was not known either.
    expect(linesOf(same.body)).toEqual(['staleData warn']);
    const all = await check(
      sbom({ lodash: '4.17.16', ms: '2.0.0' }),
      '&against=nothing',
    );
    expect(all.body).toMatchObject({ outcome: 'block', leftOut: { known: 0 } });
    const fixed = await check(sbom({ lodash: '4.17.21' }));
    expect(fixed.body.changes.findings).toMatchObject({
      fixed: { count: 1, items: [{ vulnerability: 'CVE-2021-0001' }] },
      removed: { count: 1, items: [{ vulnerability: 'GHSA-bbbb-bbbb-bbbb' }] },
    });
  });

  it('say of a build of a service without packages what a service with them says', async () => {
    const { body } = await check(
      sbom({ ms: '2.0.0' }),
      '',
      'component:default/blog',
    );
    expect(body.changes.findings.added).toEqual({
      count: 1,
      items: [
        expect.objectContaining({
          vulnerability: 'GHSA-bbbb-bbbb-bbbb',
          versions: ['2.0.0'],
          severity: 'low',
          fixedVersion: '2.0.1',
          direct: true,
        }),
      ],
    });
  });

  it('judge licenses by the policy of the service', async () => {
    const document = sbom({ gnu: '1.0.0' }, { gnu: 'AGPL-3.0-only' });
    const { body } = await check(document, '&against=nothing');
    expect(body.reasons[0]).toMatchObject({
      line: 'licenseDenied',
      outcome: 'block',
      components: {
        count: 1,
        items: [{ name: 'gnu', license: { expression: 'AGPL-3.0-only' } }],
      },
    });
  });

  it('let licenses pass that an exception for the service sets aside', async () => {
    const gate = async (packages: Record<string, string>) => {
      const licenses = { excused: 'AGPL-3.0-only', gnu: 'AGPL-3.0-only' };
      const { body } = await check(
        sbom(packages, licenses),
        '&against=nothing',
      );
      return linesOf(body).filter(line => line.startsWith('licenseDenied'));
    };
    expect(await gate({ excused: '1.0.0' })).toEqual(['licenseDenied block']);
    await request(server)
      .post('/api/supply-chain/decisions')
      .send({
        subject: 'license-exception',
        scope: { kind: 'owner', ref: 'group:default/team-a' },
        about: { purl: 'pkg:npm/excused', license: 'AGPL-3.0-only' },
        reason: 'Replaced next quarter',
        endsAt: new Date(Date.now() + 10 * 86_400_000).toISOString(),
      })
      .expect(201);
    expect(await gate({ excused: '1.0.0' })).toEqual([]);
    expect(await gate({ excused: '2.0.0' })).toEqual([]);
    expect(await gate({ gnu: '1.0.0' })).toEqual(['licenseDenied block']);
  });

  it('do not pass what was not seen', async () => {
    const one = await check(
      sbom({ fine: '1.0.0' }),
      '&unreadable=yarn.lock: it is cut: at line 3',
    );
    expect(one.body.outcome).toBe('block');
    expect(one.body.reasons[0]).toMatchObject({
      line: 'unreadable',
      notes: {
        items: [{ at: 'yarn.lock', reason: 'it is cut: at line 3' }],
      },
    });
    const empty = await check(sbom({}));
    expect(linesOf(empty.body)).toContain('nothingToScan warn');
    const stale = one.body.reasons.find(
      ({ line }: { line: string }) => line === 'staleData',
    );
    // What is known to be exploited is not configured here.
    expect(stale.notes.items).toContainEqual({
      at: 'Known exploited vulnerabilities',
      reason: 'were never read',
    });
  });

  it('count what was decided', async () => {
    const { body } = await get(
      server,
      `/findings?entityRef=${SHOP}&severity=critical`,
    );
    await request(server)
      .post('/api/supply-chain/findings/decisions')
      .send({
        ids: [body.items[0].id],
        analysis: {
          state: 'not_affected',
          justification: 'protected_at_perimeter',
        },
        reason: 'The proxy leaves out what it needs.',
      })
      .expect(200);
    const service = await get(server, `/gate?entityRef=${SHOP}`);
    expect(service.body).toMatchObject({
      outcome: 'warn',
      leftOut: { dismissed: 1 },
    });
    const build = await check(sbom({ lodash: '4.17.16' }), '&against=nothing');
    expect(build.body).toMatchObject({ leftOut: { dismissed: 1 } });
    const [{ id: decision }] = await databaseOf(server)('decisions')
      .orderBy('id', 'desc')
      .limit(1);
    await request(server)
      .post(`/api/supply-chain/decisions/${decision}/revoke`)
      .send({})
      .expect(200);
    const after = await check(sbom({ lodash: '4.17.16' }), '&against=nothing');
    expect(after.body).toMatchObject({ outcome: 'block' });
  });

  it.each([
    ['no SBOM', '{"hello":1}', '', 422],
    ['no JSON', '{', '', 422],
    ['an unknown service', sbom({}), '', 404],
    ['an unknown question', sbom({}), '&agianst=nothing', 400],
    ['a word that is none', sbom({}), '&against=everything', 400],
  ])('refuse %s', async (what, document, query, status) => {
    const ref = what === 'an unknown service' ? 'component:default/no' : SHOP;
    const { body } = await check(document, query, ref).expect(status);
    expect(body.error.message).not.toBe('');
  });

  it('judge what tools report, of all kinds', async () => {
    const report = {
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Semgrep', rules: [] } },
          results: [3].map(line => ({
            ruleId: 'eval',
            level: 'error',
            message: { text: 'evaluated' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'src/a.js' },
                  region: { startLine: line },
                },
              },
            ],
          })),
        },
      ],
    };
    const reports = `/api/supply-chain/reports?entityRef=${SHOP}`;
    await request(server)
      .post(reports)
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(JSON.stringify(report)))
      .expect(201);
    const { body } = await get(server, `/gate?entityRef=${SHOP}`).expect(200);
    expect(
      body.reasons.find(({ line }: { line: string }) => line === 'code'),
    ).toMatchObject({
      outcome: 'allow',
      reported: {
        count: 1,
        items: [
          { rule: 'semgrep/eval', severity: 'high', file: 'src/a.js', line: 3 },
        ],
      },
    });
    await request(server).delete(`${reports}&tool=semgrep`).expect(200);
  });

  it('are tried out without being stored', async () => {
    const trying = (gates: object[]) =>
      request(server).post('/api/supply-chain/gates/try').send({ gates });
    const { body } = await trying([
      {
        name: 'milder',
        findings: { critical: 'warn' },
        cannotTell: { staleData: 'allow' },
      },
    ]).expect(200);
    expect(body).toMatchObject({
      looked: 2,
      complete: true,
      after: { allow: 0, warn: 2, block: 0 },
      before: { block: 2 },
    });
    expect(body.changed.items[0]).toEqual({
      entityRef: expect.any(String),
      before: 'block',
      after: 'warn',
      because: ['critical'],
    });
    const text = await request(server)
      .post('/api/supply-chain/gates/try')
      .send({
        text: 'supplyChain:\n  gates:\n    - name: milder\n      findings: { critical: warn }\n      cannotTell: { staleData: allow }\n',
      })
      .expect(200);
    expect(text.body).toEqual(body);
    const none = await request(server)
      .post('/api/supply-chain/gates/try')
      .send({ text: 'supplyChain: {}' })
      .expect(400);
    expect(none.body.error.message).toBe(
      'This text has no list of policies; give the list, or supplyChain.gates with it',
    );
    const wrong = await trying([{ name: 'x', findings: { hihg: 'warn' } }]);
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toBe(
      'gates[0].findings.hihg: is not known here',
    );
  });
});

describe.each(databaseIds)('a gate that asks for scores on %p', id => {
  it('names packages whose project has a low one, in a service and in a build', async () => {
    const server = await start(id, [], {
      gates: [{ name: 'scores', scorecard: { atLeast: 5, outcome: 'block' } }],
    });
    await scanned(server);
    const knex = databaseOf(server);
    const low = async (report: request.Test) => {
      const { body } = await report.expect(200);
      const reason = body.reasons.find(
        (one: { line: string }) => one.line === 'scorecard',
      );
      return (reason?.components.items ?? []).map(
        (one: { name: string }) => one.name,
      );
    };
    const service = () => low(get(server, `/gate?entityRef=${SHOP}`));
    const build = () =>
      low(
        request(server)
          .post(
            `/api/supply-chain/gate/check?entityRef=${SHOP}&against=nothing`,
          )
          .set('Content-Type', 'application/vnd.cyclonedx+json')
          .send(sbom({ lodash: '4.17.21', ms: '2.1.0' })),
      );
    // What nobody has looked at has no score.
    expect(await service()).toEqual([]);
    const score = async (name: string, openssf_score: number) => {
      const { id: package_id, ecosystem } = (await knex('packages')
        .where({ name })
        .first())!;
      await knex('package_facts')
        .insert({ package_id, ecosystem, openssf_score })
        .onConflict('package_id')
        .merge(['openssf_score']);
    };
    await score('ms', 4.9);
    await score('lodash', 5);
    expect(await service()).toEqual(['ms']);
    expect(await build()).toEqual(['ms']);
  });
});

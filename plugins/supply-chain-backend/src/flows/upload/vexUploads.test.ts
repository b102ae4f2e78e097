import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import {
  databaseOf,
  get,
  scanned,
  Server,
  start,
} from '../../__testUtils__/portal';

jest.setTimeout(120_000);

const SHOP = 'component:default/shop';

interface Said {
  id: string;
  purl: string;
  state?: string;
}

/** A CycloneDX VEX. */
function vex(said: Said[], changes: object = {}): string {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 1,
    metadata: {
      timestamp: '2026-01-05T00:00:00Z',
      supplier: { name: 'Vendor' },
    },
    vulnerabilities: said.map(({ id, purl, state = 'not_affected' }) => ({
      id,
      analysis: { state, justification: 'code_not_reachable', detail: 'So.' },
      affects: [{ ref: purl }],
    })),
    ...changes,
  });
}

const lodash = { id: 'CVE-2021-0001', purl: 'pkg:npm/lodash@4.17.15' };

function post(server: Server, query: string, body: string | Buffer) {
  return request(server)
    .post(`/api/supply-chain/vex${query}`)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(body as string));
}

/** Findings as `shop lodash dismissed`. */
async function listed(server: Server): Promise<string[]> {
  const { body } = await get(server, '/findings?state=open&state=dismissed');
  return body.items
    .map((f: any) => `${f.targetName} ${f.package} ${f.state}`)
    .sort();
}

/** As if nobody had decided anything. */
async function forgetDecisions(server: Server) {
  const knex = databaseOf(server);
  await knex('decision_events').delete();
  await knex('decisions').delete();
  await knex('vex_documents').delete();
  await knex('ignore_files').delete();
  await knex('findings').update({
    state: 'open',
    decision_id: null,
    analysis: 0,
    needs_review: false,
  });
}

const OPEN = ['blog lodash open', 'shop lodash open', 'shop ms open'];

describe.each(databaseIds)('a VEX document that is sent, on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await start(id);
    await scanned(server);
  });
  afterEach(() => forgetDecisions(server));

  it('dismisses findings of the service that it is for', async () => {
    const { body } = await post(server, `?entityRef=${SHOP}`, vex([lodash]));
    expect(body).toMatchObject({
      document: {
        id: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
        format: 'CycloneDX',
        version: '1',
        author: 'Vendor',
      },
      created: true,
      statements: 1,
      applied: 1,
      dismissedFindings: 1,
      complete: true,
    });
    expect(await listed(server)).toEqual([
      'blog lodash open',
      'shop lodash dismissed',
      'shop ms open',
    ]);
    const { body: decisions } = await get(server, '/decisions?origin=vex');
    expect(decisions.items).toMatchObject([
      {
        state: 'active',
        scope: { kind: 'entity', ref: SHOP },
        about: { vulnerability: 'CVE-2021-0001' },
        origin: 'vex',
        originRef: body.document.id,
        reason: 'So.',
        findings: 1,
      },
    ]);
  });

  it('dismisses findings of every service, where it is for the organization', async () => {
    const said = [
      // Another name, in another case.
      { ...lodash, id: 'ghsa-AAAA-aaaa-aaaa' },
      { id: 'CVE-1999-1', purl: 'pkg:npm/left-pad@1.0.0' },
    ];
    const { body } = await post(server, '?author=Others', vex(said));
    expect(body).toMatchObject({
      document: { author: 'Others' },
      applied: 1,
      dismissedFindings: 2,
      matchedNothing: {
        count: 1,
        items: [{ at: 'vulnerabilities[1]', vulnerability: 'CVE-1999-1' }],
      },
    });
    expect(await listed(server)).toEqual([
      'blog lodash dismissed',
      'shop lodash dismissed',
      'shop ms open',
    ]);
  });

  it('is about no other version, and no other package', async () => {
    const said = [
      { ...lodash, purl: 'pkg:npm/lodash@4.17.16' },
      { ...lodash, purl: 'pkg:npm/ms@2.0.0' },
    ];
    const { body } = await post(server, '', vex(said));
    expect(body).toMatchObject({ applied: 0, matchedNothing: { count: 2 } });
    expect(await listed(server)).toEqual(OPEN);
  });

  it('is stored once, and gives way to its next version alone', async () => {
    const text = vex([lodash]);
    await post(server, '', text).expect(201);
    const { body } = await post(server, '', gzipSync(text))
      .set('Content-Encoding', 'gzip')
      .expect(200);
    expect(body).toMatchObject({ created: false, applied: 1 });

    const next = vex([{ ...lodash, state: 'exploitable' }], { version: 2 });
    const { body: second } = await post(server, '', next).expect(201);
    expect(second).toMatchObject({ superseded: 1, applied: 1 });
    expect(await listed(server)).toEqual(OPEN);

    const { body: refused } = await post(server, '', text).expect(409);
    expect(refused.error.message).toMatch(/is older than/);
    const other = vex([], { version: 2 });
    const { body: unclear } = await post(server, '', other).expect(409);
    expect(unclear.error.message).toMatch(/of the same version \(2\)/);
    const { body: decisions } = await get(
      server,
      '/decisions?origin=vex&state=active',
    );
    expect(decisions.items).toHaveLength(1);
  });

  it('leaves what people decided, and tells of it', async () => {
    const { body: found } = await get(server, `/findings?entityRef=${SHOP}`);
    const finding = found.items.find((f: any) => f.package === 'lodash');
    await request(server)
      .post('/api/supply-chain/findings/decisions')
      .send({
        ids: [finding.id],
        analysis: { state: 'exploitable', responses: ['update'] },
        reason: 'It is reached from the search.',
      })
      .expect(200);
    const { body } = await post(server, '', vex([lodash]));
    expect(body).toMatchObject({
      applied: 1,
      dismissedFindings: 1,
      conflicts: {
        count: 1,
        items: [
          {
            entityRef: SHOP,
            package: 'lodash',
            says: 'not_affected',
            stands: 'exploitable',
          },
        ],
      },
    });
    expect(await listed(server)).toEqual([
      'blog lodash dismissed',
      'shop lodash open',
      'shop ms open',
    ]);
    const { body: detail } = await get(server, `/findings/${finding.id}`);
    expect(detail.decision.verdict).toBe('exploitable');
    expect(detail.alsoSaid).toMatchObject([
      { origin: 'vex', standing: 'applies' },
    ]);
  });

  it.each([
    [422, 'no VEX', '{"a": 1}', /neither CycloneDX, nor OpenVEX, nor CSAF/],
    [422, 'no document', 'hello', /JSON/],
    [
      422,
      'another version',
      vex([lodash], { specVersion: '2.0' }),
      /CycloneDX 2.0 is not read/,
    ],
    [413, 'too large', gzipSync(' '.repeat(33 << 20)), /larger than 32 MiB/],
  ])('is refused with %d where it is %s', async (status, _, body, reason) => {
    const { body: answer } = await post(server, '', body)
      .set('Content-Encoding', typeof body === 'string' ? 'identity' : 'gzip')
      .expect(status);
    expect(answer.error.message).toMatch(reason);
    const { body: decisions } = await get(server, '/decisions?origin=vex');
    expect(decisions.items).toEqual([]);
  });

  it('says which product is not one package', async () => {
    const { body } = await post(
      server,
      '',
      vex([{ ...lodash, purl: 'pkg:npm/*' }, lodash]),
    );
    expect(body).toMatchObject({
      statements: 1,
      applied: 1,
      notUnderstood: {
        count: 1,
        items: [
          {
            at: 'vulnerabilities[0]',
            reason: expect.stringMatching(/pattern/),
          },
        ],
      },
    });
  });

  it('may be an export of dismissed alerts, which are proposed', async () => {
    const alerts = [
      {
        number: 1,
        state: 'dismissed',
        dismissed_reason: 'not_used',
        dismissed_comment: 'Only in a demo',
        dependency: {
          package: { ecosystem: 'npm', name: 'lodash' },
          manifest_path: 'package-lock.json',
        },
        security_advisory: { ghsa_id: 'GHSA-aaaa-aaaa-aaaa' },
      },
      {
        number: 2,
        state: 'dismissed',
        dismissed_reason: 'not_used',
        dependency: {
          package: { ecosystem: 'npm', name: 'left-pad' },
          manifest_path: 'package-lock.json',
        },
        security_advisory: { ghsa_id: 'GHSA-cccc-cccc-cccc' },
      },
    ];
    const { body } = await request(server)
      .post(`/api/supply-chain/ignore-files?entityRef=${SHOP}`)
      .send(alerts)
      .expect(200);
    expect(body.files).toMatchObject([
      {
        path: 'dependabot-alerts.json',
        origin: 'upload',
        tool: 'dependabot',
        entries: [
          {
            vulnerability: 'GHSA-aaaa-aaaa-aaaa',
            state: 'matches',
            findings: 1,
            decision: 'proposed',
          },
          { state: 'matches-nothing', findings: 0 },
        ],
      },
    ]);
    expect(await listed(server)).toEqual(OPEN);
    const { decisionId } = body.files[0].entries[0];
    await request(server)
      .post(`/api/supply-chain/decisions/${decisionId}/approve`)
      .send({})
      .expect(200);
    expect(await listed(server)).toContain('shop lodash dismissed');
    expect(await listed(server)).toContain('blog lodash open');
    await request(server)
      .post(`/api/supply-chain/ignore-files?entityRef=${SHOP}&path=a.txt`)
      .send(alerts)
      .expect(422);
  });

  it('names a service of the catalog, or is refused', async () => {
    const { body } = await post(
      server,
      '?entityRef=component:default/nobody',
      vex([lodash]),
    ).expect(404);
    expect(body.error.message).toMatch(/not in the catalog/);
  });

  it('may come inside of an SBOM, and goes with the next', async () => {
    const sbom = (changes: object) =>
      request(server)
        .post(`/api/supply-chain/sboms?entityRef=${SHOP}`)
        .set('Content-Type', 'application/json')
        .send(
          vex([], {
            components: [
              {
                type: 'library',
                'bom-ref': 'the-lodash',
                name: 'lodash',
                version: '4.17.15',
                purl: 'pkg:npm/lodash@4.17.15',
              },
            ],
            ...changes,
          }),
        );
    const { vulnerabilities } = JSON.parse(
      vex([{ ...lodash, purl: 'the-lodash' }]),
    );
    const { body } = await sbom({ vulnerabilities }).expect(201);
    expect(body.vex).toMatchObject({
      document: { id: 'sbom:sbom' },
      applied: 1,
      dismissedFindings: 1,
    });
    expect(await listed(server)).toContain('shop lodash dismissed');
    const { body: next } = await sbom({ vulnerabilities: [] }).expect(201);
    expect(next.vex).toBeUndefined();
    const { body: decisions } = await get(
      server,
      '/decisions?origin=vex&state=active',
    );
    expect(decisions.items).toEqual([]);
  });
});

describe('a VEX document where decisions wait for somebody else', () => {
  it('waits as well, sent by itself or inside of an SBOM', async () => {
    const server = await start(databaseIds[0][0], [], {
      triage: { approval: { states: ['not_affected'] } },
    });
    await scanned(server);
    const sent = await post(server, `?entityRef=${SHOP}`, vex([lodash]));
    expect(sent.body).toMatchObject({ proposed: 1, applied: 0 });
    const { body } = await request(server)
      .post(`/api/supply-chain/sboms?entityRef=${SHOP}`)
      .set('Content-Type', 'application/json')
      .send(
        vex([lodash], {
          components: [
            {
              type: 'library',
              'bom-ref': 'the-lodash',
              name: 'lodash',
              version: '4.17.15',
              purl: 'pkg:npm/lodash@4.17.15',
            },
          ],
        }),
      )
      .expect(201);
    expect(body.vex).toMatchObject({ proposed: 1, applied: 0 });
    expect(await listed(server)).toContain('shop lodash open');
    const { body: waiting } = await get(
      server,
      '/decisions?origin=vex&state=proposed',
    );
    expect(
      waiting.items.map(({ may }: { may: string[] }) =>
        may.includes('approve'),
      ),
    ).toEqual([false, false]);
  });
});

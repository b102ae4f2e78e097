import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import {
  databaseOf,
  get,
  scanned,
  type Server,
  start,
} from '../../__testUtils__/portal';

jest.setTimeout(120_000);

const SHOP = 'component:default/shop';

interface Found {
  rule?: string;
  line?: number;
  path?: string;
}

/** A SARIF log of one tool. */
function sarif(found: Found[], tool = 'Semgrep'): string {
  return JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool, version: '1.2.3', rules: [] } },
        results: found.map(
          ({ rule = 'eval', line = 3, path = 'src/a.js' }) => ({
            ruleId: rule,
            level: 'error',
            message: { text: `${rule} in ${path}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: path },
                  region: { startLine: line },
                },
              },
            ],
          }),
        ),
      },
    ],
  });
}

function post(server: Server, body: string, query = '') {
  return request(server)
    .post(`/api/supply-chain/reports?entityRef=${SHOP}${query}`)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(body));
}

async function codeOf(server: Server, query = '') {
  const { body } = await get(server, `/findings?kind=code${query}`);
  return body.items.sort((a: any, b: any) =>
    a.advisory < b.advisory ? -1 : 1,
  );
}

describe.each(databaseIds)('a report that is sent, on %p', id => {
  const base = sarif([{}, { path: 'src/b.js', rule: 'xss' }]);
  let server: Server;
  let first: request.Response;

  beforeAll(async () => {
    server = await start(id);
    await scanned(server);
    first = await post(server, base);
  });

  it('is linked to the commit that the tool looked at', async () => {
    const revision = '0123456789abcdef0123456789abcdef01234567';
    const knex = databaseOf(server);
    const shop = () => knex('targets').where('entity_ref', SHOP);
    const { source } = (await shop().first('source'))!;
    const forge = 'https://forge.example/o/r/tree/main/';
    await shop().update({
      source: JSON.stringify({ type: 'url', target: forge }),
    });
    const log = JSON.parse(sarif([{ rule: 'linked' }], 'Linker'));
    log.runs[0].versionControlProvenance = [
      { repositoryUri: 'https://forge.example/o/r', revisionId: revision },
    ];
    await post(server, JSON.stringify(log)).expect(201);
    const [{ id: finding }] = await codeOf(server, '&q=linked');
    const { body } = await get(server, `/findings/${finding}`).expect(200);
    expect(body.sourceUrl).toBe(
      `https://forge.example/o/r/blob/${revision}/src/a.js#L3`,
    );
    await post(server, sarif([], 'Linker'));
    await shop().update({ source });
  });

  it('becomes findings, which are listed with their places', async () => {
    expect(first.body).toMatchObject({
      created: true,
      changes: { opened: 2, reopened: 0, resolved: 0 },
      reports: [
        { tool: 'semgrep', toolName: 'Semgrep', results: 2, openFindings: 2 },
      ],
    });
    expect(first.status).toBe(201);
    expect(await codeOf(server)).toMatchObject([
      {
        kind: 'code',
        advisory: 'semgrep/eval',
        place: { path: 'src/a.js', startLine: 3 },
        tools: ['Semgrep'],
        severity: 'high',
      },
      { advisory: 'semgrep/xss', place: { path: 'src/b.js' } },
    ]);
    expect((await post(server, base)).status).toBe(200);
  });

  it('is told of with its rule and by whom', async () => {
    const [{ id: finding }] = await codeOf(server, '&q=eval');
    const { body } = await get(server, `/findings/${finding}`);
    expect(body).toMatchObject({
      finding: { id: finding },
      rule: { tool: 'semgrep', name: 'eval' },
      reported: [{ toolName: 'Semgrep', message: 'eval in src/a.js' }],
      components: [],
    });
    expect(body.vulnerability).toBeUndefined();
    const paths = await get(server, `/findings/${finding}/paths`);
    expect(paths.status).toBe(200);
  });

  it('is decided about, one finding or a whole rule, and stays so when lines move', async () => {
    const [{ id: finding }] = await codeOf(server, '&q=eval');
    const decided = await request(server)
      .post('/api/supply-chain/findings/decisions')
      .send({
        ids: [finding],
        analysis: { state: 'false_positive' },
        reason: 'It is a constant',
      });
    expect(decided.body).toMatchObject({ findings: 1, decisions: 1 });
    await post(
      server,
      sarif([
        { line: 90 },
        { path: 'src/b.js', rule: 'xss' },
        { path: 'src/c.js' },
      ]),
    );
    expect(
      (await codeOf(server, '&state=dismissed')).map((one: any) => one.place),
    ).toMatchObject([{ path: 'src/a.js', startLine: 90 }]);
    // Another finding of the same rule is not meant.
    expect(
      (await codeOf(server)).map((one: any) => one.place.path).sort(),
    ).toEqual(['src/b.js', 'src/c.js']);

    const whole = await request(server)
      .post('/api/supply-chain/findings/decisions')
      .send({
        advisory: 'semgrep/eval',
        analysis: {
          state: 'not_affected',
          justification: 'code_not_reachable',
        },
        reason: 'Only in tests',
      });
    expect(whole.status).toBe(200);
    expect((await codeOf(server)).map((one: any) => one.place.path)).toEqual([
      'src/b.js',
    ]);
    await post(
      server,
      sarif([{ path: 'src/d.js' }, { path: 'src/b.js', rule: 'xss' }]),
    );
    expect(
      (await codeOf(server)).map((one: any) => one.place.path).sort(),
    ).toEqual(['src/b.js', 'src/d.js']);
  });

  it('is forgotten when the tool is no longer run', async () => {
    await post(server, sarif([{ path: 'src/z.js' }], 'Other'));
    const listed = await get(server, `/reports?entityRef=${SHOP}`);
    expect(listed.body.items.map((one: any) => one.tool)).toContain('other');
    const removed = await request(server).delete(
      `/api/supply-chain/reports?entityRef=${SHOP}&tool=other`,
    );
    expect(removed.body).toEqual({ opened: 0, reopened: 0, resolved: 1 });
    const again = await request(server).delete(
      `/api/supply-chain/reports?entityRef=${SHOP}&tool=other`,
    );
    expect(again.status).toBe(404);
  });

  it('is refused with what was expected, and stores nothing', async () => {
    const before = await codeOf(server);
    for (const [body, query, message] of [
      ['<html>', '', /HTML/],
      ['{}', '', /of no format that is read/],
      ['[]', '', /empty list.*name its format/],
      ['{"version":"2.0.0","runs":[]}', '', /SARIF 2.0.0 is not read/],
      [sarif([]), '&format=trivy', /there is no format trivy|it is not Trivy/],
      [sarif([{}]).slice(0, 90), '', /./],
    ] as const) {
      const answer = await post(server, body, query);
      expect([answer.status, answer.body.error.message]).toEqual([
        422,
        expect.stringMatching(message),
      ]);
    }
    expect(await codeOf(server)).toEqual(before);
  });

  it.each([
    'safety-curtain',
    'safety-curtain-secrets',
    'safety-curtain-workflows',
    'safety-curtain-containers',
    'safety-curtain-packages',
    'safety-curtain-provenance',
  ])('is not sent, or taken away, in the place of %s', async tool => {
    const sent = await post(server, sarif([{}], tool));
    expect(sent.status).toBe(422);
    expect(sent.body.error.message).toContain(
      `${tool} is a tool of the portal`,
    );
    const removed = await request(server).delete(
      `/api/supply-chain/reports?entityRef=${SHOP}&tool=${tool}`,
    );
    expect(removed.status).toBe(400);
  });

  it('of a scan is there, though nobody may send it', async () => {
    const { body } = await get(server, `/reports?entityRef=${SHOP}`);
    expect(body.items.map((one: any) => one.tool)).toContain(
      'safety-curtain-secrets',
    );
  });

  it('never leads out of the source', async () => {
    await post(
      server,
      sarif(
        [
          { path: 'file:///etc/passwd', rule: 'a' },
          { path: '../../x', rule: 'b' },
          { path: '%2e%2e/x', rule: 'c' },
          { path: '\\\\host\\share', rule: 'd' },
        ],
        'Hostile',
      ),
    );
    const items = await codeOf(server, '&tool=hostile');
    expect(items).toHaveLength(4);
    for (const item of items) expect(item.place).toBeUndefined();
  });
});

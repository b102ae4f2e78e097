/** @jest-environment node */
import { openApiDocument } from './generated/document';
import { SupplyChainClient } from './SupplyChainClient';

interface Asked {
  method: string;
  url: string;
  body: string;
  authorization: string | null;
}

const BASE_URL = 'http://backend.example/api/supply-chain';

/**
 * Real requests and answers without a network in between. A class, as an
 * adopter may write it: its `fetch` needs its `this`.
 */
class Backend {
  asked: Asked[] = [];
  answer = { status: 200, type: 'application/json', body: '{"items":[]}' };

  async fetch(...[input, init]: Parameters<typeof fetch>) {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    this.asked.push({
      method: request.method,
      url: request.url,
      body: await request.text(),
      authorization: request.headers.get('authorization'),
    });
    const { status, type, body } = this.answer;
    return new Response(body, { status, headers: { 'Content-Type': type } });
  }
}

let backend: Backend;
let client: SupplyChainClient;

beforeEach(() => {
  backend = new Backend();
  client = new SupplyChainClient({ fetchApi: backend, baseUrl: BASE_URL });
});

const ref = 'component:default/shop';
const calls: [string, () => Promise<unknown>][] = [
  ['GET /targets', () => client.listTargets({})],
  ['GET /targets/{kind}/{namespace}/{name}', () => client.getTarget(ref)],
  ['GET /findings', () => client.listFindings({})],
  ['GET /findings/{id}', () => client.getFinding('1')],
  ['GET /findings/{id}/paths', () => client.getFindingPaths('1')],
  ['GET /findings/export', () => client.exportFindings({})],
  ['GET /findings/trend', () => client.getFindingTrend({})],
  ['GET /components', () => client.listComponents({ entityRef: ref })],
  ['GET /usages', () => client.listUsages({})],
  ['GET /usages/export', () => client.exportUsages({})],
  ['GET /advisories', () => client.listAdvisories({})],
  ['GET /advisories/{advisoryId}', () => client.getAdvisory('CVE-1')],
  [
    'POST /advisory-sources/{sourceId}/refresh',
    () => client.refreshAdvisorySource('osv'),
  ],
  ['GET /snapshots', () => client.listSnapshots({ entityRef: ref })],
  ['GET /snapshots/{id}', () => client.getSnapshot('1')],
  ['GET /snapshots/{id}/sbom', () => client.getSbom('1', 'spdx')],
  ['GET /snapshots/{id}/diff', () => client.diffSnapshots('2', '1')],
  [
    'GET /snapshots/{id}/paths',
    () => client.getComponentPaths('1', 'pkg:npm/a@1'),
  ],
  ['GET /scans', () => client.listScans({})],
  ['GET /scans/{scanId}', () => client.getScan('a-b')],
  ['POST /scans', () => client.createScan(ref)],
  ['GET /overview', () => client.getOverview()],
  ['GET /machinery', () => client.getMachinery()],
  [
    'POST /sboms',
    () => client.uploadSbom({ entityRef: ref }, '{}', 'application/spdx+json'),
  ],
  ['GET /scorecards', () => client.listScorecards()],
  [
    'GET /scorecards/{scorecard}/rollup',
    () => client.getScorecardRollUp('a', { by: 'group' }),
  ],
  [
    'GET /scorecards/{scorecard}/services',
    () => client.listScorecardServices('a', {}),
  ],
  ['GET /scorecards/{scorecard}/export', () => client.exportScorecard('a', {})],
  [
    'GET /scorecards/{scorecard}/trend',
    () => client.getScorecardTrend('a', { days: 7 }),
  ],
  [
    'GET /scorecards/{scorecard}/movers',
    () => client.listScorecardMovers('a', {}),
  ],
  [
    'GET /scorecards/{scorecard}/campaigns',
    () => client.listScorecardCampaigns('a', {}),
  ],
  [
    'GET /scorecards/nodes/{kind}/{namespace}/{name}',
    () => client.getScorecardNode('group:default/a'),
  ],
  [
    'GET /targets/{kind}/{namespace}/{name}/scorecards',
    () => client.getServiceScorecards(ref),
  ],
  [
    'GET /targets/{kind}/{namespace}/{name}/scorecards/{scorecard}/history',
    () => client.listScorecardHistory(ref, 'a', {}),
  ],
  ['GET /as-of', () => client.getAsOf({ entityRef: ref, at: '2026-01-01' })],
  [
    'GET /as-of/findings',
    () => client.listFindingsAsOf({ entityRef: ref, at: '2026-01-01' }),
  ],
  ['GET /presence', () => client.listPresence({ package: 'a' })],
  ['GET /presence/export', () => client.exportPresence({ package: 'a' })],
  ['GET /retention', () => client.getRetention()],
  ['GET /exports', () => client.listExports({})],
  [
    'POST /exports',
    () => client.createExport({ scope: { kind: 'organisation' } }),
  ],
  ['GET /exports/{exportId}', () => client.getExport('a-b')],
  ['DELETE /exports/{exportId}', () => client.cancelExport('a-b')],
  ['GET /exports/{exportId}/content', () => client.getExportContent('a-b')],
  ['GET /decisions', () => client.listDecisions({})],
  [
    'POST /decisions',
    () =>
      client.createDecision({
        subject: 'hold',
        scope: { kind: 'organisation' },
        reason: 'An audit',
      }),
  ],
  ['GET /decisions/{id}', () => client.getDecision('1')],
  ['POST /decisions/{id}/{step}', () => client.moveDecision('1', 'approve')],
  ['GET /licenses/overview', () => client.getLicenseOverview({})],
  ['GET /licenses', () => client.listLicenses({})],
  ['GET /licenses/components', () => client.listLicensedComponents({})],
  [
    'GET /licenses/components/export',
    () => client.exportLicensedComponents({}),
  ],
  [
    'GET /licenses/component',
    () => client.getLicensedComponent({ purl: 'pkg:npm/a@1' }),
  ],
  ['GET /licenses/issues', () => client.listLicenseIssues({})],
  ['GET /licenses/issues/export', () => client.exportLicenseIssues({})],
  ['GET /licenses/obligations', () => client.listLicenseObligations({})],
  ['GET /licenses/policies', () => client.getLicensePolicies()],
  ['GET /licenses/sources', () => client.getLicenseSources()],
  ['GET /licenses/notices', () => client.getNotices({ entityRef: ref })],
];

describe('SupplyChainClient', () => {
  it.each(calls)('asks %s', async (operation, call) => {
    await call();
    const [method, path] = operation.split(' ');
    const pattern = path.replace(/\{[^}]+\}/g, '[^/]+');
    expect(backend.asked).toHaveLength(1);
    expect(backend.asked[0].method).toBe(method);
    expect(backend.asked[0].url.replace(BASE_URL, '')).toMatch(
      new RegExp(`^${pattern}(\\?.*)?$`),
    );
  });

  it('has a method for every operation of the document', () => {
    const documented = Object.entries(openApiDocument.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(calls.map(([operation]) => operation).sort()).toEqual(
      documented.sort(),
    );
  });

  it('encodes what it is given', async () => {
    await client.getAdvisory('../machinery?a=b#c');
    await client.getTarget('component:default/a%2Fb');
    await client.listFindings({
      q: 'a&b=c d+é',
      severity: ['high', 'critical'],
      direct: 'false',
      limit: 5,
      cursor: undefined,
      entityRef: '',
    });
    const urls = backend.asked.map(({ url }) => url.replace(BASE_URL, ''));
    expect(urls.slice(0, 2)).toEqual([
      '/advisories/..%2Fmachinery%3Fa%3Db%23c',
      '/targets/component/default/a%252Fb',
    ]);
    const query = new URLSearchParams(urls[2].split('?')[1]);
    expect([...query]).toEqual([
      ['q', 'a&b=c d+é'],
      ['severity', 'high'],
      ['severity', 'critical'],
      ['direct', 'false'],
      ['limit', '5'],
    ]);
  });

  it('sends a body and a token where there is one', async () => {
    await client.createScan(ref, { token: 'abc' });
    await client.refreshAdvisorySource('osv');
    expect(backend.asked).toMatchObject([
      { body: `{"entityRef":"${ref}"}`, authorization: 'Bearer abc' },
      { body: '', authorization: null },
    ]);
  });

  it('gives documents as they are', async () => {
    backend.answer = {
      status: 200,
      type: 'application/spdx+json',
      body: '{ "a": 1 }',
    };
    const blob = await client.getSbom('1', 'spdx');
    expect(await blob.text()).toBe('{ "a": 1 }');
    expect(blob.type).toBe('application/spdx+json');
  });

  it('throws what the backend says', async () => {
    const error = { name: 'NotAllowedError', message: 'You may not' };
    backend.answer = {
      status: 403,
      type: 'application/json',
      body: JSON.stringify({ error, response: { statusCode: 403 } }),
    };
    await expect(client.getOverview()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: error,
    });
    await expect(client.exportFindings({})).rejects.toThrow(/403/);
  });

  it('throws an answer that is no JSON, and stops when told to', async () => {
    backend.answer = { status: 200, type: 'text/html', body: '<html>' };
    await expect(client.getMachinery()).rejects.toThrow('is not valid JSON');
    const signal = AbortSignal.abort(new Error('Left the page'));
    await expect(client.getMachinery({ signal })).rejects.toThrow(
      'Left the page',
    );
    expect(backend.asked).toHaveLength(1);
  });

  it("asks the portal's own address where none is given", async () => {
    const addresses: string[] = [];
    const portal = new SupplyChainClient({
      fetchApi: {
        async fetch(input) {
          addresses.push(String(input));
          return new Response('{}');
        },
      },
    });
    await portal.getMachinery();
    expect(addresses).toEqual(['plugin://supply-chain/machinery']);
  });
});

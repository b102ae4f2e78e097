import type { GateReport } from '@safety-curtain/policy';
import { BUILD_MEDIA_TYPE, readBuild } from '@safety-curtain/reports';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { BadInputError } from '../errors';
import type { Source } from '../input/source';
import { askGate } from './portalCheck';

let server: http.Server;
let url: string;
let received: { address: URL; body: string; type?: string }[];
let answer: { status: number; body: unknown };

const listed = { count: 0, items: [] };
const report: GateReport = {
  subject: 'component:default/shop',
  outcome: 'warn',
  policy: { name: 'default', digest: 'x' },
  reasons: [
    {
      line: 'high',
      outcome: 'warn',
      findings: listed,
      components: listed,
      notes: listed,
    },
  ],
  leftOut: { known: 0, dismissed: 0, scope: 0, transitive: 0, except: 0 },
};

beforeEach(async () => {
  received = [];
  answer = { status: 200, body: report };
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      address: new URL(request.url ?? '', 'http://localhost'),
      type: request.headers['content-type'],
      body: gunzipSync(Buffer.concat(chunks)).toString('utf8'),
    });
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/api/supply-chain`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function source(change: Partial<Source> = {}): Source {
  return {
    inventory: { subject: { name: 'shop' }, manifests: [] },
    notes: [],
    partial: false,
    isWhole: true,
    unresolved: 0,
    unreadable: [],
    notLookedAt: [],
    ignoreFiles: [],
    ...change,
  };
}

const place = (change?: Partial<Source>) => ({
  source: source(change),
  reports: [],
});

const question = () => ({
  url,
  token: 'secret',
  entity: 'component:default/shop',
  against: 'service' as const,
});

describe('askGate', () => {
  it('sends an SBOM, and gives the report', async () => {
    const asked = askGate(place(), undefined, {
      ...question(),
      revision: 'abc',
    });
    await expect(asked).resolves.toEqual(report);
    const [{ address, body, type }] = received;
    // As portals take it that know of no more.
    expect(type).toBe('application/vnd.cyclonedx+json');
    expect(JSON.parse(body)).toMatchObject({ bomFormat: 'CycloneDX' });
    expect(address.pathname).toBe('/api/supply-chain/gate/check');
    const query = address.searchParams;
    expect(query.get('entityRef')).toBe('component:default/shop');
    expect(query.get('revision')).toBe('abc');
  });

  it('sends what nobody could see beside it, now and before', async () => {
    const cut = {
      at: 'yarn.lock',
      reason: 'it is cut',
      digest: 'a'.repeat(64),
    };
    const open = Array.from({ length: 2_010 }, (_, i) => ({
      at: `${i}/mix.lock`,
      reason: 'not read',
    }));
    const before = { ...place({ unreadable: [cut] }), what: 'main' };
    await askGate(
      place({ unreadable: [cut], notLookedAt: open }),
      before,
      question(),
    );
    const [{ body, type }] = received;
    expect(type).toBe(BUILD_MEDIA_TYPE);
    const sent = readBuild(Buffer.from(body), { memory: 64 * 1024 * 1024 });
    expect(sent.unreadable).toEqual([cut]);
    expect(sent.base).toMatchObject({ unreadable: [cut], notLookedAt: [] });
    expect(sent.notLookedAt).toHaveLength(2_000);
    // Not a place: whoever reads it must not take the others for seen.
    expect(sent.notLookedAt!.at(-1)).toEqual({
      at: '',
      reason: '11 more places',
    });
  });

  it('sends what tools say beside it, with what was before', async () => {
    const result = {
      kind: 'code' as const,
      rule: 'eval',
      severity: 'high' as const,
      message: 'evaluated',
      fingerprint: 'a'.repeat(64),
      fix: 'Do not.',
    };
    const tool = { id: 'semgrep', name: 'Semgrep', version: '1' };
    const told = {
      tool,
      category: '',
      rules: [],
      notices: [],
      results: [result],
    };
    const lock = { archiveHashes: 1 };
    const manifest = {
      path: 'package-lock.json',
      format: 'npm-package-lock' as const,
      graph: 'full' as const,
      components: [],
      warnings: [],
      lock,
    };
    const inventory = { subject: { name: 'shop' }, manifests: [manifest] };
    await askGate(
      { source: source({ inventory }), reports: [told] },
      { what: 'reports', reports: [told] },
      question(),
    );
    const [{ body, type }] = received;
    expect(type).toBe('application/vnd.safety-curtain.build+json');
    const { fix: _fix, ...sent } = result;
    const reports = [
      { tool: { id: 'semgrep', name: 'Semgrep' }, rules: [], results: [sent] },
    ];
    expect(JSON.parse(body)).toEqual({
      sbom: expect.objectContaining({ bomFormat: 'CycloneDX' }),
      reports,
      locks: [{ path: 'package-lock.json', lock }],
      unreadable: [],
      notLookedAt: [],
      base: { what: 'reports', reports, locks: [] },
    });
  });

  it('gives the reason of a refusal', async () => {
    answer = {
      status: 404,
      body: { error: { name: 'NotFoundError', message: 'not in the catalog' } },
    };
    const asked = askGate(place(), undefined, question());
    await expect(asked).rejects.toThrow(BadInputError);
    await expect(asked).rejects.toThrow(/was refused: not in the catalog/);
  });
});

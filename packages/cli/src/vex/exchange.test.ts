import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BadInputError } from '../errors';
import { downloadVex, uploadVex } from './exchange';

const document = JSON.stringify({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://example.com/vex/1',
  author: 'Example',
  timestamp: '2026-11-01T00:00:00Z',
  version: 1,
  statements: [],
});

let folder: string;
let server: http.Server;
let url: string;
let received: { method?: string; path: string; body: string }[];
let answer: { status: number; body: string };

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'exchange-'));
  received = [];
  answer = { status: 201, body: '{"applied":1}' };
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    received.push({
      method: request.method,
      path: request.url ?? '',
      body: bytes.length > 0 ? gunzipSync(bytes).toString('utf8') : '',
    });
    response.writeHead(answer.status).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/api/supply-chain`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  fs.rmSync(folder, { recursive: true });
});

function fileOf(text: string): string {
  const file = path.join(folder, 'shop.vex.json');
  fs.writeFileSync(file, text);
  return file;
}

const token = 'secret';

describe('uploadVex', () => {
  it('sends the document, and gives the report', async () => {
    const entity = 'component:default/shop';
    const sent = uploadVex(fileOf(document), { url, token, entity });
    await expect(sent).resolves.toEqual({ applied: 1 });
    expect(received).toEqual([
      {
        method: 'POST',
        path: '/api/supply-chain/vex?entityRef=component%3Adefault%2Fshop',
        body: document,
      },
    ]);
  });

  it('sends nothing that is no VEX', async () => {
    await expect(uploadVex(fileOf('{}'), { url, token })).rejects.toThrow(
      'neither CycloneDX, nor OpenVEX, nor CSAF',
    );
    expect(received).toEqual([]);
  });

  it('gives the reason of a refusal', async () => {
    const error = { name: 'ConflictError', message: 'It is older' };
    answer = { status: 409, body: JSON.stringify({ error }) };
    const sent = uploadVex(fileOf(document), { url, token, author: 'Vendor' });
    await expect(sent).rejects.toThrow(/was refused: It is older/);
    await expect(sent).rejects.toThrow(BadInputError);
  });
});

describe('downloadVex', () => {
  it('gives the bytes of the document', async () => {
    answer = { status: 200, body: document };
    const bytes = await downloadVex({
      ...{ url, token, entity: 'component:default/shop' },
      ...{ format: 'openvex', kind: 'vex', about: 'package' },
    });
    expect(bytes.toString()).toBe(document);
    expect(received[0].path).toBe(
      '/api/supply-chain/vex?entityRef=component%3Adefault%2Fshop&format=openvex&kind=vex&product=package',
    );
  });

  it('gives the ignore file of a tool', async () => {
    answer = { status: 200, body: 'ignore: {}\n' };
    const bytes = await downloadVex({
      ...{ url, token, entity: 'component:default/shop' },
      ...{ format: 'snyk', kind: 'vex' },
    });
    expect(bytes.toString()).toBe('ignore: {}\n');
    expect(received[0].path).toBe(
      '/api/supply-chain/ignore-files/export?entityRef=component%3Adefault%2Fshop&tool=snyk',
    );
  });

  it('asks for what a release holds, in some scopes', async () => {
    answer = { status: 200, body: document };
    await downloadVex({
      ...{ url, token, entity: 'component:default/shop' },
      ...{ format: 'cyclonedx-1.6', kind: 'vdr' },
      ...{ release: 'v1.0 (EU)', scope: ['runtime', 'optional'] },
    });
    const asked = new URL(received[0].path, url).searchParams;
    expect([...asked]).toEqual([
      ['entityRef', 'component:default/shop'],
      ['format', 'cyclonedx-1.6'],
      ['kind', 'vdr'],
      ['release', 'v1.0 (EU)'],
      ['scope', 'runtime'],
      ['scope', 'optional'],
    ]);
  });

  it.each([{ release: '1.0.0' }, { scope: ['runtime'] as const }])(
    'asks for no ignore file of %p',
    async of => {
      const asked = downloadVex({
        ...{ url, token, entity: 'component:default/shop' },
        ...{ format: 'trivy', kind: 'vex', ...of },
      });
      await expect(asked).rejects.toThrow(BadInputError);
      expect(received).toEqual([]);
    },
  );
});

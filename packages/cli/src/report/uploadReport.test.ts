import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BadInputError } from '../errors';
import { uploadReport } from './uploadReport';

describe('report', () => {
  let folder: string;
  let server: http.Server;
  let url: string;
  let asked: { address: URL; authorization?: string; text: string }[];
  let answer: { status: number; body: unknown };

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'safety-curtain-report-'));
    asked = [];
    answer = { status: 201, body: { created: true } };
    server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      asked.push({
        address: new URL(request.url ?? '', 'http://portal.test'),
        authorization: request.headers.authorization,
        text: gunzipSync(Buffer.concat(chunks)).toString(),
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
    fs.rmSync(folder, { recursive: true });
  });

  function send(text: string, more: object = {}) {
    const file = path.join(folder, 'found.sarif');
    fs.writeFileSync(file, text);
    const entity = 'component:default/shop';
    return uploadReport(file, { url, token: 'word', entity, ...more });
  }

  it('sends the file as it is, for the entity, with what was said of it', async () => {
    const said = { format: 'sarif', category: 'java', root: '/build' };
    await expect(send('{"runs":[]}', said)).resolves.toEqual({ created: true });
    const [{ address, authorization, text }] = asked;
    expect(address.pathname).toBe('/api/supply-chain/reports');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      entityRef: 'component:default/shop',
      ...said,
    });
    expect(authorization).toBe('Bearer word');
    expect(text).toBe('{"runs":[]}');
  });

  it('tells why the portal refuses it', async () => {
    answer = {
      status: 422,
      body: { error: { message: 'it is of no format that is read' } },
    };
    await expect(send('{}')).rejects.toThrow(
      /refused: .*it is of no format that is read/,
    );
    await expect(send('{}')).rejects.toThrow(BadInputError);
  });
});

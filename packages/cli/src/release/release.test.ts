import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadInputError } from '../errors';
import { makeRelease } from './release';

describe('a release', () => {
  let server: http.Server;
  let url: string;
  let received: unknown[];
  let statuses: number[];

  beforeEach(async () => {
    received = [];
    statuses = [];
    server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, headers } = request;
      const path = request.url;
      received.push([
        `${method} ${path}`,
        headers.authorization,
        JSON.parse(Buffer.concat(chunks).toString('utf8')),
      ]);
      const status = statuses.shift() ?? 201;
      const error = { name: 'ConflictError', message: 'it is of another' };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status < 300 ? { id: '7' } : { error }));
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

  const make = (more: { snapshot?: string } = {}) =>
    makeRelease(
      '2.1.0',
      { url, token: 'secret', entity: 'component:default/shop', ...more },
      async () => {},
    );

  it('is of what is in force, or of a snapshot', async () => {
    await expect(make()).resolves.toEqual({ id: '7' });
    await make({ snapshot: '12' });
    const asked = { entityRef: 'component:default/shop', name: '2.1.0' };
    expect(received).toEqual([
      ['POST /api/supply-chain/releases', 'Bearer secret', asked],
      [
        'POST /api/supply-chain/releases',
        'Bearer secret',
        { ...asked, snapshot: '12' },
      ],
    ]);
  });

  it('is asked for again where the portal is busy, since the same changes nothing', async () => {
    statuses = [503];
    await expect(make()).resolves.toEqual({ id: '7' });
    expect(received).toHaveLength(2);
  });

  it('says why it is refused', async () => {
    statuses = [409];
    const refused = make();
    await expect(refused).rejects.toThrow(BadInputError);
    await expect(refused).rejects.toThrow(
      'The release 2.1.0 was refused: it is of another',
    );
  });
});

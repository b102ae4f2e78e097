import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  RemoteApi,
  RemoteRefusedError,
  RemoteUnavailableError,
} from './RemoteApi';

describe('RemoteApi', () => {
  let server: Server | undefined;
  const { signal } = new AbortController();

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise<unknown>(resolve => {
      if (server) server.close(resolve);
      else resolve(undefined);
    });
    server = undefined;
  });

  async function apiOf(
    listener: RequestListener,
    options: { timeoutMs?: number; maxBytes?: number } = {},
  ) {
    server = createServer(listener);
    await new Promise<void>(resolve => {
      server!.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return new RemoteApi({
      name: 'The forge',
      baseUrl: `http://127.0.0.1:${port}/api/`,
      headers: async () => ({ Authorization: 'Bearer very-secret' }),
      ...options,
    });
  }

  const fails = async (promise: Promise<unknown>) => {
    const error = await promise.then(
      () => undefined,
      thrown => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(`${error.message}${error.stack}`).not.toContain('very-secret');
    expect(error.message).not.toContain('127.0.0.1');
    return error;
  };

  it('sends JSON with its headers, and reads JSON', async () => {
    const api = await apiOf((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            url: request.url,
            method: request.method,
            token: request.headers.authorization,
            body: JSON.parse(Buffer.concat(chunks).toString()),
          }),
        );
      });
    });
    const answer = await api.request({
      method: 'POST',
      path: '/issues?state=open',
      body: { title: 'One' },
      signal,
    });
    expect(answer.body).toEqual({
      url: '/api/issues?state=open',
      method: 'POST',
      token: 'Bearer very-secret',
      body: { title: 'One' },
    });
  });

  it('takes an answer without content', async () => {
    const api = await apiOf((_, response) => response.writeHead(204).end());
    expect(
      await api.request({ method: 'DELETE', path: '/one', signal }),
    ).toMatchObject({ status: 204, body: undefined });
  });

  it.each([
    ['429', 429, {}],
    ['403 of a rate limit', 403, { 'x-ratelimit-remaining': '0' }],
    ['403 that says when', 403, { 'retry-after': '60' }],
    ['500', 500, {}],
    ['503', 503, {}],
    ['a redirect', 302, { location: 'http://localhost:1/' }],
  ])('may be asked again after %s', async (_, status, headers) => {
    const api = await apiOf((__, response) =>
      response.writeHead(status, headers).end('{"message":"no"}'),
    );
    expect(await fails(api.request({ path: '/', signal }))).toBeInstanceOf(
      RemoteUnavailableError,
    );
  });

  it.each([
    ['in seconds', () => ({ 'retry-after': '120' })],
    [
      'as a date',
      () => ({ 'retry-after': new Date(Date.now() + 120_500).toUTCString() }),
    ],
    [
      'as the time of a reset',
      () => ({
        'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 120),
      }),
    ],
  ])('says when it may be asked again: %s', async (_, headersOf) => {
    const api = await apiOf((__, response) =>
      response.writeHead(429, headersOf()).end(),
    );
    const error = await fails(api.request({ path: '/', signal }));
    const seconds = (error.retryAt.getTime() - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(110);
    expect(seconds).toBeLessThan(125);
  });

  it.each(['-5', 'tomorrow', '1e99', '99999999999999999999'])(
    'makes nothing of nonsense, and no wait of years: Retry-After %s',
    async value => {
      const api = await apiOf((_, response) =>
        response.writeHead(429, { 'retry-after': value }).end(),
      );
      const { retryAt } = await fails(api.request({ path: '/', signal }));
      expect(retryAt?.getTime() ?? 0).toBeLessThan(Date.now() + 7 * 3_600_000);
    },
  );

  it.each([400, 401, 403, 404, 410, 422])(
    'is refused by %d, with the reason on one line',
    async status => {
      const api = await apiOf((_, response) =>
        response
          .writeHead(status)
          .end(JSON.stringify({ message: `Not\n${'so '.repeat(500)}` })),
      );
      const error = await fails(api.request({ path: '/', signal }));
      expect(error).toBeInstanceOf(RemoteRefusedError);
      expect(error.status).toBe(status);
      expect(error.message).toMatch(
        new RegExp(`^The forge answers ${status}: Not so so `),
      );
      expect(error.message.length).toBeLessThan(400);
    },
  );

  it('does not take what is no JSON, too large, too slow or cut off', async () => {
    for (const [listener, reason] of [
      [(_, response) => response.end('<html>'), /no JSON/],
      [(_, response) => response.end('x'.repeat(2000)), /more than 1000 bytes/],
      [() => undefined, /within 0.2 seconds/],
      [request => request.socket.destroy(), /cannot be reached/],
    ] as [RequestListener, RegExp][]) {
      const api = await apiOf(listener, { timeoutMs: 200, maxBytes: 1000 });
      const error = await fails(api.request({ path: '/', signal }));
      expect(error).toBeInstanceOf(RemoteUnavailableError);
      expect(error.message).toMatch(reason);
      server!.closeAllConnections();
      server!.close();
    }
  });

  it('ends with the reason of its signal', async () => {
    const aborter = new AbortController();
    const api = await apiOf(() => aborter.abort(new Error('Not now')));
    await expect(
      api.request({ path: '/', signal: aborter.signal }),
    ).rejects.toThrow('Not now');
  });
});

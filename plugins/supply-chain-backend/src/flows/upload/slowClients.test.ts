import express from 'express';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type { AddressInfo } from 'node:net';
import http from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { CrowdedOutError } from './Arrivals';
import { receiveDocument } from './readBody';

const directory = createMockDirectory();
const limit = 1_000_000;

/** A server that answers with what it received, or why not. */
async function serverOf(options: Parameters<typeof receiveDocument>[2]) {
  const app = express();
  let number = 0;
  app.post('/', async (req, res) => {
    const file = directory.resolve(`${(number += 1)}`);
    try {
      await receiveDocument(req, file, options);
      res.json({ text: readFileSync(file, 'utf8') });
    } catch (error) {
      res.status((error as { statusCode?: number }).statusCode ?? 500);
      res.once('finish', () => req.destroy());
      res.json({ error: (error as Error).message });
    }
  });
  const server = http.createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, port };
}

/** Sends some bytes, then one more at a time until it is answered. */
async function drip(port: number, start: string) {
  const request = http.request({ port, method: 'POST', host: '127.0.0.1' });
  request.on('error', () => undefined);
  request.write(start);
  const timer = setInterval(() => request.write('x'), 20);
  const [response] = (await once(request, 'response')) as [
    http.IncomingMessage,
  ];
  clearInterval(timer);
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, ...JSON.parse(text) };
}

describe('a client that sends slowly', () => {
  const pace = { leastBytesPerSecond: 10_000, windowMs: 2000 };
  let running: Awaited<ReturnType<typeof serverOf>>;
  afterEach(() => {
    running.server.closeAllConnections();
    running.server.close();
  });

  it('is told so, and others are not kept waiting by it', async () => {
    running = await serverOf({ limit, pace, timeoutMs: 60_000 });
    const slow = [0, 1, 2, 3].map(() => drip(running.port, 'start'));
    const quick = await fetch(`http://127.0.0.1:${running.port}/`, {
      method: 'POST',
      body: 'all at once',
    });
    expect(await quick.json()).toEqual({ text: 'all at once' });
    for (const answer of await Promise.all(slow)) {
      expect(answer).toEqual({
        status: 408,
        error:
          'The connection was slower than 10000 bytes a second for 2 seconds',
      });
    }
  });

  it('makes room when it is told to', async () => {
    const given = new AbortController();
    const signal = given.signal;
    running = await serverOf({ limit, pace, timeoutMs: 60_000, signal });
    const slow = drip(running.port, 'start');
    await once(running.server, 'request');
    given.abort(new CrowdedOutError('Others waited'));
    expect(await slow).toMatchObject({ error: 'Others waited' });
  });

  it('may not take forever, however steadily it sends', async () => {
    const easy = { leastBytesPerSecond: 1, windowMs: 10_000 };
    running = await serverOf({ limit, pace: easy, timeoutMs: 500 });
    expect(await drip(running.port, 'start')).toEqual({
      status: 408,
      error: 'The upload took longer than 0.5 seconds',
    });
  });
});

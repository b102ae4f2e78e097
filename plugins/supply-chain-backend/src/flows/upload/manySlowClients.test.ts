import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import { SHOP, vexBom } from '../../__testUtils__/exports';
import { scanned, start } from '../../__testUtils__/portal';
import { until } from '../../__testUtils__/scanning';

const path = `/api/supply-chain/sboms?entityRef=${SHOP}`;
const headers = { 'Content-Type': 'application/vnd.cyclonedx+json' };

/** Begins an upload and says how it is answered; its body never ends. */
async function begin(port: number) {
  const upload = http.request({
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    headers,
  });
  upload.on('error', () => undefined);
  const drip = setInterval(() => upload.write(' '), 50);
  upload.once('close', () => clearInterval(drip));
  upload.write('{');
  await once(upload, 'socket');
  return upload;
}

describe.each(databaseIds)('uploads that never end on %p', id => {
  it('make room for one that does, however many they are', async () => {
    const server = await start(id);
    await scanned(server);
    const { port } = server.address() as AddressInfo;
    let arrived = 0;
    server.on('request', () => {
      arrived += 1;
    });
    const slow = await Promise.all(
      Array.from({ length: 40 }, () => begin(port)),
    );
    while (arrived < slow.length) await once(server, 'request');
    try {
      const upload = () => request(server).post(path).set(headers).send(vexBom);
      // In their first second nobody is slow: the newcomer is asked to come back.
      const answers = new Set<number>();
      await until(async () => {
        const { status } = await upload();
        answers.add(status);
        return status === 201;
        // Well before the slow ones would be stopped anyway.
      }, 10_000);
      answers.delete(503);
      expect([...answers]).toEqual([201]);
    } finally {
      for (const upload of slow) upload.destroy();
    }
  });
});

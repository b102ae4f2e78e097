import http from 'node:http';
import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import { createExport, startWithUpload } from '../../__testUtils__/exports';
import { get, Server } from '../../__testUtils__/portal';
import { until } from '../../__testUtils__/scanning';

describe.each(databaseIds)('an export that is asked for on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await startWithUpload(id);
  });

  it('is refused where there is nothing in it, or it makes no sense', async () => {
    const message = async (scope: object) =>
      (await createExport(server, { scope }).expect(400)).body.error.message;
    expect(await message({ kind: 'owner', ref: 'group:none' })).toContain(
      'nothing in this scope',
    );
    expect(await message({ kind: 'owner' })).toContain('is missing');
    expect(
      await message({ kind: 'organization', ref: 'group:default/a' }),
    ).toContain('no entity ref');
    expect(
      await message({
        kind: 'organization',
        from: '2026-01-02',
        to: '2026-01-01',
      }),
    ).toContain('later than');
    await createExport(server, { scope: { kind: 'everything' } }).expect(400);
  });

  it('can be cancelled before, and its record stays', async () => {
    const { body: made } = await createExport(server, {
      scope: { kind: 'organization' },
    });
    const { body: cancelled } = await request(server)
      .delete(`/api/supply-chain/exports/${made.id}`)
      .expect(200);
    expect(cancelled.state).toBe('cancelled');
    await get(server, `/exports/${made.id}/content`).expect(409);
    const { body: list } = await get(server, '/exports');
    expect(list.items[0]).toMatchObject({ id: made.id, state: 'cancelled' });
  });

  it('is cancelled by whoever closes the connection', async () => {
    const { body: made } = await createExport(server, {
      scope: { kind: 'organization' },
      formats: ['cyclonedx', 'spdx'],
    });
    const address = await new Promise<any>(resolve => {
      // Supertest would listen by itself; a bare request can be cut off.
      const listening = http.createServer((server as any)._events.request);
      listening.listen(0, '127.0.0.1', () => resolve(listening));
    });
    const { port } = address.address();
    await new Promise<void>(resolve => {
      const call = http.get(
        {
          port,
          host: '127.0.0.1',
          path: `/api/supply-chain/exports/${made.id}/content`,
        },
        answer => {
          answer.once('data', () => {
            call.destroy();
            resolve();
          });
        },
      );
      call.on('error', () => undefined);
    });
    await until(async () => {
      const { body } = await get(server, `/exports/${made.id}`);
      return body.state !== 'running';
    });
    const { body } = await get(server, `/exports/${made.id}`);
    expect(['cancelled', 'finished']).toContain(body.state);
    address.close();
  });
});

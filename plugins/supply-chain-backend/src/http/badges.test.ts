import { mockCredentials } from '@backstage/backend-test-utils';
import {
  get,
  scanned,
  scored,
  type Server,
  start,
} from '../__testUtils__/portal';
import request from 'supertest';

const SHOP = 'component:default/shop';
const KEY = 'k'.repeat(32);

const publicly = (server: Server, path: string) =>
  request(server)
    .get(`/api/supply-chain${path}`)
    .set('Authorization', mockCredentials.none.header());

describe('badges', () => {
  let server: Server;
  beforeAll(async () => {
    server = await start('SQLITE_3', [], { badges: { key: KEY } });
    await scanned(server);
    await scored(server);
  });

  it('tell alert level, gate and freshness as SVG', async () => {
    const answer = await get(server, `/badge?entityRef=${SHOP}`).expect(200);
    expect(answer.headers['content-type']).toMatch(/^image\/svg\+xml/);
    expect(answer.headers['cache-control']).toBe('private, max-age=300');
    expect(answer.body.toString()).toContain(
      '<title>shop: alert level high, gate block, scanned today</title>',
    );
    await get(server, '/badge?entityRef=component:default/no').expect(404);
    await publicly(server, `/badge?entityRef=${SHOP}`).expect(401);
  });

  it('are seen by anybody who has a signed link, and by nobody else', async () => {
    const { body } = await get(server, `/badge/link?entityRef=${SHOP}`);
    const answer = await publicly(server, body.path).expect(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    expect(answer.body.toString()).toContain('alert level high');
    const [ref, signature] = body.path.split('/').at(-1).split('.');
    const other = Buffer.from('component:default/blog').toString('base64url');
    for (const token of [
      `${other}.${signature}`,
      ref,
      `${ref}.`,
      `${ref}.${signature}.x`,
      `${ref}.${signature.slice(1)}`,
      '%00',
    ]) {
      const { status } = await publicly(server, `/badge/public/${token}`);
      expect([token, status]).toEqual([token, token === '%00' ? 400 : 404]);
    }
  });

  it('have no links without a key', async () => {
    const without = await start('SQLITE_3');
    await scanned(without);
    const { body } = await get(without, `/badge/link?entityRef=${SHOP}`);
    expect(body).toEqual({});
    const { status } = await publicly(without, '/badge/public/a.b');
    expect(status).toBe(401);
  });
});

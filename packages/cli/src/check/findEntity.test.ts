import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadInputError } from '../errors';
import { UnavailableError } from '../portal/retrying';
import { findEntity, folderIn } from './findEntity';

const repository = 'https://github.com/acme/shop';

describe('folderIn', () => {
  it.each([
    ['url:https://github.com/acme/shop/', ''],
    ['url:https://github.com/Acme/Shop', ''],
    ['url:https://github.com/acme/shop/tree/main/', ''],
    [
      'url:https://github.com/acme/shop/blob/main/catalog-info.yaml',
      'catalog-info.yaml',
    ],
    ['url:https://github.com/acme/shop/tree/main/services/a/', 'services/a'],
    ['url:https://github.com/acme/shop/tree/main/my%20service', 'my service'],
    ['url:https://github.com/acme/shopping/', undefined],
    ['url:https://github.com/other/shop/', undefined],
    ['file:/srv/shop', undefined],
    ['url:no address', undefined],
    [undefined, undefined],
  ])('of %s is %p', (location, folder) => {
    expect(folderIn(repository, location)).toBe(folder);
  });

  it('knows the addresses of other forges', () => {
    expect(
      folderIn(
        'https://gitlab.com/acme/team/shop',
        'url:https://gitlab.com/acme/team/shop/-/tree/main/a/',
      ),
    ).toBe('a');
    expect(
      folderIn(
        'https://gitea.test/acme/shop',
        'url:https://gitea.test/acme/shop/src/branch/main/a',
      ),
    ).toBe('a');
  });
});

describe('findEntity', () => {
  let server: http.Server;
  let url: string;
  let status: number;
  let entities: { name: string; source: string; kind?: string }[];
  let asked: { path: string; authorization?: string }[];

  beforeEach(async () => {
    status = 200;
    entities = [];
    asked = [];
    server = http.createServer((request, response) => {
      const { authorization } = request.headers;
      asked.push({ path: request.url ?? '', authorization });
      const address = new URL(request.url ?? '', 'http://localhost');
      const from = Number(address.searchParams.get('cursor') ?? 0);
      const page = entities.slice(from, from + 2);
      const items = page.map(({ name, source, kind = 'Component' }) => ({
        kind,
        metadata: {
          name,
          annotations: { 'backstage.io/source-location': source },
        },
      }));
      const next = from + 2 < entities.length ? String(from + 2) : undefined;
      response.writeHead(status, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          items,
          totalItems: entities.length,
          pageInfo: { nextCursor: next },
        }),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/api/supply-chain/`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const find = (folder: string) =>
    findEntity({ url, token: 'secret' }, { repository, folder });

  it('asks the catalog beside the portal’s API with the token, page by page', async () => {
    entities = [
      { name: 'a', source: 'url:https://github.com/acme/other/' },
      { name: 'b', source: 'url:https://github.com/acme/else/' },
      { name: 'Shop', source: `url:${repository}/tree/main/` },
    ];
    expect(await find('')).toBe('component:default/shop');
    expect(asked).toHaveLength(2);
    for (const { path, authorization } of asked) {
      expect(path).toMatch(/^\/api\/catalog\/entities\/by-query/);
      expect(authorization).toBe('Bearer secret');
    }
  });

  it('takes the nearest one at or above the folder', async () => {
    entities = [
      { name: 'root', source: `url:${repository}` },
      { name: 'pay', source: `url:${repository}/tree/main/services/pay/` },
      {
        name: 'payments',
        source: `url:${repository}/tree/main/services/payments`,
      },
    ];
    expect(await find('services/pay/src')).toBe('component:default/pay');
    expect(await find('services/payments')).toBe('component:default/payments');
    expect(await find('services')).toBe('component:default/root');
  });

  it('refuses to guess among several, and says where none is', async () => {
    entities = [
      { name: 'shop', source: `url:${repository}` },
      { name: 'shop', kind: 'API', source: `url:${repository}` },
    ];
    await expect(find('')).rejects.toThrow(
      'api:default/shop, component:default/shop. Choose one with --entity',
    );
    entities = [];
    await expect(find('web')).rejects.toThrow(
      `No entity of the catalog has its source at ${repository}, folder web`,
    );
    await expect(find('')).rejects.toBeInstanceOf(BadInputError);
  });

  it.each([
    [401, BadInputError],
    [403, BadInputError],
    [500, UnavailableError],
  ])('tells a refusal from an outage: %d', async (code, error) => {
    status = code;
    const failed = find('');
    await expect(failed).rejects.toBeInstanceOf(error);
    await expect(failed).rejects.not.toThrow(/secret/);
  });
});

import fs from 'node:fs/promises';
import path from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  attestation,
  cyclonedx,
  digestOf,
  startRegistry,
} from '../../__testUtils__/imageRegistry';
import { startServer, type TestServer } from '../../__testUtils__/httpServer';
import { isPublicAddress } from './addresses';
import { ImageReader } from './ImageReader';
import { OciClient } from './OciClient';
import type { ImageRegistry } from './options';

const { signal } = new AbortController();

async function* bodyOf(text: string) {
  yield Buffer.from(text);
}
const directory = createMockDirectory();

describe('a registry of images', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let other: TestServer;
  beforeEach(async () => {
    directory.clear();
    registry = await startRegistry();
    other = await startServer();
  });
  afterEach(async () => {
    await registry.close();
    await other.close();
  });

  const configured = (changes: Partial<ImageRegistry> = {}): ImageRegistry => ({
    host: registry.host,
    url: registry.server.url,
    allowPrivate: true,
    trustedHosts: [],
    ...changes,
  });
  const client = (changes: Partial<ImageRegistry> = {}, timeoutMs = 10_000) =>
    new OciClient({ registry: configured(changes), timeoutMs });
  const manifest = (
    reference: string,
    changes: Partial<ImageRegistry> = {},
    timeoutMs?: number,
  ) => client(changes, timeoutMs).manifest('acme/shop', reference, signal);
  const blob = (digest: string, maxBytes = 1000) =>
    client().blob('acme/shop', { digest }, directory.resolve('blob'), {
      maxBytes,
      signal,
    });
  const reader = () =>
    new ImageReader({
      registries: [configured()],
      refreshMs: 1000,
      timeoutMs: 10_000,
      maxBytes: 1000,
      platform: 'linux/amd64',
    });

  it('gives the manifest of a tag, and nothing where there is none', async () => {
    const shop = registry.image({}, '2');
    expect(await manifest('2')).toMatchObject({ digest: shop.digest });
    expect(await manifest('3')).toBeUndefined();
  });

  it('is asked with a token where it wants one, which nobody else gets', async () => {
    const shop = registry.image({}, '2');
    const bytes = registry.server.answers.get(registry.at('manifests/2'))!;
    const seen: (string | undefined)[] = [];
    other.answers.set('/elsewhere', (request, response) => {
      seen.push(`elsewhere ${request.headers.authorization}`);
      if (typeof bytes === 'function') bytes(request, response);
    });
    registry.server.answers.set(
      '/token?service=r&scope=repository:acme/shop:pull',
      (request, response) => {
        seen.push(request.headers.authorization);
        response.end(JSON.stringify({ token: 'granted-token' }));
      },
    );
    registry.answer('manifests/2', (request, response) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization !== 'Bearer granted-token') {
        const realm = `${registry.server.url}/token`;
        response
          .writeHead(401, {
            'www-authenticate': `Bearer realm="${realm}",service="r"`,
          })
          .end();
      } else {
        response.writeHead(307, { location: `${other.url}/elsewhere` }).end();
      }
    });
    const found = await manifest('2', {
      username: 'u',
      password: 'p',
      trustedHosts: [new URL(other.url).host],
    });
    expect(found).toMatchObject({ digest: shop.digest });
    expect(seen).toEqual([
      undefined,
      `Basic ${Buffer.from('u:p').toString('base64')}`,
      'Bearer granted-token',
      'elsewhere undefined',
    ]);
  });

  it('does not learn the password for a token service of another host', async () => {
    const asked: (string | undefined)[] = [];
    other.otherwise = (request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(403).end();
    };
    registry.answer('manifests/2', (_, response) => {
      response
        .writeHead(401, { 'www-authenticate': `Bearer realm="${other.url}/t"` })
        .end();
    });
    const credentials = { username: 'u', password: 'p' };
    // Plain HTTP, and no address of the registry.
    await expect(manifest('2', credentials)).rejects.toThrow(
      'names an address for tokens that is not asked',
    );
    expect(asked).toEqual([]);
  });

  it('gives its password to a token service where the configuration says so', async () => {
    const ask = async (tokenHost?: string) => {
      const seen: Record<string, string>[] = [];
      const transport = async (
        url: string,
        { headers }: { headers: Record<string, string> },
      ) => {
        const realm = 'Bearer realm="https://auth.example/token"';
        const isToken = url.startsWith('https://auth.example/');
        if (isToken) seen.push(headers);
        const answer = {
          header: (name: string) =>
            name === 'www-authenticate' ? realm : undefined,
        };
        return isToken
          ? { ...answer, status: 200, body: bodyOf('{"token":"t"}') }
          : { ...answer, status: 401, body: bodyOf('') };
      };
      const options = configured({ username: 'u', password: 'p', tokenHost });
      const asked = new OciClient({
        registry: options,
        timeoutMs: 1000,
        transport,
      }).manifest('acme/shop', '2', signal);
      await expect(asked).rejects.toThrow('it wants other credentials');
      return seen.map(headers => headers.authorization);
    };
    expect(await ask()).toEqual([undefined]);
    expect(await ask('auth.example')).toEqual(['Basic dTpw']);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00::1]/',
    'http://[::ffff:10.0.0.1]/',
    'https://10.1.2.3/',
    'https://localhost:1/',
  ])('does not lead to %s', async location => {
    registry.answer('manifests/2', (_, response) => {
      response.writeHead(302, { location }).end();
    });
    await expect(manifest('2')).rejects.toThrow(
      /an address that is not public/,
    );
  });

  it.each(['ftp://a.example/', 'http://u:p@a.example/', 'file:///etc/passwd'])(
    'does not lead to %s',
    async location => {
      registry.answer('manifests/2', (_, response) => {
        response.writeHead(302, { location }).end();
      });
      await expect(manifest('2')).rejects.toThrow('redirects to where');
    },
  );

  it('is not asked at a private address unless that is configured', async () => {
    registry.image({}, '2');
    await expect(manifest('2', { allowPrivate: false })).rejects.toThrow(
      /an address that is not public/,
    );
    const { port } = new URL(registry.server.url);
    // By a name, which is looked up.
    await expect(
      manifest('2', { allowPrivate: false, url: `http://localhost:${port}` }),
    ).rejects.toThrow(/an address that is not public/);
    expect(registry.server.takeRequests()).toEqual([]);
  });

  it('does not have tokens got from a private address', async () => {
    registry.answer('manifests/2', (_, response) => {
      const realm = 'Bearer realm="https://169.254.169.254/token"';
      response.writeHead(401, { 'www-authenticate': realm }).end();
    });
    await expect(manifest('2')).rejects.toThrow(
      /169\.254\.169\.254 has an address that is not public/,
    );
  });

  it('does not lead in circles', async () => {
    registry.answer('manifests/2', (_, response) => {
      response.writeHead(302, { location: registry.at('manifests/2') }).end();
    });
    await expect(manifest('2')).rejects.toThrow('redirects more than 5 times');
  });

  it('is held to digests', async () => {
    const { digest } = registry.image({}, '2');
    const wrong = `sha256:${'0'.repeat(64)}`;
    const lie = registry.server.answers.get(registry.at('manifests/2'))!;
    registry.server.answers.set(registry.at(`manifests/${wrong}`), lie);
    await expect(manifest(wrong)).rejects.toThrow(
      `sends ${digest} in place of ${wrong}`,
    );
    registry.answer('manifests/3', (_, response) => {
      response.writeHead(200, { 'docker-content-digest': wrong }).end('{}');
    });
    await expect(manifest('3')).rejects.toThrow(`in place of ${wrong}`);
    registry.answer(`blobs/${wrong}`, (_, response) => {
      response.end('other');
    });
    await expect(blob(wrong)).rejects.toThrow(
      `sends ${digestOf('other')} in place of ${wrong}`,
    );
  });

  it('does not fill the memory or the disk', async () => {
    const endless = `sha256:${'e'.repeat(64)}`;
    const flood = (_: unknown, response: NodeJS.WritableStream) => {
      const write = () => {
        while (response.writable && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', write);
      write();
    };
    registry.answer(`blobs/${endless}`, flood);
    registry.answer('manifests/2', flood);
    await expect(blob(endless, 1_000_000)).rejects.toThrow(
      'is larger than 1000000 bytes',
    );
    const { size } = await fs.stat(path.join(directory.path, 'blob'));
    expect(size).toBeLessThanOrEqual(1_000_000);
    await expect(manifest('2')).rejects.toThrow(/is larger than 4194304 bytes/);
  });

  it('is not waited for without end', async () => {
    registry.answer('manifests/2', () => undefined);
    await expect(manifest('2', {}, 50)).rejects.toThrow('longer than 50 ms');
  });

  it.each(['null', '[]', '{"manifests":7,"layers":[1,{}]}'])(
    'may send %s for a manifest',
    async text => {
      registry.answer('manifests/2', (_, response) => {
        response.end(text);
      });
      expect(await manifest('2')).toMatchObject({ layers: [], manifests: [] });
    },
  );

  it('is told where it sends no JSON', async () => {
    registry.answer('manifests/2', (_, response) => {
      response.end('<html>');
    });
    await expect(manifest('2')).rejects.toThrow('sends what is no JSON');
  });

  it('has referrers at a tag where it has no API for them', async () => {
    const shop = registry.image({}, '2');
    const sbom = registry.refer(shop, 'application/spdx+json', cyclonedx());
    registry.manifest({ manifests: [sbom] }, shop.digest.replace(':', '-'));
    const found = await reader().read(`${registry.host}/acme/shop:2`, signal);
    expect(found.sboms).toMatchObject([{ origin: 'referrer' }]);
  });

  it('has an index, of which the image of the platform is read, with attestations of BuildKit', async () => {
    const arm = registry.image({ 'org.opencontainers.image.title': 'arm' });
    const amd = registry.image({ 'org.opencontainers.image.title': 'amd' });
    const layer = {
      ...registry.blob(attestation(amd.digest, cyclonedx())),
      annotations: { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' },
    };
    const attested = registry.manifest({
      config: registry.blob({}),
      layers: [
        { ...layer, annotations: { 'in-toto.io/predicate-type': 'slsa' } },
        layer,
      ],
    });
    const of = (architecture: string) => ({
      platform: { os: 'linux', architecture },
    });
    const index = registry.manifest(
      {
        manifests: [
          { ...arm, ...of('arm64') },
          { ...amd, ...of('amd64') },
          {
            ...attested,
            ...of('unknown'),
            annotations: {
              'vnd.docker.reference.type': 'attestation-manifest',
              'vnd.docker.reference.digest': amd.digest,
            },
          },
        ],
      },
      '2',
    );
    expect(
      await reader().read(`${registry.host}/acme/shop:2`, signal),
    ).toMatchObject({
      digest: index.digest,
      imageDigest: amd.digest,
      platform: 'linux/amd64',
      labels: { title: 'amd' },
      sboms: [{ origin: 'buildkit', digest: layer.digest }],
    });
    registry.manifest({ manifests: [{ ...arm, ...of('arm64') }] }, '3');
    await expect(
      reader().read(`${registry.host}/acme/shop:3`, signal),
    ).rejects.toThrow('for no platform linux/amd64');
  });

  it('tells of signatures, and does not lend an SBOM to another image', async () => {
    const shop = registry.image({}, '2');
    const stray = registry.image({ of: 'another' });
    const sbom = registry.refer(stray, 'application/spdx+json', cyclonedx());
    registry.referrers(shop, sbom, {
      ...registry.blob('signature'),
      artifactType: 'application/vnd.dev.cosign.artifact.sig.v1+json',
    });
    const found = await reader().read(`${registry.host}/acme/shop:2`, signal);
    expect(found).toMatchObject({
      sboms: [],
      signatures: [expect.any(String)],
    });
  });
});

it.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['100.64.0.1', false],
  ['172.31.0.1', false],
  ['172.32.0.1', true],
  ['fe80::1', false],
  ['::ffff:192.168.1.1', false],
  ['64:ff9b::a00:1', false],
  ['64:ff9b:1::a00:1', false],
  ['::127.0.0.1', false],
  ['::1', false],
  ['::', false],
  ['::ffff:0:127.0.0.1', false],
  ['::ffff:8.8.8.8', true],
  ['fec0::1', false],
  ['168.63.129.16', false],
  ['168.63.129.17', true],
  ['shop.example', false],
])('%s is public: %p', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

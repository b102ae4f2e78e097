import { createMockDirectory } from '@backstage/backend-test-utils';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { createServer, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  BUCKET,
  credentials,
  S3Server,
  startS3Server,
} from './__testUtils__/s3Server';
import type { S3Options } from './options';
import { S3Store } from './S3Store';

// One test reads as much as a document may have.
jest.setTimeout(60_000);

const media = { mediaType: 'application/json' };
const directory = createMockDirectory();

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server(directory.path);
});
afterAll(() => s3.close());

const create = (options: Partial<S3Options> = {}) =>
  new S3Store({
    bucket: BUCKET,
    region: 'us-east-1',
    endpoint: s3.endpoint,
    forcePathStyle: true,
    prefix: 'sboms',
    credentials,
    timeoutMs: 20_000,
    ...options,
  });

const digest = (bytes: Uint8Array) =>
  createHash('sha256').update(bytes).digest('hex');

function document(size = 1000) {
  const bytes = randomBytes(size);
  return { bytes, sha256: digest(bytes) };
}

/** The file in which the server keeps an object. */
async function fileOf(sha256: string): Promise<string | undefined> {
  return (await s3.files()).find(file => file.includes(sha256));
}

describe('S3Store with a server that speaks S3', () => {
  it('gives back what it was given, and nothing once it is deleted', async () => {
    const store = create();
    const { bytes, sha256 } = document();
    expect(await store.get(sha256)).toBeUndefined();
    await store.put(sha256, bytes, media);
    expect(await store.get(sha256)).toEqual(bytes);
    expect(await fileOf(sha256)).toContain(
      path.join('sboms', sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    );
    await store.delete(sha256);
    expect(await store.get(sha256)).toBeUndefined();
    await store.delete(sha256);
  });

  it('takes an empty document and one of 20 MB', async () => {
    for (const size of [0, 20_000_000]) {
      const { bytes, sha256 } = document(size);
      await create({ prefix: '' }).put(sha256, bytes, media);
      const found = await create({ prefix: '' }).get(sha256);
      expect(found && digest(found)).toBe(sha256);
    }
  });

  it('writes the same once, and again where less of it is there', async () => {
    const store = create();
    const { bytes, sha256 } = document();
    await store.put(sha256, bytes, media);
    const file = (await fileOf(sha256))!;
    const before = await fs.stat(file);
    await store.put(sha256, bytes, media);
    expect(await fs.stat(file)).toEqual(before);
    await fs.writeFile(file, bytes.subarray(1));
    await store.put(sha256, bytes, media);
    expect(await store.get(sha256)).toEqual(bytes);
  });

  it('gives damaged bytes as they are, for the archive to find out', async () => {
    const store = create();
    const { bytes, sha256 } = document();
    await store.put(sha256, bytes, media);
    const damaged = Buffer.from(bytes);
    damaged[7] ^= 1;
    await fs.writeFile((await fileOf(sha256))!, damaged);
    expect(await store.get(sha256)).toEqual(damaged);
  });

  it('takes a bucket that is not there for an error, not for nothing', async () => {
    const store = create({ bucket: 'elsewhere' });
    const { bytes, sha256 } = document();
    const message = (done: string) =>
      `A document of the archive in the S3 bucket 'elsewhere' could not be ${done}: NoSuchBucket`;
    await expect(store.get(sha256)).rejects.toThrow(message('read'));
    await expect(store.put(sha256, bytes, media)).rejects.toThrow(
      message('stored'),
    );
    await expect(store.delete(sha256)).rejects.toThrow(message('deleted'));
  });

  it.each([
    ['S3RVER', 'wrong-secret', 'SignatureDoesNotMatch'],
    ['WRONG', credentials.secretAccessKey, 'InvalidAccessKeyId'],
  ])(
    'says that the credentials %s are wrong, but not what they are',
    async (accessKeyId, secretAccessKey, reason) => {
      const store = create({ credentials: { accessKeyId, secretAccessKey } });
      const { bytes, sha256 } = document();
      for (const asked of [
        store.get(sha256),
        store.put(sha256, bytes, media),
      ]) {
        const error = await asked.catch(caught => caught);
        expect(error.message).toMatch(new RegExp(`: ${reason}$`));
        expect(`${error.stack} ${error.cause}`).not.toContain(secretAccessKey);
      }
    },
  );

  it('makes no key of what is no digest', async () => {
    await expect(create().get('../../secret')).rejects.toThrow(
      'A document is named by its SHA-256',
    );
  });
});

describe('S3Store with a server that misbehaves', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function answering(answer: RequestListener, options = {}) {
    server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return create({ endpoint: `http://127.0.0.1:${port}`, ...options });
  }

  const { bytes, sha256 } = document();

  it('sends digest, kind and encryption along', async () => {
    const sent: unknown[] = [];
    const store = await answering(
      (request, response) => {
        const { headers, method } = request;
        sent.push([
          method,
          headers['x-amz-checksum-sha256'],
          headers['content-type'],
          headers['x-amz-server-side-encryption'],
        ]);
        request.resume();
        response.writeHead(method === 'HEAD' ? 404 : 200).end();
      },
      { serverSideEncryption: 'AES256' },
    );
    await store.put(sha256, bytes, media);
    expect(sent).toEqual([
      ['HEAD', undefined, undefined, undefined],
      [
        'PUT',
        Buffer.from(sha256, 'hex').toString('base64'),
        'application/json',
        'AES256',
      ],
    ]);
  });

  it.each([
    [403, 'c2FtZQ==', 1000, true],
    [200, 'b3RoZXI=', 1000, true],
    [200, undefined, 999, true],
    [200, undefined, 1000, false],
  ])(
    'told %p, the sum %p and %p bytes of what is there, writes: %p',
    async (status, sum, length, writes) => {
      const methods: unknown[] = [];
      const store = await answering((request, response) => {
        methods.push(request.method);
        request.resume();
        response.writeHead(request.method === 'HEAD' ? status : 200, {
          'content-length': request.method === 'HEAD' ? length : 0,
          ...(sum && { 'x-amz-checksum-sha256': sum }),
        });
        response.end();
      });
      await store.put(sha256, bytes, media);
      expect(methods).toEqual(writes ? ['HEAD', 'PUT'] : ['HEAD']);
    },
  );

  it.each([
    ['never answers', () => undefined],
    [
      'trickles',
      ((_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('a');
      }) as RequestListener,
    ],
  ])('gives up on one that %s, and stops when told to', async (_, answer) => {
    const store = await answering(answer, { timeoutMs: 100 });
    await expect(store.get(sha256)).rejects.toThrow(
      /could not be read: it took longer than 100 ms$/,
    );
    const stop = new AbortController();
    server!.once('request', () => stop.abort(new Error('enough')));
    await expect(store.get(sha256, { signal: stop.signal })).rejects.toThrow(
      'enough',
    );
  });

  it('reads no more than a document can have', async () => {
    const chunk = Buffer.alloc(16 * 1024 * 1024);
    const store = await answering((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    await expect(store.get(sha256)).rejects.toThrow(
      /: it is larger than 536870912 bytes$/,
    );
  });

  it('tries again where the server fails, and says so in the end', async () => {
    let asked = 0;
    const store = await answering((_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 200).end(bytes);
    });
    expect(await store.get(sha256)).toEqual(bytes);
    server!.closeAllConnections();
    server!.close();
    await expect(store.get(sha256)).rejects.toThrow(/: ECONNREFUSED$/);
  });
});

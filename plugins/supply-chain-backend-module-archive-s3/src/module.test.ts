import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// Both together, as a portal has them.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import supplyChainPlugin from '@safety-curtain/plugin-supply-chain-backend';
import fs from 'node:fs/promises';
import request from 'supertest';
import {
  BUCKET,
  credentials,
  S3Server,
  startS3Server,
} from './__testUtils__/s3Server';
import supplyChainModuleArchiveS3 from '.';

// A portal starts, and scans.
jest.setTimeout(60_000);

const directory = createMockDirectory();
let s3: S3Server;
beforeAll(async () => {
  directory.setContent({
    shop: {
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { ms: '2.0.0' } },
          'node_modules/ms': { version: '2.0.0' },
        },
      }),
    },
  });
  s3 = await startS3Server(directory.resolve('s3'));
});
afterAll(() => s3.close());

const shop = () => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    etag: '1',
    annotations: {
      'backstage.io/source-location': `file:${directory.resolve('shop')}/`,
    },
  },
  spec: { type: 'service' },
});

async function startPortal(archive: object) {
  const { server } = await startTestBackend({
    features: [
      supplyChainPlugin,
      supplyChainModuleArchiveS3,
      catalogServiceMock.factory({ entities: [shop()] }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          supplyChain: {
            targets: { refresh: { milliseconds: 200 } },
            scanning: { poll: { milliseconds: 50 }, threads: 1 },
            sources: { local: { paths: [directory.path] } },
            licenses: { sources: { npm: { enabled: false } } },
            archive: archive as {},
          },
        },
      }),
    ],
  });
  return (path: string) => request(server).get(`/api/supply-chain${path}`);
}

async function snapshotOf(get: Awaited<ReturnType<typeof startPortal>>) {
  const end = Date.now() + 30_000;
  for (;;) {
    const { body } = await get('/snapshots?entityRef=component:default/shop');
    if (body.items?.length > 0) return body.items[0].id as string;
    if (Date.now() > end) {
      throw new Error(`There is no snapshot: ${JSON.stringify(body)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

it('keeps the documents of scans in S3, and damage there is noticed', async () => {
  const get = await startPortal({
    store: 's3',
    s3: {
      bucket: BUCKET,
      endpoint: s3.endpoint,
      forcePathStyle: true,
      prefix: 'sboms',
      credentials,
    },
  });
  const path = `/snapshots/${await snapshotOf(get)}/sbom?format=cyclonedx`;
  const { text } = await get(path).expect(200);
  expect(text).toContain('pkg:npm/ms@2.0.0');
  let damaged = 0;
  for (const file of await s3.files()) {
    const bytes = await fs.readFile(file);
    if (bytes.toString() !== text) continue;
    bytes[bytes.indexOf('2.0.0')] += 1;
    await fs.writeFile(file, bytes);
    damaged += 1;
  }
  expect(damaged).toBe(1);
  const answer = await get(path).expect(500);
  expect(answer.body.error.message).toMatch(
    /in the store 's3' is damaged: its digest differs$/,
  );
});

it('adds nothing where it is not configured', async () => {
  const get = await startPortal({});
  await snapshotOf(get);
  await expect(startPortal({ store: 's3' })).rejects.toThrow(
    "supplyChain.archive.store is 's3'; there are: database",
  );
});

import { cyclonedx, startRegistry } from './__testUtils__/imageRegistry';
import { databaseIds } from './__testUtils__/databases';
import {
  databaseOf,
  get,
  runTask,
  scanned,
  type Server,
  start,
} from './__testUtils__/portal';
import { requestScan } from './records/scans/queue';
import { until } from './__testUtils__/scanning';

const SHOP = 'component:default/shop';
const TARGET = '/targets/component/default/shop';

describe.each(databaseIds)('an image and its source on %p', id => {
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let server: Server;
  beforeAll(async () => {
    registry = await startRegistry();
    const shop = registry.image(
      { 'org.opencontainers.image.base.name': 'node:22-slim' },
      '2',
    );
    const sbom = cyclonedx(
      'pkg:npm/lodash@4.17.15',
      'pkg:npm/ms@1.0.0',
      'pkg:deb/debian/zlib1g@1.3.1?distro=debian-12',
    );
    registry.referrers(
      shop,
      registry.refer(shop, 'application/vnd.cyclonedx+json', sbom),
    );
    server = await start(
      id,
      [],
      {
        images: {
          registries: [
            {
              host: registry.host,
              mirror: registry.server.url,
              allowPrivate: true,
            },
          ],
        },
      },
      {
        annotations: {
          'safety-curtain.io/image': `${registry.host}/acme/shop:2`,
        },
      },
    );
    await scanned(server);
    await until(async () => {
      await runTask(server, 'images');
      const { body } = await get(server, TARGET);
      return body.images?.[0].sbom === 'read';
    });
  });
  afterAll(async () => {
    await registry.close();
  });

  it('are one service: each vulnerability of a package counts once, everywhere', async () => {
    const { body: detail } = await get(server, TARGET);
    expect(detail.images).toMatchObject([
      { base: { name: 'node:22-slim' }, components: 3, signatures: 0 },
    ]);
    const { openFindings, componentCount } = detail.target;
    expect(openFindings).toMatchObject({ critical: 1, low: 1 });
    // lodash of both, ms of each, and zlib of the image.
    expect(componentCount).toBe(4);

    const { body: findings } = await get(
      server,
      `/findings?entityRef=${SHOP}&state=open`,
    );
    const image = `image:${registry.host}/acme/shop`;
    expect(findings.total.count).toBe(2);
    expect(
      findings.items.map((one: { package: string; manifests: string[] }) => [
        one.package,
        one.manifests,
      ]),
    ).toEqual([
      ['lodash', [image, 'package-lock.json']],
      ['ms', [image, 'package-lock.json']],
    ]);
    const { text } = await get(
      server,
      `/findings/export?entityRef=${SHOP}&state=open`,
    );
    expect(text.trim().split('\n')).toHaveLength(1 + 2);
    const { body: components } = await get(
      server,
      `/components?entityRef=${SHOP}`,
    );
    expect(components.total.count).toBe(4);
    const { body: gate } = await get(server, `/gate?entityRef=${SHOP}`);
    const counts = gate.reasons.map(
      (reason: {
        line: string;
        findings: { count: number };
        components: { count: number };
      }) => [reason.line, reason.findings.count, reason.components.count],
    );
    expect(counts).toEqual(
      expect.arrayContaining([
        ['critical', 1, 0],
        ['low', 1, 0],
        ['licenseUnknown', 0, 4],
      ]),
    );
  });

  it('are found by where a package of the image is used', async () => {
    const { body } = await get(server, '/usages?package=zlib1g');
    expect(body.items).toMatchObject([
      { entityRef: SHOP, manifest: `image:${registry.host}/acme/shop` },
    ]);
  });

  it('keep the SBOM as the registry has it, listed with the archive', async () => {
    const { body } = await get(
      server,
      `/snapshots?entityRef=${SHOP}&origin=upload`,
    );
    expect(body.items).toMatchObject([
      {
        name: `image:${registry.host}/acme/shop`,
        revision: expect.stringMatching(/^sha256:/),
      },
    ]);
    const { status } = await get(
      server,
      `/snapshots/${body.items[0].id}/sbom?format=original`,
    );
    expect(status).toBe(200);
  });

  it('are looked at again when a person asks for a scan', async () => {
    registry.image({ 'org.opencontainers.image.version': '2.1' }, '2');
    await runTask(server, 'images');
    const before = await get(server, TARGET);
    expect(before.body.images[0].version).toBeUndefined();
    await requestScan(databaseOf(server), SHOP, { trigger: 'manual' });
    await runTask(server, 'images');
    const { body } = await get(server, TARGET);
    expect(body.images[0]).toMatchObject({
      version: '2.1',
      sbom: 'none',
      components: 3,
    });
    const stale = body.manifests.filter(
      (one: { staleSince?: string }) => one.staleSince,
    );
    expect(stale).toMatchObject([{ path: `image:${registry.host}/acme/shop` }]);
  });
});

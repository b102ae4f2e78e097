import { mockServices } from '@backstage/backend-test-utils';
import { readTrust } from '@safety-curtain/provenance';
import type { Knex } from 'knex';
import { generateKeyPairSync, sign } from 'node:crypto';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  attestation,
  cyclonedx,
  startRegistry,
} from '../../__testUtils__/imageRegistry';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { testOptions } from '../../__testUtils__/scanning';
import { toDate } from '../../database/dialect';
import { EnginePool } from '../../engines/EnginePool';
import { ImageReader } from '../../outside/oci/ImageReader';
import { annotatedImages } from '../../records/images/annotatedImages';
import { listComponents } from '../../views/components/listComponents';
import { listFindings } from '../../views/findings/listFindings';
import { readImages } from '../../views/targets/targetImages';
import { storeAdvisories } from '../advise/storeAdvisories';
import { Uploads } from '../upload/Uploads';
import { ImageWatch } from './ImageWatch';
import type { ImageVerification } from './verifyImage';

const SHOP = 'component:default/shop';
const CYCLONEDX = 'application/vnd.cyclonedx+json';
const LODASH = 'pkg:npm/lodash@4.17.15';
const ZLIB = 'pkg:apk/alpine/zlib@1.3.1-r0?distro=alpine-3.20';

describe.each(databaseIds)('images of services on %p', id => {
  let knex: Knex;
  let pool: EnginePool;
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let watch: ImageWatch;

  const annotate = (tag: string | undefined, etag: string) =>
    addTargets(
      knex,
      catalogTarget('shop', {
        etag,
        images: annotatedImages(tag && `${registry.host}/acme/shop:${tag}`),
      }),
    );
  const watchOf = (verification?: ImageVerification) =>
    new ImageWatch({
      verification,
      knex,
      logger: mockServices.logger.mock(),
      refreshMs: 3_600_000,
      reader: new ImageReader({
        registries: [
          {
            host: registry.host,
            url: registry.server.url,
            allowPrivate: true,
            trustedHosts: [],
          },
        ],
        refreshMs: 3_600_000,
        timeoutMs: 10_000,
        maxBytes: 1_000_000,
        platform: 'linux/amd64',
      }),
      uploads: new Uploads({
        knex,
        archive: archiveOf(knex),
        pool,
        toolVersion: '1.2.3',
        limits: testOptions().archive.upload,
      }),
    });

  beforeEach(async () => {
    knex = await createDatabase(id);
    registry = await startRegistry();
    pool = new EnginePool({ processes: 1, ...testOptions().archive.upload });
    watch = watchOf();
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21')],
      new Date(),
    );
    await annotate('2', '1');
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('lodash', '4.17.15')),
    ]);
  });
  afterEach(async () => {
    await registry.close();
    await pool.close();
  });

  const look = async () => {
    await knex('target_images').update({ due_at: new Date(0) });
    await watch.lookDue(new AbortController().signal);
  };
  const image = async () => {
    const [{ id: targetId }] = await knex('targets').select('id');
    return (await readImages(knex, targetId))[0];
  };
  const packages = async () => {
    const page = await listComponents(knex, { entityRef: SHOP }, {});
    return page.items.map(one => `${one.name} ${one.manifests.join(', ')}`);
  };
  const path = () => `image:${registry.host}/acme/shop`;

  it('are read with their SBOM, as one service with its source', async () => {
    const shop = registry.image(
      {
        'org.opencontainers.image.base.name': 'docker.io/library/alpine:3.20',
        'org.opencontainers.image.revision': 'abc',
      },
      '2',
    );
    const sbom = registry.refer(shop, CYCLONEDX, cyclonedx(LODASH, ZLIB));
    registry.referrers(shop, sbom);
    await look();

    expect(await image()).toMatchObject({
      image: `${registry.host}/acme/shop:2`,
      path: path(),
      digest: shop.digest,
      base: { name: 'docker.io/library/alpine:3.20' },
      revision: 'abc',
      sbom: 'read',
      sbomFrom: 'referrer',
      components: 2,
      signatures: 0,
      createdAt: '2026-11-02T03:04:05.000Z',
    });
    // What is in both is there once, and says where it is from.
    expect(await packages()).toEqual([
      `lodash ${path()}, package-lock.json`,
      `zlib ${path()}`,
    ]);
    const target = await knex('targets').first();
    expect(target).toMatchObject({ component_count: 2, open_critical: 1 });
    const { items, total } = await listFindings(knex, { entityRef: SHOP }, {});
    expect(total.count).toBe(1);
    expect(items[0].manifests).toEqual([path(), 'package-lock.json']);

    // Nothing new: nothing is read again.
    registry.server.takeRequests();
    const scans = await knex('scans').count({ count: '*' });
    await look();
    expect(await knex('scans').count({ count: '*' })).toEqual(scans);
    const blob = `/v2/acme/shop/blobs/${shop.digest}`;
    expect(registry.server.takeRequests()).not.toContain(blob);
  });

  it('say that no SBOM is attached, with what is known anyway', async () => {
    registry.image({ 'org.opencontainers.image.version': '2.0' }, '2');
    await look();
    expect(await image()).toMatchObject({
      version: '2.0',
      sbom: 'none',
      components: 0,
    });
    expect(await image()).not.toHaveProperty('error', expect.any(String));
  });

  it('have an SBOM read that is attached later, and keep the last one where an image has none', async () => {
    const shop = registry.image({}, '2');
    await look();
    expect(await image()).toMatchObject({ sbom: 'none' });
    registry.manifest(
      {
        config: registry.blob({}),
        layers: [
          registry.blob(
            attestation(shop.digest, cyclonedx(ZLIB)),
            'application/vnd.dsse.envelope.v1+json',
          ),
        ],
      },
      `${shop.digest.replace(':', '-')}.att`,
    );
    await look();
    expect(await image()).toMatchObject({
      sbom: 'read',
      sbomFrom: 'cosign-tag',
      components: 1,
    });

    const next = registry.image({ other: 'content' }, '2');
    await look();
    expect(await image()).toMatchObject({
      digest: next.digest,
      sbom: 'none',
      components: 1,
    });
    const manifest = await knex('target_manifests')
      .where('series', path())
      .first();
    expect(manifest).toMatchObject({
      stale_reason: `No SBOM is attached to ${next.digest}`,
    });
  });

  it('keep what was there where the registry fails, and say so', async () => {
    const shop = registry.image({}, '2');
    registry.referrers(shop, registry.refer(shop, CYCLONEDX, cyclonedx(ZLIB)));
    await look();
    registry.answer('manifests/2', (_, response) => {
      response.writeHead(500).end();
    });
    await look();
    expect(await image()).toMatchObject({
      digest: shop.digest,
      sbom: 'read',
      components: 1,
      error: `The registry ${registry.host} answered with status 500: manifests/2`,
    });
    expect(await packages()).toContain(`zlib ${path()}`);
  });

  it('do not take an attestation of another image', async () => {
    const shop = registry.image({}, '2');
    const other = `sha256:${'b'.repeat(64)}`;
    registry.referrers(
      shop,
      registry.refer(
        shop,
        'application/vnd.in-toto+json',
        attestation(other, cyclonedx(ZLIB)),
      ),
    );
    await look();
    expect(await image()).toMatchObject({
      sbom: 'failed',
      sbomReason: `the attestation is about something else: ${other}`,
      components: 0,
    });
  });

  describe('that several things are attached to', () => {
    const IN_TOTO = 'application/vnd.in-toto+json';
    /** Attaches an SBOM as Cosign does, at the tag of the image. */
    const attest = (shop: { digest: string }, predicateType?: string) => {
      const layer = registry.blob(
        attestation(shop.digest, cyclonedx(ZLIB)),
        'application/vnd.dsse.envelope.v1+json',
      );
      registry.manifest(
        {
          config: registry.blob({}),
          layers: [
            {
              ...layer,
              ...(predicateType && { annotations: { predicateType } }),
            },
          ],
        },
        `${shop.digest.replace(':', '-')}.att`,
      );
    };
    const provenance = (digest: string) =>
      attestation(digest, { buildDefinition: {} });

    it('have the SBOM read that is surely one, whatever else may be one', async () => {
      const shop = registry.image({}, '2');
      registry.referrers(
        shop,
        registry.refer(
          shop,
          IN_TOTO,
          attestation(shop.digest, cyclonedx(LODASH)),
        ),
      );
      attest(shop, 'https://cyclonedx.org/bom');
      await look();
      expect(await image()).toMatchObject({
        sbom: 'read',
        sbomFrom: 'cosign-tag',
      });
      expect(await packages()).toContain(`zlib ${path()}`);
    });

    it('go on to the next where the first is none', async () => {
      const shop = registry.image({}, '2');
      registry.referrers(
        shop,
        registry.refer(shop, IN_TOTO, provenance(shop.digest)),
      );
      attest(shop);
      await look();
      expect(await image()).toMatchObject({
        sbom: 'read',
        sbomFrom: 'cosign-tag',
      });
    });

    it('do not take another SBOM where the first cannot be had, and say so', async () => {
      const shop = registry.image({}, '2');
      const refer = (type: string, content: unknown) => {
        const one = registry.refer(shop, type, content);
        const layer = registry.blob(content, type);
        return { one, path: `blobs/${layer.digest}` };
      };
      const first = refer(CYCLONEDX, cyclonedx(LODASH));
      const second = refer(CYCLONEDX, cyclonedx(ZLIB));
      registry.referrers(shop, first.one, second.one);
      await look();
      expect(await packages()).toEqual([`lodash ${path()}, package-lock.json`]);
      // Another image, of which the first cannot be had at the moment.
      const next = registry.image({ other: 'content' }, '2');
      const lost = registry.refer(next, CYCLONEDX, cyclonedx(LODASH, ZLIB));
      const { digest } = registry.blob(cyclonedx(LODASH, ZLIB), CYCLONEDX);
      registry.answer(`blobs/${digest}`, (_, response) => {
        response.writeHead(503).end();
      });
      registry.referrers(
        next,
        lost,
        registry.refer(next, CYCLONEDX, cyclonedx(ZLIB)),
      );
      await look();
      expect(await image()).toMatchObject({
        sbom: 'failed',
        sbomReason: expect.stringContaining('answered with status 503'),
        components: 1,
      });
      expect(await packages()).toEqual([`lodash ${path()}, package-lock.json`]);
      const [{ due_at: due, attempts }] = await knex('target_images');
      expect(attempts).toBe(1);
      expect(toDate(due).getTime()).toBeLessThan(Date.now() + 600_000);
      registry.blob(cyclonedx(LODASH, ZLIB), CYCLONEDX);
      await look();
      expect(await image()).toMatchObject({ sbom: 'read', components: 2 });
    });
  });

  it('go with their packages and findings when their annotation goes', async () => {
    const shop = registry.image({}, '2');
    const old = 'pkg:npm/lodash@4.17.10';
    registry.referrers(shop, registry.refer(shop, CYCLONEDX, cyclonedx(old)));
    await look();
    expect(await packages()).toHaveLength(2);
    await annotate(undefined, '2');
    await look();
    expect(await image()).toBeUndefined();
    expect(await packages()).toEqual(['lodash package-lock.json']);
    expect(await knex('target_images')).toEqual([]);
    expect(await knex('targets').first()).toMatchObject({
      component_count: 1,
      open_critical: 1,
    });
    // The same image again is the same packages again.
    await annotate('2', '3');
    await look();
    expect(await image()).toMatchObject({ sbom: 'read', components: 1 });
    expect(await packages()).toHaveLength(2);
  });

  it('are no longer out of date once the image that was read last is back', async () => {
    const shop = registry.image({ a: '1' }, '2');
    const sbom = cyclonedx('pkg:npm/lodash@4.17.10');
    registry.referrers(shop, registry.refer(shop, CYCLONEDX, sbom));
    await look();
    const bare = registry.image({ a: '2' }, '2');
    registry.referrers(bare);
    await look();
    const stale = () =>
      knex('target_manifests').whereNotNull('stale_since').pluck('path');
    expect(await stale()).toEqual([path()]);
    registry.image({ a: '1' }, '2');
    await look();
    expect(await stale()).toEqual([]);
    expect(await image()).toMatchObject({ sbom: 'read', components: 1 });
  });

  it('of a registry that is not configured are not asked for', async () => {
    await addTargets(
      knex,
      catalogTarget('shop', {
        etag: '3',
        images: annotatedImages('elsewhere.example/a/b, no image'),
      }),
    );
    await look();
    const rows = await knex('target_images').orderBy('image');
    expect(rows.map(row => row.error)).toEqual([
      'The registry elsewhere.example is not among supplyChain.images.registries',
      'The registry docker.io is not among supplyChain.images.registries',
      'The registry docker.io is not among supplyChain.images.registries',
    ]);
    expect(registry.server.takeRequests()).toEqual([]);
  });

  it('are verified by what signs them, once something is trusted', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'prime256v1',
    });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const trust = { keys: { release: pem } };
    const { digest: trustDigest } = readTrust(trust);
    const shop = registry.image({}, '2');
    registry.referrers(shop);
    watch = watchOf({ pool, trust, trustDigest });
    await look();
    expect((await image()).provenance).toMatchObject({
      outcome: 'not-signed',
    });

    /** Signs a digest as Cosign does with a key, at the tag of the image. */
    const signAs = (digest: string) => {
      const content = JSON.stringify({
        critical: {
          identity: { 'docker-reference': 'acme/shop' },
          image: { 'docker-manifest-digest': digest },
          type: 'cosign container image signature',
        },
        optional: null,
      });
      const signature = sign('sha256', Buffer.from(content), privateKey);
      const layer = registry.blob(
        content,
        'application/vnd.dev.cosign.simplesigning.v1+json',
      );
      const annotations = {
        'dev.cosignproject.cosign/signature': signature.toString('base64'),
      };
      registry.manifest(
        { config: registry.blob({}), layers: [{ ...layer, annotations }] },
        `${shop.digest.replace(':', '-')}.sig`,
      );
    };
    signAs(shop.digest);
    await look();
    expect((await image()).provenance).toMatchObject({
      outcome: 'verified',
      key: 'release',
      reason: expect.stringContaining('the key of release'),
    });

    signAs(`sha256:${'0'.repeat(64)}`);
    await look();
    expect((await image()).provenance).toMatchObject({ outcome: 'failed' });

    // What is signed in another way is not taken for not signed.
    registry.manifest(
      { config: registry.blob({}), layers: [] },
      `${shop.digest.replace(':', '-')}.sig`,
    );
    registry.referrers(
      shop,
      registry.refer(shop, 'application/vnd.cncf.notary.signature', {}),
    );
    await look();
    expect((await image()).provenance).toMatchObject({
      outcome: 'unchecked',
      reason: expect.stringContaining('in a form that is not verified'),
    });

    signAs(shop.digest);
    registry.referrers(shop);
    const none = { keys: {} };
    watch = watchOf({
      pool,
      trust: none,
      trustDigest: readTrust(none).digest,
    });
    await look();
    expect((await image()).provenance).toMatchObject({ outcome: 'unchecked' });
  });
});

import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { EnginePool } from '../../engines/EnginePool';
import { databaseIds } from '../../__testUtils__/databases';
import { get, scanned, Server, start } from '../../__testUtils__/portal';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';
const CYCLONEDX = 'application/vnd.cyclonedx+json';
const BYTES = 'application/octet-stream';

/** A CycloneDX document of npm packages. */
function bom(packages: Record<string, string>, extra: object = {}): string {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: '2026-01-05T00:00:00Z',
      tools: {
        components: [{ type: 'application', name: 'maker', version: '9' }],
      },
      component: { type: 'application', name: 'image', 'bom-ref': 'root' },
    },
    components: Object.entries(packages).map(([name, version]) => ({
      type: 'library',
      'bom-ref': name,
      name,
      version,
      purl: `pkg:npm/${name}@${version}`,
    })),
    dependencies: [{ ref: 'root', dependsOn: Object.keys(packages) }],
    ...extra,
  });
}

function upload(server: Server, query: string, body: string | Buffer) {
  return request(server)
    .post(`/api/supply-chain/sboms?${query}`)
    .set('Content-Type', Buffer.isBuffer(body) ? BYTES : CYCLONEDX)
    .send(body);
}

const open = async (server: Server, entityRef: string) =>
  (await get(server, `/findings?entityRef=${entityRef}`)).body.items.map(
    (f: any) => `${f.package} ${f.versions.join()}`,
  );

describe.each(databaseIds)('an uploaded SBOM on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await start(id);
    await scanned(server);
  });

  it('is a snapshot like any other: matched, listed, compared, handed out', async () => {
    const text = bom({ ms: '2.0.0', left: '1.0.0' });
    const query = `entityRef=Component:Default/Blog&revision=abc&release=1.0.0`;
    const { body } = await upload(server, query, text).expect(201);
    expect(body).toMatchObject({
      entityRef: BLOG,
      sha256: createHash('sha256').update(text).digest('hex'),
      format: 'CycloneDX',
      specVersion: '1.5',
      components: 2,
      created: true,
      openFindings: { critical: 1, low: 1 },
    });
    expect(body.quality.score).toBeGreaterThan(0);
    expect(body.quality.minimumElements.elements).toHaveLength(17);
    expect(await open(server, BLOG)).toEqual(['lodash 4.17.15', 'ms 2.0.0']);

    const { body: snapshot } = await get(server, `/snapshots/${body.id}`);
    expect(snapshot).toMatchObject({
      origin: 'upload',
      name: 'sbom',
      release: '1.0.0',
      revision: 'abc',
      tools: ['maker 9'],
      recordedBy: 'user:default/mock',
      current: true,
      quality: body.quality.score,
    });
    expect(snapshot.documents.map((d: any) => d.format)).toEqual([
      'original',
      'cyclonedx',
      'spdx',
    ]);
    const original = await get(
      server,
      `/snapshots/${body.id}/sbom?format=original`,
    ).expect('Content-Type', /cyclonedx\+json/);
    expect(original.text ?? original.body.toString()).toBe(text);
    const ours = await get(server, `/snapshots/${body.id}/sbom`);
    const { metadata } = JSON.parse(ours.text ?? ours.body.toString());
    const { name: owner } = metadata.manufacturer;
    expect(snapshot.owners).toContain(`group:default/${owner}`);
    expect(metadata.component.manufacturer).toEqual({ name: owner });
    // What was sent does not say when it was made.
    expect(metadata.lifecycles).toBeUndefined();

    const { body: target } = await get(
      server,
      '/targets/component/default/blog',
    );
    expect(target.manifests).toMatchObject([
      { path: 'package-lock.json', outcome: 'read' },
      { path: 'upload:sbom', outcome: 'read', components: 2 },
    ]);
    const finding = (
      await get(server, `/findings?entityRef=${BLOG}&package=ms`)
    ).body.items[0];
    const { body: paths } = await get(server, `/findings/${finding.id}/paths`);
    expect(paths.paths).toEqual([
      {
        manifest: 'upload:sbom',
        declaredIn: 'upload:sbom',
        purls: ['pkg:npm/ms@2.0.0'],
      },
    ]);
  });

  it('takes the place of the last one of its name, and of no other', async () => {
    const first = bom({ ms: '2.0.0' });
    const sent = (name: string, text: string) =>
      upload(server, `entityRef=${SHOP}&name=${name}`, text).expect(201);
    await sent('image', first);
    await sent('other', bom({ ms: '2.0.0', b: '1.0.0' }));
    const { body: second } = await sent('image', bom({ a: '1.0.0' }));
    const { body: components } = await get(
      server,
      `/components?entityRef=${SHOP}`,
    );
    expect(
      components.items.map((c: any) => `${c.name} ${c.manifests.join()}`),
    ).toEqual([
      'a upload:image',
      'b upload:other',
      'lodash package-lock.json',
      'ms package-lock.json,upload:other',
    ]);
    const { body: snapshots } = await get(
      server,
      `/snapshots?entityRef=${SHOP}&origin=upload`,
    );
    expect(snapshots.items.map((s: any) => [s.name, s.current])).toEqual([
      ['image', true],
      ['other', true],
      ['image', false],
    ]);
    const { body: diff } = await get(
      server,
      `/snapshots/${second.id}/diff?base=${snapshots.items[2].id}`,
    ).expect(200);
    expect([diff.added, diff.removed]).toMatchObject([
      [{ name: 'a' }],
      [{ name: 'ms' }],
    ]);
    const { body: presence } = await get(server, '/presence?package=ms');
    expect(
      presence.items
        .filter((p: any) => p.entityRef === SHOP)
        .map((p: any) => [p.manifest, Boolean(p.until)])
        .sort(),
    ).toEqual([
      ['package-lock.json', false],
      ['upload:image', true],
      ['upload:other', false],
    ]);
  });

  it('that is the same again extends its time and stores nothing', async () => {
    const text = bom({ c: '1.0.0' });
    const query = `entityRef=${SHOP}&name=same&release=1`;
    const { body: first } = await upload(server, query, text).expect(201);
    const { body: again } = await upload(server, query, text).expect(200);
    expect(again).toMatchObject({ id: first.id, created: false });
    const { body: snapshot } = await get(server, `/snapshots/${first.id}`);
    expect(snapshot.observations).toBe(2);
    expect(snapshot.lastObservedAt > snapshot.createdAt).toBe(true);
    // Another release is another fact, with the same bytes.
    const { body: next } = await upload(
      server,
      `entityRef=${SHOP}&name=same&release=2`,
      text,
    ).expect(201);
    expect([next.id === first.id, next.sha256]).toEqual([false, first.sha256]);
  });

  it('with a release makes that once, whatever a later build of it sends', async () => {
    const query = `entityRef=${SHOP}&name=released&release=7.0`;
    const send = (packages: Record<string, string>) =>
      upload(server, query, bom(packages));
    const { body: first } = await send({ r: '1.0.0' }).expect(201);
    expect(first.releaseId).toMatch(/^\d+$/);
    const { body: again } = await send({ r: '1.0.0' }).expect(200);
    expect(again.releaseId).toBe(first.releaseId);
    const { body: other } = await send({ r: '2.0.0' }).expect(201);
    expect(other.releaseId).toBe(first.releaseId);
    expect(other.warnings).toContainEqual(
      `The release 7.0 stays as it was made, of snapshot ${first.id}: this SBOM is of another content`,
    );
    const { body: release } = await get(
      server,
      `/releases/${first.releaseId}`,
    ).expect(200);
    expect(release).toMatchObject({
      name: '7.0',
      series: 'released',
      madeBy: 'upload',
      snapshotId: first.id,
    });
  });

  it('survives a scan of the same service', async () => {
    await upload(server, `entityRef=${SHOP}&name=kept`, bom({ d: '1.0.0' }));
    await request(server)
      .post('/api/supply-chain/scans')
      .send({ entityRef: SHOP })
      .expect(202);
    let state;
    do {
      const { body } = await get(server, `/scans?entityRef=${SHOP}&limit=1`);
      state = body.items[0].trigger === 'manual' && body.items[0].state;
    } while (!state || state === 'running');
    const { body } = await get(server, `/components?entityRef=${SHOP}&q=d`);
    expect(body.items.map((c: any) => c.name)).toContain('d');
  });

  it.each([
    [
      'yaml',
      'spdxVersion: SPDX-2.3\npackages:\n- name: y\n  SPDXID: SPDXRef-y\n  versionInfo: 1.10\n',
      { format: 'SPDX', specVersion: '2.3' },
      ['application/spdx+yaml', 'spdx.yaml'],
    ],
    [
      'spdx3',
      JSON.stringify({
        '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
        '@graph': [{ type: 'software_Package', spdxId: 'urn:x:z', name: 'z' }],
      }),
      { format: 'SPDX', specVersion: '3.0.1' },
      ['application/spdx+json', 'spdx3.json'],
    ],
    [
      'syft',
      JSON.stringify({
        artifacts: [{ id: '1', name: 's', version: '1', purl: 'pkg:npm/s@1' }],
        schema: {
          version: '16.0.0',
          url: 'https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.0.json',
        },
      }),
      { format: 'Syft', specVersion: '16.0.0' },
      ['application/vnd.syft+json', 'syft.json'],
    ],
  ])(
    'may be %s, and is given back as what it is',
    async (name, text, expected, [type, extension]) => {
      const { body } = await upload(
        server,
        `entityRef=${SHOP}&name=${name}`,
        text,
      ).expect(201);
      expect(body).toMatchObject({ ...expected, components: 1 });
      const original = await get(
        server,
        `/snapshots/${body.id}/sbom?format=original`,
      ).expect(200);
      expect(original.type).toBe(type);
      expect(original.headers['content-disposition']).toContain(
        `.${extension}"`,
      );
    },
  );

  it('may be compressed, a form, XML or tag-value', async () => {
    const text = bom({ e: '1.0.0' });
    await upload(server, `entityRef=${SHOP}&name=gzip`, gzipSync(text))
      .set('Content-Encoding', 'gzip')
      .expect(201);
    await request(server)
      .post(`/api/supply-chain/sboms?entityRef=${SHOP}&name=form`)
      .attach('bom', Buffer.from(text), 'bom.json')
      .expect(201);
    await request(server)
      .post(`/api/supply-chain/sboms?entityRef=${SHOP}&name=zipped-form`)
      .attach('bom', Buffer.from(bom({ f: '1.0.0' })), 'bom.json')
      .expect(201);
    const xml = `<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1"><components><component type="library"><name>g</name><version>1.0.0</version><purl>pkg:npm/g@1.0.0</purl></component></components></bom>`;
    const { body: ofXml } = await upload(
      server,
      `entityRef=${SHOP}&name=xml`,
      xml,
    ).expect(201);
    expect(ofXml).toMatchObject({ format: 'CycloneDX', specVersion: '1.4' });
    const tags = [
      'SPDXVersion: SPDX-2.3',
      'DataLicense: CC0-1.0',
      'SPDXID: SPDXRef-DOCUMENT',
      'DocumentName: h',
      'DocumentNamespace: https://example.com/h',
      'PackageName: h',
      'SPDXID: SPDXRef-h',
      'PackageVersion: 1.0.0',
      'PackageDownloadLocation: NOASSERTION',
      'ExternalRef: PACKAGE-MANAGER purl pkg:npm/h@1.0.0',
    ].join('\n');
    const { body: ofTags } = await upload(
      server,
      `entityRef=${SHOP}&name=tags`,
      tags,
    ).expect(201);
    expect(ofTags).toMatchObject({ format: 'SPDX', specVersion: '2.3' });
    const original = await get(
      server,
      `/snapshots/${ofTags.id}/sbom?format=original`,
    )
      .buffer()
      .expect('Content-Disposition', /\.spdx"$/);
    expect(original.text).toBe(tags);
  });

  const broken: [string, string | Buffer, number, RegExp][] = [
    ['nothing', '', 400, /empty/],
    ['text', 'hello', 422, /./],
    [
      'half of a JSON',
      '{"bomFormat": "CycloneDX",\n "components": [',
      422,
      /ends too early/,
    ],
    ['other JSON', '{"a": 1}', 422, /SBOM/],
    ['no component', bom({}), 400, /no component/],
    [
      'a name with NUL',
      bom({}, { components: [{ type: 'library', name: 'a\0', version: '1' }] }),
      422,
      /NUL/,
    ],
    ['no text', Buffer.from([0x7b, 0xff, 0xff, 0x7d]), 422, /not valid UTF-8/],
    ['an XML bomb', '<!DOCTYPE a [<!ENTITY b "c">]><bom>&b;</bom>', 422, /./],
    ['deep nesting', `{"bomFormat":${'['.repeat(100_000)}`, 422, /deep/],
  ];
  it.each(broken)(
    'of %s is refused with what and where, and leaves nothing',
    async (_, body, status, message) => {
      const before = await get(server, '/snapshots?origin=upload&limit=200');
      const answer = await upload(server, `entityRef=${SHOP}&name=bad`, body);
      expect([answer.status, answer.body.error?.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
      const after = await get(server, '/snapshots?origin=upload&limit=200');
      expect(after.body.total).toEqual(before.body.total);
    },
  );

  it('is refused where it is for nobody, or asked for wrongly', async () => {
    const text = bom({ a: '1.0.0' });
    const refused = async (query: string) => {
      const { status, body } = await upload(server, query, text);
      return [status, body.error.name, body.error.message];
    };
    expect(await refused('entityRef=component:default/none')).toEqual([
      404,
      'NotFoundError',
      expect.stringContaining('not in the catalog'),
    ]);
    expect(await refused('')).toEqual([
      400,
      'InputError',
      expect.stringContaining("'entityRef'"),
    ]);
    expect(await refused(`entityRef=${SHOP}&name=../x`)).toMatchObject([
      400,
      'InputError',
      expect.stringContaining("'name'"),
    ]);
    expect((await refused(`entityRef=${SHOP}&other=1`))[0]).toBe(400);
  });

  it('in a compression or a form that is broken is refused', async () => {
    const sent = upload(server, `entityRef=${SHOP}&name=bad`, 'no gzip');
    const { body: gzip } = await sent
      .set('Content-Encoding', 'gzip')
      .expect(400);
    expect(gzip.error.message).toBe('The body is not valid gzip');
    await upload(server, `entityRef=${SHOP}&name=bad`, 'a')
      .set('Content-Encoding', 'br')
      .expect(415);
    const form = () =>
      request(server).post(
        `/api/supply-chain/sboms?entityRef=${SHOP}&name=bad`,
      );
    const { body: none } = await form().field('a', 'b').expect(400);
    expect(none.error.message).toBe('The form holds no file');
    const { body: two } = await form()
      .attach('a', Buffer.from(bom({ a: '1' })), 'a.json')
      .attach('b', Buffer.from(bom({ a: '1' })), 'b.json')
      .expect(400);
    expect(two.error.message).toContain('several files');
    const { body: cut } = await form()
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(
        '--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n{',
      )
      .expect(400);
    expect(cut.error.message).toContain('malformed');
  });
});

describe('uploads within limits', () => {
  it('are measured out of their compression', async () => {
    const server = await start('SQLITE_3', [], {
      archive: { upload: { maxBytes: 1_000_000 } },
    });
    await scanned(server);
    const bomb = gzipSync(Buffer.alloc(200_000_000, 32));
    expect(bomb.length).toBeLessThan(1_000_000);
    for (const sent of [
      upload(server, `entityRef=${SHOP}`, bomb).set('Content-Encoding', 'gzip'),
      upload(server, `entityRef=${SHOP}`, ' '.repeat(1_000_001)),
      request(server)
        .post(`/api/supply-chain/sboms?entityRef=${SHOP}`)
        .attach('a', Buffer.alloc(1_000_001, 32), 'a.json'),
    ]) {
      const { status, body } = await sent;
      expect([status, body.error.name]).toEqual([413, 'PayloadTooLargeError']);
    }
  });

  it('go to the store that is in use', async () => {
    const folder = createMockDirectory();
    const server = await start('SQLITE_3', [], {
      archive: { store: 'folder', folder: { path: folder.path } },
    });
    await scanned(server);
    const text = bom({ a: '1.0.0' });
    const { body } = await upload(server, `entityRef=${SHOP}`, text);
    const { sha256 } = body;
    const files = folder.content() as any;
    const file = files[sha256.slice(0, 2)][sha256.slice(2, 4)][sha256];
    expect(file.toString()).toBe(text);
    const { body: snapshot } = await get(server, `/snapshots/${body.id}`);
    expect(snapshot.documents[0]).toMatchObject({ sha256, store: 'folder' });
    const { text: read } = await get(
      server,
      `/snapshots/${body.id}/sbom?format=original`,
    ).buffer();
    expect(read).toBe(text);
  });

  it('need the permission', async () => {
    const server = await start('SQLITE_3', [
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    ]);
    const { status, body } = await upload(
      server,
      `entityRef=${SHOP}`,
      bom({ a: '1.0.0' }),
    );
    expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
  });
});

describe.each(databaseIds)('the same SBOM at once on %p', id => {
  it('is stored once, however often the same is sent at once', async () => {
    const server = await start(id);
    await scanned(server);
    const text = bom({ same: '1.0.0' });
    const query = `entityRef=${SHOP}&name=at-once`;
    const read = jest.spyOn(EnginePool.prototype, 'readUpload');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => upload(server, query, text)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array(5).fill(200),
      201,
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
  });
});

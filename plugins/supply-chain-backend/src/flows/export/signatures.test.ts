import {
  MAX_PAYLOAD,
  readPublicKey,
  verifyArchive,
  verifyEnvelope,
} from '@safety-curtain/archive';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import {
  asBytes,
  createExport,
  exported,
  SHOP,
  signingKey,
  signingPem,
  startWithUpload,
  vexBom,
} from '../../__testUtils__/exports';
import { get, scanned, Server, start } from '../../__testUtils__/portal';
import { until } from '../../__testUtils__/scanning';
import { archiveFiles, unzip } from '../../__testUtils__/unzip';

describe.each(databaseIds)('an export with a key on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await startWithUpload(id);
  });

  it('can be verified with the public key alone', async () => {
    const { id: exportId, files } = await exported(server, {
      scope: { kind: 'entity', ref: 'Component:Shop' },
    });
    const check = await verifyArchive(
      archiveFiles(files),
      readPublicKey(signingKey.publicPem),
    );
    expect(check).toMatchObject({ problems: [], keyId: signingKey.id });
    expect(check.intact).toBe(files.size - 3);
    expect(check.manifest).toMatchObject({
      id: exportId,
      createdBy: 'user:default/mock',
      scope: { kind: 'entity', ref: SHOP },
    });
    expect([...files.keys()].join()).not.toContain('blog');
    const record = async () => (await get(server, `/exports/${exportId}`)).body;
    await until(async () => (await record()).state === 'finished');
    expect(await record()).toMatchObject({
      servicesDone: 1,
      documents: 2,
      signedBy: signingKey.id,
      manifestSha256: createHash('sha256')
        .update(files.get('manifest.json')!)
        .digest('hex'),
    });
    files.set('index.html', Buffer.from('forged'));
    const forged = await verifyArchive(archiveFiles(files));
    expect(forged.problems).toMatchObject([{ path: 'index.html' }]);
  });
});

describe.each([
  ['signed', { archive: { signing: { key: signingPem } } }, 'Signed'],
  ['not signed', {}, 'No signature was checked'],
])('an export that is %s', (_, config, said) => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), 'exported-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('says the command that verifies it', async () => {
    const server = await start('SQLITE_3', [], config);
    await scanned(server);
    const scope = { kind: 'organization' };
    const { body } = await createExport(server, { scope }).expect(201);
    const { body: zip } = await asBytes(
      get(server, `/exports/${body.id}/content`),
    );
    fs.writeFileSync(join(folder, 'archive.zip'), zip);
    fs.writeFileSync(join(folder, 'archive.pub'), signingKey.publicPem);
    const page = (await unzip(zip)).get('index.html')!.toString();
    const [, command] = /<pre>safety-curtain ([^<]+)<\/pre>/.exec(page)!;
    const bin = resolve(
      __dirname,
      '../../../../../packages/cli/bin/safety-curtain',
    );
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bin, ...command.split(' ')],
      { cwd: folder, encoding: 'utf8' },
    );
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toContain('archive.zip is intact');
    expect(stdout + stderr).toContain(said);
  });
});

describe.each(databaseIds)('SBOMs with a key on %p', id => {
  const publicKey = readPublicKey(signingKey.publicPem);
  let server: Server;
  beforeAll(async () => {
    server = await startWithUpload(id);
  });

  async function uploaded(release: string) {
    const { body } = await get(
      server,
      `/snapshots?origin=upload&release=${release}`,
    ).expect(200);
    return body.items[0];
  }

  it('are given out with a signature of their very bytes', async () => {
    const snapshot = await uploaded('1.0.0');
    expect(snapshot.documents).toEqual(
      ['original', 'cyclonedx', 'spdx'].map(format =>
        expect.objectContaining({ format, signedBy: signingKey.id }),
      ),
    );
    for (const format of ['cyclonedx', 'spdx', 'spdx-3.0', 'original']) {
      const path = `/snapshots/${snapshot.id}/sbom?format=${format}`;
      const sbom = await asBytes(get(server, path));
      const answer = await asBytes(get(server, `${path}&signature=detached`))
        .expect(200)
        .expect('content-type', /^application\/vnd\.dsse\.envelope\.v1\+json/)
        .expect('content-disposition', /\.dsse\.json"$/);
      const signed = verifyEnvelope(answer.body.toString(), publicKey);
      expect(signed.payload.equals(sbom.body)).toBe(true);
      expect(sbom.headers['content-type']).toContain(
        signed.payloadType.split(';')[0],
      );
    }
  });

  it('have their signatures beside them in exports; a large one is named', async () => {
    const bom = JSON.parse(vexBom);
    bom.components[0].description = 'x'.repeat(MAX_PAYLOAD);
    await request(server)
      .post(`/api/supply-chain/sboms?entityRef=${SHOP}&release=2.0.0`)
      .set('Content-Type', 'application/vnd.cyclonedx+json')
      .send(JSON.stringify(bom))
      .expect(201);
    const { id: large, documents } = await uploaded('2.0.0');
    expect(documents[0]).not.toHaveProperty('signedBy');
    const { body } = await get(
      server,
      `/snapshots/${large}/sbom?format=original&signature=detached`,
    ).expect(404);
    expect(body.error.message).toContain('larger than 10 MiB');

    const { files } = await exported(server, {
      scope: { kind: 'entity', ref: SHOP, release: '2.0.0' },
      formats: ['spdx'],
    });
    const { unsigned } = JSON.parse(files.get('manifest.json')!.toString());
    expect(unsigned).toEqual([
      {
        path: expect.stringMatching(/\.original\.cdx\.json$/),
        reason: expect.stringContaining('larger than 10 MiB'),
      },
    ]);
    expect(files.get('gaps.csv')!.toString()).toContain('is not signed');
    const sboms = [...files.keys()].filter(
      name => name.includes('/sboms/') && !name.endsWith('.dsse.json'),
    );
    expect(sboms).toHaveLength(2);
    for (const name of sboms) {
      const envelope = files.get(`${name}.dsse.json`)?.toString();
      const signed = envelope && verifyEnvelope(envelope, publicKey);
      const isLarge = name === unsigned[0].path;
      expect(signed && signed.payload.equals(files.get(name)!)).toBe(
        isLarge ? undefined : true,
      );
    }
    const check = await verifyArchive(archiveFiles(files), publicKey);
    expect(check).toMatchObject({ problems: [], keyId: signingKey.id });
  });
});

describe('an SBOM without a key', () => {
  it('has no signature, and the answer says why', async () => {
    const server = await start('SQLITE_3');
    await scanned(server);
    const { body } = await get(server, '/snapshots');
    const [{ id: snapshot, documents }] = body.items;
    expect(documents[0]).not.toHaveProperty('signedBy');
    const answer = await get(
      server,
      `/snapshots/${snapshot}/sbom?signature=detached`,
    ).expect(404);
    expect(answer.body.error.message).toContain('no key is configured');
  });
});

describe('an export without a key', () => {
  it('says that it is not signed', async () => {
    const server = await start('SQLITE_3');
    await scanned(server);
    const { files } = await exported(server, {
      scope: { kind: 'organization' },
    });
    expect([...files.keys()]).not.toContain('manifest.json.sig');
    expect(files.get('index.html')!.toString()).toContain('It is not signed');
    const { problems } = await verifyArchive(archiveFiles(files));
    expect(problems).toEqual([]);
  });

  it('refuses to start with a key that is none', async () => {
    await expect(
      start('SQLITE_3', [], { archive: { signing: { key: 'secret' } } }),
    ).rejects.toThrow('supplyChain.archive.signing.key');
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  readPublicKey,
  readSigningKey,
  verifyArchive,
} from '@safety-curtain/archive';
import { createHash, generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import {
  createSupplyChainConditionalDecision,
  supplyChainConditions,
} from '../..';
import { databaseIds } from '../../__testUtils__/databases';
import {
  databaseOf,
  get,
  scanned,
  Server,
  start,
} from '../../__testUtils__/portal';
import { until } from '../../__testUtils__/scanning';
import { archiveFiles, unzip } from '../../__testUtils__/unzip';

const SHOP = 'component:default/shop';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = readSigningKey(pem);

const rowsOf = (files: Map<string, Buffer>, name: string) =>
  parse(files.get(name)!, { columns: true }) as Record<string, string>[];

function create(server: Server, body: object) {
  return request(server).post('/api/supply-chain/exports').send(body);
}

function content(server: Server, id: string) {
  return get(server, `/exports/${id}/content`)
    .buffer()
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', chunk => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
      res.on('error', error => done(error, Buffer.concat(chunks)));
    });
}

async function exported(server: Server, body: object) {
  const { body: made } = await create(server, body).expect(201);
  const answer = await content(server, made.id)
    .expect(200)
    .expect('Content-Type', 'application/zip');
  return { id: made.id as string, files: await unzip(answer.body), made };
}

const vexBom = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  components: [
    {
      type: 'library',
      'bom-ref': 'a',
      name: '=cmd()',
      version: '1.0.0',
      purl: 'pkg:npm/ms@2.0.0',
      licenses: [{ expression: 'AGPL-3.0-only' }],
    },
  ],
  vulnerabilities: [
    {
      id: 'CVE-2020-1',
      analysis: { state: 'not_affected', justification: 'code_not_reachable' },
      affects: [{ ref: 'a' }],
    },
  ],
});

describe.each(databaseIds)('an export on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await start(id, [], { archive: { signing: { key: pem } } });
    await scanned(server);
    await request(server)
      .post(`/api/supply-chain/sboms?entityRef=${SHOP}&release=1.0.0`)
      .set('Content-Type', 'application/vnd.cyclonedx+json')
      .send(vexBom)
      .expect(201);
  });

  it('goes on where a document is damaged, and names it', async () => {
    const knex = databaseOf(server);
    const shop = await knex('targets').where('entity_ref', SHOP).first('id');
    const { spdx_sha256: sha256 } = (await knex('snapshots')
      .where({ target_id: shop!.id, origin: 'scan' })
      .first())!;
    const whole = await knex('documents').where({ sha256 }).first();
    await knex('documents')
      .where({ sha256 })
      .update({ gzip: Buffer.from('x') });
    const { files, made } = await exported(server, {
      scope: { kind: 'organization' },
      formats: ['spdx'],
    });
    expect(made).toMatchObject({ state: 'ready', services: 2 });
    const damaged = `The spdx document ${sha256} of snapshot`;
    expect(files.get('gaps.csv')!.toString()).toContain(damaged);
    expect(files.get('index.html')!.toString()).toContain(damaged);
    await knex('documents')
      .where({ sha256 })
      .update({ gzip: whole!.gzip, damaged_since: null, damage: null });
  });

  it('holds what was shipped, under which licenses, and what was known', async () => {
    const { files, made } = await exported(server, {
      scope: { kind: 'organization' },
      formats: ['spdx'],
    });
    expect(made).toMatchObject({ state: 'ready', services: 2 });
    const names = [...files.keys()].map(name =>
      name.replace(/\d{4}-\d{2}-\d{2}-\d+/, 'DAY'),
    );
    const shop = 'services/component-default-shop';
    expect(names).toEqual(
      expect.arrayContaining([
        `${shop}/sboms/DAY.cyclonedx.cdx.json`,
        `${shop}/sboms/DAY.spdx.spdx.json`,
        `${shop}/sboms/DAY.original.cdx.json`,
        `${shop}/vex/DAY.vex.cdx.json`,
        `${shop}/licenses.csv`,
        `${shop}/findings.csv`,
        `${shop}/notices.txt`,
        `${shop}/snapshots.csv`,
        'services/component-default-blog/licenses.csv',
        'policy.json',
        'decisions.json',
        'scans.csv',
        'audit.csv',
        'deletions.csv',
        'advisory-sources.csv',
        'controls.csv',
        'controls.html',
        'summary.csv',
        'gaps.csv',
        'index.html',
        'manifest.json',
        'manifest.json.sig',
        'manifest.intoto.json',
      ]),
    );
    const original = [...files].find(([name]) => name.includes('.original.'))!;
    expect(original[1].toString()).toBe(vexBom);
    const vex = [...files].find(([name]) => name.includes('/vex/'))!;
    expect(JSON.parse(vex[1].toString()).vulnerabilities).toMatchObject([
      {
        id: 'CVE-2020-1',
        analysis: { state: 'not_affected' },
        affects: [{ ref: 'pkg:npm/ms@2.0.0' }],
      },
    ]);
    expect(
      rowsOf(files, `${shop}/findings.csv`).map(f => [
        f.package,
        f['known then'],
      ]),
    ).toEqual([
      ['lodash', 'true'],
      ['ms', 'true'],
    ]);
    const summary = rowsOf(files, 'summary.csv');
    expect(
      summary.map(s => [s.entity, s.snapshots, s.components]).sort(),
    ).toEqual([
      ['component:default/blog', '1', '1'],
      [SHOP, '2', '2'],
    ]);
    expect(files.get('index.html')!.toString()).toContain(SHOP);
    expect(JSON.parse(files.get('policy.json')!.toString())).not.toEqual([]);
    expect(rowsOf(files, 'scans.csv').map(s => s.trigger)).toContain('upload');
    expect(rowsOf(files, 'audit.csv').map(e => e.event)).toContain(
      'sbom-upload',
    );
  });

  it('can be verified with the public key alone', async () => {
    const { id: exportId, files } = await exported(server, {
      scope: { kind: 'entity', ref: 'Component:Shop' },
    });
    const check = await verifyArchive(
      archiveFiles(files),
      readPublicKey(key.publicPem),
    );
    expect(check).toMatchObject({ problems: [], keyId: key.id });
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
      signedBy: key.id,
      manifestSha256: createHash('sha256')
        .update(files.get('manifest.json')!)
        .digest('hex'),
    });
    files.set('index.html', Buffer.from('forged'));
    const forged = await verifyArchive(archiveFiles(files));
    expect(forged.problems).toMatchObject([{ path: 'index.html' }]);
  });

  it('does no harm in a spreadsheet or a browser', async () => {
    const { files } = await exported(server, {
      scope: { kind: 'entity', ref: SHOP },
    });
    const licenses = files
      .get('services/component-default-shop/licenses.csv')!
      .toString();
    for (const line of licenses.split('\n'))
      expect(line).not.toMatch(/,[=+@-]/);
    const findings = files
      .get('services/component-default-shop/findings.csv')!
      .toString();
    expect(findings).toContain(`'=HYPERLINK`);
  });

  it('names versions that could not be found out', async () => {
    const knex = databaseOf(server);
    const shop = await knex('targets').where('entity_ref', SHOP).first('id');
    const manifest = () =>
      knex('target_manifests').where({ target_id: shop!.id, series: '' });
    const { path } = (await manifest().first('path'))!;
    const unresolved = {
      count: 7,
      first: ['x:a', 'x:b', 'x:c', 'x:d', 'x:e', 'x:f', 'x:g'],
      poms: [{ name: 'x:bom:1', role: 'BOM', state: 'absent' }],
    };
    await manifest()
      .where({ path })
      .update({ unresolved: JSON.stringify(unresolved) });
    const { files } = await exported(server, {
      scope: { kind: 'organization' },
    });
    await manifest().update({ unresolved: null });
    expect(rowsOf(files, 'gaps.csv').map(row => row.gap)).toContain(
      `7 versions unresolved in ${path}: x:a, x:b, x:c, x:d, x:e, … (not at hand: BOM x:bom:1)`,
    );
    expect(rowsOf(files, 'scans.csv')[0]).toHaveProperty(
      'versions unresolved',
      '0',
    );
  });

  it('may be of one release or of a time', async () => {
    const release = await exported(server, {
      scope: { kind: 'organization', release: '1.0.0' },
    });
    const sboms = (files: Map<string, Buffer>) =>
      [...files.keys()].filter(name => name.includes('/sboms/'));
    expect(sboms(release.files)).toEqual([
      expect.stringContaining('component-default-shop'),
    ]);
    expect(rowsOf(release.files, 'gaps.csv')).toContainEqual({
      entity: 'component:default/blog',
      owners: 'group:default/team-b',
      gap: 'There is no SBOM for this scope',
    });
    const before = await exported(server, {
      scope: { kind: 'organization', to: '2020-01-01' },
    });
    expect(sboms(before.files)).toEqual([]);
    expect(rowsOf(before.files, 'scans.csv')).toEqual([]);
  });

  it('is refused where there is nothing in it, or it makes no sense', async () => {
    const message = async (scope: object) =>
      (await create(server, { scope }).expect(400)).body.error.message;
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
    await create(server, { scope: { kind: 'everything' } }).expect(400);
  });

  it('can be cancelled before, and its record stays', async () => {
    const { body: made } = await create(server, {
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
    const { body: made } = await create(server, {
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

describe('an export for whoever may see one team', () => {
  it('has only its services', async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorizeConditional: async requests =>
        requests.map(({ permission }) =>
          createSupplyChainConditionalDecision(
            permission as never,
            supplyChainConditions.isEntityOwner({
              claims: ['group:default/team-b'],
            }),
          ),
        ) as never,
    });
    const server = await start('SQLITE_3', [permissions.factory]);
    await until(async () => {
      const { body } = await get(server, '/snapshots');
      return body.total?.count === 1;
    });
    const { files } = await exported(server, {
      scope: { kind: 'organization' },
    });
    for (const [name, bytes] of files) {
      expect([name, bytes.toString().includes(SHOP)]).toEqual([name, false]);
      expect(name).not.toContain('shop');
    }
    await create(server, { scope: { kind: 'entity', ref: SHOP } }).expect(400);
  });
});

import { readSigningKey } from '@safety-curtain/archive';
import { parse } from 'csv-parse/sync';
import { generateKeyPairSync } from 'node:crypto';
import request from 'supertest';
import type { databaseIds } from './databases';
import { get, scanned, Server, start } from './portal';
import { unzip } from './unzip';

/** The service that exports of these tests are about. */
export const SHOP = 'component:default/shop';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** The same, for the configuration. */
export const signingPem = privateKey
  .export({ type: 'pkcs8', format: 'pem' })
  .toString();
/** The key that exports are signed with. */
export const signingKey = readSigningKey(signingPem);

/** The rows of a CSV file of an export, by column. */
export const rowsOf = (files: Map<string, Buffer>, name: string) =>
  parse(files.get(name)!, { columns: true }) as Record<string, string>[];

/** Asks for an export. */
export function createExport(server: Server, body: object) {
  return request(server).post('/api/supply-chain/exports').send(body);
}

/** The bytes of an answer as its body. */
export function asBytes(call: request.Test) {
  return call.buffer().parse((res, done) => {
    const chunks: Buffer[] = [];
    res.on('data', chunk => chunks.push(Buffer.from(chunk)));
    res.on('end', () => done(null, Buffer.concat(chunks)));
    res.on('error', error => done(error, Buffer.concat(chunks)));
  });
}

/** Asks for an export, fetches it and unpacks it. */
export async function exported(server: Server, body: object) {
  const { body: made } = await createExport(server, body).expect(201);
  const answer = await asBytes(get(server, `/exports/${made.id}/content`))
    .expect(200)
    .expect('Content-Type', 'application/zip');
  return { id: made.id as string, files: await unzip(answer.body), made };
}

/** An SBOM with a VEX analysis, and names that a spreadsheet would take for formulas. */
export const vexBom = JSON.stringify({
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

/** A portal with two scanned services, of which the shop has an uploaded SBOM as well. */
export async function startWithUpload(
  id: (typeof databaseIds)[number][0],
): Promise<Server> {
  const server = await start(id, [], {
    archive: { signing: { key: signingPem } },
  });
  await scanned(server);
  await request(server)
    .post(`/api/supply-chain/sboms?entityRef=${SHOP}&release=1.0.0`)
    .set('Content-Type', 'application/vnd.cyclonedx+json')
    .send(vexBom)
    .expect(201);
  return server;
}

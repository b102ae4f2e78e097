import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import { until } from '../../__testUtils__/scanning';
import { EnginePool } from '../../engines/EnginePool';
import {
  databaseOf,
  directory,
  get,
  lock,
  scanned,
  Server,
  start,
} from '../../__testUtils__/portal';

jest.setTimeout(120_000);

const BLOG = 'component:default/blog';

/** An SBOM that has one package, in a version. */
const sbomOf = (version: string) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [
    {
      type: 'library',
      name: 'ms',
      version,
      purl: `pkg:npm/ms@${version}`,
    },
  ],
});

const upload = (server: Server, name: string, version: string) =>
  request(server)
    .post(`/api/supply-chain/sboms?entityRef=${BLOG}&name=${name}`)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(JSON.stringify(sbomOf(version))));

let documents = 0;

/** What becomes of a statement about a component, named by a BOM-Link. */
async function vexAbout(server: Server, ref: string) {
  documents++;
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:0e671687-395b-41f5-a30f-a58921a69b70',
    version: documents,
    vulnerabilities: [
      {
        id: 'CVE-2021-0001',
        analysis: {
          state: 'not_affected',
          justification: 'code_not_reachable',
        },
        affects: [{ ref }],
      },
    ],
  };
  const { body } = await request(server)
    .post('/api/supply-chain/vex')
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(JSON.stringify(document)));
  return body;
}

async function sbom(server: Server, id: string | number, format: string) {
  const path = `/snapshots/${id}/sbom?format=${format}`;
  const answer = await get(server, path).buffer(true).expect(200);
  return JSON.parse(answer.text ?? answer.body.toString());
}

async function identitiesOf(server: Server, series: string) {
  const rows = await databaseOf(server)('snapshots as s')
    .join('targets as t', 't.id', 's.target_id')
    .where({ 't.entity_ref': BLOG, 's.series': series })
    .orderBy('s.id')
    .select('s.id', 's.scan_id');
  const identities = [];
  for (const { id, scan_id: scan } of rows) {
    const { serialNumber, version } = await sbom(server, id, 'cyclonedx');
    const { documentNamespace } = await sbom(server, id, 'spdx');
    identities.push({ id, scan, serialNumber, version, documentNamespace });
  }
  return identities;
}

describe.each(databaseIds)('SBOMs of one series on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await start(id);
    await scanned(server);
  });

  it('of uploads keep their serial number, and their versions rise', async () => {
    for (const version of ['1.0.0', '2.0.0', '2.0.0', '3.0.0']) {
      await upload(server, 'web', version);
    }
    await upload(server, 'image', '1.0.0').expect(201);
    const [first, ...later] = await identitiesOf(server, 'web');
    expect(first).toMatchObject({
      serialNumber: `urn:uuid:${first.scan}`,
      version: 1,
      documentNamespace: `https://spdx.org/spdxdocs/${first.scan}`,
    });
    expect(later.map(one => [one.serialNumber, one.version])).toEqual([
      [first.serialNumber, 2],
      [first.serialNumber, 3],
    ]);
    expect(later.map(one => one.documentNamespace)).toEqual([
      `${first.documentNamespace}-2`,
      `${first.documentNamespace}-3`,
    ]);
    const [image] = await identitiesOf(server, 'image');
    expect(image).toMatchObject({ version: 1 });
    expect(image.serialNumber).not.toBe(first.serialNumber);
    const newer = await sbom(server, later[1].id, 'cyclonedx-1.7');
    expect(newer).toMatchObject({
      serialNumber: first.serialNumber,
      version: 3,
    });
  });

  it('of uploads that come at once each have a version of their own', async () => {
    const versions = ['1.0.0', '2.0.0', '3.0.0', '4.0.0'];
    const answers = await Promise.all(
      versions.map(version => upload(server, 'burst', version)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const found = await identitiesOf(server, 'burst');
    expect(found.map(one => one.version)).toEqual([1, 2, 3, 4]);
    expect(new Set(found.map(one => one.serialNumber)).size).toBe(1);
  });

  it('of another replica that was first are counted on from', async () => {
    await upload(server, 'twice', '1.0.0').expect(201);
    const knex = databaseOf(server);
    const [first] = await identitiesOf(server, 'twice');
    const { readUpload } = EnginePool.prototype;
    const reading = jest
      .spyOn(EnginePool.prototype, 'readUpload')
      .mockImplementationOnce(async function readLate(this: EnginePool, ...of) {
        // As if others had been stored while this one is read.
        await knex('snapshots')
          .where('id', first.id)
          .update({ bom_version: 7, bom_serial: first.scan });
        return readUpload.apply(this, of);
      });
    await upload(server, 'twice', '2.0.0').expect(201);
    expect(reading).toHaveBeenCalledTimes(2);
    reading.mockRestore();
    const [, second] = await identitiesOf(server, 'twice');
    expect(second).toMatchObject({
      serialNumber: first.serialNumber,
      version: 8,
    });
  });

  it('of scans keep their serial number, and are named by their BOM-Link', async () => {
    const [before] = await identitiesOf(server, '');
    expect(before).toMatchObject({
      serialNumber: `urn:uuid:${before.scan}`,
      version: 1,
    });
    directory.addContent({
      'blog/package-lock.json': lock({ lodash: '4.17.15', ms: '2.1.3' }),
    });
    await databaseOf(server)('targets').update({ next_scan_at: new Date(0) });
    await until(async () => (await identitiesOf(server, '')).length > 1);
    const [, after] = await identitiesOf(server, '');
    expect(after).toMatchObject({
      serialNumber: before.serialNumber,
      version: 2,
    });
    const link = `urn:cdx:${before.scan}`;
    const ref = encodeURIComponent('pkg:npm/lodash@4.17.15');
    const told = await vexAbout(server, `${link}/1#${ref}`);
    expect(told).toMatchObject({ applied: 0, matchedNothing: { count: 1 } });
    const current = await vexAbout(server, `${link}/2#${ref}`);
    expect(current).toMatchObject({ applied: 1 });
  });
});

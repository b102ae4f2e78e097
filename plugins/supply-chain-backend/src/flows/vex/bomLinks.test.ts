import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import {
  databaseOf,
  get,
  scanned,
  Server,
  start,
} from '../../__testUtils__/portal';

jest.setTimeout(120_000);

const BLOG = 'component:default/blog';
const SERIAL = '3e671687-395b-41f5-a30f-a58921a69b79';

const sbom = (version: number, ...names: string[]) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: `urn:uuid:${SERIAL}`,
  version,
  components: names.map(name => ({
    type: 'library',
    'bom-ref': `ref of ${name}`,
    name,
    version: '4.17.15',
    purl: `pkg:npm/${name}@4.17.15`,
  })),
});

const vexAbout = (version: number, ...links: string[]) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:0e671687-395b-41f5-a30f-a58921a69b70',
  version,
  vulnerabilities: links.map(ref => ({
    id: 'CVE-2021-0001',
    analysis: { state: 'not_affected', justification: 'code_not_reachable' },
    affects: [{ ref }],
  })),
});

const post = (server: Server, path: string, body: object) =>
  request(server)
    .post(`/api/supply-chain${path}`)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(JSON.stringify(body)));

describe.each(databaseIds)('BOM-Links on %p', id => {
  let server: Server;
  let documents = 0;

  beforeAll(async () => {
    server = await start(id);
    await scanned(server);
  });

  /** What becomes of a statement about a link, in the blog. */
  async function told(link: string) {
    documents++;
    const { body } = await post(server, '/vex', vexAbout(documents, link));
    return ['applied', 'information', 'matchedNothing'].find(
      kind => body[kind] > 0 || body[kind].count > 0,
    );
  }

  it('name the SBOM of a scan, and components in it', async () => {
    const knex = databaseOf(server);
    const blog = await knex('targets').where('entity_ref', BLOG).first('id');
    const { scan_id: scan } = (await knex('snapshots')
      .where({ target_id: blog!.id })
      .first())!;
    const link = `urn:cdx:${scan}/1`;
    const ref = encodeURIComponent('pkg:npm/lodash@4.17.15');
    expect(await told(`${link}#${ref}`)).toBe('applied');
    expect(await told(link)).toBe('applied');
    expect(await told(`urn:cdx:${scan}/2`)).toBe('matchedNothing');
    expect(await told(`${link}#other`)).toBe('matchedNothing');
    const { body } = await get(server, `/vex?entityRef=${BLOG}`);
    expect(body.metadata.component.externalReferences).toEqual([
      { type: 'bom', url: link },
    ]);
  });

  it('name an uploaded SBOM while it is in force, and speak of a part where a scan has it, too', async () => {
    await post(
      server,
      `/sboms?entityRef=${BLOG}&release=2.0.0`,
      sbom(1, 'lodash', 'ms'),
    ).expect(201);
    const link = `urn:cdx:${SERIAL}/1`;
    expect(await told(`${link}#ref%20of%20lodash`)).toBe('information');
    expect(await told(`${link}#ref%20of%20ms`)).toBe('matchedNothing');
    await post(
      server,
      `/sboms?entityRef=${BLOG}&release=2.1.0`,
      sbom(2, 'lodash'),
    ).expect(201);
    expect(await told(`${link}#ref%20of%20lodash`)).toBe('matchedNothing');
    expect(await told(`urn:cdx:${SERIAL}/2#ref%20of%20lodash`)).toBe(
      'information',
    );
    const refs = await databaseOf(server)('bom_refs').pluck('ref');
    expect(refs).toEqual(['ref of lodash']);
  });

  it('are in the VEX of a release, which is about its components', async () => {
    await post(server, '/vex', vexAbout(++documents, 'pkg:npm/lodash@4.17.15'));
    const of = async (query: string) => {
      const { body } = await get(server, `/vex?entityRef=${BLOG}${query}`);
      return body;
    };
    expect(await of('&release=2.0.0')).toMatchObject({
      metadata: {
        component: {
          version: '2.0.0',
          externalReferences: [{ type: 'bom', url: `urn:cdx:${SERIAL}/1` }],
        },
      },
      components: [{ purl: 'pkg:npm/lodash@4.17.15' }],
    });
    await post(
      server,
      `/sboms?entityRef=${BLOG}&release=3.0.0`,
      sbom(3, 'ms'),
    ).expect(201);
    const later = await of('&release=3.0.0');
    expect(later.vulnerabilities).toEqual([]);
    const all = await of('');
    expect(all.vulnerabilities).toHaveLength(1);
    expect(all.metadata.component.externalReferences).toBeUndefined();
    expect(later.serialNumber).not.toBe(all.serialNumber);
    const { body } = await get(
      server,
      `/vex?entityRef=${BLOG}&release=9`,
    ).expect(404);
    expect(body.error.message).toContain(`${BLOG} has no release 9`);
  });

  it('leave what was decided to ignore files of tools, too', async () => {
    const { text, headers } = await get(
      server,
      `/ignore-files/export?entityRef=${BLOG}&tool=trivy`,
    ).expect(200);
    expect(headers['content-disposition']).toContain('.trivyignore.yaml');
    expect(headers['x-decisions-unsaid']).toBe('0');
    expect(text).toContain('- id: "CVE-2021-0001"');
    expect(text).toContain('pkg:npm/lodash@4.17.15');
    await get(
      server,
      `/ignore-files/export?entityRef=${BLOG}&tool=dependabot`,
    ).expect(400);
  });
});

import { pypiAttestations019 } from '@safety-curtain/testing';
import request from 'supertest';
import { databaseIds } from '../__testUtils__/databases';
import { startServer, type TestServer } from '../__testUtils__/httpServer';
import {
  databaseOf,
  get,
  runTask,
  scanned,
  start,
} from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';

jest.setTimeout(120_000);

const SHOP = 'component:default/shop';
const PURL = 'pkg:pypi/pypi-attestations@0.0.19';

/** What PyPI has of the package, at its addresses. */
function publish({ answers }: TestServer, file = pypiAttestations019.file) {
  answers.set(
    '/pypi/pypi-attestations/0.0.19/json',
    JSON.stringify({
      info: { name: 'pypi-attestations' },
      urls: [
        { filename: file, digests: { sha256: pypiAttestations019.sha256 } },
      ],
    }),
  );
  answers.set(
    `/integrity/pypi-attestations/0.0.19/${file}/provenance`,
    pypiAttestations019.provenance,
  );
}

const image = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  components: [
    {
      type: 'library',
      name: 'pypi-attestations',
      version: '0.0.19',
      purl: PURL,
    },
  ],
};

describe.each(databaseIds)('provenance in a portal on %p', id => {
  let index: TestServer;
  beforeEach(async () => {
    index = await startServer();
  });
  afterEach(() => index.close());

  it('is asked of a registry, verified aside, told with the package and found where it does not hold', async () => {
    publish(index, 'pypi_attestations-0.0.19.zip');
    const server = await start(id, [], {
      provenance: {
        enabled: true,
        npm: { enabled: false },
        pypi: { url: index.url },
      },
    });
    const knex = databaseOf(server);
    /** Asks and judges all at once, as if time had passed. */
    const refresh = async () => {
      await knex('component_provenance').update({ due_at: new Date(0) });
      await runTask(server, 'provenance');
      await knex('provenance_updates').update({ due_at: new Date(0) });
      await runTask(server, 'provenance');
    };
    const items = async (path: string) => (await get(server, path)).body.items;
    await scanned(server);
    await request(server)
      .post(`/api/supply-chain/sboms?entityRef=${SHOP}`)
      .set('Content-Type', 'application/vnd.cyclonedx+json')
      .send(JSON.stringify(image))
      .expect(201);

    await until(async () => {
      await refresh();
      return (await items('/findings?kind=provenance')).length === 1;
    });
    expect(await items('/findings?kind=provenance')).toMatchObject([
      {
        entityRef: SHOP,
        severity: 'high',
        package: 'pypi-attestations',
        versions: ['0.0.19'],
        summary: expect.stringContaining(
          'pypi-attestations 0.0.19: An attestation does not hold',
        ),
      },
    ]);

    index.answers.clear();
    publish(index);
    await until(async () => {
      await refresh();
      return (await items('/findings?kind=provenance')).length === 0;
    });
    const detail = await get(server, `/licenses/component?purl=${PURL}`);
    expect(detail.body.provenance).toMatchObject({
      outcome: 'verified',
      sourceRepository: 'https://github.com/trailofbits/pypi-attestations',
      sourceRef: 'refs/tags/v0.0.19',
      checkedAt: expect.any(String),
      attestations: [{ kind: 'publish', outcome: 'verified' }],
    });
    const components = `/components?entityRef=${SHOP}`;
    expect(await items(`${components}&provenance=verified`)).toMatchObject([
      { purl: PURL, provenance: 'verified' },
    ]);
    expect(await items(`${components}&provenance=failed`)).toEqual([]);
    // Nobody is asked about packages of npm here.
    const unchecked = await items(`${components}&provenance=unchecked`);
    expect(unchecked.map(({ name }: { name: string }) => name)).toEqual([
      'lodash',
      'ms',
    ]);
    const lodash = 'pkg:npm/lodash@4.17.15';
    const open = await get(server, `/licenses/component?purl=${lodash}`);
    expect(open.body.provenance).toMatchObject({
      outcome: 'unchecked',
      reason: expect.stringContaining('No registry of npm is configured'),
    });
  });
});

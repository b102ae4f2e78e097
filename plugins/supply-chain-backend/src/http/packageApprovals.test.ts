import request from 'supertest';
import { databaseIds } from '../__testUtils__/databases';
import {
  databaseOf,
  directory,
  get,
  lock,
  runTask,
  scanned,
  type Server,
  start,
} from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';

jest.setTimeout(60_000);

const SHOP = 'component:default/shop';
/** As the database has them. */
const outcomes = ['none', 'allow', 'warn', 'block'];
const before = { lodash: '4.17.15', ms: '2.0.0' };

function sbom(packages: Record<string, string>): string {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: Object.entries(packages).map(([name, version]) => ({
      type: 'library',
      name,
      version,
      purl: `pkg:npm/${name}@${version}`,
    })),
  });
}

describe.each(databaseIds)('approvals of new packages on %p', id => {
  let server: Server;
  beforeEach(async () => {
    server = await start(id, [], {
      gates: [
        {
          name: 'asking',
          packages: { unapproved: 'block' },
          // Nothing else is to be said.
          findings: { critical: 'allow' },
          cannotTell: { staleData: 'allow' },
        },
      ],
    });
    await scanned(server);
  });

  /** Packages that the gate names, by how the service is. */
  async function unapproved(): Promise<string[]> {
    const { body } = await get(server, `/gate?entityRef=${SHOP}`).expect(200);
    return named(body);
  }

  /** The same of a build. */
  async function unapprovedIn(packages: Record<string, string>) {
    const { body } = await request(server)
      .post(`/api/supply-chain/gate/check?entityRef=${SHOP}`)
      .set('Content-Type', 'application/vnd.cyclonedx+json')
      .send(sbom(packages))
      .expect(200);
    return named(body);
  }

  type Named = { items: { name: string }[] };
  function named(report: { reasons: { line: string; components: Named }[] }) {
    const reason = report.reasons.find(
      ({ line }) => line === 'packageUnapproved',
    );
    return reason ? reason.components.items.map(({ name }) => name) : [];
  }

  async function approvals() {
    const { body } = await get(
      server,
      '/decisions?subject=package-approval',
    ).expect(200);
    return body.items as {
      id: string;
      state: string;
      author: string;
      about: { purl: string };
    }[];
  }

  async function scan(packages: Record<string, string>) {
    directory.addContent({ 'shop/package-lock.json': lock(packages) });
    await request(server)
      .post('/api/supply-chain/scans')
      .send({ entityRef: SHOP })
      .expect(202);
    await until(async () => {
      const { body } = await get(
        server,
        `/components?entityRef=${SHOP}&limit=100`,
      );
      const names = new Set(
        body.items.map((one: { name: string }) => one.name),
      );
      return Object.keys(packages).every(name => names.has(name));
    });
  }

  const decide = (decision: object) =>
    request(server)
      .post('/api/supply-chain/decisions')
      .send({
        subject: 'package-approval',
        scope: { kind: 'organization' },
        reason: 'Looked at.',
        ...decision,
      });

  const move = (decision: string, step: string) =>
    request(server)
      .post(`/api/supply-chain/decisions/${decision}/${step}`)
      .send({})
      .expect(200);

  it('are asked for what nobody used before, and not for how a service begins', async () => {
    expect(await approvals()).toEqual([]);
    expect(await unapproved()).toEqual([]);

    await scan({ ...before, 'left-pad': '1.3.0' });
    const [asked, ...others] = await approvals();
    expect(others).toEqual([]);
    expect(asked).toMatchObject({
      state: 'proposed',
      author: 'plugin:supply-chain',
      about: { purl: 'pkg:npm/left-pad' },
    });
    expect(await unapproved()).toEqual(['left-pad']);
    const { body } = await get(server, '/triage/summary').expect(200);
    expect(body.proposed).toBe(1);
  });

  it('let the gate pass once given, in every version, and stop it when they are taken back', async () => {
    await scan({ ...before, 'left-pad': '1.3.0' });
    const [{ id: asked }] = await approvals();
    const stored = async () => {
      await runTask(server, 'scorecards');
      const row = await databaseOf(server)('targets')
        .where('entity_ref', SHOP)
        .first();
      return outcomes[row!.gate_outcome];
    };
    await until(async () => (await stored()) === 'block');
    await move(asked, 'approve');
    expect(await unapproved()).toEqual([]);
    await until(async () => (await stored()) === 'allow');
    expect(await unapprovedIn({ ...before, 'left-pad': '2.0.0' })).toEqual([]);

    await move(asked, 'revoke');
    expect(await unapproved()).toEqual(['left-pad']);
    await until(async () => (await stored()) === 'block');
  });

  it('are missed in a build before anybody asks for them', async () => {
    const build = { ...before, 'left-pad': '1.3.0' };
    expect(await unapprovedIn(build)).toEqual(['left-pad']);
    await decide({ about: { purl: 'pkg:npm/left-pad' } }).expect(201);
    expect(await unapprovedIn(build)).toEqual([]);
    expect(await approvals()).toMatchObject([{ state: 'active' }]);
    // And are not asked for when it arrives.
    await scan(build);
    expect(await approvals()).toHaveLength(1);
  });

  it('stay missed where they were refused', async () => {
    await scan({ ...before, 'left-pad': '1.3.0' });
    const [{ id: asked }] = await approvals();
    await move(asked, 'reject');
    expect(await unapproved()).toEqual(['left-pad']);
    expect(await unapprovedIn({ ...before, 'left-pad': '1.3.1' })).toEqual([
      'left-pad',
    ]);
  });

  it('are about one package of a registry, in all versions, for everybody, once', async () => {
    const refused = async (decision: object, message: RegExp, status = 400) => {
      const { body } = await decide(decision).expect(status);
      expect(body.error.message).toMatch(message);
    };
    const package_ = { about: { purl: 'pkg:npm/left-pad' } };
    await refused(
      { about: { purl: 'pkg:npm/left-pad@1.0.0' } },
      /without a version/,
    );
    await refused({ about: { purl: 'pkg:generic/tool' } }, /of a registry/);
    await refused({}, /names a package/);
    await refused(
      { ...package_, scope: { kind: 'entity', ref: SHOP } },
      /whole organization/,
    );
    await refused({ ...package_, endsAt: '2999-01-01T00:00:00Z' }, /no end/);
    await decide(package_).expect(201);
    await refused(package_, /approved already: decision \d+/, 409);
  });
});

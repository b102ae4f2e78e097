import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { provenanceTasks } from '@safety-curtain/provenance';
import { pypiAttestations019, sigstore200 } from '@safety-curtain/testing';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { startServer, type TestServer } from '../../__testUtils__/httpServer';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { toDate } from '../../database/dialect';
import { EnginePool } from '../../engines/EnginePool';
import { NpmProvenance } from '../../outside/registries/provenance/NpmProvenance';
import { PypiProvenance } from '../../outside/registries/provenance/PypiProvenance';
import { storeProvenance } from '../../records/provenance/componentProvenance';
import { claimComponents } from '../../records/provenance/provenanceQueue';
import { noTelemetry, type Telemetry } from '../../telemetry/Telemetry';
import { readProvenanceOptions } from './options';
import { ProvenanceRefresher } from './ProvenanceRefresher';
import { registerProvenance } from './registerProvenance';

const SHOP = 'component:default/shop';
const never = new AbortController().signal;
const bounds = { timeoutMs: 10_000, maxBytes: 1024 * 1024 };
const pool = {
  verifyProvenance: async (
    task: Parameters<typeof provenanceTasks.verifyProvenance>[0],
  ) => ({ provenance: provenanceTasks.verifyProvenance(task) }),
};

type Engines = Pick<EnginePool, 'verifyProvenance'>;

const optionsOf = (provenance: object = {}) =>
  readProvenanceOptions(
    new ConfigReader({
      provenance: { enabled: true, ...provenance },
    } as never),
  );

describe.each(databaseIds)('provenance on %p', id => {
  let knex: Knex;
  let server: TestServer;
  beforeEach(async () => {
    knex = await createDatabase(id);
    server = await startServer();
    await addTargets(knex, catalogTarget('shop'));
    await registerProvenance(knex, optionsOf(), []);
  });
  afterEach(() => server.close());

  /** Puts a package version into the registry. */
  const publish = (
    name: string,
    version: string,
    { integrity, attestations, ...dist }: Record<string, unknown> = {},
  ) => {
    server.answers.set(
      `/${name}/${version}`,
      JSON.stringify({
        name,
        version,
        dist: {
          signatures: [],
          integrity,
          ...(attestations !== undefined && { attestations: {} }),
          ...dist,
        },
      }),
    );
    if (typeof attestations === 'string') {
      server.answers.set(
        `/-/npm/v1/attestations/${name}@${version}`,
        attestations,
      );
    }
  };

  const scan = (...components: ReturnType<typeof npm>[]) =>
    storeScanOf(knex, SHOP, [lockFile('package-lock.json', ...components)]);

  /** What was told of findings. */
  const told: object[] = [];
  beforeEach(() => void told.splice(0));
  const telemetry: Telemetry = {
    ...noTelemetry,
    record: (name, value, attributes) => {
      if (value > 0) told.push({ name, value, ...attributes });
    },
  };

  const refresh = async (
    provenance: object = {},
    engines: Engines = pool,
    asked = ['npm', 'PyPI'],
  ) => {
    const options = optionsOf(provenance);
    const refresher = new ProvenanceRefresher({
      knex,
      logger: mockServices.logger.mock(),
      provenance: options,
      registries: [
        new NpmProvenance(bounds, async () => ({ registry: `${server.url}/` })),
        new PypiProvenance({ ...bounds, intervalMs: 0, url: server.url }),
      ].filter(({ ecosystem }) => asked.includes(ecosystem)),
      pool: engines,
      concurrency: 2,
      telemetry,
    });
    await refresher.register();
    await knex('provenance_updates').update({ due_at: new Date(0) });
    await refresher.refresh(never);
    await knex('provenance_updates').update({ due_at: new Date(0) });
    await refresher.refresh(never);
  };

  const outcomes = async () =>
    Object.fromEntries(
      (
        await knex('component_provenance as pv')
          .join('components as c', 'c.id', 'pv.component_id')
          .select('c.purl', 'pv.outcome')
      ).map(row => [row.purl, row.outcome]),
    );
  const findings = () =>
    knex('findings as f')
      .join('tool_rules as r', 'r.id', 'f.rule_id')
      .whereNull('f.resolved_at')
      .orderBy('r.key')
      .select('r.key', 'f.message');

  it('notes nothing where nobody asks, and asks about what was there once somebody does', async () => {
    await registerProvenance(knex, optionsOf({ enabled: false }), []);
    await knex('provenance_updates').delete();
    publish('plain', '1.0.0');
    await storeScanOf(knex, SHOP, [
      {
        ...lockFile(
          'package-lock.json',
          npm('plain', '1.0.0', {
            hashes: [{ algorithm: 'SHA-512', value: 'a'.repeat(128) }],
          }),
        ),
        lock: { archiveHashes: 1 },
      },
    ]);
    for (const table of [
      'component_provenance',
      'provenance_updates',
    ] as const) {
      expect(await knex(table).select()).toEqual([]);
    }
    await refresh();
    expect(await outcomes()).toEqual({ 'pkg:npm/plain@1.0.0': 'not-signed' });
  });

  it('tells the four outcomes apart', async () => {
    publish('sigstore', '2.0.0', sigstore200);
    publish('sigstore', '2.0.1', sigstore200);
    publish('plain', '1.0.0');
    publish('lost', '1.0.0', { integrity: 'sha512-x', attestations: true });
    await scan(
      npm('sigstore', '2.0.0'),
      npm('sigstore', '2.0.1'),
      npm('plain', '1.0.0'),
      npm('lost', '1.0.0'),
      npm('unknown', '1.0.0'),
    );
    await refresh();
    expect(await outcomes()).toEqual({
      'pkg:npm/sigstore@2.0.0': 'verified',
      'pkg:npm/sigstore@2.0.1': 'failed',
      'pkg:npm/plain@1.0.0': 'not-signed',
      'pkg:npm/lost@1.0.0': 'unchecked',
      'pkg:npm/unknown@1.0.0': 'unchecked',
    });
    expect(await findings()).toEqual([
      {
        key: 'safety-curtain-provenance/failed',
        message: expect.stringContaining('sigstore 2.0.1: An attestation does'),
      },
    ]);
  });

  it('tells how many findings came, and how many went once nobody asks any more', async () => {
    publish('sigstore', '2.0.1', sigstore200);
    await scan(npm('sigstore', '2.0.1'));
    await refresh();
    const of = { name: 'findingChanges', value: 1, cause: 'report' };
    expect(told).toEqual([{ ...of, change: 'opened' }]);
    await refresh({ enabled: false });
    expect(told.slice(1)).toEqual([{ ...of, change: 'resolved' }]);
  });

  describe('of a release of several files', () => {
    const { file, sha256, provenance } = pypiAttestations019;
    const wheel = 'pypi_attestations-0.0.19-py3-none-any.whl';
    const ofWheel = 'ee'.repeat(32);
    const python = (...hashes: string[]) =>
      npm('pypi-attestations', '0.0.19', {
        purl: 'pkg:pypi/pypi-attestations@0.0.19',
        ecosystem: 'PyPI',
        hashes: hashes.map(value => ({ algorithm: 'SHA-256', value })),
      });
    const lock = (...hashes: string[]) =>
      storeScanOf(knex, SHOP, [
        {
          ...lockFile('uv.lock', python(...hashes)),
          lock: { archiveHashes: hashes.length },
        },
      ]);
    const row = async () => {
      const [{ outcome, reason, details }] = await knex('component_provenance');
      return { outcome, reason, ...JSON.parse(details!) };
    };
    beforeEach(() => {
      server.answers.set(
        '/pypi/pypi-attestations/0.0.19/json',
        JSON.stringify({
          info: { name: 'pypi-attestations' },
          urls: [
            { filename: file, digests: { sha256 } },
            { filename: wheel, digests: { sha256: ofWheel } },
          ],
        }),
      );
      server.answers.set(
        `/integrity/pypi-attestations/0.0.19/${file}/provenance`,
        provenance,
      );
    });

    it('is as good as the worst of them, and says which', async () => {
      await lock();
      await refresh();
      expect(await row()).toMatchObject({
        outcome: 'not-signed',
        reason: `1 of 2 files are signed. There is nothing of ${wheel}: It was published without attestations`,
        attestations: [{ outcome: 'verified', files: [file] }],
      });
    });
  });

  it('asks for more where a policy does, and for less where it does not any more', async () => {
    publish('sigstore', '2.0.0', sigstore200);
    publish('plain', '1.0.0');
    await scan(
      npm('sigstore', '2.0.0'),
      npm('plain', '1.0.0'),
      npm('unknown', '1.0.0'),
    );
    await refresh();
    expect(await findings()).toEqual([]);
    await refresh({
      policy: [
        {
          packages: 'pkg:npm/sigstore',
          sourceRepository: 'https://github.com/acme/*',
        },
        { packages: 'pkg:npm/*' },
      ],
    });
    expect((await findings()).map(({ key }) => key)).toEqual([
      'safety-curtain-provenance/not-signed',
      'safety-curtain-provenance/unchecked',
      'safety-curtain-provenance/unexpected',
    ]);
    server.takeRequests();
    await refresh({ policy: [{ packages: 'pkg:npm/plain' }] });
    expect((await findings()).map(({ key }) => key)).toEqual([
      'safety-curtain-provenance/not-signed',
    ]);
    // Judged from what is known: nobody was asked.
    expect(server.takeRequests()).toEqual([]);
    // What is not used any more is not found any more.
    await scan(npm('sigstore', '2.0.0'));
    await refresh({ policy: [{ packages: 'pkg:npm/plain' }] });
    expect(await findings()).toEqual([]);
  });

  it('says of what nobody is asked about that it could not be checked', async () => {
    publish('plain', '1.0.0');
    const of = (purl: string, ecosystem: string) =>
      npm(purl, '1.0.0', { purl: `pkg:${purl}@1.0.0`, ecosystem });
    await scan(
      npm('plain', '1.0.0'),
      npm('open', ''),
      of('maven/acme/shop', 'Maven'),
      of('generic/tool', ''),
    );
    await refresh({}, pool, []);
    expect(await outcomes()).toEqual({
      'pkg:npm/plain@1.0.0': 'unchecked',
      'pkg:npm/open@': 'unchecked',
      'pkg:maven/acme/shop@1.0.0': 'unchecked',
      'pkg:generic/tool@1.0.0': 'unchecked',
    });
    const reasons = await knex('component_provenance')
      .orderBy('reason')
      .pluck('reason');
    expect(reasons).toEqual([
      'It is of no ecosystem in which packages have attestations.',
      'No registry of npm is configured to be asked for attestations.',
      'No registry of npm is configured to be asked for attestations.',
      'Nobody is asked for attestations of packages of Maven.',
    ]);
    expect(await findings()).toEqual([]);
    // What is asked for is what counts; a registry that comes is asked.
    await refresh({ policy: [{ require: 'verified' }] }, pool, ['npm']);
    expect(
      (await findings()).map(({ key, message }) => [key, message]),
    ).toEqual(
      expect.arrayContaining([
        [
          'safety-curtain-provenance/not-signed',
          expect.stringContaining('plain 1.0.0: Verified provenance is asked'),
        ],
        [
          'safety-curtain-provenance/unchecked',
          expect.stringContaining('packages of Maven'),
        ],
        [
          'safety-curtain-provenance/unchecked',
          expect.stringContaining('no ecosystem'),
        ],
        [
          'safety-curtain-provenance/unchecked',
          expect.stringContaining('Its exact version is not known'),
        ],
      ]),
    );
    expect(await findings()).toHaveLength(4);
    // What is known stands, though nobody is asked any more.
    await knex('component_provenance').update({ due_at: new Date(0) });
    await refresh({}, pool, []);
    expect((await outcomes())['pkg:npm/plain@1.0.0']).toBe('not-signed');
  });

  it('leaves findings alone while a scan stores its inspections, and takes them back once it is off', async () => {
    publish('sigstore', '2.0.1', sigstore200);
    await scan(npm('sigstore', '2.0.1'));
    await refresh();
    await scan(npm('sigstore', '2.0.1'), npm('more', '1.0.0'));
    expect(await findings()).toHaveLength(1);
    await refresh({ enabled: false });
    expect(await findings()).toEqual([]);
  });

  it('verifies again by another trust, and lets be what is not signed', async () => {
    publish('sigstore', '2.0.0', sigstore200);
    publish('plain', '1.0.0');
    await scan(npm('sigstore', '2.0.0'), npm('plain', '1.0.0'));
    await refresh();
    server.takeRequests();
    // An authority that nobody else has heard of.
    const [{ bundle }] = JSON.parse(sigstore200.attestations).attestations;
    const { x509CertificateChain: certChain } = bundle.verificationMaterial;
    const root = JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      certificateAuthorities: [{ certChain, validFor: {} }],
      timestampAuthorities: [],
      tlogs: [],
      ctlogs: [],
    });
    await refresh({ trust: { roots: [root] } });
    expect(server.takeRequests()).toEqual([
      '/sigstore/2.0.0',
      '/-/npm/v1/attestations/sigstore@2.0.0',
    ]);
    expect(await outcomes()).toEqual({
      'pkg:npm/sigstore@2.0.0': 'failed',
      'pkg:npm/plain@1.0.0': 'not-signed',
    });
  });

  it('keeps an outcome while nobody can be asked, and asks again later', async () => {
    publish('sigstore', '2.0.0', sigstore200);
    await scan(npm('sigstore', '2.0.0'));
    await refresh();
    await knex('component_provenance').update({ due_at: new Date(0) });
    server.answers.set('/sigstore/2.0.0', (_, response) => {
      response.writeHead(500).end();
    });
    await refresh();
    const [row] = await knex('component_provenance');
    expect(row).toMatchObject({
      outcome: 'verified',
      attempts: 1,
      error: expect.stringContaining('status 500'),
      lease_ticket: null,
    });
    expect(toDate(row.due_at).getTime()).toBeGreaterThan(Date.now());
  });

  it('leaves a registry alone that wants to be', async () => {
    await scan(npm('a', '1.0.0'), npm('b', '1.0.0'));
    server.otherwise = (_, response) => {
      response.writeHead(429, { 'retry-after': '600' }).end();
    };
    await refresh();
    const rows = await knex('component_provenance');
    for (const row of rows) {
      expect(row).toMatchObject({ outcome: null, attempts: 0 });
      expect(toDate(row.due_at).getTime()).toBeGreaterThan(
        Date.now() + 500_000,
      );
    }
  });

  it('shares packages between replicas, and asks again what one let go', async () => {
    await scan(npm('a', '1.0.0'), npm('b', '1.0.0'), npm('c', '1.0.0'));
    const claim = (leaseMs: number) =>
      claimComponents(knex, { ecosystems: ['npm'], limit: 2, leaseMs });
    const [one, other] = await Promise.all([claim(60_000), claim(-1000)]);
    const names = (claimed: typeof one) =>
      claimed.components.map(({ packageName }) => packageName);
    expect([...names(one), ...names(other)].sort()).toEqual(['a', 'b', 'c']);
    // A lease that ran out belongs to nobody.
    await storeProvenance(
      knex,
      'another ticket',
      one.components.map(component => ({
        component,
        provenance: { outcome: 'verified', reason: '', attestations: [] },
      })),
    );
    expect(Object.values(await outcomes())).toEqual([null, null, null]);
    expect(names(await claim(60_000))).toEqual(names(other));
  });

  it('does not ask about what is elsewhere than in a registry', async () => {
    await scan(
      npm('a', '1.0.0', { purl: 'pkg:npm/a@1.0.0?vcs_url=git%2Bhttps://x' }),
    );
    await refresh();
    expect(server.takeRequests()).toEqual([]);
    expect(Object.values(await outcomes())).toEqual(['unchecked']);
  });

  it('cannot be checked where verifying it breaks its process', async () => {
    publish('sigstore', '2.0.0', sigstore200);
    await scan(npm('sigstore', '2.0.0'));
    await refresh(
      {},
      {
        verifyProvenance: async () => ({
          error: 'It took longer than 60 seconds',
          failure: 'time',
        }),
      },
    );
    expect(await knex('component_provenance')).toMatchObject([
      {
        outcome: 'unchecked',
        reason: 'It could not be verified. It took longer than 60 seconds',
      },
    ]);
  });

  it('is verified in a process of its own', async () => {
    const engines = new EnginePool({
      processes: 1,
      timeoutMs: 60_000,
      memoryMb: 512,
    });
    try {
      const task = { evidence: [sigstore200], trust: {} };
      expect(await engines.verifyProvenance(task, never)).toMatchObject({
        provenance: { outcome: 'verified', level: 2 },
      });
    } finally {
      await engines.close();
    }
  });
});

describe('the configuration of provenance', () => {
  const read = (provenance: object) =>
    readProvenanceOptions(new ConfigReader({ provenance } as never));

  it('is off, and asks npm and nobody else, without a word', () => {
    expect(readProvenanceOptions(undefined)).toMatchObject({
      enabled: false,
      npm: true,
      pypi: undefined,
      policy: { rules: [] },
    });
  });

  it.each<[object, RegExp]>([
    [
      { trust: { roots: ['{}'] } },
      /^supplyChain\.provenance\.trust\.roots\[0\]: /,
    ],
    [
      { trust: { keys: [{ name: 'a', pem: 'x' }] } },
      /^supplyChain\.provenance\.trust: The key 'a'/,
    ],
    [
      { policy: [{ level: 9 }] },
      /^supplyChain\.provenance\.policy\[0\]\.level/,
    ],
    [
      { pypi: { url: 'https://user:secret@pypi.example' } },
      /^supplyChain\.provenance\.pypi\.url must not hold credentials/,
    ],
  ])('is refused with the path of what is wrong: %j', (provenance, message) => {
    expect(() => read(provenance)).toThrow(message);
  });
});

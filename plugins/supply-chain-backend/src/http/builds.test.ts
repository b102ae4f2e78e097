import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { databaseIds } from '../__testUtils__/databases';
import {
  databaseOf,
  directory,
  get,
  runTask,
  type Server,
  start,
} from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';

jest.setTimeout(240_000);

const BIN = path.resolve(
  __dirname,
  '../../../../packages/cli/bin/safety-curtain',
);
const BUILT = 'component:default/built';
/** Put together here, so that nobody takes this file for one with secrets. */
const KEY = ['ghp', 'B2oX4a7TqfKzLm9VdYw1NsPc6RhEjU164BwM'].join('_');
const OTHER_KEY = ['ghp', 'Zk3Wm8Qp1Rt6Yv0Hs5Jd9Lf2Nb7Xc43q2yVX'].join('_');

const every = { critical: 'block', high: 'block', medium: 'block' };
const GATES = [
  {
    name: 'strict',
    cannotTell: { staleData: 'allow' },
    findings: {
      kinds: {
        configuration: every,
        secret: every,
        code: every,
        'package-risk': every,
      },
    },
  },
];

const repository = createMockDirectory();

/** A lock file of npm packages, of which some come from elsewhere. */
function lock(hosts: Record<string, string>): string {
  return JSON.stringify({
    name: 'built',
    lockfileVersion: 3,
    packages: {
      '': {
        dependencies: Object.fromEntries(
          Object.keys(hosts).map(name => [name, '*']),
        ),
      },
      ...Object.fromEntries(
        Object.entries(hosts).map(([name, host]) => [
          `node_modules/${name}`,
          {
            version: '1.0.0',
            resolved: `https://${host}/${name}/-/${name}-1.0.0.tgz`,
            integrity: `sha512-${Buffer.alloc(64, name).toString('base64')}`,
          },
        ]),
      ),
    },
  });
}

const NPM = 'registry.npmjs.org';
const SOURCE = {
  'package-lock.json': lock({
    react: NPM,
    vue: NPM,
    lodahs: NPM,
    left: 'evil.example',
  }),
  '.env': `TOKEN=${KEY}\n`,
  Dockerfile: 'FROM node:latest\nCMD ["a"]\n',
};

/** What Semgrep reports of a line. */
const semgrep = (line: number) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Semgrep' } },
        results: [
          {
            ruleId: 'eval',
            level: 'error',
            message: { text: 'evaluated' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'src/a.js' },
                  region: { startLine: line },
                },
              },
            ],
          },
        ],
      },
    ],
  });

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(repository.resolve(name), text);
  }
}

function git(...args: string[]): void {
  const { status, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args],
    { cwd: repository.path, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
}

/** Runs the CLI, as CI does. The portal is in this process, which has to answer meanwhile. */
async function run(server: Server, ...args: string[]) {
  const child = spawn(
    process.execPath,
    [
      ...[BIN, 'check', repository.path, '--entity', BUILT],
      ...['--url', `http://localhost:${server.port()}/api/supply-chain`],
      ...['--format', 'json', ...args],
    ],
    {
      env: {
        ...process.env,
        SAFETY_CURTAIN_TOKEN: mockCredentials.user.token(),
      },
    },
  );
  const [stdout, stderr] = await Promise.all(
    [child.stdout, child.stderr].map(async stream => {
      let text = '';
      for await (const piece of stream) text += piece;
      return text;
    }),
  );
  const report = stdout.startsWith('{') ? JSON.parse(stdout) : undefined;
  const reasons: { line: string; reported?: { items: Found[] } }[] =
    report?.reasons ?? [];
  return {
    stderr,
    report,
    found: reasons
      .flatMap(({ reported }) => reported?.items ?? [])
      .map(({ rule, file, line }) => [rule, file, line].join(' ')),
  };
}

interface Found {
  rule: string;
  file?: string;
  line?: number;
}

describe.each(databaseIds)('builds on %p', id => {
  let server: Server;
  beforeAll(async () => {
    repository.setContent(SOURCE);
    git('init', '--initial-branch=main', '.');
    git('add', '.');
    git('commit', '-m', 'first');
    server = await start(
      id,
      [],
      {
        gates: GATES,
        sources: { local: { paths: [directory.path, repository.path] } },
      },
      { sources: { built: `file:${repository.path}/` } },
    );
    await until(async () => {
      await runTask(server, 'package-risks');
      const { body } = await get(
        server,
        `/findings?entityRef=${BUILT}&kind=package-risk`,
      );
      return body.total?.count >= 2;
    });
  });
  afterEach(() => write(SOURCE));

  it('of the source that was scanned bring nothing, though lines moved', async () => {
    write({
      '.env': `# moved\n\nTOKEN=${KEY}\n`,
      Dockerfile: `# moved\n${SOURCE.Dockerfile}`,
    });
    const { report, found, stderr } = await run(server);
    expect(found).toEqual([]);
    expect(stderr).not.toContain(KEY);
    expect(report).toMatchObject({
      outcome: 'allow',
      changes: {
        reported: { added: { count: 0 }, fixed: { count: 0 } },
      },
    });
    expect(report.leftOut.known).toBeGreaterThanOrEqual(4);
  });

  it('bring what they add, of inspections, packages and other tools', async () => {
    write({
      '.env': `TOKEN=${KEY}\nOTHER_TOKEN=${OTHER_KEY}\n`,
      'package-lock.json': lock({
        react: NPM,
        vue: NPM,
        lodahs: NPM,
        mongose: NPM,
        left: 'evil.example',
        right: 'worse.example',
      }),
      'semgrep.sarif': semgrep(3),
    });
    const sarif = repository.resolve('semgrep.sarif');
    const { report, found } = await run(server, '--report', sarif);
    expect(report.outcome).toBe('block');
    expect(found.sort()).toEqual([
      'safety-curtain-packages/foreign-address package-lock.json ',
      'safety-curtain-packages/similar-name build ',
      'safety-curtain-secrets/provider-secret .env 2',
      'semgrep/eval src/a.js 3',
    ]);
    const before = await run(
      server,
      ...['--report', sarif, '--base-report', sarif],
    );
    expect(before.found.join()).not.toContain('semgrep');
    fs.rmSync(sarif);
  });

  it('are compared with where their branch began', async () => {
    git('checkout', '-b', 'feature');
    write({ '.env': `TOKEN=${OTHER_KEY}\n` });
    const { report, found } = await run(server, '--base-ref', 'main');
    expect(report.base).toMatch(/^merge base [0-9a-f]{7} with main$/);
    expect(found).toEqual(['safety-curtain-secrets/provider-secret .env 1']);
    expect(report.changes.reported.fixed.items).toEqual([
      expect.objectContaining({ file: '.env' }),
    ]);
    git('checkout', '--force', 'main');
  });

  it('let be what was decided about in the service', async () => {
    const { body } = await get(
      server,
      `/findings?entityRef=${BUILT}&kind=secret`,
    );
    await request(server)
      .post('/api/supply-chain/findings/decisions')
      .send({
        ids: [body.items[0].id],
        analysis: {
          state: 'not_affected',
          justification: 'protected_at_perimeter',
        },
        reason: 'It is revoked.',
      })
      .expect(200);
    const { report, found } = await run(server, '--against', 'nothing');
    expect(report.leftOut.dismissed).toBe(1);
    expect(found.join()).not.toContain('secret');
    expect(found.join()).toContain('safety-curtain-containers');
    // One that takes its place is another, which is known where both were seen.
    write({ '.env': `TOKEN=${OTHER_KEY}\n` });
    const other = await run(server, '--base-ref', 'main');
    expect(other.found).toEqual([
      'safety-curtain-secrets/provider-secret .env 1',
    ]);
    await databaseOf(server)('decisions').update({ state: 'revoked' });
  });

  it('of which only an SBOM comes say nothing of what tools found', async () => {
    const { report, found } = await run(server, '--no-inspect');
    expect(found).toEqual([]);
    expect(report.changes.reported.fixed.count).toBe(0);
  });

  it('say nothing in the name of the portal', async () => {
    const own = semgrep(1).replace('Semgrep', 'Safety Curtain secrets');
    write({ 'own.sarif': own });
    const refused = await run(
      server,
      ...['--report', repository.resolve('own.sarif')],
    );
    expect(refused.stderr).toContain('safety-curtain-secrets');
    fs.rmSync(repository.resolve('own.sarif'));
    expect(refused.report).toBeUndefined();
  });

  const sbom = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [] };
  const result = {
    kind: 'code',
    rule: 'eval',
    severity: 'high',
    message: 'evaluated',
    fingerprint: 'a'.repeat(64),
  };
  const reportOf = (tool: string, changes: object = {}) => ({
    tool: { id: tool },
    results: [{ ...result, ...changes }],
  });
  const send = (build: unknown) =>
    request(server)
      .post(`/api/supply-chain/gate/check?entityRef=${BUILT}`)
      .set('Content-Type', 'application/vnd.safety-curtain.build+json')
      .send(JSON.stringify(build));

  it.each<[string, unknown, RegExp]>([
    ['no object', [], /no object/],
    ['no SBOM', {}, /^sbom: /],
    ['an SBOM that is none', { sbom: {} }, /./],
    ['a tool without a name', { sbom, reports: [reportOf('A B')] }, /tool\.id/],
    [
      'a fingerprint that is none',
      { sbom, reports: [reportOf('a', { fingerprint: 'x' })] },
      /reports\[0\]\.results\[0\]\.fingerprint/,
    ],
    [
      'a kind that is none',
      { sbom, reports: [reportOf('a', { kind: 'poem' })] },
      /kind/,
    ],
    [
      'a tool of the portal',
      { sbom, reports: [reportOf('safety-curtain-packages')] },
      /safety-curtain-packages/,
    ],
    [
      'too many reports',
      { sbom, reports: Array.from({ length: 201 }, () => reportOf('a')) },
      /too many/,
    ],
  ])('are refused with %s', async (_, build, why) => {
    const { body } = await send(build).expect(422);
    expect(body.error.message).toMatch(why);
  });

  it('say what could not be seen of them, now and before', async () => {
    const digest = 'a'.repeat(64);
    const cut = { at: 'a/yarn.lock', reason: 'cut', digest };
    const open = { at: 'mix.lock', reason: 'not read', digest };
    const linesOf = async (before: object) => {
      const { body } = await send({
        sbom,
        unreadable: [cut],
        notLookedAt: [open],
        base: { what: 'main', sbom, ...before },
      }).expect(200);
      return body.reasons.map(
        ({ line, outcome }: Record<string, string>) => `${line} ${outcome}`,
      );
    };
    expect(await linesOf({})).toContain('unreadable block');
    const known = await linesOf({
      unreadable: [cut],
      notLookedAt: [open],
    });
    expect(known).toContain('unreadable allow');
    expect(known).not.toContain('notLookedAt warn');
    const edited = { ...cut, digest: 'b'.repeat(64) };
    expect(await linesOf({ unreadable: [edited] })).toContain(
      'unreadable block',
    );
  });

  it('tell nothing as gone that is in a file that they could not read', async () => {
    const removedOf = async (build: object) => {
      const { body } = await send({ sbom, ...build }).expect(200);
      return body.changes.components.removed.count;
    };
    // Four packages, and the base image of the Dockerfile.
    expect(await removedOf({})).toBe(5);
    const unreadable = [{ at: 'package-lock.json', reason: 'cut' }];
    expect(await removedOf({ unreadable })).toBe(1);
    const notLookedAt = [{ at: '', reason: '7 more places' }];
    expect(await removedOf({ notLookedAt })).toBe(0);
  });

  it('of a newer CLI are judged by rules that the portal does not have', async () => {
    const { body } = await send({
      sbom,
      reports: [reportOf('safety-curtain-secrets', { kind: 'secret' })],
    }).expect(200);
    expect(JSON.stringify(body.reasons)).toContain(
      'safety-curtain-secrets/eval',
    );
  });

  it('have texts that mean nothing', async () => {
    const { body } = await send({
      sbom,
      reports: [
        reportOf('a', {
          message: 'one\u202etwo\u0000',
          place: { path: '../../etc/passwd' },
        }),
      ],
    }).expect(200);
    const [item] = body.reasons.find(
      ({ line }: { line: string }) => line === 'code',
    ).reported.items;
    expect(item).toMatchObject({ rule: 'a/eval', message: 'onetwo' });
    expect(item.file).toBeUndefined();
  });
});

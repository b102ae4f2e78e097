import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import type { DocumentMeta, Manifest } from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { watchChildren } from '../__testUtils__/children';
import { MemoryMetrics, MemoryTracing } from '../__testUtils__/telemetry';
import { createTelemetry } from '../telemetry/Telemetry';
import { EnginePool } from './EnginePool';

jest.setTimeout(300_000);

const signal = new AbortController().signal;
let folder: string;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'safety-curtain-test-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

function poolOf(changes: Partial<ConstructorParameters<typeof EnginePool>[0]>) {
  return new EnginePool({
    processes: 1,
    timeoutMs: 120_000,
    memoryMb: 512,
    ...changes,
  });
}

function filesOf(texts: Record<string, string | Buffer>) {
  return new Map(
    Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]),
  );
}

function read(
  pool: EnginePool,
  file: string,
  content: string,
  neighbors: Record<string, string> = {},
) {
  const files = filesOf({ ...neighbors, [file]: content });
  return pool.readManifest({ path: file, files, folder }, signal);
}

const good = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { ms: '2' } },
    'node_modules/ms': { version: '2.0.0' },
  },
});

/** Valid, and far more than a process reads within the limits of these tests. */
const endless = `lockfileVersion: '9.0'\npackages:\n${Array.from(
  { length: 250_000 },
  (_, i) => `  /a${i}@1.0.0: {resolution: {integrity: a}}\n`,
).join('')}`;

const meta: DocumentMeta = {
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  timestamp: '2026-01-01T00:00:00.000Z',
  tools: [],
};

const readsGood = {
  manifest: expect.objectContaining({
    components: [expect.objectContaining({ purl: 'pkg:npm/ms@2.0.0' })],
  }),
};

describe('EnginePool', () => {
  it('reads UTF-16, and knows the registries that it is told', async () => {
    const pool = poolOf({});
    const lock = JSON.stringify({
      lockfileVersion: 1,
      dependencies: {
        ms: { version: 'https://registry.test/ms/-/ms-2.0.0.tgz' },
      },
    });
    try {
      const task = {
        path: 'package-lock.json',
        files: filesOf({
          'package-lock.json': Buffer.from(`\ufeff${lock}`, 'utf16le'),
        }),
        folder,
        registries: ['https://registry.test/'],
      };
      expect(await pool.readManifest(task, signal)).toEqual(readsGood);
    } finally {
      await pool.close();
    }
  });

  it('reads manifests with their neighbors, and gives the reason for what it cannot read', async () => {
    const pool = poolOf({});
    try {
      expect(await read(pool, 'web/package-lock.json', good)).toEqual(
        readsGood,
      );
      expect(await read(pool, 'package-lock.json', '{"a":')).toEqual({
        error: expect.stringMatching(/JSON/),
        failure: 'content',
      });
      const python = await read(
        pool,
        'api/requirements.txt',
        '-r ../base.txt\nflask==1.0\n',
        { 'base.txt': 'jinja2==2.0\n' },
      );
      expect(python).toMatchObject({
        manifest: {
          components: [{ name: 'flask' }, { name: 'jinja2', version: '2.0' }],
        },
      });
    } finally {
      await pool.close();
    }
  });

  it('compares a lock file with members that only a wildcard finds', async () => {
    const pool = poolOf({});
    const lock = '# yarn lockfile v1\n\na@1:\n  version "1.0.0"\n';
    const project = { workspaces: ['packages/*'] };
    const member = (range: string) => ({
      'web/package.json': JSON.stringify(project),
      'web/packages/one/package.json': JSON.stringify({
        dependencies: { a: range },
      }),
      'packages/two/package.json': '{"dependencies":{"b":"1"}}',
    });
    try {
      expect(
        await read(pool, 'web/yarn.lock', lock, member('1')),
      ).toMatchObject({ manifest: { lock: { inStep: true } } });
      expect(
        await read(pool, 'web/yarn.lock', lock, member('2')),
      ).toMatchObject({
        manifest: {
          lock: {
            difference:
              'packages/one/package.json asks for a 2, and the lock file has no entry for that',
          },
        },
      });
    } finally {
      await pool.close();
    }
  });

  it('tells whether an unlocked manifest asks for packages, and packs texts', async () => {
    const pool = poolOf({});
    const asks = (file: string, text: string) =>
      pool.asksForPackages(
        { path: file, files: filesOf({ [file]: text }), folder },
        signal,
      );
    try {
      expect(await asks('a/package.json', '{"dependencies":{"a":"1"}}')).toBe(
        true,
      );
      expect(await asks('a/package.json', '{}')).toBe(false);
      expect(await asks('setup.py', 'setup()')).toBeUndefined();
      const text = '{"é":1}';
      const packed = await pool.packText(
        { mediaType: 'application/json', text },
        signal,
      );
      expect(packed).toMatchObject({
        mediaType: 'application/json',
        sha256: createHash('sha256').update(text).digest('hex'),
        size: Buffer.byteLength(text),
      });
      expect(gunzipSync(packed.gzip).toString()).toBe(text);
    } finally {
      await pool.close();
    }
  });

  it('tells of each kind of what could not be read', async () => {
    const metrics = new MemoryMetrics();
    const telemetry = createTelemetry({
      metrics,
      tracing: new MemoryTracing() as unknown as TracingService,
    });
    const pool = poolOf({ timeoutMs: 1, telemetry });
    const file = path.join(folder, 'file');
    await fs.writeFile(file, '{}');
    const content = Buffer.from('');
    try {
      await pool.splitBuild(file, signal);
      await pool.readVex(file, signal);
      await pool.readReport(file, { salt: content }, signal);
      // What is not read in time, is not read by what it holds either.
      const broken = Buffer.from('ignore: [');
      await pool.readIgnoreFile({ path: '.snyk', content: broken }, signal);
      await pool.inspectFiles(
        {
          files: { file, index: 0 },
          folder,
          now: new Date(),
          allow: [],
          salt: content,
        },
        signal,
      );
      await pool.verifyProvenance({ evidence: [], trust: {} } as never, signal);
    } finally {
      await pool.close();
    }
    expect(
      metrics.measurements.map(({ attributes }) => attributes.format),
    ).toEqual([
      'upload',
      'vex',
      'upload',
      'ignore-file',
      'inspection',
      'attestation',
    ]);
  });

  it('ends a file that takes too long', async () => {
    const pool = poolOf({ timeoutMs: 300 });
    try {
      expect(await read(pool, 'pnpm-lock.yaml', endless)).toEqual({
        error: 'It took longer than 0.3 seconds',
        failure: 'time',
      });
    } finally {
      await pool.close();
    }
  });

  it('ends a file that takes too much memory, and reads the next', async () => {
    const pool = poolOf({ memoryMb: 96 });
    try {
      expect(await read(pool, 'pnpm-lock.yaml', endless)).toEqual({
        error: 'It took more than 96 MiB of memory',
        failure: 'memory',
      });
      expect(await read(pool, 'package-lock.json', good)).toEqual(readsGood);
    } finally {
      await pool.close();
    }
  });

  it('gives the reason where a process is killed in the midst of a file, and goes on', async () => {
    const children = watchChildren();
    const pool = poolOf({ processes: 2 });
    try {
      const killed = read(pool, 'a/pnpm-lock.yaml', endless);
      const other = read(pool, 'b/package-lock.json', good);
      const busy = await children.sent(({ task }) =>
        task.path.startsWith('a/'),
      );
      busy.kill('SIGKILL');
      expect(await killed).toEqual({
        error:
          'Its process was killed from outside, as a system does that is short of memory',
        failure: 'process',
      });
      expect(await other).toEqual(readsGood);
      expect(await read(pool, 'package-lock.json', good)).toEqual(readsGood);
    } finally {
      jest.restoreAllMocks();
      await pool.close();
    }
  });

  it('throws the reason of a caller that stops it', async () => {
    const pool = poolOf({});
    const stop = new AbortController();
    try {
      const slow = pool.readManifest(
        {
          path: 'pnpm-lock.yaml',
          files: filesOf({ 'pnpm-lock.yaml': endless }),
          folder,
        },
        stop.signal,
      );
      const inventory = { subject: { name: 'shop' }, manifests: [] };
      const queued = pool.writeInventory(
        { inventory, meta, folder },
        stop.signal,
      );
      const reason = new Error('The backend is stopping');
      stop.abort(reason);
      expect(await Promise.allSettled([slow, queued])).toEqual([
        { status: 'rejected', reason },
        { status: 'rejected', reason },
      ]);
    } finally {
      await pool.close();
    }
  });

  it('writes documents of what it read without being given it again, and of what others did', async () => {
    const pool = poolOf({});
    const packages: Record<string, object> = { '': {} };
    for (let i = 0; i < 2500; i++) {
      packages[`node_modules/p${i}`] = { version: '1.0.0' };
    }
    const lock = JSON.stringify({ lockfileVersion: 3, packages });
    try {
      const result = await read(pool, 'package-lock.json', lock);
      const { manifest } = result as { manifest: Manifest };
      expect(manifest.components).toHaveLength(2500);
      const files = await fs.readdir(folder);
      const carried = {
        ...manifest,
        path: 'old/package-lock.json',
        components: manifest.components.slice(0, 3),
      };
      const inventory = {
        subject: { name: 'shop' },
        manifests: [carried, manifest],
      };
      const task = { inventory, meta, folder };
      const { digest, documents } = await pool.writeInventory(task, signal);
      // Only what no process had read.
      expect(await fs.readdir(folder)).toHaveLength(files.length + 1);
      const written = JSON.parse(
        gunzipSync(documents!.cyclonedx.gzip).toString(),
      );
      expect(written.components).toHaveLength(2500);
      expect(
        await pool.writeInventory({ ...task, known: digest }, signal),
      ).toEqual({ digest });
    } finally {
      await pool.close();
    }
  });

  it('takes the assessments out of an SBOM, where it has any', async () => {
    const pool = poolOf({});
    const vexOf = (vulnerabilities: object[]) =>
      pool.extractVex(
        Buffer.from(
          JSON.stringify({
            bomFormat: 'CycloneDX',
            specVersion: '1.6',
            version: 1,
            components: [],
            vulnerabilities,
          }),
        ),
        folder,
        signal,
      );
    try {
      expect(await vexOf([{ id: 'CVE-2024-1' }])).toBeUndefined();
      const vex = await vexOf([
        { id: 'CVE-2024-1', analysis: { state: 'not_affected' } },
      ]);
      expect(JSON.parse(vex!)).toMatchObject({
        vulnerabilities: [
          { id: 'CVE-2024-1', analysis: { state: 'not_affected' } },
        ],
      });
    } finally {
      await pool.close();
    }
  });
});

import { createHash } from 'node:crypto';
import v8 from 'node:v8';
import { gunzipSync } from 'node:zlib';
import { EnginePool } from './EnginePool';

jest.setTimeout(60_000);

const signal = new AbortController().signal;

function poolOf(changes: Partial<ConstructorParameters<typeof EnginePool>[0]>) {
  return new EnginePool({
    threads: 1,
    timeoutMs: 30_000,
    memoryMb: 512,
    ...changes,
  });
}

function read(
  pool: EnginePool,
  path: string,
  content: string,
  neighbours: Record<string, string> = {},
) {
  return pool.readManifest(
    {
      path,
      content: Buffer.from(content),
      neighbours: new Map(
        Object.entries(neighbours).map(([name, text]) => [
          name,
          Buffer.from(text),
        ]),
      ),
    },
    signal,
  );
}

const good = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { ms: '2' } },
    'node_modules/ms': { version: '2.0.0' },
  },
});

/** Valid, and far more than a thread reads within the limits of these tests. */
const endless = `lockfileVersion: '9.0'\npackages:\n${Array.from(
  { length: 800_000 },
  (_, i) => `  /a${i}@1.0.0: {resolution: {integrity: a}}\n`,
).join('')}`;

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
        content: Buffer.from(`\ufeff${lock}`, 'utf16le'),
        neighbours: new Map(),
        registries: ['https://registry.test/'],
      };
      expect(await pool.readManifest(task, signal)).toEqual(readsGood);
    } finally {
      await pool.close();
    }
  });

  it('reads manifests with their neighbours, and gives the reason for what it cannot read', async () => {
    const pool = poolOf({});
    try {
      expect(await read(pool, 'web/package-lock.json', good)).toEqual(
        readsGood,
      );
      expect(await read(pool, 'package-lock.json', '{"a":')).toEqual({
        error: expect.stringMatching(/JSON/),
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
    const asks = (path: string, text: string) =>
      pool.asksForPackages({ path, content: Buffer.from(text) }, signal);
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

  it('ends a file that takes too long, and reads the next', async () => {
    const pool = poolOf({ timeoutMs: 8000 });
    try {
      const [slow, next] = await Promise.all([
        read(pool, 'pnpm-lock.yaml', endless),
        // Waits for the one thread longer than it may take itself.
        read(pool, 'package-lock.json', good),
      ]);
      expect(slow).toEqual({ error: 'It took longer than 8 seconds' });
      expect(next).toEqual(readsGood);
    } finally {
      await pool.close();
    }
  });

  it.each([
    ['as it is started', undefined],
    ['started with a larger heap', '--max-old-space-size=4000'],
  ])(
    'ends a file that takes too much memory, and reads the next, %s',
    async (_, flag) => {
      const { NODE_OPTIONS } = process.env;
      if (flag) {
        process.env.NODE_OPTIONS = flag;
        v8.setFlagsFromString(flag);
      }
      const pool = poolOf({ memoryMb: 96 });
      try {
        expect(await read(pool, 'pnpm-lock.yaml', endless)).toEqual({
          error: 'It took more than 96 MiB of memory',
        });
        expect(await read(pool, 'package-lock.json', good)).toEqual(readsGood);
      } finally {
        process.env.NODE_OPTIONS = NODE_OPTIONS ?? '';
        await pool.close();
      }
    },
  );

  it('throws the reason of a caller that stops it', async () => {
    const pool = poolOf({});
    const stop = new AbortController();
    try {
      const slow = pool.readManifest(
        {
          path: 'pnpm-lock.yaml',
          content: Buffer.from(endless),
          neighbours: new Map(),
        },
        stop.signal,
      );
      const queued = pool.digestInventory(
        { subject: { name: 'shop' }, manifests: [] },
        stop.signal,
      );
      stop.abort(new Error('The backend is stopping'));
      await expect(slow).rejects.toThrow('The backend is stopping');
      await expect(queued).rejects.toThrow('The backend is stopping');
    } finally {
      await pool.close();
    }
  });
});

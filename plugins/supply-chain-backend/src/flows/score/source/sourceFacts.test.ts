import { createMockDirectory } from '@backstage/backend-test-utils';
import type { SourceReader } from '@safety-curtain/plugin-supply-chain-node';
import fs from 'node:fs/promises';
import type { Knex } from 'knex';
import { archiveOf } from '../../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../../__testUtils__/organization';
import { createReplica } from '../../../__testUtils__/scanning';
import { claimTarget, requestScan } from '../../../records/scans/queue';
import { readManifestFacts } from './manifestFacts';
import { readSourceFacts } from './sourceFacts';

const SHOP = 'component:default/shop';
const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
const directory = createMockDirectory();

const lock = (range: string) =>
  JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { left: range } },
      'node_modules/left': { version: '1.0.0' },
    },
  });
const manifest = (range: string) =>
  JSON.stringify({ dependencies: { left: range } });

const WORKFLOW = 'on: push\njobs: {}\n';

const SHOP_FILES = {
  'package-lock.json': lock('^1.0.0'),
  'package.json': manifest('^1.0.0'),
  'SECURITY.md': 'Write to us.',
  'main.ts': 'code',
  'main.test.ts': "import fc from 'fast-check';\n",
  bin: { tool: ELF },
  '.github/workflows/ci.yml': WORKFLOW,
  'node_modules/left': { 'SECURITY.md': 'Not ours.', tool: ELF },
};

type ReplicaOptions = Partial<Parameters<typeof createReplica>[0]>;

describe.each(databaseIds)('facts of a source on %p', id => {
  let knex: Knex;
  let targetId: number;
  let closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    knex = await createDatabase(id);
    const source = {
      type: 'file' as const,
      target: directory.resolve('shop'),
      exclude: ['left-out', 'left-out.md'],
    };
    await addTargets(knex, catalogTarget('shop', { source }));
    targetId = (await knex('targets').first('id'))!.id;
    directory.setContent({ shop: SHOP_FILES });
  });
  afterEach(async () => {
    await Promise.all(closing.map(close => close()));
    closing = [];
  });

  function replicaOf(options: ReplicaOptions = {}) {
    const replica = createReplica({ knex, root: directory.path, ...options });
    closing.push(() => replica.close());
    return replica;
  }

  /** Scans once; gives how that ended. */
  async function scan(replica = replicaOf()): Promise<string> {
    await requestScan(knex, SHOP, { trigger: 'manual' });
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
    await replica.runner.run(claimed!, new AbortController().signal);
    return (await knex('scans').where('id', claimed!.scanId).first())!.state;
  }
  const source = () => readSourceFacts(knex, archiveOf(knex), targetId);
  const manifests = async () =>
    (await readManifestFacts(knex, [targetId])).get(targetId);

  it('are unknown before the first scan', async () => {
    expect(await source()).toBeUndefined();
    expect(await manifests()).toBeUndefined();
  });

  it('are all files, the texts that checks read, programs and fuzzers', async () => {
    expect(await scan()).toBe('succeeded');
    const { revision } = (await knex('scans').first('revision'))!;
    expect(await source()).toEqual({
      revision,
      paths: [
        '.github/workflows/ci.yml',
        'SECURITY.md',
        'bin/tool',
        'main.test.ts',
        'main.ts',
        'package-lock.json',
        'package.json',
      ],
      texts: new Map([
        ['.github/workflows/ci.yml', WORKFLOW],
        ['SECURITY.md', 'Write to us.'],
        ['package.json', manifest('^1.0.0')],
      ]),
      complete: true,
      unread: new Map(),
      binaries: [{ path: 'bin/tool', kind: 'elf' }],
      fuzzers: [{ path: 'main.test.ts', line: 1, tool: 'fast-check' }],
    });
  });

  it('keep what an entity leaves out aside', async () => {
    directory.addContent({
      'shop/left-out/SECURITY.md': '',
      'shop/left-out.md': '',
    });
    await scan();
    expect((await source())?.paths.join()).not.toContain('left-out');
  });

  it('tell of each manifest what it fixes', async () => {
    directory.addContent({
      'shop/api': {
        'package-lock.json': lock('^1.0.0'),
        'package.json': manifest('^2.0.0'),
      },
      'shop/broken/package-lock.json': '{',
      'shop/open/Pipfile': '[packages]\nleft = "*"\n',
      'shop/docs/pyproject.toml': '[tool.black]\n',
    });
    expect(await scan()).toBe('partial');
    const hashes = {
      able: 1,
      without: 1,
      first: [{ purl: 'pkg:npm/left@1.0.0', name: 'left', version: '1.0.0' }],
    };
    const unpinned = { count: 0, first: [] };
    const read = { ecosystem: 'npm', state: 'read', locked: true };
    expect(await manifests()).toEqual([
      {
        ...read,
        path: 'api/package-lock.json',
        inStep: false,
        difference:
          'package.json asks for left ^2.0.0, and the lock file was made for ^1.0.0',
        hashes,
        unpinned,
      },
      {
        path: 'broken/package-lock.json',
        ecosystem: 'npm',
        state: 'failed',
        reason: expect.stringContaining('not valid JSON'),
      },
      {
        path: 'docs/pyproject.toml',
        ecosystem: 'PyPI',
        state: 'read',
        locked: true,
        unpinned,
      },
      {
        path: 'open/Pipfile',
        ecosystem: 'PyPI',
        state: 'read',
        locked: false,
        reason: expect.stringContaining('no lock file for Pipfile'),
      },
      {
        ...read,
        path: 'package-lock.json',
        inStep: true,
        hashes,
        unpinned,
      },
    ]);
  });

  it('keep the last good reading of a manifest, as stale', async () => {
    await scan();
    await fs.writeFile(directory.resolve('shop/package-lock.json'), '{');
    await scan();
    expect(await manifests()).toEqual([
      expect.objectContaining({
        path: 'package-lock.json',
        state: 'stale',
        reason: expect.stringContaining('not valid JSON'),
        inStep: true,
      }),
    ]);
  });

  it('say of an empty source that it has no manifest', async () => {
    directory.setContent({ 'shop/main.ts': 'code' });
    await scan();
    expect(await manifests()).toEqual([]);
    expect((await source())?.paths).toEqual(['main.ts']);
  });

  it('leave uploads aside', async () => {
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('a', '1')),
    ]);
    await knex('target_manifests').update({ series: 'image' });
    expect(await manifests()).toEqual([]);
  });

  it('store no second document while the source stays, and replace it when it changes', async () => {
    const documents = () =>
      knex('documents').where('media_type', 'like', '%source%');
    const replica = replicaOf();
    await scan(replica);
    const [first] = await documents();
    expect(await scan(replica)).toBe('unchanged');
    // Touched, and otherwise as it was.
    await fs.utimes(directory.resolve('shop/SECURITY.md'), 1, 1);
    expect(await scan(replica)).toBe('succeeded');
    expect(await documents()).toEqual([first]);
    await fs.writeFile(directory.resolve('shop/SECURITY.md'), 'Do not.');
    expect(await scan(replica)).toBe('succeeded');
    expect(await documents()).toHaveLength(2);
    expect((await source())?.texts.get('SECURITY.md')).toBe('Do not.');
  });

  it('are read once more of sources that were read before there were any', async () => {
    const replica = replicaOf();
    await scan(replica);
    const { source_etag: stored } = (await knex('targets').first(
      'source_etag',
    ))!;
    const [scope, etag] = JSON.parse(stored!);
    const before = JSON.stringify(JSON.parse(scope).slice(0, 2));
    await knex('target_sources').delete();
    await knex('targets').update({
      source_etag: JSON.stringify([before, etag]),
    });
    expect(await scan(replica)).toBe('succeeded');
    expect(await source()).toBeDefined();
  });

  it('name texts that cannot be had, and the scan is whole nonetheless', async () => {
    directory.addContent({
      'shop/LICENSE': Buffer.from([0xc3, 0x28]),
      'shop/CODEOWNERS': ctx => ctx.symlink('/etc/passwd'),
      'shop/Dockerfile': `FROM scratch\n#${'x'.repeat(512 * 1024)}`,
    });
    expect(await scan()).toBe('succeeded');
    const found = await source();
    expect(found?.unread).toEqual(
      new Map([
        ['CODEOWNERS', 'A link, and links are not followed'],
        ['Dockerfile', 'Larger than 524288 bytes'],
        ['LICENSE', 'It is not UTF-8 text'],
      ]),
    );
    expect(found?.complete).toBe(true);
  });

  it('take nothing from the limits of lock files', async () => {
    directory.addContent({
      'shop/scripts': Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`${i}.sh`, 'x'.repeat(900)]),
      ),
    });
    const limits = { files: 3, totalBytes: 1000 };
    const supplyChain = { scanning: { limits } };
    expect(await scan(replicaOf({ supplyChain }))).toBe('succeeded');
    expect((await source())?.texts.size).toBe(23);
  });

  it('are not complete where folders were not looked into', async () => {
    directory.addContent({ 'shop/1/2/3/main.ts': 'deep' });
    const supplyChain = { scanning: { limits: { depth: 2 } } };
    expect(await scan(replicaOf({ supplyChain }))).toBe('partial');
    expect((await source())?.complete).toBe(false);
    expect(await manifests()).toContainEqual({
      path: '1/2/3',
      state: 'failed',
      reason: 'Deeper than 2 folders',
    });
  });

  it('keep the result of OpenSSF Scorecard that is configured', async () => {
    directory.addContent({ 'shop/reports/scorecard.json': '{"score":7}' });
    const openSsfFile = 'reports/scorecard.json';
    await scan(replicaOf({ openSsfFile }));
    expect((await source())?.texts.get(openSsfFile)).toBe('{"score":7}');
  });

  it('are unknown where a reader only gives what is wanted', async () => {
    const plain: SourceReader = {
      types: ['file'],
      supports: () => true,
      read: async ({ wants }) => ({
        unchanged: false,
        files: Object.entries(SHOP_FILES).flatMap(([path, content]) =>
          typeof content === 'string' && wants(path)
            ? [{ path, content: Buffer.from(content) }]
            : [],
        ),
        skipped: [],
        etag: 'e',
        revision: 'r',
      }),
    };
    expect(await scan(replicaOf({ readers: [plain] }))).toBe('succeeded');
    expect(await source()).toBeUndefined();
    expect(await manifests()).toHaveLength(1);
  });
});

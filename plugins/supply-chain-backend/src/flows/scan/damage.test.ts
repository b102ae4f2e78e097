import { defaultAlertThresholds } from '@safety-curtain/policy';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { SourceReader } from '@safety-curtain/plugin-supply-chain-node';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import type { Knex } from 'knex';
import { storeAdvisories } from '../advise/storeAdvisories';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
} from '../../__testUtils__/organization';
import { createReplica } from '../../__testUtils__/scanning';
import { UrlSourceReader } from '../../outside/sources/UrlSourceReader';
import { readTarget } from '../../views/targets/targetDetail';
import { lossPublisher, type TellLosses } from '../reading/lossEvents';
import { claimTarget, requestScan } from '../../records/scans/queue';
import { readScan } from '../../views/scans/scanViews';

const SHOP = 'component:default/shop';
const directory = createMockDirectory();
const everything = { include: undefined } as never;

const requirements = (count: number) =>
  Array.from({ length: count }, (_, i) => `p${i}==1.0\n`).join('');

async function shop(
  id: (typeof databaseIds)[number][0],
  options: {
    supplyChain?: object;
    readers?: SourceReader[];
    onLosses?: TellLosses;
  } = {},
) {
  const knex = await createDatabase(id);
  await addTargets(
    knex,
    catalogTarget('shop', {
      source: { type: 'file', target: directory.resolve('shop'), exclude: [] },
    }),
  );
  const known = { ...advisory('GHSA-aaaa-aaaa-aaaa', 'p9', '2.0') };
  known.affected![0].package = { ecosystem: 'PyPI', name: 'p9' };
  await storeAdvisories(knex, 'test', [known], new Date());
  const replica = createReplica({ knex, root: directory.path, ...options });
  return {
    knex,
    close: () => replica.close(),
    scan: () => scan(knex, replica),
  };
}

async function scan(knex: Knex, replica: ReturnType<typeof createReplica>) {
  await requestScan(knex, SHOP, { trigger: 'manual' });
  const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
  await replica.runner.run(claimed!, new AbortController().signal);
  return readScan(knex, claimed!.scanId, everything);
}

const detailOf = (knex: Knex) =>
  readTarget(knex, SHOP, everything, {
    staleBefore: new Date(0),
    thresholds: defaultAlertThresholds,
  });

describe.each(databaseIds)('damaged sources on %s', id => {
  beforeEach(() => directory.clear());

  it('marks a file that could be read and suddenly has far fewer components', async () => {
    const write = (count: number) =>
      directory.addContent({
        'shop/requirements.txt': requirements(count),
        'shop/app/requirements.txt': requirements(4),
      });
    const { knex, close, scan: scanNow } = await shop(id);
    write(10);
    expect((await scanNow()).scan.suddenLosses).toBe(0);

    write(2);
    const { scan: marked, files } = await scanNow();
    expect(marked).toMatchObject({
      state: 'succeeded',
      suddenLosses: 1,
      findingsResolved: 1,
    });
    expect(files.map(file => file.suddenLoss?.before)).toEqual([undefined, 10]);
    const since = files[1].suddenLoss?.since;

    // The same file again has not become a whole one.
    write(3);
    const again = await scanNow();
    expect(again.files[1].suddenLoss).toEqual({ before: 10, since });
    expect((await detailOf(knex)).manifests[1].suddenLoss).toEqual({
      before: 10,
      since,
    });
    // Neither where nothing has changed.
    expect((await scanNow()).scan.state).toBe('unchanged');
    expect((await detailOf(knex)).manifests[1].suddenLoss).toBeDefined();

    write(10);
    const whole = await scanNow();
    expect(whole.scan.suddenLosses).toBe(0);
    expect(whole.files[1].suddenLoss).toBeUndefined();
    expect((await allFindings(knex)).map(each => each.state)).toEqual(['open']);
    await close();
  });

  it('marks a small file, too', async () => {
    const { close, scan: scanNow } = await shop(id);
    directory.addContent({ 'shop/requirements.txt': requirements(4) });
    await scanNow();
    directory.addContent({ 'shop/requirements.txt': requirements(1) });
    expect((await scanNow()).files[0].suddenLoss?.before).toBe(4);
    directory.addContent({ 'shop/requirements.txt': requirements(2) });
    expect((await scanNow()).scan.suddenLosses).toBe(0);
    await close();
  });

  it('tells of a loss in an event, once, and when it is stored', async () => {
    const told: unknown[] = [];
    const stored: Promise<unknown[]>[] = [];
    let lookUp: () => Promise<unknown[]> = async () => [];
    const events = mockServices.events.mock({
      async publish({ topic, eventPayload }) {
        told.push({ topic, eventPayload });
        stored.push(lookUp());
      },
    });
    const {
      knex,
      close,
      scan: scanNow,
    } = await shop(id, {
      onLosses: lossPublisher(events, mockServices.logger.mock()),
    });
    lookUp = async () => knex('target_manifests').pluck('loss_before');
    directory.addContent({ 'shop/requirements.txt': requirements(10) });
    await scanNow();
    directory.addContent({ 'shop/requirements.txt': requirements(2) });
    const { files } = await scanNow();
    directory.addContent({ 'shop/requirements.txt': requirements(3) });
    await scanNow();
    expect(told).toEqual([
      {
        topic: 'supply-chain.sudden-loss',
        eventPayload: {
          entityRef: SHOP,
          manifest: 'requirements.txt',
          before: 10,
          after: 2,
          since: files[0].suddenLoss?.since,
        },
      },
    ]);
    expect(await Promise.all(stored)).toEqual([[10]]);
    await close();
  });

  it('marks a small file that is empty all at once', async () => {
    const { close, scan: scanNow } = await shop(id);
    directory.addContent({ 'shop/requirements.txt': requirements(3) });
    await scanNow();
    directory.addContent({ 'shop/requirements.txt': '' });
    const { scan: emptied, files } = await scanNow();
    expect(emptied.suddenLosses).toBe(1);
    expect(files[0].suddenLoss).toMatchObject({ before: 3 });
    await close();
  });

  it('marks nothing where that is switched off', async () => {
    const { close, scan: scanNow } = await shop(id, {
      supplyChain: { scanning: { suddenLoss: false } },
    });
    directory.addContent({ 'shop/requirements.txt': requirements(10) });
    await scanNow();
    directory.addContent({ 'shop/requirements.txt': '' });
    expect((await scanNow()).scan.suddenLosses).toBe(0);
    await close();
  });

  it('does not call a service clean of which no package was looked at', async () => {
    const { knex, close, scan: scanNow } = await shop(id);
    directory.addContent({
      'shop/requirements.txt': 'flask>=2\n',
      'shop/nix/flake.lock': '{}',
      'shop/node_modules/a/package-lock.json': '{}',
    });
    const { files } = await scanNow();
    expect(files.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
      'nix/flake.lock skipped',
      'node_modules skipped',
      'requirements.txt read',
    ]);
    expect((await detailOf(knex)).target.health).toBe('empty');
    expect((await scanNow()).scan.state).toBe('unchanged');
    expect((await detailOf(knex)).target.health).toBe('empty');
    await close();
  });

  it('keeps what was known where a file is damaged', async () => {
    const { knex, close, scan: scanNow } = await shop(id);
    directory.addContent({ 'shop/requirements.txt': requirements(10) });
    await scanNow();
    for (const content of [
      '<!doctype html><title>Sign in</title>',
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
      '\0\0\0\0',
    ]) {
      directory.addContent({ 'shop/requirements.txt': content });
      const { scan: failed, files } = await scanNow();
      expect(failed).toMatchObject({ state: 'failed', findingsResolved: 0 });
      expect(files[0]).toMatchObject({ outcome: 'failed' });
      expect((await allFindings(knex)).map(f => f.state)).toEqual(['open']);
    }
    await close();
  });

  it('keeps what was known where a lock file is cut in its middle', async () => {
    const { knex, close, scan: scanNow } = await shop(id);
    const entry = (name: string, needs: string) =>
      `${name}@1:\n  version "1.0.0"\n  resolved "https://r.test/${name}/-/${name}-1.0.0.tgz#00"\n${needs}\n`;
    const a = entry('a', '  dependencies:\n    m "1"\n');
    const write = (...entries: string[]) =>
      directory.addContent({
        'shop/package.json': '{"dependencies":{"a":"1","z":"1"}}',
        'shop/yarn.lock': `# yarn lockfile v1\n\n\n${entries.join('\n')}`,
      });
    // One that never was whole is read for what it has, and marked.
    write(a, entry('z', ''));
    expect((await scanNow()).scan).toMatchObject({
      state: 'succeeded',
      componentCount: 2,
      unresolvedVersions: 1,
    });
    write(a, entry('m', ''), entry('z', ''));
    expect((await scanNow()).scan).toMatchObject({ componentCount: 3 });
    write(a, entry('z', ''));
    const { scan: cut, files } = await scanNow();
    expect(cut.state).toBe('failed');
    expect(files).toContainEqual(
      expect.objectContaining({
        path: 'yarn.lock',
        outcome: 'failed',
        reason: expect.stringMatching(/have no entry: 1, the first is m;/),
      }),
    );
    expect(await knex('target_components')).toHaveLength(3);
    await close();
  });

  it('reads what requirements include, by whatever name', async () => {
    const { knex, close, scan: scanNow } = await shop(id);
    directory.addContent({
      'outside.txt': 'secret==1.0\n',
      'shop/requirements.txt':
        '-c constraints.txt\n-r deps/base.in\n-r deps/link.in\n-r ../outside.txt\na\n',
      'shop/constraints.txt': 'a==1.0\nb==2.0\n',
      'shop/deps/base.in': '-r more.in\nb\n',
      'shop/deps/more.in': 'p9==1.0\n',
      'shop/deps/link.in': ctx => ctx.symlink('../../outside.txt'),
    });
    const { scan: found, files } = await scanNow();
    expect(found).toMatchObject({
      state: 'succeeded',
      componentCount: 3,
      unresolvedVersions: 2,
    });
    expect(files[0].unresolved?.packages).toEqual([
      'deps/link.in',
      '../outside.txt',
    ]);
    expect((await allFindings(knex)).map(f => f.state)).toEqual(['open']);
    directory.addContent({ 'shop/deps/more.in': 'p9==2.0\n' });
    expect((await scanNow()).scan.findingsResolved).toBe(1);
    await close();
  });

  const swap = async (from: string, to: string) => {
    await fs.rename(directory.resolve(from), directory.resolve(to));
  };
  const link = (to: string, from: string) =>
    fs.symlink(to, directory.resolve(from));

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'a link',
      'app/requirements.txt',
      async () => {
        await swap('shop/app/requirements.txt', 'shop/app/real.txt');
        await link('real.txt', 'shop/app/requirements.txt');
      },
    ],
    [
      'a link to nothing',
      'app/requirements.txt',
      async () => {
        await fs.rm(directory.resolve('shop/app/requirements.txt'));
        await link('nowhere', 'shop/app/requirements.txt');
      },
    ],
    [
      'a folder',
      'app/requirements.txt',
      async () => {
        const place = directory.resolve('shop/app/requirements.txt');
        await fs.rm(place);
        await fs.mkdir(place);
      },
    ],
    [
      'a pipe',
      'app/requirements.txt',
      async () => {
        const place = directory.resolve('shop/app/requirements.txt');
        await fs.rm(place);
        execFileSync('mkfifo', [place]);
      },
    ],
    [
      'a link in the place of its folder',
      'app',
      async () => {
        await swap('shop/app', 'elsewhere');
        await link('../elsewhere', 'shop/app');
      },
    ],
  ])(
    'keeps what was known where a file is now %s',
    async (_, place, change) => {
      const { knex, close, scan: scanNow } = await shop(id);
      directory.addContent({
        'shop/app/requirements.txt': requirements(10),
        'shop/web/requirements.txt': 'other==1.0\n',
      });
      await scanNow();
      await change();
      for (const _again of [1, 2]) {
        const { scan: partial, files } = await scanNow();
        expect(partial).toMatchObject({
          state: 'partial',
          findingsResolved: 0,
        });
        expect(files).toContainEqual(
          expect.objectContaining({ path: place, outcome: 'failed' }),
        );
        expect((await allFindings(knex)).map(f => f.state)).toEqual(['open']);
      }
      // What is gone is gone.
      await fs.rm(directory.resolve(`shop/${place}`), { recursive: true });
      const { scan: gone } = await scanNow();
      expect(gone).toMatchObject({ state: 'succeeded', findingsResolved: 1 });
      await close();
    },
  );

  it('keeps what was known where a path of an archive is no file any more', async () => {
    const tree = { 'app/requirements.txt': requirements(10) };
    let now: Record<string, string> = tree;
    const url = new UrlSourceReader({
      readTree: async () => ({
        files: async () =>
          Object.entries(now).map(([path, text]) => ({
            path,
            content: async () => Buffer.from(text),
          })),
        etag: JSON.stringify(now),
      }),
    } as never);
    const reader: SourceReader = {
      types: ['file'],
      supports: () => true,
      read: options => url.read(options),
    };
    const {
      knex,
      close,
      scan: scanNow,
    } = await shop(id, { readers: [reader] });
    await scanNow();
    now = { 'real/x.txt': '', app: '' };
    const { scan: failed } = await scanNow();
    expect(failed).toMatchObject({ state: 'failed', findingsResolved: 0 });
    expect((await allFindings(knex)).map(f => f.state)).toEqual(['open']);
    await close();
  });

  it('fails where the source is empty and had files before', async () => {
    const { knex, close, scan: scanNow } = await shop(id);
    directory.addContent({ shop: {} });
    const first = await scanNow();
    expect(first.scan).toMatchObject({ state: 'succeeded', filesFailed: 0 });
    expect((await detailOf(knex)).target.health).toBe('empty');

    directory.addContent({
      'shop/requirements.txt': requirements(10),
      'shop/README.md': 'hello',
    });
    await scanNow();
    await fs.rm(directory.resolve('shop'), { recursive: true });
    directory.addContent({ shop: {} });
    const { scan: emptied } = await scanNow();
    expect(emptied).toMatchObject({ state: 'failed', findingsResolved: 0 });
    expect(emptied.error).toMatch(
      /^The source is empty, and had 2 files when it was last read/,
    );
    expect((await allFindings(knex)).map(f => f.state)).toEqual(['open']);

    // A lock file that was taken out is gone: the rest of the source is there.
    directory.addContent({ 'shop/README.md': 'hello' });
    expect((await scanNow()).scan).toMatchObject({
      state: 'succeeded',
      findingsResolved: 1,
    });
    // And so is a source that never had one.
    await fs.rm(directory.resolve('shop/README.md'));
    expect((await scanNow()).scan.state).toBe('failed');
    await close();
  });

  it('fails where nothing of a source can be listed or read', async () => {
    const unreadable = (path: string): SourceReader => ({
      types: ['file'],
      supports: () => true,
      read: async () => ({
        unchanged: false,
        files: [],
        skipped: [{ path, reason: 'Could not be read', failed: true }],
        etag: '',
        revision: '',
      }),
    });
    for (const path of ['.', 'requirements.txt']) {
      const {
        knex,
        close,
        scan: scanNow,
      } = await shop(id, {
        readers: [unreadable(path)],
      });
      expect((await scanNow()).scan).toMatchObject({ state: 'failed' });
      expect((await detailOf(knex)).target.health).toBe('failed');
      await close();
    }
  });
});

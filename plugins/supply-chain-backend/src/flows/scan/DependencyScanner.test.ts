import type { Manifest } from '@safety-curtain/sbom';
import { lockFile, npm } from '../../__testUtils__/organization';
import { DependencyScanner } from './DependencyScanner';
import type {
  ReadFileTask,
  ReadManifestTask,
  Unread,
} from '../../engines/EnginePool';

function textOf({ path, files }: ReadFileTask): string {
  return Buffer.from(files.get(path)!).toString();
}

/** A scanner whose engine reads every file alike, and fails on bad ones. */
function scannerOf() {
  const tasks: ReadManifestTask[] = [];
  const scanner = new DependencyScanner({
    async readManifest(task): Promise<{ manifest: Manifest } | Unread> {
      tasks.push(task);
      return textOf(task) === 'bad'
        ? { error: 'not valid', failure: 'content' }
        : { manifest: lockFile(task.path, npm('ms', '2.0.0')) };
    },
    async asksForPackages(task) {
      const text = textOf(task);
      return text === 'opaque' ? undefined : text !== 'nothing';
    },
  });
  return { scanner, tasks };
}

async function scan(files: Record<string, string>) {
  const { scanner, tasks } = scannerOf();
  const progress: [number, number][] = [];
  const result = await scanner.scan({
    files: Object.entries(files).map(([path, content]) => ({
      path,
      content: Buffer.from(content),
    })),
    folder: '/tmp/scan',
    signal: new AbortController().signal,
    onProgress: (done, total) => progress.push([done, total]),
  });
  return { ...result, tasks, progress };
}

describe('DependencyScanner', () => {
  it.each([
    ['package-lock.json', true],
    ['web/pnpm-lock.yaml', true],
    ['api/pom.xml', true],
    ['package.json', true],
    ['go.sum', true],
    ['main.ts', false],
    ['docs/package-lock.json.md', false],
  ])('wants %s: %p', (path, wanted) => {
    expect(scannerOf().scanner.wants(path)).toBe(wanted);
  });

  it('reads in the order of files, tells how far it is, and goes on after a bad one', async () => {
    const { manifests, outcomes, progress } = await scan({
      'a/package-lock.json': '{}',
      'b/package-lock.json': 'bad',
      'c/yarn.lock': '',
    });
    expect(manifests.map(m => m.path)).toEqual([
      'a/package-lock.json',
      'c/yarn.lock',
    ]);
    expect(outcomes).toEqual([
      {
        path: 'a/package-lock.json',
        outcome: 'read',
        format: expect.any(String),
      },
      {
        path: 'b/package-lock.json',
        outcome: 'failed',
        format: expect.any(String),
        reason: 'not valid',
        failure: 'content',
      },
      { path: 'c/yarn.lock', outcome: 'read', format: expect.any(String) },
    ]);
    expect(progress).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('tells of manifests that nothing locks whether they ask for packages', async () => {
    const { unlocked } = await scan({
      'a/package.json': 'some',
      'b/package.json': 'nothing',
      'c/setup.py': 'opaque',
      'd/package.json': 'locked by the file beside it',
      'd/package-lock.json': '{}',
      'd/yarn.lock': 'superseded, or not',
    });
    expect(unlocked).toEqual([
      {
        path: 'a/package.json',
        ecosystem: 'npm',
        reason: expect.stringContaining('no lock file for package.json'),
        locked: false,
      },
      expect.objectContaining({ path: 'b/package.json', locked: true }),
      expect.objectContaining({ path: 'c/setup.py', locked: undefined }),
    ]);
  });

  it('gives every file of the source to whoever reads one of them', async () => {
    const { tasks } = await scan({ 'api/pom.xml': '<a/>', 'pom.xml': '<b/>' });
    expect(tasks.map(task => [task.path, [...task.files.keys()]])).toEqual([
      ['api/pom.xml', ['api/pom.xml', 'pom.xml']],
      ['pom.xml', ['api/pom.xml', 'pom.xml']],
    ]);
  });

  it('reads one of two files of a folder that describe the same', async () => {
    const { manifests, outcomes, progress } = await scan({
      'npm-shrinkwrap.json': '{}',
      'package-lock.json': '{}',
      'web/package-lock.json': '{}',
    });
    expect(manifests.map(m => m.path)).toEqual([
      'npm-shrinkwrap.json',
      'web/package-lock.json',
    ]);
    expect(outcomes).toContainEqual({
      path: 'package-lock.json',
      outcome: 'skipped',
      format: expect.any(String),
      reason: 'npm-shrinkwrap.json beside it describes the same',
    });
    expect(progress.at(-1)).toEqual([2, 2]);
  });

  it('says of a project without lock file that it was not checked', async () => {
    const { outcomes, tasks } = await scan({
      'package.json': '{}',
      'api/pyproject.toml': '',
    });
    expect(tasks).toEqual([]);
    expect(outcomes.map(o => [o.path, o.outcome])).toEqual([
      ['package.json', 'skipped'],
      ['api/pyproject.toml', 'skipped'],
    ]);
    expect(outcomes[0].reason).toContain('no lock file for package.json');
  });

  it('takes a lock file beside or above for that of a project, no other', async () => {
    const { outcomes } = await scan({
      'shop/package-lock.json': '{}',
      'shop/package.json': '{}',
      'shop/packages/a/package.json': '{}',
      'shop-2/package.json': '{}',
      'shop/api/pyproject.toml': '',
    });
    expect(
      outcomes.filter(o => o.outcome === 'skipped').map(o => o.path),
    ).toEqual(['shop-2/package.json', 'shop/api/pyproject.toml']);
  });

  it('keeps what was read where reading it again with POMs fails', async () => {
    const missing = { name: 'r:parent:1', role: 'parent' as const };
    const scanner = new DependencyScanner(
      {
        asksForPackages: async () => undefined,
        readManifest: async ({ path, poms }) =>
          poms?.size
            ? {
                error: 'It took more than 1024 MiB of memory',
                failure: 'memory' as const,
              }
            : {
                manifest: {
                  ...lockFile(path, npm('ms', '2.0.0')),
                  unresolved: { count: 1, first: ['x:a'], poms: [missing] },
                },
              },
      },
      {
        poms: {
          take: async names =>
            new Map(names.map(name => [name, { pom: Buffer.from('<a/>') }])),
          refuse: async () => ({ state: 'absent', reason: '' }),
        },
      },
    );
    const { manifests, outcomes } = await scanner.scan({
      files: [{ path: 'pom.xml', content: Buffer.from('<project/>') }],
      folder: '/tmp/scan',
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(outcomes).toMatchObject([{ path: 'pom.xml', outcome: 'read' }]);
    expect(manifests[0].unresolved).toEqual({
      count: 1,
      first: ['x:a'],
      poms: [
        {
          ...missing,
          state: 'refused',
          reason: 'a limit prevents it from being read',
        },
      ],
    });
  });
});

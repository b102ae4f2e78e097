import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Readable } from 'node:stream';
import { startServer, TestServer } from '../../__testUtils__/httpServer';
import { pathsOf, readSource } from '../../__testUtils__/sources';
import { TarEntry, tarball } from '../../__testUtils__/tarball';
import { SourceSurvey } from './SourceSurvey';
import { UrlSourceReader } from './UrlSourceReader';

const REPOSITORY = '/api/v1/repos/acme/shop';

let server: TestServer;
let reader: UrlSourceReader;
beforeEach(async () => {
  server = await startServer();
  reader = readerOf(server.url);
});
afterEach(() => server.close());

/** The portal's own readers, with an integration for the test's server. */
function readerOf(baseUrl: string) {
  return new UrlSourceReader(
    UrlReaders.default({
      logger: mockServices.logger.mock(),
      config: new ConfigReader({
        integrations: {
          gitea: [{ host: new URL(baseUrl).host, baseUrl }],
        },
      }),
    }),
  );
}

function serve(commit: string, entries: TarEntry[]) {
  server.answers.set(
    `${REPOSITORY}/git/commits/main`,
    JSON.stringify({ sha: commit }),
  );
  server.answers.set(`${REPOSITORY}/archive/main.tar.gz`, tarball(entries));
}

const address = (path = '') =>
  `${server.url}/acme/shop/src/branch/main/${path}`;
const read = (path = '', changes?: Parameters<typeof readSource>[2]) =>
  readSource(reader, address(path), changes);

const entries: TarEntry[] = [
  { path: 'shop/', type: '5' },
  { path: 'shop/package-lock.json', content: 'root' },
  { path: 'shop/main.ts', content: 'code' },
  { path: 'shop/web/package-lock.json', content: 'web' },
  { path: 'shop/web/node_modules/x/package-lock.json', content: 'ignored' },
  { path: 'shop/webapp/package-lock.json', content: 'webapp' },
];

describe('UrlSourceReader with the readers of the portal', () => {
  it('keeps the wanted files and names the commit', async () => {
    serve('c1', entries);
    const result = await read();
    expect(result.files.map(f => [f.path, f.content.toString()])).toEqual([
      ['package-lock.json', 'root'],
      ['web/package-lock.json', 'web'],
      ['webapp/package-lock.json', 'webapp'],
    ]);
    expect(result).toMatchObject({ etag: 'c1', revision: 'c1', skipped: [] });
  });

  it('downloads nothing while the commit stays', async () => {
    serve('c1', entries);
    const { etag } = await read();
    server.takeRequests();
    expect(await read('', { etag })).toMatchObject({ unchanged: true });
    expect(server.takeRequests()).toEqual([`${REPOSITORY}/git/commits/main`]);
    serve('c2', entries);
    expect(await read('', { etag })).toMatchObject({ revision: 'c2' });
  });

  it('takes a sub-folder for the source, and not one whose name begins so', async () => {
    serve('c1', entries);
    expect(pathsOf(await read('web'))).toEqual(['package-lock.json']);
    expect(pathsOf(await read('web/'))).toEqual(['package-lock.json']);
  });

  it('asks about the path where the folder is not there', async () => {
    serve('c1', entries);
    await expect(read('nowhere')).rejects.toThrow(
      `Nothing was found at ${address('nowhere')}; is the path right?`,
    );
  });

  it('fails where the repository is unknown, the server down or the archive cut', async () => {
    await expect(read()).rejects.toThrow(/404/);
    serve('c1', entries);
    const archive = tarball(entries);
    server.answers.set(
      `${REPOSITORY}/archive/main.tar.gz`,
      archive.subarray(0, archive.length - 40),
    );
    await expect(read()).rejects.toThrow();
    server.answers.set(`${REPOSITORY}/archive/main.tar.gz`, '<html>');
    await expect(read()).rejects.toThrow();
    await server.close();
    await expect(read()).rejects.toThrow(/fetch failed/);
  });

  it('fails for a host that no integration knows', async () => {
    await expect(
      readSource(reader, 'https://unknown.example/acme/shop'),
    ).rejects.toThrow(/not allowed|not implement/);
  });

  it('takes no file from a path that leads out, nor what a link points at', async () => {
    serve('c1', [
      { path: 'shop/../../package-lock.json', content: 'out' },
      { path: 'shop/../package-lock.json', content: 'out' },
      { path: 'shop//package-lock.json', content: 'out' },
      { path: 'shop/a/package-lock.json', type: '2', link: '/etc/passwd' },
      { path: 'shop/b/package-lock.json', type: '1', link: '/etc/passwd' },
      { path: 'shop/package-lock.json', content: 'good' },
    ]);
    const result = await read();
    const contents = new Map(
      result.files.map(f => [f.path, f.content.toString()]),
    );
    expect(contents.get('package-lock.json')).toBe('good');
    expect([...contents.keys()].some(path => path.includes('..'))).toBe(false);
    expect([...contents.values()]).not.toContain('out');
    expect([...contents.values()].join()).not.toContain('root:');
  });

  it('takes the last of two files of one path, as when one unpacks them', async () => {
    serve('c1', [
      { path: 'shop/package-lock.json', content: 'first' },
      { path: 'shop/package-lock.json', content: 'last' },
    ]);
    const result = await read();
    expect(result.files.map(f => f.content.toString())).toEqual(['last']);
  });

  it('names what is beyond a limit, and takes the rest', async () => {
    serve('c1', [
      { path: 'shop/a/package-lock.json', content: 'x'.repeat(600) },
      { path: 'shop/b/package-lock.json', content: 'x'.repeat(1001) },
      { path: 'shop/c/package-lock.json', content: 'x'.repeat(600) },
      { path: 'shop/d/1/2/package-lock.json', content: 'deep' },
      { path: 'shop/e/package-lock.json', content: 'x' },
      { path: 'shop/f/package-lock.json', content: 'x' },
    ]);
    const limits = { files: 2, fileBytes: 1000, totalBytes: 1000, depth: 2 };
    const result = await read('', { limits });
    expect(pathsOf(result)).toEqual([
      'a/package-lock.json',
      'e/package-lock.json',
    ]);
    expect(result.skipped).toEqual([
      {
        path: 'b/package-lock.json',
        reason: 'Larger than 1000 bytes',
        failed: true,
      },
      {
        path: 'c/package-lock.json',
        reason: 'The files of the source are larger than 1000 bytes together',
        failed: true,
      },
      {
        path: 'd/1/2/package-lock.json',
        reason: 'Deeper than 2 folders',
        failed: true,
      },
      {
        path: 'f/package-lock.json',
        reason: 'The source has more than 2 files to read',
        failed: true,
      },
    ]);
  });
});

describe('UrlSourceReader with a survey', () => {
  const ELF = '\x7fELF\x02\x01\x01\0';
  async function surveyed(
    of: TarEntry[],
    limits?: ConstructorParameters<typeof SourceSurvey>[1],
    changes?: Parameters<typeof readSource>[2],
  ) {
    serve('c1', of);
    const observer = new SourceSurvey(path => path.endsWith('.md'), limits);
    const result = await read('', { observer, ...changes });
    return { ...result, survey: observer.result() };
  }
  const more: TarEntry[] = [
    ...entries,
    { path: 'shop/README.md', content: 'About' },
    { path: 'shop/LINK.md', type: '2', link: 'README.md' },
    { path: 'shop/bin/tool', content: ELF },
    { path: 'shop/web/node_modules/x/README.md', content: 'ignored' },
    { path: 'shop/../../OUT.md', content: 'out' },
  ];

  it('tells of all files, and of the wanted ones as without it', async () => {
    const { survey, ...result } = await surveyed(more);
    expect(pathsOf(result)).toEqual([
      'package-lock.json',
      'web/package-lock.json',
      'webapp/package-lock.json',
    ]);
    expect(survey).toEqual({
      paths: [
        'LINK.md',
        'README.md',
        'bin/tool',
        'main.ts',
        'package-lock.json',
        'web/package-lock.json',
        'webapp/package-lock.json',
      ],
      texts: new Map([['README.md', 'About']]),
      complete: true,
      unread: new Map([
        ['LINK.md', 'It is empty or a link, and links are not followed'],
      ]),
      binaries: [{ path: 'bin/tool', kind: 'elf' }],
      fuzzers: [],
    });
  });

  it('holds no large file in memory to see how it begins', async () => {
    const { survey, files } = await surveyed(
      [...more, { path: 'shop/large.bin', content: 'x'.repeat(5000) }],
      { wholeBytes: 4000 },
    );
    expect(files).toHaveLength(3);
    expect(survey?.paths).toContain('large.bin');
    expect(survey).not.toHaveProperty('binaries');
  });

  it('keeps its own limits apart from those of wanted files', async () => {
    const limits = { files: 3, fileBytes: 6, totalBytes: 13, depth: 5 };
    const { survey, skipped } = await surveyed(more, {}, { limits });
    expect(skipped).toEqual([]);
    expect(survey?.texts.size).toBe(1);
  });

  it('is not complete where files lie too deep', async () => {
    const limits = { files: 9, fileBytes: 99, totalBytes: 999, depth: 1 };
    const { survey } = await surveyed(
      [{ path: 'shop/a/b/c.ts', content: 'deep' }],
      {},
      { limits },
    );
    expect(survey).toMatchObject({ paths: [], complete: false });
  });
});

describe('UrlSourceReader with a reader that neither filters nor knows sizes', () => {
  const bare = (
    files: Record<string, string>,
    etag = '',
  ): UrlReaderService => ({
    readUrl: jest.fn(),
    search: jest.fn(),
    async readTree() {
      return {
        etag,
        archive: async () => Readable.from([]),
        dir: async () => '',
        files: async () =>
          Object.entries(files).map(([path, content]) => ({
            path,
            content: async () => Buffer.from(content),
          })),
      };
    },
  });

  it('filters itself, and names a state by its content', async () => {
    const of = (content: string) =>
      readSource(
        new UrlSourceReader(
          bare({
            'package-lock.json': content,
            'main.ts': 'code',
            'node_modules/x/package-lock.json': 'ignored',
          }),
        ),
        'https://bucket.example/',
      );
    const one = await of('one');
    expect(pathsOf(one)).toEqual(['package-lock.json']);
    expect(one.revision).toMatch(/^[0-9a-f]{64}$/);
    expect((await of('one')).revision).toBe(one.revision);
    expect((await of('two')).revision).not.toBe(one.revision);
  });

  it('shows a survey what it may see', async () => {
    const observer = new SourceSurvey(path => path.endsWith('.md'));
    await readSource(
      new UrlSourceReader(
        bare({ 'README.md': 'About', 'node_modules/x/README.md': 'ignored' }),
      ),
      'https://bucket.example/',
      { observer },
    );
    expect(observer.result()).toMatchObject({
      paths: ['README.md'],
      texts: new Map([['README.md', 'About']]),
      binaries: [],
    });
  });

  it('holds files to the limits by what they really are', async () => {
    const lying: UrlReaderService = {
      ...bare({}),
      readTree: async (url, options) => {
        options?.filter?.('a/package-lock.json', { size: 1 });
        options?.filter?.('b/package-lock.json', { size: 1 });
        return bare({
          'a/package-lock.json': 'x'.repeat(1001),
          'b/package-lock.json': 'x',
        }).readTree(url);
      },
    };
    const result = await readSource(
      new UrlSourceReader(lying),
      'https://bucket.example/',
    );
    expect(pathsOf(result)).toEqual(['b/package-lock.json']);
    expect(result.skipped).toEqual([
      {
        path: 'a/package-lock.json',
        reason: 'Larger than 1000 bytes',
        failed: true,
      },
    ]);
  });
});

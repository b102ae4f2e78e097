import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import { pathsOf, readSource } from '../../__testUtils__/sources';
import { LocalSourceReader } from './LocalSourceReader';
import { SourceSurvey } from './SourceSurvey';

const directory = createMockDirectory();
const reader = () => new LocalSourceReader([directory.resolve('allowed')]);
const read = (path: string, changes?: Parameters<typeof readSource>[2]) =>
  readSource(reader(), directory.resolve(path), changes);

describe('LocalSourceReader', () => {
  it('keeps the wanted files only, in the order of their paths', async () => {
    directory.setContent({
      'allowed/shop': {
        'package-lock.json': 'root',
        'main.ts': 'code',
        'web/package-lock.json': 'web',
        'a/b/package-lock.json': 'deep',
        'node_modules/x/package-lock.json': 'ignored',
      },
    });
    const result = await read('allowed/shop');
    expect(result.files.map(f => [f.path, f.content.toString()])).toEqual([
      ['a/b/package-lock.json', 'deep'],
      ['package-lock.json', 'root'],
      ['web/package-lock.json', 'web'],
    ]);
    expect(result.skipped).toEqual([]);
  });

  it('tells an unchanged folder from one that changed', async () => {
    directory.setContent({
      'allowed/shop': { 'package-lock.json': 'one', 'main.ts': '1' },
    });
    const first = await read('allowed/shop');
    expect(await read('allowed/shop', { etag: first.etag })).toMatchObject({
      unchanged: true,
    });
    directory.addContent({ 'allowed/shop/main.ts': 'not wanted' });
    expect(await read('allowed/shop', { etag: first.etag })).toMatchObject({
      unchanged: true,
    });
    const file = directory.resolve('allowed/shop/package-lock.json');
    await fs.writeFile(file, 'two');
    await fs.utimes(file, 1, 1);
    const second = await read('allowed/shop', { etag: first.etag });
    expect(second.files[0].content.toString()).toBe('two');
    expect(second.revision).not.toBe(first.revision);
    await fs.writeFile(file, 'one');
    expect((await read('allowed/shop')).revision).toBe(first.revision);
  });

  it.each([
    'elsewhere',
    'allowed/../elsewhere',
    'allowed/shop/../../elsewhere',
    'allowed-not',
    'allowed/link-out',
    'nowhere',
    '.',
  ])('refuses %s, in words that do not tell whether it exists', async path => {
    directory.setContent({
      elsewhere: { 'package-lock.json': 'secret' },
      'allowed-not': { 'package-lock.json': 'secret' },
      'allowed/shop/package-lock.json': '{}',
      'allowed/link-out': ctx => ctx.symlink('../elsewhere'),
    });
    await expect(
      readSource(reader(), `${directory.path}/${path}`),
    ).rejects.toThrow('is not below any of supplyChain.sources.local.paths');
  });

  it('reads below an allowed folder that is itself a link', async () => {
    directory.setContent({
      'real/shop/package-lock.json': '{}',
      allowed: ctx => ctx.symlink('./real'),
    });
    expect(pathsOf(await read('allowed/shop'))).toEqual(['package-lock.json']);
    expect(pathsOf(await read('real/shop'))).toEqual(['package-lock.json']);
  });

  it('allows nothing where nothing is configured', async () => {
    directory.setContent({ 'allowed/shop/package-lock.json': '{}' });
    await expect(
      readSource(new LocalSourceReader([]), directory.resolve('allowed/shop')),
    ).rejects.toThrow('not below');
  });

  it('names an allowed folder that is not there', async () => {
    directory.setContent({ allowed: {} });
    await expect(read('allowed/nowhere')).rejects.toThrow(
      /allowed\/nowhere cannot be read/,
    );
  });

  it('follows no links and says so, loops or not', async () => {
    directory.setContent({
      'secret/package-lock.json': 'secret',
      'allowed/shop': {
        'package-lock.json': ctx =>
          ctx.symlink('../../secret/package-lock.json'),
        'sub/package-lock.json': 'good',
        'sub/loop': ctx => ctx.symlink('..'),
        'folder-link': ctx => ctx.symlink('../../secret'),
        'self/package-lock.json': ctx => ctx.symlink('package-lock.json'),
      },
    });
    const result = await read('allowed/shop');
    expect(pathsOf(result)).toEqual(['sub/package-lock.json']);
    const reason = 'A link, and links are not followed';
    expect(result.skipped).toEqual([
      { path: 'package-lock.json', reason, failed: false },
      { path: 'self/package-lock.json', reason, failed: false },
    ]);
  });

  it('does not wait for a pipe that is named like a lock file', async () => {
    directory.setContent({ 'allowed/shop/web/package-lock.json': '{}' });
    execFileSync('mkfifo', [
      directory.resolve('allowed/shop/package-lock.json'),
    ]);
    const result = await read('allowed/shop');
    expect(pathsOf(result)).toEqual(['web/package-lock.json']);
    expect(result.skipped).toMatchObject([{ reason: 'Not a regular file' }]);
  });

  it('names what is beyond a limit, and takes the rest', async () => {
    const long = 'x'.repeat(200);
    directory.setContent({
      'allowed/shop': {
        'a/package-lock.json': 'x'.repeat(600),
        'b/package-lock.json': 'x'.repeat(1001),
        'c/package-lock.json': 'x'.repeat(600),
        'd/1/2/package-lock.json': 'deep',
        'e/package-lock.json': 'x',
        [`${long}/${long}/${long}/${long}/${long}/package-lock.json`]: 'x',
      },
    });
    const limits = { files: 2, fileBytes: 1000, totalBytes: 1000, depth: 2 };
    const result = await read('allowed/shop', { limits });
    expect(result.skipped.every(s => s.failed)).toBe(true);
    expect(
      Object.fromEntries(result.skipped.map(s => [s.path, s.reason])),
    ).toEqual({
      'b/package-lock.json': 'Larger than 1000 bytes',
      'c/package-lock.json':
        'The files of the source are larger than 1000 bytes together',
      'd/1/2': 'Deeper than 2 folders',
      [`${long}/${long}/${long}`]: 'Deeper than 2 folders',
    });
    expect(pathsOf(result)).toEqual([
      'a/package-lock.json',
      'e/package-lock.json',
    ]);

    const one = await read('allowed/shop', {
      limits: { ...limits, files: 1, depth: 9 },
    });
    expect(pathsOf(one)).toHaveLength(1);
    expect(one.skipped.map(s => s.reason)).toContain(
      'The source has more than 1 files to read',
    );
    const all = await read('allowed/shop', {
      limits: { ...limits, files: 9, totalBytes: 9000, depth: 9 },
    });
    expect(all.skipped.map(s => s.reason)).toContain(
      'Its path is longer than 1000 bytes',
    );
  });

  it('reads again what it could not take, though nothing changed', async () => {
    directory.setContent({
      'allowed/shop/package-lock.json': 'x'.repeat(1001),
    });
    const first = await read('allowed/shop');
    expect(await read('allowed/shop', { etag: first.etag })).toMatchObject({
      unchanged: false,
    });
  });

  it('takes a file that stands for the folder as unreadable', async () => {
    directory.setContent({ 'allowed/shop': 'a file' });
    const result = await read('allowed/shop');
    expect(result.skipped).toMatchObject(
      [{ path: '.', failed: true, reason: /^Could not be listed/ }].map(s => ({
        ...s,
        reason: expect.stringMatching(s.reason),
      })),
    );
  });

  it('names a folder that may not be listed, and reads the others', async () => {
    directory.setContent({
      'allowed/shop/closed/package-lock.json': '{}',
      'allowed/shop/open/package-lock.json': '{}',
    });
    // Whoever runs as root may list any folder: the refusal is put in its way.
    const closed = directory.resolve('allowed/shop/closed');
    const readdir = fs.readdir.bind(fs);
    const spy = jest.spyOn(fs, 'readdir').mockImplementation((async (
      folder: string,
      options: object,
    ) => {
      if (folder === closed) throw new Error('EACCES: permission denied');
      return readdir(folder, options as never);
    }) as never);
    try {
      const result = await read('allowed/shop');
      expect(pathsOf(result)).toEqual(['open/package-lock.json']);
      expect(result.skipped).toEqual([
        {
          path: 'closed',
          reason: 'Could not be listed: EACCES: permission denied',
          failed: true,
        },
      ]);
    } finally {
      spy.mockRestore();
    }
  });

  it('stops when it is told to', async () => {
    directory.setContent({ 'allowed/shop/package-lock.json': '{}' });
    await expect(
      read('allowed/shop', { signal: AbortSignal.abort(new Error('Stop')) }),
    ).rejects.toThrow('Stop');
  });

  describe('with a survey', () => {
    const files = {
      'package-lock.json': 'root',
      'main.ts': 'code',
      'docs/about.md': 'About',
      'docs/link.md': (ctx: { symlink(to: string): void }) =>
        ctx.symlink('about.md'),
      'node_modules/x/readme.md': 'ignored',
    };
    async function surveyed(changes: Parameters<typeof readSource>[2] = {}) {
      const observer = new SourceSurvey(path => path.endsWith('.md'));
      const result = await read('allowed/shop', { observer, ...changes });
      return { ...result, survey: observer.result() };
    }

    it('tells of all files, and of the wanted ones as without it', async () => {
      directory.setContent({ 'allowed/shop': files });
      const { survey, ...result } = await surveyed();
      expect(pathsOf(result)).toEqual(['package-lock.json']);
      expect(result.revision).toBe((await read('allowed/shop')).revision);
      expect(survey).toEqual({
        paths: [
          'docs/about.md',
          'docs/link.md',
          'main.ts',
          'package-lock.json',
        ],
        texts: new Map([['docs/about.md', 'About']]),
        complete: true,
        unread: new Map([
          ['docs/link.md', 'A link, and links are not followed'],
        ]),
        binaries: [],
        fuzzers: [],
      });
    });

    it('sees a change of any file', async () => {
      directory.setContent({ 'allowed/shop': files });
      const { etag } = await surveyed();
      expect(await surveyed({ etag })).toMatchObject({ unchanged: true });
      directory.addContent({ 'allowed/shop/new.ts': '' });
      const changed = await surveyed({ etag });
      expect(changed.unchanged).toBe(false);
      expect(changed.survey?.paths).toContain('new.ts');
    });

    it('keeps its own limits apart from those of wanted files', async () => {
      directory.setContent({ 'allowed/shop': files });
      const limits = { files: 1, fileBytes: 4, totalBytes: 4, depth: 5 };
      const { survey, skipped } = await surveyed({ limits });
      expect(skipped).toEqual([]);
      expect(survey?.texts.size).toBe(1);
    });

    it('says so where a folder is not looked into', async () => {
      directory.setContent({ 'allowed/shop/a/b/c.ts': 'deep' });
      const limits = { files: 9, fileBytes: 9, totalBytes: 9, depth: 1 };
      expect((await surveyed({ limits })).survey).toMatchObject({
        paths: [],
        complete: false,
      });
    });

    it('says so where a file cannot be read', async () => {
      directory.setContent({ 'allowed/shop': files });
      const closed = directory.resolve('allowed/shop/docs/about.md');
      const open = fs.open.bind(fs);
      const spy = jest.spyOn(fs, 'open').mockImplementation((async (
        file: string,
        flags: number,
      ) => {
        if (file === closed) throw new Error('EACCES: permission denied');
        return open(file, flags);
      }) as never);
      try {
        const { survey, skipped } = await surveyed();
        expect(skipped).toEqual([]);
        expect(survey?.texts.size).toBe(0);
        expect(survey?.unread?.get('docs/about.md')).toMatch(/be read/);
        expect(survey).not.toHaveProperty('binaries');
      } finally {
        spy.mockRestore();
      }
    });
  });
});

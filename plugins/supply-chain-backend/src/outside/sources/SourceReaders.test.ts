import { createMockDirectory } from '@backstage/backend-test-utils';
import type { SourceReader } from '@safety-curtain/plugin-supply-chain-node';
import { pathsOf } from '../../__testUtils__/sources';
import { LocalSourceReader } from './LocalSourceReader';
import { SourceReaders } from './SourceReaders';

const directory = createMockDirectory();

const options = {
  wants: (path: string) => path.endsWith('package-lock.json'),
  limits: { files: 100, fileBytes: 1000, totalBytes: 10_000, depth: 9 },
  signal: new AbortController().signal,
};

async function read(exclude: string[]) {
  const readers = new SourceReaders([new LocalSourceReader([directory.path])]);
  const result = await readers.read(
    { type: 'file', target: directory.path, exclude },
    options,
  );
  return result.unchanged ? [] : pathsOf(result);
}

describe('SourceReaders', () => {
  beforeEach(() =>
    directory.setContent({
      'package-lock.json': '{}',
      'examples/a/package-lock.json': '{}',
      'examples-not/package-lock.json': '{}',
      'web/examples/package-lock.json': '{}',
      'web/node_modules/x/package-lock.json': '{}',
      '.git/package-lock.json': '{}',
    }),
  );

  it('leaves out folders that hold the code of others', async () => {
    expect(await read([])).toEqual([
      'examples-not/package-lock.json',
      'examples/a/package-lock.json',
      'package-lock.json',
      'web/examples/package-lock.json',
    ]);
  });

  it('names them, and reads what is of the project itself', async () => {
    directory.addContent({
      'vendor/modules.txt': '',
      'vendor/package-lock.json': '{}',
      'web/vendor/package-lock.json': '{}',
      'web/vendor/deep/package-lock.json': '{}',
    });
    const observed: string[] = [];
    const readers = new SourceReaders([
      new LocalSourceReader([directory.path]),
    ]);
    const result = await readers.read(
      { type: 'file', target: directory.path, exclude: ['examples'] },
      {
        ...options,
        observer: {
          onFile: path => {
            observed.push(path);
            return 0;
          },
          onContent: () => {},
          onUnread: () => {},
          onMissed: () => {},
        },
      },
    );
    if (result.unchanged) throw new Error('unchanged');
    expect(pathsOf(result)).toContain('web/vendor/package-lock.json');
    expect(pathsOf(result)).not.toContain('vendor/package-lock.json');
    expect(result.skipped).toEqual(
      [
        ['vendor', /^Left out: it holds copies of packages/],
        ['web/node_modules', /^Left out: .* installed/],
        ['web/vendor', /^Only files beside a lock file were read/],
      ].map(([path, reason]) => ({
        path,
        failed: false,
        reason: expect.stringMatching(reason),
      })),
    );
    expect(observed.filter(path => path.includes('vendor'))).toEqual([]);
  });

  it('leaves out what the entity excludes, a folder or a file, and no more', async () => {
    expect(await read(['examples', 'package-lock.json'])).toEqual([
      'examples-not/package-lock.json',
      'web/examples/package-lock.json',
    ]);
  });

  it('asks the first reader that knows the place', async () => {
    const asked: string[] = [];
    const reader = (name: string, supports: boolean): SourceReader => ({
      types: ['url'],
      supports: () => supports,
      async read() {
        asked.push(name);
        return { unchanged: true };
      },
    });
    const readers = new SourceReaders([
      reader('one', false),
      reader('two', true),
      reader('three', true),
    ]);
    await readers.read(
      { type: 'url', target: 'https://git.example/', exclude: [] },
      options,
    );
    expect(asked).toEqual(['two']);
    expect(() =>
      readers.read({ type: 'file', target: '/x', exclude: [] }, options),
    ).toThrow('No source reader for file:/x');
  });
});

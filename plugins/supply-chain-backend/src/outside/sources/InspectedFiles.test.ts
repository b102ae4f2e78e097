import { createMockDirectory } from '@backstage/backend-test-utils';
import { FileBundleWriter, openFileBundle } from '@safety-curtain/sbom';
import { InspectedFiles, type InspectionLimits } from './InspectedFiles';

const folder = createMockDirectory();

/** The texts that go to inspections, and what is left out, of files that a reader gives. */
function inspected(
  files: Record<string, string | Buffer>,
  limits: Partial<InspectionLimits> = {},
) {
  const observer = new InspectedFiles(folder.path, limits);
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text as string);
    const asked = observer.onFile(path, content.length);
    if (asked > 0) observer.onContent(path, content.subarray(0, asked));
  }
  const { bundles, leftOut, complete } = observer.end()!;
  const texts = bundles.map(bundle => {
    const opened = openFileBundle(bundle);
    const found = [...opened.paths()].map(path => [
      path,
      Buffer.from(opened.get(path)!).toString(),
    ]);
    opened.close();
    expect(found.map(([path]) => path)).toEqual(bundle.paths);
    return Object.fromEntries(found);
  });
  return { texts, leftOut: Object.fromEntries(leftOut), complete };
}

describe('InspectedFiles', () => {
  it('has texts, of which some are large', () => {
    expect(
      inspected({
        'src/a.ts': 'const a = 1;',
        'empty.txt': '',
        'data.dat': Buffer.from([1, 0, 2]),
        'utf16.txt': Buffer.from('\ufeffa', 'utf16le'),
        'yarn.lock': 'left to others',
        'large.txt': 'x'.repeat(1024 * 1024 + 1),
        'whole.txt': 'x'.repeat(10),
      }),
    ).toEqual({
      texts: [
        {
          'src/a.ts': 'const a = 1;',
          'empty.txt': '',
          'utf16.txt': expect.any(String),
          'whole.txt': 'xxxxxxxxxx',
        },
      ],
      leftOut: { 'large.txt': 'it is larger than 1 MiB' },
      complete: true,
    });
  });

  it('does not believe a size', () => {
    const observer = new InspectedFiles(folder.path);
    const asked = observer.onFile('a.txt', 0);
    observer.onContent('a.txt', Buffer.alloc(asked, 'x'));
    expect([...observer.end()!.leftOut.keys()]).toEqual(['a.txt']);
  });

  it('asks for no more than there is room for, though all is asked before anything comes', () => {
    const observer = new InspectedFiles(folder.path, {
      bytes: 5,
      reservedBytes: 0,
      files: 3,
    });
    const ask = (file: string, size: number) => observer.onFile(file, size) > 0;
    expect(ask('a.txt', 3)).toBe(true);
    expect(ask('b.txt', 3)).toBe(false);
    expect(ask('c.dat', 2)).toBe(true);
    expect(ask('d.txt', 1)).toBe(false);
    // What is no text leaves its room to others.
    observer.onContent('c.dat', Buffer.from([1, 0]));
    expect(ask('e.txt', 1)).toBe(true);
    expect(ask('f.txt', 0)).toBe(true);
    expect(ask('g.txt', 0)).toBe(false);
    observer.onUnread('f.txt', 'EACCES');
    expect(ask('h.txt', 0)).toBe(true);
    expect([...observer.end()!.leftOut.keys()].sort()).toEqual([
      'a.txt',
      'b.txt',
      'd.txt',
      'e.txt',
      'f.txt',
      'g.txt',
      'h.txt',
    ]);
  });

  it('has the last of several files of one path', () => {
    const observer = new InspectedFiles(folder.path);
    observer.onFile('a.txt', 1);
    observer.onFile('a.txt', 1);
    observer.onContent('a.txt', Buffer.from('1'));
    observer.onContent('a.txt', Buffer.from('2'));
    observer.onContent('a.txt', Buffer.from('3'));
    const [bundle] = observer.end()!.bundles;
    expect(bundle.paths).toEqual(['a.txt']);
    const opened = openFileBundle(bundle);
    expect(String(opened.get('a.txt'))).toBe('2');
    opened.close();
  });

  it('goes to several processes, one after the other', () => {
    const { texts } = inspected(
      { 'a.txt': 'aaaa', 'b.txt': 'bb', 'c.txt': 'cc' },
      { bundleBytes: 4 },
    );
    expect(texts.map(each => Object.keys(each))).toEqual([
      ['a.txt'],
      ['b.txt', 'c.txt'],
    ]);
  });

  it('has room for workflows and containers, however much else there is', () => {
    const { texts, leftOut } = inspected(
      {
        'a.txt': 'aaaa',
        'b.txt': 'bbbb',
        Dockerfile: 'FROM',
        'c.txt': 'c',
        'app/Dockerfile': 'FROM a',
      },
      { bytes: 6, reservedBytes: 4 },
    );
    expect(texts.map(each => Object.keys(each))).toEqual([
      ['a.txt', 'Dockerfile'],
    ]);
    expect(Object.keys(leftOut)).toEqual(['b.txt', 'c.txt', 'app/Dockerfile']);
    expect(
      Object.keys(
        inspected({ 'a.txt': '', 'b.txt': '' }, { files: 1 }).leftOut,
      ),
    ).toEqual(['b.txt']);
  });

  it('says what could not be read; a link is no file', () => {
    const observer = new InspectedFiles(folder.path);
    observer.onFile('denied.txt', 3);
    observer.onUnread('denied.txt', 'EACCES');
    observer.onUnread('link.txt', 'a link');
    observer.onFile('lost.txt', 3);
    observer.onMissed();
    expect(observer.end()).toEqual({
      bundles: [],
      leftOut: new Map([
        ['denied.txt', 'EACCES'],
        ['lost.txt', 'it could not be read'],
      ]),
      complete: false,
    });
  });

  it('keeps nothing open where the reading failed', () => {
    const finish = jest.spyOn(FileBundleWriter.prototype, 'finish');
    const observer = new InspectedFiles(folder.path);
    observer.onFile('a.txt', 1);
    observer.onContent('a.txt', Buffer.from('a'));
    expect(finish).not.toHaveBeenCalled();
    observer.close();
    observer.close();
    expect(finish).toHaveBeenCalledTimes(1);
    finish.mockRestore();
  });

  it('is nothing where the reader told nothing', () => {
    expect(new InspectedFiles(folder.path).end()).toBeUndefined();
  });
});

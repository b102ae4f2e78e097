import {
  componentLines,
  componentNamed,
  readWith,
} from '../../__testUtils__/summary';

const SUM = (letter: string) => `h1:${letter.repeat(43)}=`;

describe('go.sum alone', () => {
  it('gives the version that is built: the highest that was fetched', () => {
    const manifest = readWith(
      'go.sum',
      [
        `m.test/a v1.9.0 ${SUM('a')}`,
        `m.test/a v1.9.0/go.mod ${SUM('b')}`,
        `m.test/a v1.10.0 ${SUM('c')}`,
        `m.test/a v1.11.0/go.mod ${SUM('d')}`,
        `m.test/b v0.1.0/go.mod ${SUM('e')}`,
        `m.test/b v0.2.0-20240101000000-abcdefabcdef/go.mod ${SUM('f')}`,
        'no sum at all',
        '',
      ].join('\n'),
    );
    expect(componentLines(manifest)).toEqual([
      'm.test/a@1.10.0 unknown perhaps direct',
      'm.test/b@0.2.0-20240101000000-abcdefabcdef unknown perhaps direct',
    ]);
    expect(componentNamed(manifest, 'm.test/a').integrity).toBe(SUM('c'));
    expect(manifest.warnings).toEqual([
      "not a line of a go.sum file: 'no sum at all'",
      expect.stringMatching(/^no go\.mod beside it/),
      expect.stringMatching(/^3 lower versions/),
    ]);
  });

  it('is refused without a sum', () => {
    expect(() => readWith('go.sum', 'm.test/a v1.0.0 sha256:00\n')).toThrow(
      /is missing/,
    );
  });
});

describe('a module of a go.work', () => {
  const work = `go 1.22
use (
  ./api
  ./lib
)
replace m.test/c v1.0.0 => m.test/fork v1.0.1
`;
  const api = `module m.test/api
go 1.22
require (
  m.test/lib v0.0.0
  m.test/c v1.0.0
)
replace m.test/c => ../nowhere
`;
  const beside = {
    '../go.work': work,
    '../lib/go.mod': 'module m.test/lib\n',
    '../go.work.sum': `m.test/fork v1.0.1 ${SUM('a')}\n`,
  };

  it('takes replacements and sums from it, and no member for a component', () => {
    const manifest = readWith('api/go.mod', api, beside);
    expect(componentLines(manifest)).toEqual([
      'm.test/fork@1.0.1 runtime direct',
      'stdlib@1.22 runtime direct',
    ]);
    expect(componentNamed(manifest, 'm.test/fork').integrity).toBe(SUM('a'));
    expect(manifest.lock?.inStep).toBe(true);
  });

  it('is built with the Go of the workspace, not with its own', () => {
    const built = (workspace: string) =>
      componentLines(
        readWith('api/go.mod', 'module m.test/api\ngo 1.18\n', {
          '../go.work': `${workspace}use ./api\n`,
        }),
      );
    expect(built('go 1.22.3\ntoolchain go1.22.5\n')).toEqual([
      'stdlib@1.22.5 runtime direct',
    ]);
    expect(built('go 1.22.3\n')).toEqual(['stdlib@1.22.3 runtime direct']);
    expect(built('')).toEqual(['stdlib@1.18 runtime direct']);
  });

  it('is read by itself where the go.work does not use it', () => {
    const manifest = readWith('other/go.mod', api, beside);
    expect(componentLines(manifest)).toEqual([
      'm.test/c@ runtime direct',
      'm.test/lib@0.0.0 runtime direct',
      'stdlib@1.22 runtime direct',
    ]);
  });
});

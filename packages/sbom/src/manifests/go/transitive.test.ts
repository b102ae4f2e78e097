import { componentLines, readWith } from '../../__testUtils__/summary';

const SUM = (letter: string) => `h1:${letter.repeat(43)}=`;

const sums = [
  `m.test/a v1.0.0 ${SUM('a')}`,
  `m.test/b v1.1.0 ${SUM('b')}`,
  `m.test/b v1.9.0 ${SUM('b')}`,
  `m.test/b v1.10.0/go.mod ${SUM('c')}`,
  `m.test/c v2.0.0/go.mod ${SUM('d')}`,
  '',
].join('\n');

const vendored = `# m.test/a v1.0.0
## explicit
m.test/a
# m.test/b v1.1.0
m.test/b/inner
# m.test/c v2.0.0
`;

const mod = (go: string) => `module m.test/own\n${go}require m.test/a v1.0.0\n`;

const own = ['m.test/a@1.0.0 runtime direct'];
const stdlib = (version: string) => `stdlib@${version} runtime direct`;

describe('a go.mod that does not name what its modules bring', () => {
  it.each([
    ['go 1.16\n', [stdlib('1.16')]],
    ['go 1.9\n', [stdlib('1.9')]],
    ['', []],
  ])('has it from the vendor folder (%j)', (go, also) => {
    const beside = { 'go.sum': sums, 'vendor/modules.txt': vendored };
    expect(componentLines(readWith('go.mod', mod(go), beside))).toEqual([
      ...own,
      'm.test/b@1.1.0 runtime',
      ...also,
    ]);
  });

  it('else has it from go.sum, in the highest version that was fetched', () => {
    const manifest = readWith('go.mod', mod('go 1.16\n'), { 'go.sum': sums });
    expect(componentLines(manifest)).toEqual([
      ...own,
      'm.test/b@1.9.0 runtime',
      stdlib('1.16'),
    ]);
    expect(manifest.warnings).toEqual([expect.stringMatching(/of go\.sum/)]);
  });

  it('else says that it is missing', () => {
    const manifest = readWith('go.mod', mod('go 1.16\n'));
    expect(componentLines(manifest)).toEqual([...own, stdlib('1.16')]);
    expect(manifest.warnings).toEqual([
      expect.stringMatching(/they are missing$/),
    ]);
  });

  it('takes replacements for what others bring, too', () => {
    const replaced = `${mod(
      'go 1.16\n',
    )}replace m.test/b => m.test/fork v3.0.0\n`;
    const beside = { 'vendor/modules.txt': vendored };
    expect(componentLines(readWith('go.mod', replaced, beside))).toContain(
      'm.test/fork@3.0.0 runtime',
    );
  });

  it.each(['go 1.17\n', 'go 1.21rc1\n', 'go 2.0\n'])(
    'is none from %j on',
    go => {
      const beside = { 'go.sum': sums, 'vendor/modules.txt': vendored };
      const manifest = readWith('go.mod', mod(go), beside);
      expect(componentLines(manifest)).toHaveLength(2);
      expect(manifest.warnings ?? []).toEqual([]);
    },
  );
});

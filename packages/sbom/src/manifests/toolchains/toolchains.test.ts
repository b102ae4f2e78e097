import { componentLines, readWith } from '../../__testUtils__/summary';

describe('version files', () => {
  it.each([
    ['.nvmrc', 'v20.11.0\n', ['pkg:generic/node@20.11.0']],
    ['.node-version', '# lts\n22', ['pkg:generic/node@22']],
    ['.nvmrc', 'lts/hydrogen\n', []],
    ['.python-version', '3.12.1\npypy3.10\n', ['pkg:generic/python@3.12.1']],
    ['.ruby-version', 'ruby-3.3.0\n', ['pkg:generic/ruby@3.3.0']],
    ['.go-version', '1.22.3\n', ['pkg:generic/go@1.22.3']],
    [
      '.tool-versions',
      '# tools\nnodejs 20.1.0 18.0.0 # the first\ngolang 1.22.3\npython system\nterraform ref:main\n',
      ['pkg:generic/go@1.22.3', 'pkg:generic/node@20.1.0'],
    ],
    [
      'mise.toml',
      '[env]\nA = "1"\n[tools]\nnode = "22"\npython = ["3.12", "3.11"]\n"npm:prettier" = { version = "3.0.0" }\nerlang = "latest"\n',
      [
        'pkg:generic/node@22',
        'pkg:generic/prettier@3.0.0',
        'pkg:generic/python@3.11',
        'pkg:generic/python@3.12',
      ],
    ],
    ['rust-toolchain', '1.75.0\n', ['pkg:generic/rust@1.75.0']],
    ['rust-toolchain', 'stable\n', []],
    [
      'rust-toolchain',
      '[toolchain]\nchannel = "nightly-2024-01-01"\n',
      ['pkg:generic/rust@nightly-2024-01-01'],
    ],
    [
      'rust-toolchain.toml',
      '[toolchain]\nchannel = "1.75"\ncomponents = ["clippy"]\n',
      ['pkg:generic/rust@1.75'],
    ],
    ['rust-toolchain.toml', '[toolchain]\npath = "/x"\n', []],
    [
      'global.json',
      '{ /* c */ "sdk": {"version": "8.0.100"}, "msbuild-sdks": {"A.B": "1.0.0", "C": "1.*"} }',
      ['pkg:generic/dotnet-sdk@8.0.100', 'pkg:nuget/A.B@1.0.0'],
    ],
    ['global.json', '{"other": true}', []],
  ])('%s %j', (path, text, purls) => {
    expect(readWith(path, text).components.map(c => c.purl)).toEqual(purls);
  });

  it('say what they do not count, and what may be taken instead', () => {
    expect(readWith('.nvmrc', 'lts/*').warnings).toEqual([
      "'lts/*' names no version of node: it is not counted",
    ]);
    expect(
      readWith(
        'global.json',
        '{"sdk": {"version": "8.0.100", "rollForward": "latestMajor"}}',
      ).warnings[0],
    ).toContain("rollForward is 'latestMajor'");
  });

  it('are refused where they hold something else', () => {
    expect(() => readWith('.nvmrc', 'a b c')).toThrow('no version file');
    expect(() => readWith('rust-toolchain.toml', 'a = 1')).toThrow(
      "'toolchain' is missing",
    );
  });

  it('tell what builds from what may run', () => {
    expect(componentLines(readWith('rust-toolchain', '1.75.0'))[0]).toContain(
      'development',
    );
    expect(componentLines(readWith('.nvmrc', '20.1.0'))[0]).toContain(
      'unknown',
    );
  });
});

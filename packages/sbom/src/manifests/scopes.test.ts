import { componentLines, readWith } from '../__testUtils__/summary';
import { findReader } from './readManifest';

describe('scopes that a lock file or what lies beside it tells', () => {
  it('Poetry: what an extra brings along is runtime where the extra is asked for', () => {
    const lock = (asked: string) => `
[[package]]
name = "requests"
version = "2.31.0"
[package.dependencies]
PySocks = {version = ">=1.5.6", optional = true, markers = "extra == \\"socks\\""}
[package.extras]
socks = ["PySocks (>=1.5.6)"]
[[package]]
name = "PySocks"
version = "1.7.1"
[[package]]
name = "client"
version = "1.0"
[package.dependencies]
requests = ${asked}
[metadata]
lock-version = "2.0"
content-hash = "0"
`;
    const scopeOf = (asked: string, project: string) =>
      componentLines(
        readWith('poetry.lock', lock(asked), {
          'pyproject.toml': `[tool.poetry.dependencies]\nclient = "*"\n${project}`,
        }),
      )[0];
    expect(scopeOf('"*"', '')).toBe('PySocks@1.7.1 optional');
    expect(scopeOf('{version = "*", extras = ["socks"]}', '')).toBe(
      'PySocks@1.7.1 runtime',
    );
    expect(
      scopeOf('"*"', 'requests = {version = "*", extras = ["socks"]}\n'),
    ).toBe('PySocks@1.7.1 runtime');
    expect(
      scopeOf('"*"', '[project]\ndependencies = ["requests[socks] >= 2"]\n'),
    ).toBe('PySocks@1.7.1 runtime');
  });

  it.each([
    [`'default' in dependency_groups`, 'runtime'],
    [`"dev" in dependency_groups`, 'development'],
    [`'fast' in extras`, 'optional'],
    [`'fast' in extras and os_name == 'nt'`, 'optional'],
    [
      `('default' in dependency_groups or 'dev' in dependency_groups)`,
      'runtime',
    ],
    [`python_version < "3.9" and ("dev" in dependency_groups)`, 'development'],
    [`'fast' not in extras`, 'runtime'],
    [`'fast' in extras and 'dev' in dependency_groups`, 'development'],
    [`os_name == 'nt'`, 'runtime'],
  ])('pylock.toml: %s is %s', (marker, scope) => {
    const manifest = readWith(
      'pylock.toml',
      `lock-version = "1.0"
created-by = "x"
default-groups = ["default"]
[[packages]]
name = "a"
version = "1"
marker = ${JSON.stringify(marker)}
`,
    );
    expect(manifest.components[0].scope).toBe(scope);
  });

  it('Cargo: by version and not by name, through members that a pattern finds', () => {
    const source = 'source = "registry+https://crates.test/index"';
    const lock = `version = 4
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["rand 0.7.3", "rand 0.8.5"]
[[package]]
name = "rand"
version = "0.7.3"
${source}
[[package]]
name = "rand"
version = "0.8.5"
${source}
`;
    const manifest = readWith('Cargo.lock', lock, {
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      'crates/app/Cargo.toml':
        '[package]\nname = "app"\n[dependencies]\nold = { package = "rand", version = "0.7" }\n[dev-dependencies]\nrand = "0.8"\n',
    });
    expect(componentLines(manifest)).toEqual([
      'rand@0.7.3 runtime direct',
      'rand@0.8.5 development direct',
    ]);
    expect(manifest.warnings).toEqual([]);
    expect(readWith('Cargo.lock', lock).warnings).toEqual([
      expect.stringMatching(/^the Cargo\.toml of 'app' was not found/),
    ]);
  });

  it('Cargo: a limit that is reached is named', () => {
    const names = Array.from({ length: 1100 }, (_, i) => `m${i}`);
    const manifest = readWith(
      'Cargo.lock',
      'version = 4\n[[package]]\nname = "m0"\nversion = "0.1.0"\n',
      {
        'Cargo.toml': `[workspace]\nmembers = ${JSON.stringify(names)}\n`,
        ...Object.fromEntries(
          names.map(name => [
            `${name}/Cargo.toml`,
            `[package]\nname = "${name}"\n`,
          ]),
        ),
      },
    );
    expect(manifest.warnings).toEqual([
      expect.stringMatching(/^only the first 999 packages of the workspace/),
    ]);
  });

  it('Bundler: what gemspec brings along is for development', () => {
    const lock = `PATH
  remote: .
  specs:
    own (0.1.0)
      rack

GEM
  remote: https://gems.test/
  specs:
    rack (3.0.0)
    rake (13.0.6)
    rspec (3.12.0)

PLATFORMS
  ruby

DEPENDENCIES
  own!
  rack
  rake
  rspec
`;
    const read = (Gemfile: string) =>
      readWith('Gemfile.lock', lock, { Gemfile });
    expect(componentLines(read('gemspec\ngem "rake"\n'))).toEqual([
      'rack@3.0.0 runtime direct',
      'rake@13.0.6 runtime direct',
      'rspec@3.12.0 development direct',
    ]);
    const computed = read('gemspec\neval_gemfile "more.rb"\n');
    expect(componentLines(computed)).toContain('rspec@3.12.0 unknown direct');
    expect(computed.warnings).toEqual([
      expect.stringMatching(/^no line of Gemfile names 'rake' and 1 more/),
    ]);
  });
});

describe('go.mod, as the go command takes it', () => {
  it('knows brackets, quotes and comments without spaces, and what is excluded', () => {
    const manifest = readWith(
      'go.mod',
      [
        'module"m.test/x"//why',
        'go 1.22.0',
        'require(',
        '  "m.test/a" `v1.0.0`//indirect',
        '  m.test/b v1.2.0',
        ')',
        'require ()',
        'require m.test/b v1.10.0 // the highest counts',
        'require m.test/c v1.0.0',
        'exclude m.test/c v1.0.0',
        'retract [v1.0.0, v1.9.9] // broken',
        'future (',
        '  something',
        ')',
      ].join('\n'),
    );
    expect(manifest.root).toEqual({ name: 'm.test/x' });
    expect(componentLines(manifest)).toEqual([
      'm.test/a@1.0.0 runtime',
      'm.test/b@1.10.0 runtime direct',
      'stdlib@1.22.0 runtime direct',
    ]);
    expect(manifest.warnings).toEqual([
      "the directive 'future' is not known",
      expect.stringMatching(/^'m.test\/c v1.0.0' is required and excluded/),
    ]);
  });

  it.each(['module m\n<<<<<<< ours\n', 'module m\nrequire "a v1\n'])(
    'refuses %j',
    text => expect(() => readWith('go.mod', text)).toThrow('go.mod: '),
  );
});

describe('requirements files', () => {
  it.each([
    'requirements1.txt',
    'requirementsWithHashes.txt',
    'requirements.dev.txt',
    'my-requirements_all.txt',
    'requirements/prod.txt',
  ])('%s is one', path => {
    expect(findReader(path)?.id).toBe('requirements-txt');
  });

  it.each(['notes.txt', 'requirements.in', 'myrequirements.txt'])(
    '%s is none',
    path => expect(findReader(path)).toBeUndefined(),
  );

  it('takes name and version of a wheel from its name', () => {
    const lines = componentLines(
      readWith(
        'requirements.txt',
        [
          'https://files.test/a/torch-2.5.0%2Bcpu-cp311-cp311-linux_x86_64.whl#sha256=00',
          'Pillow @ https://files.test/Pillow-9.0.0-cp310-cp310-linux_x86_64.whl ; os_name == "posix"',
          './wheels/own_lib-1.0-1-py3-none-any.whl',
          'certifi @ file:///build/certifi',
          'https://files.test/notes.whl',
        ].join('\n'),
      ),
    );
    expect(lines).toEqual([
      'Pillow@9.0.0 runtime direct',
      'own_lib@1.0 runtime direct',
      'torch@2.5.0+cpu runtime direct',
    ]);
  });
});

import { thrownBy } from '@safety-curtain/testing';
import { componentLines, readWith } from '../__testUtils__/summary';
import { REPLACED } from '../__testUtils__/damaged';
import { describeDamage, WHOLE_FILES } from '../__testUtils__/wholeFiles';
import { ManifestError } from '../errors';
import { findReader } from './readManifest';

/**
 * Formats in which a file that is cut off may look whole: a file that lists packages line by line,
 * or whose packages do not name each other.
 */
const CANNOT_TELL: ReadonlySet<string> = new Set([
  'requirements.txt',
  'go.mod',
  'pdm.lock',
  'pylock.toml',
  'Cargo.lock',
  'paket.lock',
  'pubspec.lock',
  'yarn.lock classic',
  'yarn.lock berry',
  '.github/workflows/ci.yml',
  '.github/actions/setup/action.yml',
  'Dockerfile',
  'compose.yaml',
  '.gitlab-ci.yml',
  '.terraform.lock.hcl',
  'Chart.yaml',
  '.pre-commit-config.yaml',
  '.python-version',
  'var/lib/dpkg/status',
  'lib/apk/db/installed',
]);

describe.each(WHOLE_FILES)('a damaged $path ($title)', file => {
  const { path, title, text, beside = {} } = file;
  const cannotTell =
    file.cannotTell ||
    CANNOT_TELL.has(path) ||
    CANNOT_TELL.has(`${path} ${title}`);
  const mayBeEmpty = findReader(path)?.mayBeEmpty === true;
  const replaced = REPLACED.filter(
    ([, damage]) => !mayBeEmpty || /\S/.test(damage(text)),
  );
  const read = (damaged: string) => readWith(path, damaged, beside);

  it('is read while it is whole', () => {
    expect(componentLines(read(text)).length).toBeGreaterThan(2);
  });

  it.each(replaced)('is refused where it is %s', (_, damage, reason) => {
    const error = thrownBy(() => read(damage(text)));
    expect(error).toBeInstanceOf(ManifestError);
    expect(error?.message).toMatch(reason);
  });

  it('is refused or says the same, wherever it is cut off', () => {
    expect(describeDamage(file, cannotTell)).toEqual([]);
  });
});

it('requirements may be empty, as pip reads them', () => {
  expect(readWith('requirements.txt', '\n').components).toEqual([]);
});

describe('a lock file that names packages which it does not have', () => {
  const source = 'registry+https://github.com/rust-lang/crates.io-index';
  it.each([
    [
      'Cargo.lock',
      `version = 4\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "${source}"\ndependencies = ["b"]\n`,
    ],
    [
      'Cargo.lock',
      `version = 3\n[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = ["b 2.0.0"]\n[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "${source}"\n`,
    ],
    [
      'uv.lock',
      'version = 1\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = { virtual = "." }\ndependencies = [{ name = "b" }]\n',
    ],
    [
      'pylock.toml',
      'lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "a"\nversion = "1.0.0"\ndependencies = [{ name = "b" }]\n',
    ],
  ])('%s %# is refused', (path, text) => {
    expect(() => readWith(path, text)).toThrow(
      /'a' depends on 'b.*', which the file does not have/,
    );
  });

  const gemfileLock = (specs: string, dependencies = '  a\n  b\n') =>
    `GEM\n  remote: r\n  specs:\n${specs}\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n${dependencies}\nBUNDLED WITH\n   2.5.0\n`;
  const A = '    a (1.0)\n      bundler (>= 1)\n      c\n';
  const B = '    b (1.0)\n';
  const C = '    c (1.0)\n';

  it('Gemfile.lock is refused where an entry depends on a gem without one', () => {
    expect(
      readWith('Gemfile.lock', gemfileLock(A + B + C)).components,
    ).toHaveLength(3);
    expect(() => readWith('Gemfile.lock', gemfileLock(A + B))).toThrow(
      /'a' depends on 'c', which the file does not have/,
    );
  });

  const readWithoutB = (gemfile: string) =>
    readWith('Gemfile.lock', gemfileLock(A + C), { Gemfile: gemfile });

  it.each([
    ["gem 'a'\ngem 'b'\n"],
    ["platforms :mswin do\n  gem 'x'\nend\ngem 'a'\ngem 'b'\n"],
  ])('Gemfile.lock without a gem of the Gemfile is refused: %j', gemfile => {
    expect(() => readWithoutB(gemfile)).toThrow(/'Gemfile' depends on 'b'/);
  });

  it.each([
    ["gem 'a'\ngem 'b', platforms: %i[mswin]\n", undefined],
    ["platforms :mswin do\n  gem 'b'\nend\ngem 'a'\n", undefined],
    ['', 1],
  ])('Gemfile.lock may lack a gem of other platforms: %j', (gemfile, open) => {
    expect(readWithoutB(gemfile).unresolved?.count).toBe(open);
  });

  it('go.mod is refused where only go.sum knows of modules', () => {
    const sums = { 'go.sum': `m.test/a v1.0.0 h1:${'a'.repeat(43)}=\n` };
    expect(() => readWith('go.mod', 'module m.test/x\n', sums)).toThrow(
      /asks for no module, and go\.sum beside it has the sums of 1/,
    );
  });

  it('Cargo.lock is refused where the entries of the project were cut off', () => {
    const lock = `version = 3\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`;
    const beside = {
      'Cargo.toml': '[package]\nname = "zebra"\nversion = "1.0.0"\n',
    };
    expect(readWith('Cargo.lock', lock).components).toHaveLength(1);
    expect(() => readWith('Cargo.lock', lock, beside)).toThrow(
      /not whole: it has no entry for 'zebra'/,
    );
  });

  it('requirements are refused where a file that they include is damaged', () => {
    expect(() =>
      readWith('requirements.txt', '-r base.in\na==1.0\n', {
        'base.in': '<html><body>Sign in</body></html>',
      }),
    ).toThrow(/the included file 'base\.in': an HTML page/);
  });
});

describe('a lock file of a version that is not known', () => {
  it.each([
    ['poetry.lock', '[metadata]\nlock-version = "999.0"\ncontent-hash = "0"\n'],
    ['uv.lock', 'version = 2\n'],
    ['pdm.lock', '[metadata]\nlock_version = "5.0"\n'],
    [
      'pylock.toml',
      'lock-version = "666.0"\ncreated-by = "x"\npackages = []\n',
    ],
    ['Cargo.lock', 'version = 5\n'],
    ['Pipfile.lock', '{"_meta":{"pipfile-spec":7},"default":{},"develop":{}}'],
  ])('%s is refused by its number', (path, text) => {
    expect(() => readWith(path, text)).toThrow(
      /'(?:lock.)?version' is '\d[\d.]*', and .* can be read|'pipfile-spec' is '7'/,
    );
  });

  it.each([
    ['poetry.lock', '[[package]]\nname = "a"\nversion = "1"\n', 'content-hash'],
    ['uv.lock', 'requires-python = ">=3.9"\n', 'version'],
    ['pdm.lock', '[metadata]\ncontent_hash = "0"\n', 'lock_version'],
    ['pylock.toml', 'lock-version = "1.0"\n', 'created-by'],
    ['Cargo.lock', 'version = 4\n', 'package'],
    ['Pipfile.lock', '{"default":{}}', 'pipfile-spec'],
    [
      'Gemfile.lock',
      'GEM\n  remote: r\n  specs:\n    a (1.0)\n',
      'DEPENDENCIES',
    ],
    ['go.mod', 'go 1.22\n', 'module'],
  ])('%s is refused by what is missing', (path, text, key) => {
    expect(() => readWith(path, text)).toThrow(`'${key}' is missing`);
  });
});

describe('a yarn.lock that ends in the middle of a line', () => {
  const entry = (name: string, needs: string[] = []) =>
    [
      `${name}@^1.0.0:`,
      '  version "1.0.0"',
      `  resolved "https://registry.test/${name}/-/${name}-1.0.0.tgz#${'a'.repeat(
        40,
      )}"`,
      `  integrity sha512-${'A'.repeat(86)}==`,
      ...(needs.length > 0
        ? ['  dependencies:', ...needs.map(need => `    ${need} "^1.0.0"`)]
        : []),
      '',
    ].join('\n');
  const text = `# yarn lockfile v1\n\n\n${entry('a', ['zeta'])}\n${entry('b', [
    'abacus',
    'zeta',
  ])}\n${entry('abacus')}\n${entry('zeta')}`;

  it('is refused, though the stump of a name may sort anywhere', () => {
    expect(readWith('yarn.lock', text).components).toHaveLength(4);
    const end = text.indexOf('    abacus') + '    aba'.length;
    expect(() => readWith('yarn.lock', text.slice(0, end))).toThrow(
      /the file ends before the entry of 'zeta'/,
    );
  });
});

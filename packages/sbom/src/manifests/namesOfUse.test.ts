// The tables of formats expect in `is`.
/* eslint-disable jest/expect-expect */
import fc from 'fast-check';
import { componentLines, readWith } from '../__testUtils__/summary';
import { scopeByName, scopeOfGroup } from './namesOfUse';

describe('scopeByName', () => {
  it.each([
    ['dev', 'development'],
    ['requirements-dev.txt', 'development'],
    ['requirements.Test.txt', 'development'],
    ['test-packages', 'development'],
    ['Documentation', 'development'],
    ['test-runtime', 'development'],
    ['main-dev', 'development'],
    ['main', 'runtime'],
    ['default', 'runtime'],
    ['Prod', 'runtime'],
    ['prod_db', 'runtime'],
    ['production', 'runtime'],
    ['gpu-runtime', 'runtime'],
    ['product', undefined],
    ['latest', undefined],
    ['queue', undefined],
    ['', undefined],
  ])('of %j is %s', (name, scope) => {
    expect(scopeByName(name)).toBe(scope);
    expect(scopeOfGroup(name)).toBe(scope ?? 'development');
  });

  it('is that of its words, in any order, writing and company', () => {
    const word = (...words: string[]) => fc.constantFrom(...words);
    const nothing = word('queue', 'aws', 'v2', 'attest', 'producer');
    fc.assert(
      fc.property(
        fc.array(nothing, { maxLength: 4 }),
        fc.array(word('prod', 'main', 'runtime'), { maxLength: 2 }),
        fc.array(word('dev', 'tests', 'lint'), { maxLength: 2 }),
        fc.infiniteStream(fc.nat()),
        word('-', '_', '.'),
        fc.boolean(),
        (others, runtime, development, order, separator, upper) => {
          const name = [...others, ...runtime, ...development]
            .map(text => ({ text, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ text }) => (upper ? text.toUpperCase() : text))
            .join(separator);
          const says = runtime.length > 0 ? 'runtime' : undefined;
          expect(scopeByName(name)).toBe(
            development.length > 0 ? 'development' : says,
          );
        },
      ),
    );
  });
});

/** Groups of a project, and the scope of what only that group asks for. */
const groups: [string, string][] = [
  ['prod', 'runtime'],
  ['production', 'runtime'],
  ['runtime', 'runtime'],
  ['dev', 'development'],
  ['prod-test', 'development'],
  ['queue', 'development'],
];

const POETRY_END = (version: string) =>
  `[metadata]\nlock-version = "${version}"\ncontent-hash = "0"\n`;

describe.each(groups)('what the group %s asks for is %s', (group, scope) => {
  const is = (
    file: string,
    text: string,
    siblings: Record<string, string> = {},
  ) =>
    expect(
      componentLines(readWith(file, text, siblings)).map(line =>
        line.replace(' direct', ''),
      ),
    ).toContain(`a@1.0 ${scope}`);

  it('in poetry.lock 2.1', () => {
    is(
      'poetry.lock',
      `[[package]]
name = "a"
version = "1.0"
optional = false
groups = ["docs", "${group}"]
${POETRY_END('2.1')}`,
    );
  });

  it.each(['1.1', '2.0'])('in poetry.lock %s', version => {
    is(
      'poetry.lock',
      `[[package]]
name = "b"
version = "1.0"
${version === '1.1' ? 'category = "dev"' : ''}
optional = false
[package.dependencies]
a = "*"
[[package]]
name = "a"
version = "1.0"
${version === '1.1' ? 'category = "dev"' : ''}
optional = false
${POETRY_END(version)}`,
      {
        'pyproject.toml': `[tool.poetry.group.${group}.dependencies]\nb = "*"\n`,
      },
    );
  });

  it('in pdm.lock', () => {
    is(
      'pdm.lock',
      `[metadata]
lock_version = "4.5"
[[package]]
name = "a"
version = "1.0"
groups = ["${group}"]
`,
    );
  });

  it('in uv.lock, of a member and of a workspace', () => {
    const a = `[[package]]
name = "a"
version = "1.0"
source = { registry = "https://pypi.test/simple" }
`;
    is(
      'uv.lock',
      `version = 1
[[package]]
name = "own"
version = "0"
source = { virtual = "." }
[package.dev-dependencies]
${group} = [{ name = "a" }]
${a}`,
    );
    is(
      'uv.lock',
      `version = 1
[manifest.dependency-groups]
${group} = [{ name = "a" }]
${a}`,
    );
  });

  it('in uv.lock, but not of what is installed from elsewhere', () => {
    const manifest = readWith(
      'uv.lock',
      `version = 1
[[package]]
name = "own"
version = "0"
source = { virtual = "." }
dependencies = [{ name = "other" }]
[[package]]
name = "other"
version = "0"
source = { directory = "other" }
[package.dev-dependencies]
${group} = [{ name = "a" }]
[[package]]
name = "a"
version = "1.0"
source = { registry = "https://pypi.test/simple" }
`,
    );
    const [other] = manifest.components.filter(({ name }) => name === 'other');
    expect(other.dependsOn).toEqual([]);
  });

  it('in pylock.toml', () => {
    is(
      'pylock.toml',
      `lock-version = "1.0"
created-by = "x"
dependency-groups = ["${group}"]
[[packages]]
name = "a"
version = "1.0"
marker = "'${group}' in dependency_groups"
`,
    );
  });
});

describe('groups and categories elsewhere', () => {
  it.each([
    ['prod-packages', 'runtime'],
    ['production', 'runtime'],
    ['dev-packages', 'development'],
    ['queue', 'unknown'],
  ])('the category %s of a Pipfile is %s', (category, scope) => {
    const manifest = readWith(
      'Pipfile.lock',
      JSON.stringify({
        _meta: { 'pipfile-spec': 6 },
        default: {},
        develop: {},
        [category]: { a: { version: '==1.0' } },
      }),
      { Pipfile: '[packages]\n' },
    );
    expect(manifest.components[0].scope).toBe(scope);
  });

  it.each([
    ['production', 'runtime'],
    ['queue', 'runtime'],
    ['test', 'development'],
    ['system_tests', 'development'],
  ])('the group %s of a Gemfile is %s', (group, scope) => {
    const lock = `GEM
  remote: https://gems.test/
  specs:
    a (1.0)

PLATFORMS
  ruby

DEPENDENCIES
  a
`;
    const manifest = readWith('Gemfile.lock', lock, {
      Gemfile: `gem 'a', group: :${group}\n`,
    });
    expect(manifest.components[0].scope).toBe(scope);
  });

  it.each([
    ['productionRuntimeClasspath', 'runtime'],
    ['imageProcessorRuntimeClasspath', 'runtime'],
    ['annotationProcessor', 'development'],
    ['testAnnotationProcessor', 'development'],
    ['developmentOnly', 'development'],
    ['testRuntimeClasspath', 'development'],
  ])('the configuration %s of Gradle is %s', (configuration, scope) => {
    const manifest = readWith(
      'gradle.lockfile',
      `g:a:1.0=${configuration}\nempty=\n`,
    );
    expect(manifest.components[0].scope).toBe(scope);
  });

  it('an extra stays optional, whatever its name', () => {
    const manifest = readWith(
      'pdm.lock',
      `[metadata]
lock_version = "4.5"
[[package]]
name = "a"
version = "1.0"
groups = ["prod"]
`,
      {
        'pyproject.toml':
          '[project]\nname = "own"\n[project.optional-dependencies]\nprod = ["a"]\n',
      },
    );
    expect(manifest.components[0].scope).toBe('optional');
  });
});

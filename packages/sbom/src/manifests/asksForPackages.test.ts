import fc from 'fast-check';
import { asksForPackages } from './asksForPackages';

describe('asksForPackages', () => {
  it.each<[string, string, boolean | undefined]>([
    ['package.json', '{"dependencies":{"a":"1"}}', true],
    ['web/package.json', '{"devDependencies":{"a":"1"}}', true],
    ['package.json', '{"name":"a"}', false],
    [
      'package.json',
      '{"dependencies":{"a":"file:../a","b":"workspace:*"}}',
      false,
    ],
    ['package.json', '{', undefined],
    ['pyproject.toml', '[project]\ndependencies = ["a"]', true],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3"', false],
    ['pyproject.toml', '[project]\ndynamic = ["dependencies"]', undefined],
    ['pyproject.toml', '[tool.black]', false],
    ['setup.py', 'setup(install_requires=["a"])', undefined],
    ['Pipfile', '[packages]\na = "*"', true],
    ['Pipfile', '[packages]\n[dev-packages]', false],
    ['Cargo.toml', '[dependencies]\na = "1"', true],
    [
      'Cargo.toml',
      '[target."cfg(unix)".dev-dependencies]\na = {version = "1"}',
      true,
    ],
    ['Cargo.toml', '[dependencies]\na = {path = "../a"}', false],
    ['Gemfile', "source 'x'\n  gem 'a'", true],
    ['Gemfile', 'gemspec', undefined],
    ['Gemfile', '# gem', false],
    ['composer.json', '{"require":{"php":">=8","a/b":"^1"}}', true],
    ['composer.json', '{"require":{"php":">=8","ext-json":"*"}}', false],
    ['composer.json', '{"extra":{"merge-plugin":{}}}', undefined],
    ['paket.dependencies', 'group A\n  nuget B ~> 1', true],
    ['paket.dependencies', 'source x', false],
    ['pubspec.yaml', 'dev_dependencies:\n  lints: any', true],
    ['pubspec.yaml', 'name: a', false],
    ['mix.exs', 'defp deps, do: [{:plug, "~> 1.0"}]', true],
    ['mix.exs', 'defp deps, do: more()', undefined],
    ['rebar.config', '{deps, [cowboy]}.', true],
    ['rebar.config', '{deps, []}.', false],
    ['README.md', 'gem', undefined],
  ])('%s: %j: %p', (path, text, expected) => {
    expect(asksForPackages(path, text)).toBe(expected);
  });

  it('never throws', () => {
    const names = [
      'package.json',
      'pyproject.toml',
      'composer.json',
      'mix.exs',
      'rebar.config',
      'pubspec.yaml',
      'Pipfile',
      'Cargo.toml',
      'Gemfile',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.oneof(fc.json(), fc.string()),
        (path, text) => {
          expect([true, false, undefined]).toContain(
            asksForPackages(path, text),
          );
        },
      ),
    );
  });
});

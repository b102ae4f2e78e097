import { itCompares } from '../../__testUtils__/stepTable';

describe('uv.lock and pyproject.toml', () => {
  const lock = `version = 1
[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
[package.metadata]
requires-dist = [
  { name = "requests", extras = ["socks"], specifier = ">=2.0,<3" },
  { name = "flask", marker = "extra == 'web'", specifier = ">=1" },
]
[package.metadata.requires-dev]
dev = [{ name = "pytest" }]
[[package]]
name = "requests"
version = "2.0.0"
source = { registry = "https://index.test/simple" }
`;
  const pyproject = (list: string, dev = '"pytest", {include-group = "x"}') =>
    `[project]\nname = "app"\ndependencies = [${list}]\noptional-dependencies = { web = ["Flask>=1"] }\n[dependency-groups]\ndev = [${dev}]\n`;
  const beside = (text: string) => ({ 'pyproject.toml': text });
  itCompares('uv.lock', [
    {
      when: 'agree, however requirements are written',
      lock,
      beside: beside(pyproject('"requests[socks] < 3, >= 2.0"')),
      expected: 'in step',
    },
    {
      when: 'differ in a requirement',
      lock,
      beside: beside(pyproject('"requests>=2.1,<3"')),
      expected:
        'pyproject.toml asks for requests <3,>=2.1, and the lock file was made for <3,>=2.0',
    },
    {
      when: 'differ by a package for development',
      lock,
      beside: beside(pyproject('"requests>=2.0,<3"', '"pytest", "ruff"')),
      expected:
        'pyproject.toml asks for ruff, and the lock file was made without it',
    },
    {
      when: 'agree where versions are not written in their normal form',
      lock,
      beside: beside(pyproject('"requests>=2.0-alpha,<3"')),
      expected: 'in step',
    },
    {
      when: 'agree where an extra asks for another one of the project',
      lock,
      beside: beside(
        pyproject('"requests>=2.0,<3"').replace(
          'web = ',
          'all = ["app[web]"], web = ',
        ),
      ),
      expected: 'in step',
    },
    {
      when: 'is open where uv kept no copy',
      lock: lock.replace(
        /\[package\.metadata\][^]*?(?=\[\[package\]\])/,
        'dependencies = [{ name = "requests" }]\n',
      ),
      beside: beside(pyproject('"requests>=3"')),
      expected: 'open',
    },
    {
      when: 'is open where dependencies are computed',
      lock,
      beside: beside('[project]\nname = "app"\ndynamic = ["dependencies"]\n'),
      expected: 'open',
    },
    {
      when: 'is open without pyproject.toml',
      lock,
      beside: {},
      expected: 'open',
    },
  ]);
});

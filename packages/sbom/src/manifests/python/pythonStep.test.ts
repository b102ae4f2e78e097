import { itCompares, json } from '../../__testUtils__/stepTable';

describe('poetry.lock and pyproject.toml', () => {
  // The hashes are those that Poetry's own `json.dumps` and SHA-256 give.
  const lock = (hash: string, name = 'requests') =>
    `[[package]]\nname = "${name}"\nversion = "2.0.0"\n[metadata]\nlock-version = "2.1"\ncontent-hash = "${hash}"\n`;
  const old =
    '[tool.poetry]\nname = "é"\n[tool.poetry.dependencies]\nrequests = "^2.0 # é"\n';
  const OLD =
    '6a9d8da573f5fdb95c0aab45a561dd6ca49b4af7ed788ba3347fede99457a49c';
  const modern =
    '[project]\nname = "app"\nversion = "9"\ndependencies = ["requests>=2"]\n[dependency-groups]\ndev = ["pytest"]\n';
  const NEW =
    'a12a88419c552b9067708e0cc24313e2bbd10950f7a2965b09c0a5eb53a4714e';
  const GROUPLESS =
    'f9140bb2d285ff2ef6eea10b37ebabf4a7b07a305f159a8430d1cce9ce1aeb2d';
  const beside = (text: string) => ({ 'pyproject.toml': text });
  itCompares('poetry.lock', [
    {
      when: 'agree',
      lock: lock(OLD),
      beside: beside(old),
      expected: 'in step',
    },
    {
      when: 'agree on [project] and groups',
      lock: lock(NEW),
      beside: beside(modern),
      expected: 'in step',
    },
    {
      when: 'agree by a Poetry that did not count groups',
      lock: lock(GROUPLESS),
      beside: beside(modern),
      expected: 'in step',
    },
    {
      when: 'differ, naming what is missing',
      lock: lock(OLD),
      beside: beside(`${old}pytest = "*"\n`),
      expected:
        'pyproject.toml asks for pytest, and the lock file does not have it',
    },
    {
      when: 'differ',
      lock: lock(OLD),
      beside: beside(old.replace('^2.0', '^3.0')),
      expected: /content-hash/,
    },
    {
      when: 'is open where the hash cannot be told',
      lock: lock(OLD),
      beside: beside(`${old}x = { version = 1.5 }\n`),
      expected: 'open',
    },
    {
      when: 'is open without pyproject.toml',
      lock: lock(OLD),
      beside: {},
      expected: 'open',
    },
  ]);
});

describe('pdm.lock and pyproject.toml', () => {
  const lock = (hash: string) =>
    `[metadata]\nlock_version = "4.5.0"\ncontent_hash = "sha256:${hash}"\n[[package]]\nname = "requests"\nversion = "2.0.0"\n`;
  const beside = (list: string) => ({
    'pyproject.toml': `[project]\nname = "app"\ndependencies = [${list}]\nrequires-python = ">=3.9"\n`,
  });
  itCompares('pdm.lock', [
    {
      when: 'agree',
      lock: lock(
        '7dab88b272df46e023eea81e408f0762941d98cca6d89d6fee7f149e5e36525c',
      ),
      beside: beside('"requests>=2"'),
      expected: 'in step',
    },
    {
      when: 'differ by a package',
      lock: lock(
        '7dab88b272df46e023eea81e408f0762941d98cca6d89d6fee7f149e5e36525c',
      ),
      beside: beside('"requests>=2", "Flask[async] >= 1"'),
      expected:
        'pyproject.toml asks for flask, and the lock file does not have it',
    },
    {
      when: 'is open where only the hash differs: other versions count other things',
      lock: lock('00'),
      beside: beside('"requests>=2"'),
      expected: 'open',
    },
  ]);
});

describe('Pipfile.lock and Pipfile', () => {
  const lock = (hash: string) =>
    json({
      _meta: {
        'pipfile-spec': 6,
        hash: { sha256: hash },
        sources: [{ name: 'own' }],
      },
      default: { requests: { version: '==2.0.0' } },
      develop: {},
    });
  const pipfile =
    '[packages]\nrequests = "*"\n[dev-packages]\n[scripts]\nx = "y"\n';
  itCompares('Pipfile.lock', [
    {
      when: 'agree',
      lock: lock(
        'd3b4ecdd76ae7a4e9577377a29da85c429b7c4a60d72b76813c71c961d247189',
      ),
      beside: { Pipfile: pipfile },
      expected: 'in step',
    },
    {
      when: 'differ by a package',
      lock: lock(
        'd3b4ecdd76ae7a4e9577377a29da85c429b7c4a60d72b76813c71c961d247189',
      ),
      beside: { Pipfile: `${pipfile}[dev-packages.flask]\nversion = "*"\n` },
      expected: 'Pipfile asks for flask, and the lock file does not have it',
    },
    {
      when: 'differ',
      lock: lock(
        'd3b4ecdd76ae7a4e9577377a29da85c429b7c4a60d72b76813c71c961d247189',
      ),
      beside: { Pipfile: pipfile.replace('*', '>=1') },
      expected: /^Pipfile was changed after/,
    },
    {
      when: 'is open without Pipfile',
      lock: lock('0'),
      beside: {},
      expected: 'open',
    },
  ]);
});

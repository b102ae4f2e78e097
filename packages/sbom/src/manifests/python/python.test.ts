import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

describe('poetry.lock', () => {
  const text = `
[[package]]
name = "Zope.Interface"
version = "5.4.0"
[package.dependencies]
setuptools_scm = ">=1"
extra = { version = "*", optional = true }

[[package]]
name = "setuptools-scm"
version = "7.0"

[[package]]
name = "extra"
version = "1.0"

[[package]]
name = "pytest"
version = "8.0"

[[package]]
name = "forked"
version = "0.1"
[package.source]
type = "git"
url = "https://token@git.test/o/forked.git"
reference = "main"
resolved_reference = "${'a'.repeat(40)}"

[metadata]
lock-version = "2.0"
content-hash = "0"
`;

  it('takes direct dependencies and scopes from pyproject.toml', () => {
    const manifest = readWith('poetry.lock', text, {
      'pyproject.toml': `
[tool.poetry]
name = "app"
[tool.poetry.dependencies]
python = "^3.11"
zope-interface = "^5"
forked = { git = "https://git.test/o/forked.git" }
[tool.poetry.group.dev.dependencies]
pytest = "*"
`,
    });
    expect(componentLines(manifest)).toEqual([
      'Zope.Interface@5.4.0 runtime direct',
      'extra@1.0 optional',
      'forked@0.1 runtime direct',
      'pytest@8.0 development direct',
      'setuptools-scm@7.0 runtime',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'Zope.Interface@5.4.0 -> extra@1.0',
      'Zope.Interface@5.4.0 -> setuptools-scm@7.0',
    ]);
    expect(componentNamed(manifest, 'Zope.Interface').packageName).toBe(
      'zope-interface',
    );
    const forked = componentNamed(manifest, 'forked');
    expect(forked.ecosystem).toBeUndefined();
    expect(forked.vcsUrl).toBe(
      `git+https://git.test/o/forked.git@${'a'.repeat(40)}`,
    );
  });
});

describe('requirements.txt', () => {
  it('follows includes and constraints, and names what is not pinned', () => {
    const manifest = readWith(
      'svc/requirements.txt',
      [
        '--index-url https://index.test/simple',
        '-r common/base.txt',
        '-c constraints.txt',
        `flask[async] == 2.0.0 ; python_version > "3" --hash=sha256:${'ab'.repeat(
          32,
        )}`,
        'loose>=1',
        'pinned-by-constraint',
        'wild==1.*',
        '-e git+https://git.test/o/x.git#egg=x',
        '-r missing.txt',
      ].join('\n'),
      {
        'common/base.txt': '-r ../svc-more.txt\nDjango==4.0\n',
        'svc-more.txt': 'six==1.16.0',
        'constraints.txt': 'pinned-by-constraint==3.1\nnever-asked==1.0\n',
      },
    );
    expect(componentLines(manifest)).toEqual([
      'Django@4.0 runtime direct',
      'flask@2.0.0 runtime direct',
      'pinned-by-constraint@3.1 runtime direct',
      'six@1.16.0 runtime direct',
    ]);
    expect(manifest.graph).toBe('flat');
    expect(manifest.warnings).toEqual([
      expect.stringContaining("the included file 'missing.txt' is not in"),
      expect.stringContaining('git+https'),
      expect.stringContaining('loose>=1'),
      expect.stringContaining('wild==1.*'),
    ]);
    expect(componentNamed(manifest, 'flask').hashes).toEqual([
      { algorithm: 'SHA-256', value: 'ab'.repeat(32) },
    ]);
  });

  it('reads the reasons that pip-compile writes as edges', () => {
    const manifest = readWith(
      'requirements.txt',
      `flask==2.0.0
    # via -r requirements.in
jinja2==3.0.0
    # via flask
markupsafe==2.0.0
    # via
    #   jinja2
    #   werkzeug
werkzeug==2.0.0  # via flask
`,
    );
    expect(manifest.graph).toBe('full');
    expect(componentLines(manifest).filter(l => l.endsWith('direct'))).toEqual([
      'flask@2.0.0 runtime direct',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'flask@2.0.0 -> jinja2@3.0.0',
      'flask@2.0.0 -> werkzeug@2.0.0',
      'jinja2@3.0.0 -> markupsafe@2.0.0',
      'werkzeug@2.0.0 -> markupsafe@2.0.0',
    ]);
  });

  it('ends where files include each other', () => {
    const manifest = readWith('requirements.txt', '-r a.txt\nx==1', {
      'a.txt': '-r b.txt\na==1',
      'b.txt': '-r a.txt\n-r requirements.txt\nb==1',
    });
    expect(componentLines(manifest)).toHaveLength(3);
  });

  it('takes files named for development or tests as such', () => {
    expect(
      componentLines(readWith('requirements-dev.txt', 'pytest==8.0')),
    ).toEqual(['pytest@8.0 development direct']);
  });
});

describe('Pipfile.lock', () => {
  it('takes direct dependencies from the Pipfile', () => {
    const manifest = readWith(
      'Pipfile.lock',
      JSON.stringify({
        _meta: { 'pipfile-spec': 6 },
        default: {
          flask: { version: '==2.0.0' },
          jinja2: { version: '==3.0.0' },
        },
        develop: { pytest: { version: '==8.0', index: 'pypi' } },
      }),
      { Pipfile: '[packages]\nFlask = "*"\n[dev-packages]\npytest = "*"\n' },
    );
    expect(componentLines(manifest)).toEqual([
      'flask@2.0.0 runtime direct',
      'jinja2@3.0.0 runtime',
      'pytest@8.0 development direct',
    ]);
  });
});

describe('uv.lock', () => {
  it('starts from the project and tells extras and groups apart', () => {
    const registry = 'source = { registry = "https://index.test/simple" }';
    const manifest = readWith(
      'uv.lock',
      `
version = 1
[[package]]
name = "app"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "requests", extra = ["socks"] }, { name = "forked" }]
[package.optional-dependencies]
fast = [{ name = "orjson" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
[[package]]
name = "requests"
version = "2.32.0"
${registry}
[package.optional-dependencies]
socks = [{ name = "pysocks" }]
[[package]]
name = "pysocks"
version = "1.7.1"
${registry}
[[package]]
name = "orjson"
version = "3.10.0"
${registry}
[[package]]
name = "pytest"
version = "8.0.0"
${registry}
[[package]]
name = "forked"
version = "0.1"
source = { git = "https://git.test/o/forked.git?rev=main#${'d'.repeat(40)}" }
`,
    );
    expect(manifest.root).toEqual({ name: 'app', version: '0.1.0' });
    expect(componentLines(manifest)).toEqual([
      'forked@0.1 runtime direct',
      'orjson@3.10.0 optional direct',
      'pysocks@1.7.1 runtime',
      'pytest@8.0.0 development direct',
      'requests@2.32.0 runtime direct',
    ]);
    expect(componentNamed(manifest, 'forked').vcsUrl).toBe(
      `git+https://git.test/o/forked.git@${'d'.repeat(40)}`,
    );
  });
});

describe('pdm.lock', () => {
  it('takes scopes from groups, and tells extras by pyproject.toml', () => {
    const manifest = readWith(
      'pdm.lock',
      `
[metadata]
lock_version = "4.5.0"
[[package]]
name = "a"
version = "1"
groups = ["default"]
dependencies = ["b[x]>=1; python_version > '3'"]
[[package]]
name = "b"
version = "1"
groups = ["default", "test"]
[[package]]
name = "c"
version = "1"
groups = ["fast"]
[[package]]
name = "d"
version = "1"
groups = ["test"]
`,
      {
        'pyproject.toml':
          '[project]\ndependencies = ["a"]\n[project.optional-dependencies]\nfast = ["c"]\n',
      },
    );
    expect(componentLines(manifest)).toEqual([
      'a@1 runtime direct',
      'b@1 runtime',
      'c@1 optional direct',
      'd@1 development',
    ]);
    expect(edgeLines(manifest)).toEqual(['a@1 -> b@1']);
  });
});

describe('pylock.toml', () => {
  it('is flat unless the tool wrote dependencies', () => {
    const packages = (more: string) => `
lock-version = "1.0"
created-by = "tool"
[[packages]]
name = "app"
directory = { path = "." }
[[packages]]
name = "a"
version = "1"
${more}
[[packages]]
name = "b"
version = "1"
`;
    expect(readWith('pylock.toml', packages('')).graph).toBe('flat');
    const manifest = readWith(
      'pylock.dev.toml',
      packages('dependencies = [{ name = "b" }]'),
    );
    expect(manifest.graph).toBe('full');
    expect(edgeLines(manifest)).toEqual(['a@1 -> b@1']);
  });
});

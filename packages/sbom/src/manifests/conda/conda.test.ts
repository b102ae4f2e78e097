import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const SHA = '5e'.repeat(32);

describe('environment.yml', () => {
  const environment = (...specs: string[]) =>
    `name: app\nchannels: [defaults]\ndependencies:\n${specs
      .map(s => `  - ${s}`)
      .join('\n')}\n`;
  const purls = (...specs: string[]) =>
    readWith('environment.yml', environment(...specs)).components.map(
      c => c.purl,
    );

  it.each([
    ['numpy=1.21.2', 'pkg:conda/numpy@1.21.2'],
    ['numpy==1.21.2', 'pkg:conda/numpy@1.21.2'],
    ['numpy 1.21.2', 'pkg:conda/numpy@1.21.2'],
    ['NumPy=1.21.2=py39_0', 'pkg:conda/numpy@1.21.2?build=py39_0'],
    ['conda-forge::numpy=1.2', 'pkg:conda/numpy@1.2?channel=conda-forge'],
    [
      'conda-forge/linux-64::numpy=1.2=h_0',
      'pkg:conda/numpy@1.2?build=h_0&channel=conda-forge',
    ],
    ['\'numpy[version="==1.2"]\'', 'pkg:conda/numpy@1.2'],
  ])('%s is %s', (spec, purl) => expect(purls(spec)).toEqual([purl]));

  it.each([
    'numpy',
    'numpy>=1.2',
    "'numpy =1.2.*'",
    "'numpy >=1,<2'",
    "'numpy=1.*'",
    "'numpy 1.2|1.3'",
    "'numpy~=1.2'",
  ])('%s has no version', spec => {
    const manifest = readWith('environment.yml', environment(spec));
    expect(manifest.components).toEqual([]);
    expect(manifest.unresolved).toMatchObject({ count: 1, first: ['numpy'] });
  });

  it('reads what pip installs as requirements', () => {
    const manifest = readWith(
      'environment.yaml',
      environment(
        'python=3.9.1',
        'pip:\n    - Django==4.2\n    - requests>=2\n    - -r requirements.txt',
      ),
      { 'requirements.txt': 'more==1\n' },
    );
    expect(manifest.components.map(c => [c.purl, c.ecosystem])).toEqual([
      ['pkg:conda/python@3.9.1', undefined],
      ['pkg:pypi/django@4.2', 'PyPI'],
      ['pkg:pypi/more@1', 'PyPI'],
    ]);
    expect(manifest.warnings.join('\n')).toMatch(/requests>=2/);
    expect(manifest.warnings.join('\n')).toMatch(
      /no advisories are matched with: conda/,
    );
  });

  it.each([
    ['name: app\n', /'dependencies' is missing/],
    [
      'dependencies:\n  - npm:\n    - a\n',
      /the list 'npm' of dependencies is not known/,
    ],
  ])('%j is refused', (text, reason) => {
    expect(() => readWith('environment.yml', text)).toThrow(reason);
  });
});

const entry = (name: string, rest: Record<string, string>) =>
  `- name: ${name}\n  version: 1.0\n${Object.entries(rest)
    .map(([k, v]) => `  ${k}: ${v}\n`)
    .join('')}`;
const condaLock = (...entries: string[]) =>
  `version: 1\nmetadata:\n  platforms: []\npackage:\n${entries.join('')}`;

describe('conda-lock.yml', () => {
  const text = condaLock(
    ...['linux-64', 'osx-arm64'].map(platform =>
      entry('python', {
        manager: 'conda',
        platform,
        dependencies: "{ openssl: '>=3', __osx: '' }",
        url: `https://conda.test/conda-forge/${platform}/python-1.0-h_0.conda`,
        hash: `{ sha256: ${platform === 'linux-64' ? SHA : '6f'.repeat(32)} }`,
        category: 'main',
      }),
    ),
    entry('openssl', {
      manager: 'conda',
      platform: 'linux-64',
      dependencies: '{}',
      url: 'https://conda.test/conda-forge/linux-64/openssl-1.0-h_0.conda',
      hash: '{}',
      category: 'main',
    }),
    entry('Py.Test', {
      manager: 'pip',
      platform: 'linux-64',
      dependencies: "{ python: '>=3' }",
      url: 'https://files.test/p.whl',
      hash: '{}',
      category: 'dev',
    }),
    entry('forked', {
      manager: 'pip',
      platform: 'linux-64',
      dependencies: '{}',
      url: `git+https://git.test/o/f.git@${'c4'.repeat(20)}`,
      hash: '{}',
      category: 'extra',
      optional: 'true',
    }),
  );

  it('has one component for all platforms, with the hashes of each', () => {
    const manifest = readWith('linux.conda-lock.yml', text, {
      'environment.yml': 'dependencies:\n  - python\n  - pip:\n    - py-test\n',
    });
    expect(componentLines(manifest)).toEqual([
      'Py.Test@1.0 development direct',
      'forked@1.0 optional',
      'openssl@1.0 runtime',
      'python@1.0 runtime direct',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'Py.Test@1.0 -> python@1.0',
      'python@1.0 -> openssl@1.0',
    ]);
    expect(componentNamed(manifest, 'python')).toMatchObject({
      purl: 'pkg:conda/python@1.0?channel=conda-forge',
      hashes: [{ value: SHA }, { value: '6f'.repeat(32) }],
    });
    expect(componentNamed(manifest, 'forked')).toMatchObject({ origin: 'git' });
    expect(componentNamed(manifest, 'forked').ecosystem).toBeUndefined();
    expect(componentNamed(manifest, 'Py.Test').ecosystem).toBe('PyPI');
  });

  it.each([
    ['version: 2\n', /'version' is '2', and 1 can be read/],
    ['version: 1\nmetadata: {}\n', /'package' is missing/],
    ['version: 1\npackage: []\n', /'metadata' is missing/],
    [condaLock('- name: a\n'), /'version of a' is missing/],
    [condaLock(entry('a', {})), /'manager of a' is missing/],
  ])('%j is refused', (lock, reason) => {
    expect(() => readWith('conda-lock.yml', lock)).toThrow(reason);
  });
});

describe('an explicit list', () => {
  const MD5 = '9f'.repeat(16);
  const SHA256 = '8e'.repeat(32);
  const text = `# Generated by conda-lock.
# platform: linux-64
@EXPLICIT
https://user:secret@conda.test/conda-forge/linux-64/openssl-3.1.4-hd590300_0.conda#${MD5}
https://conda.test/conda-forge/noarch/tzdata-2023c-h71feb2d_0.tar.bz2#sha256:${SHA256}
# pip ms-lib @ https://files.test/packages/ms_lib-2.0.1-py3-none-any.whl --hash=sha256:${SHA256}
# pip sdist @ https://files.test/packages/sdist-1.2.tar.gz
a line of its own
`;

  it.each(['conda-linux-64.lock', 'explicit.txt', 'spec-file.txt'])(
    '%s has every package with its sum, and those of pip',
    name => {
      const manifest = readWith(name, text);
      expect(componentLines(manifest)).toEqual([
        'ms-lib@2.0.1 unknown perhaps direct',
        'openssl@3.1.4 unknown perhaps direct',
        'sdist@1.2 unknown perhaps direct',
        'tzdata@2023c unknown perhaps direct',
      ]);
      expect(componentNamed(manifest, 'openssl')).toMatchObject({
        purl: 'pkg:conda/openssl@3.1.4?build=hd590300_0&channel=conda-forge',
        hashes: [{ value: MD5 }],
      });
      expect(componentNamed(manifest, 'tzdata').hashes).toEqual([
        { algorithm: 'SHA-256', value: SHA256 },
      ]);
      expect(componentNamed(manifest, 'ms-lib').ecosystem).toBe('PyPI');
      expect(manifest.warnings).toEqual([
        "not the address of a package: 'a line of its own'",
        expect.stringMatching(/no advisories are matched with: 2 of conda$/),
      ]);
    },
  );

  it('is refused without its mark', () => {
    expect(() => readWith('explicit.txt', 'a text\n')).toThrow(
      /'@EXPLICIT' is missing/,
    );
  });
});

describe('requirements of pip in environment.yml', () => {
  it('are counted where they have no version, and read from other files', () => {
    const manifest = readWith(
      'environment.yml',
      'dependencies:\n- pandas>=1.5\n- pip:\n  - django>=3\n  - -r reqs/base.txt\n  - git+https://host.test/b@0123456789abcdef0123456789abcdef01234567#egg=b\n  - -r gone.txt\n',
      { 'reqs/base.txt': 'urllib3==1.24\n' },
    );
    expect(componentLines(manifest)).toContain('urllib3@1.24 runtime direct');
    expect(manifest.unresolved).toMatchObject({ count: 4 });
    expect(manifest.unresolved?.first.slice(0, 3)).toEqual([
      'pandas',
      'b',
      'django',
    ]);
    expect(manifest.notAtHand).toEqual(['gone.txt']);
  });
});

describe('pixi.lock', () => {
  const url = (file: string) =>
    `https://conda.test/conda-forge/linux-64/${file}`;
  const packages = (version: number, list: string) => `version: ${version}
environments:
  default:
    packages:
      linux-64:
      - conda: ${url('python-3.12.0-h_0.conda')}
      - conda: ${url('libffi-3.4-h_0.tar.bz2')}
      - pypi: https://files.test/click-8.1-py3-none-any.whl
      - pypi: .
  test:
    packages:
      linux-64:
      - conda: ${url('python-3.12.0-h_0.conda')}
      - conda: ${url('py-test-1.0-h_0.conda')}
  gpu:
    packages:
      linux-64:
      - pypi: git+https://git.test/o/g.git?rev=main#${'c4'.repeat(20)}
packages:
${list}`;
  const named = (key: string, at: string, rest: string) =>
    `- ${key}: ${at}\n${rest}`;
  const six = [
    named(
      'conda',
      url('python-3.12.0-h_0.conda'),
      '  license: PSF\n  depends:\n  - libffi >=3,<4\n  - __glibc >=2\n',
    ),
    named('conda', url('libffi-3.4-h_0.tar.bz2'), `  sha256: ${SHA}\n`),
    named('conda', url('py-test-1.0-h_0.conda'), '  depends: [python]\n'),
    named(
      'pypi',
      'https://files.test/click-8.1-py3-none-any.whl',
      '  name: Click\n  version: 8.1\n  requires_dist:\n  - python>=3 ; extra == "x"\n',
    ),
    named('pypi', '.', '  name: app\n  version: 0.1\n  editable: true\n'),
    named(
      'pypi',
      `git+https://git.test/o/g.git?rev=main#${'c4'.repeat(20)}`,
      '  name: g\n  version: 1.0\n',
    ),
  ].join('');

  it('has scopes by environments, and edges within one', () => {
    const manifest = readWith('pixi.lock', packages(6, six), {
      'pixi.toml':
        '[dependencies]\npython = "*"\n[feature.test.dependencies]\npy-test = "*"\n[target.linux.pypi-dependencies]\nclick = "*"\n',
    });
    expect(componentLines(manifest)).toEqual([
      'Click@8.1 runtime direct',
      'g@1.0 unknown',
      'libffi@3.4 runtime',
      'py-test@1.0 development direct',
      'python@3.12.0 runtime direct',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'Click@8.1 -> python@3.12.0',
      'py-test@1.0 -> python@3.12.0',
      'python@3.12.0 -> libffi@3.4',
    ]);
    expect(componentNamed(manifest, 'python').license).toBe('PSF');
    expect(componentNamed(manifest, 'g').vcsUrl).toBe(
      `git+https://git.test/o/g.git@${'c4'.repeat(20)}`,
    );
  });

  it('reads entries of the kinds before version 6', () => {
    const four = `version: 4
environments:
  default:
    packages:
      linux-64:
      - conda: ${url('a-1.0-h_0.conda')}
      - pypi: https://files.test/b.whl
packages:
- kind: conda
  name: a
  version: 1.0
  build: h_0
  subdir: linux-64
  url: ${url('a-1.0-h_0.conda')}
- kind: pypi
  name: b
  version: 2.0
  url: https://files.test/b.whl
  requires_dist:
  - a
`;
    const manifest = readWith('pixi.lock', four);
    expect(manifest.components.map(c => c.purl)).toEqual([
      'pkg:conda/a@1.0?channel=conda-forge',
      'pkg:pypi/b@2.0',
    ]);
    expect(edgeLines(manifest)).toEqual(['b@2.0 -> a@1.0']);
  });

  it.each([
    ['version: 3\n', /'version' is '3', and 4 to 7 can be read/],
    ['version: 6\npackages: []\n', /'environments' is missing/],
    ['version: 6\nenvironments: {}\n', /'packages' is missing/],
    [packages(6, '- pypi: .\n'), /'default' depends on 'https/],
    [
      'version: 6\nenvironments: {}\npackages:\n- pypi: https://files.test/a.whl\n',
      /version of https:\/\/files\.test\/a\.whl' is missing/,
    ],
  ])('%j is refused', (text, reason) => {
    expect(() => readWith('pixi.lock', text)).toThrow(reason);
  });
});

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

jest.setTimeout(120_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'));
  advise();
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

/** A record for each severity, of a package of that name, fixed in 2.0.0. */
function advise(modified = new Date().toISOString()) {
  const record = (id: string, name: string, level?: string) => ({
    id,
    modified,
    summary: `Something about ${name}`,
    affected: [
      {
        package: { ecosystem: 'npm', name },
        ranges: [
          {
            type: 'SEMVER',
            events: [{ introduced: '0' }, { fixed: '2.0.0' }],
          },
        ],
      },
    ],
    ...(level && { database_specific: { severity: level } }),
  });
  const records = [
    ...['critical', 'high', 'medium', 'low'].map((level, i) =>
      record(`CVE-2026-000${i}`, level, level.toUpperCase()),
    ),
    record('CVE-2026-0009', 'unscored'),
    record('MAL-2026-1', 'evil'),
  ];
  write('osv.ndjson', records.map(each => JSON.stringify(each)).join('\n'));
}

/** A lock file of npm with these packages of version 1.0.0, under the MIT license or others. */
function lock(names: string[], license = 'MIT'): string {
  const packages = Object.fromEntries(
    names.map(name => [
      `node_modules/${name}`,
      { version: '1.0.0', license, resolved: '', integrity: '' },
    ]),
  );
  const dependencies = Object.fromEntries(names.map(name => [name, '*']));
  return JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: { '': { name: 'shop', dependencies }, ...packages },
  });
}

/** What is known to be exploited, where a test is about something else. */
function catalog() {
  const unrelated = {
    cveID: 'CVE-1999-0001',
    vendorProject: 'a',
    product: 'a',
    vulnerabilityName: 'a',
    dateAdded: '2026-01-01',
    shortDescription: 'a',
    requiredAction: 'a',
    dueDate: '2026-01-02',
    knownRansomwareCampaignUse: 'Unknown',
  };
  write(
    'catalog.json',
    JSON.stringify({
      catalogVersion: '2026.01.01',
      dateReleased: new Date().toISOString(),
      count: 1,
      vulnerabilities: [unrelated],
    }),
  );
  return 'catalog.json';
}

function run(...args: string[]) {
  const isAbout = args.includes('--kev');
  return runWith(...args, ...(isAbout ? [] : ['--kev', catalog()]));
}

function runWith(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, 'check', ...args, '--advisories', 'osv.ndjson'],
    { encoding: 'utf8', cwd: folder },
  );
  return { status, stdout, stderr };
}

describe('what is wrong with packages themselves', () => {
  const policy = `
name: strict
findings:
  kinds:
    package-risk: { high: { block: 1 }, medium: { warn: 1 } }
`;

  it('counts by the kinds of a policy, with no registry asked', () => {
    write('policy.yaml', policy);
    const { status, stdout } = checkOf(
      ['lodahs', 'left'],
      '--policy',
      'policy.yaml',
    );
    expect(status).toBe(2);
    expect(stdout).toContain(
      'lodahs is one character away from lodash, which is well known',
    );
  });

  it('is known where the base has it', () => {
    write('policy.yaml', policy);
    write('before/package-lock.json', lock(['lodahs']));
    const { status } = checkOf(
      ['lodahs', 'left'],
      ...['--policy', 'policy.yaml', '--base', 'before'],
    );
    expect(status).toBe(0);
  });
});

function checkOf(names: string[], ...args: string[]) {
  write('shop/package-lock.json', lock(names));
  return run('shop', ...args);
}

describe('safety-curtain check', () => {
  it.each<[string, string[], number, RegExp]>([
    ['nothing to find', ['fine'], 0, /^Passed\n/],
    ['a low finding', ['low'], 0, /^Passed\n/],
    ['a medium finding', ['medium'], 0, /^Passed\n/],
    ['a high finding', ['high'], 0, /^Passed with warnings: 1 high finding\n/],
    ['a critical finding', ['critical'], 2, /^Blocked: 1 critical finding\n/],
    [
      'malice',
      ['evil'],
      2,
      /^Blocked: 1 malicious package, 1 critical finding/,
    ],
    [
      'an unknown severity',
      ['unscored'],
      0,
      /^Passed with warnings: 1 finding of unknown severity\n/,
    ],
  ])('says of %s what its code says', (_, names, code, text) => {
    const { status, stdout } = checkOf(names);
    expect(stdout).toMatch(text);
    expect(status).toBe(code);
  });

  it('ends with another code for warnings where asked', () => {
    expect(checkOf(['high'], '--warn-exit-code', '1').status).toBe(1);
    expect(checkOf(['critical'], '--warn-exit-code', '1').status).toBe(2);
    expect(checkOf(['low'], '--warn-exit-code', '1').status).toBe(0);
  });

  it.each<[string, string, string[], number]>([
    ['high', 'each of it', ['high'], 2],
    ['high', 'what is graver', ['critical'], 2],
    ['high', 'not what is milder', ['medium'], 0],
    ['low', 'each of it', ['low'], 2],
    ['low', 'not an unknown severity more than before', ['unscored'], 0],
    ['critical', 'not what is milder', ['high'], 0],
  ])('--fail-on %s blocks %s', (least, _, names, code) => {
    const { status, stdout } = checkOf(names, '--fail-on', least);
    expect(status).toBe(code);
    expect(stdout.startsWith('Blocked')).toBe(code === 2);
  });

  it('writes all findings, with what was decided, as CycloneDX', () => {
    write(
      'shop.vex.json',
      JSON.stringify({
        '@context': 'https://openvex.dev/ns/v0.2.0',
        '@id': 'https://example.com/vex/1',
        author: 'Example',
        timestamp: '2026-11-01T00:00:00Z',
        version: 1,
        statements: [
          {
            vulnerability: { name: 'CVE-2026-0000' },
            products: [{ '@id': 'pkg:npm/critical@1.0.0' }],
            status: 'not_affected',
            justification: 'vulnerable_code_not_present',
          },
        ],
      }),
    );
    const { status, stdout } = checkOf(
      ['critical', 'high'],
      ...['--vex', 'shop.vex.json', '--format', 'cyclonedx-vex'],
    );
    expect(status).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      specVersion: '1.6',
      metadata: { component: { name: 'shop' } },
      vulnerabilities: [
        {
          id: 'CVE-2026-0000',
          analysis: {
            state: 'not_affected',
            justification: 'code_not_present',
          },
          affects: [{ ref: 'pkg:npm/critical@1.0.0' }],
        },
        {
          id: 'CVE-2026-0001',
          recommendation: 'Update high to 2.0.0',
          affects: [{ ref: 'pkg:npm/high@1.0.0' }],
        },
      ],
    });
    expect(document.vulnerabilities[1]).not.toHaveProperty('analysis');
    expect(document.metadata).not.toHaveProperty('supplier');
  });

  it('finds the entity by the remote of the checkout, and says where it has none', () => {
    write('shop/package-lock.json', lock(['fine']));
    const { status, stderr } = spawnSync(
      process.execPath,
      [bin, 'check', 'shop', '--url', 'http://127.0.0.1:9/api/supply-chain'],
      {
        encoding: 'utf8',
        cwd: folder,
        env: { ...process.env, SAFETY_CURTAIN_TOKEN: 'secret' },
      },
    );
    expect(stderr).toMatch(
      /^Which entity is built cannot be told by its checkout: .* Name it with --entity$/m,
    );
    expect(status).toBe(3);
  });

  it('does not pass what has nothing to scan', () => {
    write('empty/README.md', '');
    const { status, stdout } = run('empty');
    expect(stdout).toMatch(/^Passed with warnings: Nothing to scan\n/);
    expect(status).toBe(4);
    write('none/requirements.txt', '\n');
    expect(run('none').status).toBe(4);
  });

  it('blocks what it cannot read, and names it', () => {
    write('shop/package-lock.json', lock(['fine']));
    write('shop/web/yarn.lock', '');
    const { status, stdout } = run('shop');
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /^Blocked: 1 file that could not be read\n[^]*web\/yarn\.lock: /,
    );
  });

  it('warns of what it does not look at', () => {
    write('shop/flake.lock', '{}');
    const { status, stdout } = checkOf(['fine']);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^Passed with warnings: 1 place or package that was not looked at\n[^]*flake\.lock: /,
    );
  });

  it('does not pass by old data', () => {
    advise('2026-01-01T00:00:00Z');
    const { status, stdout } = checkOf(['low']);
    expect(status).toBe(5);
    expect(stdout).toMatch(
      /Advisories, npm: are of 2026-01-01, and may be 7 days old/,
    );
    expect(checkOf(['low'], '--max-data-age', '99999').status).toBe(0);
    expect(checkOf(['critical']).status).toBe(2);
    // A pipeline may let warnings of old data pass, and no block.
    write('policy.yaml', 'name: strict\ncannotTell: { staleData: block }\n');
    expect(checkOf(['low'], '--policy', 'policy.yaml').status).toBe(2);
  });

  it.each(['sarif', 'gitlab', 'cyclonedx-vex'])(
    'writes no %s of what a portal judges, since it has not all findings',
    format => {
      write('shop/package-lock.json', lock(['fine']));
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [
          bin,
          'check',
          'shop',
          '--url',
          'http://127.0.0.1:9',
          '--format',
          format,
        ],
        {
          encoding: 'utf8',
          cwd: folder,
          env: { ...process.env, SAFETY_CURTAIN_TOKEN: 'secret' },
        },
      );
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toContain(`--format ${format}`);
    },
  );

  it('judges a license by the closest use, in whatever order folders are read', () => {
    const agpl = (dev: boolean) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { [dev ? 'devDependencies' : 'dependencies']: { gnu: '*' } },
          'node_modules/gnu': {
            version: '1.0.0',
            license: 'AGPL-3.0-only',
            ...(dev && { dev: true }),
          },
        },
      });
    for (const [runtime, dev] of ['ab', 'ba']) {
      write(`many/${runtime}/package-lock.json`, agpl(false));
      write(`many/${dev}/package-lock.json`, agpl(true));
      const { status, stdout } = run('many');
      expect(stdout).toMatch(/^Blocked: 1 denied license|^Blocked: 1 package/);
      expect(status).toBe(2);
    }
  });

  it('does not pass in silence what nobody was asked about', () => {
    write('shop/package-lock.json', lock(['fine']));
    const { status, stdout } = runWith('shop');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^Passed with warnings: 1 place[^]*What is known to be exploited: not known: give CISA’s catalog with --kev/,
    );
    write(
      'policy.yaml',
      'name: strict\nfindings:\n  knownExploited: allow\n  epss: { measure: probability, atLeast: 0.5, outcome: block }\nscorecard: { atLeast: 5, outcome: warn }\n',
    );
    const strict = runWith('shop', '--policy', 'policy.yaml').stdout;
    expect(strict).not.toContain('--kev');
    expect(strict).toContain('give the scores of FIRST with --epss');
    expect(strict).toContain('only a portal has them');
  });

  it('blocks what is known to be exploited', () => {
    write(
      'kev.json',
      JSON.stringify({
        title: 'CISA',
        catalogVersion: '1',
        dateReleased: '2026-11-01T00:00:00Z',
        count: 1,
        vulnerabilities: [
          {
            cveID: 'CVE-2026-0003',
            dateAdded: '2026-11-01',
            vendorProject: 'x',
            product: 'x',
            vulnerabilityName: 'x',
            shortDescription: 'x',
            requiredAction: 'x',
            dueDate: '2026-11-20',
            knownRansomwareCampaignUse: 'Unknown',
          },
        ],
      }),
    );
    const { status, stdout, stderr } = checkOf(['low'], '--kev', 'kev.json');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(stdout).toMatch(/^Blocked: 1 finding known to be exploited\n/);
  });

  it('blocks a license that is denied for how the software is given away', () => {
    write('shop/package-lock.json', lock(['fine'], 'AGPL-3.0-only'));
    const { status, stdout } = run('shop');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^Blocked: 1 package with a denied license\n/);
  });

  it('counts what a document dismisses, and does not judge it', () => {
    write(
      'shop.vex.json',
      JSON.stringify({
        '@context': 'https://openvex.dev/ns/v0.2.0',
        '@id': 'https://example.com/vex/1',
        author: 'Example',
        timestamp: '2026-11-01T00:00:00Z',
        version: 1,
        statements: [
          {
            vulnerability: { name: 'CVE-2026-0000' },
            products: [{ '@id': 'pkg:npm/critical@1.0.0' }],
            status: 'not_affected',
            justification: 'vulnerable_code_not_present',
          },
        ],
      }),
    );
    const { status, stdout } = checkOf(['critical'], '--vex', 'shop.vex.json');
    expect(status).toBe(0);
    expect(stdout).toContain(
      'Findings not evaluated: 1 dismissed by a decision\n',
    );
  });
});

describe('policies of check', () => {
  it('are read from a file, by name', () => {
    write(
      'gates.yaml',
      [
        'gates:',
        '  - name: payments',
        '    services: { systems: [payments] }',
        '    findings: { low: block }',
        '  - name: all',
        '    findings: { critical: { warn: 1 } }',
      ].join('\n'),
    );
    const policy = ['--policy', 'gates.yaml'];
    expect(checkOf(['critical'], ...policy).status).toBe(0);
    expect(checkOf(['low'], ...policy, '--gate', 'payments').status).toBe(2);
    const { status, stderr } = checkOf(['low'], ...policy, '--gate', 'other');
    expect(status).toBe(3);
    expect(stderr).toContain("it has no policy 'other', but 'payments', 'all'");
    expect(checkOf(['critical'], ...policy).stderr).toContain(
      "gates.yaml: 'all' judges, which is for every service; 'payments' is for some, and --gate chooses it",
    );
  });

  it.each([
    [
      'gates:\n  - { name: payments, services: { systems: [payments] } }\n  - { name: web, services: { tags: [web] } }',
      "gates.yaml: gates: has no policy for every service, and which service this is is not known here: choose one with --gate ('payments', 'web'), or add one without services as the last",
    ],
    ['gates: []', 'gates.yaml: gates: has no policy'],
    ['gates:', 'gates.yaml: gates: must be a list'],
    [
      'gates: [{ name: all }]\nfindings: { low: block }',
      'gates.yaml: findings: is not known beside gates',
    ],
  ])('never give way to the default: %j', (text, message) => {
    write('gates.yaml', text);
    const { status, stdout, stderr } = checkOf(
      ['low'],
      '--policy',
      'gates.yaml',
    );
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('are the only one of a file, whatever services it is for', () => {
    write(
      'one.yaml',
      'name: payments\nservices: { systems: [payments] }\nfindings: { low: block }\n',
    );
    expect(checkOf(['low'], '--policy', 'one.yaml').status).toBe(2);
  });

  it.each([
    ['name: x\nfindings: { hihg: block }', 'findings.hihg: is not known here'],
    ['name: x\nfindings: { high: { block: no } }', 'findings.high.block: must'],
    ['- name: x', 'must be an object'],
    ['name: [', 'gates.yaml: '],
  ])('that cannot be used are refused: %j', (text, message) => {
    write('gates.yaml', text);
    const { status, stdout, stderr } = checkOf(
      ['low'],
      '--policy',
      'gates.yaml',
    );
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('a base of check', () => {
  it('is a folder, lock file or SBOM that was before', () => {
    write('before/package-lock.json', lock(['critical', 'gone']));
    const { status, stdout } = checkOf(
      ['critical', 'low'],
      '--base',
      'before/package-lock.json',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('Findings not evaluated: 1 there before (before');
    expect(stdout).toContain('Findings: 1 new, 0 fixed, 0 gone');
    expect(stdout).toContain('Packages: 1 added, 0 changed, 1 removed');
  });

  function git(...args: string[]) {
    const { status, stderr } = spawnSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args],
      { cwd: path.join(folder, 'shop'), encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
  }

  /** A branch `change` that left `main`, which went on. */
  function branch() {
    write('shop/web/package-lock.json', lock(['high']));
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'First');
    git('checkout', '-qb', 'change');
    write('shop/web/package-lock.json', lock(['high', 'critical']));
    git('add', '-A');
    git('commit', '-qm', 'Change');
    git('checkout', '-q', 'main');
    write('shop/web/package-lock.json', lock([]));
    git('add', '-A');
    git('commit', '-qm', 'Fixed meanwhile');
    git('checkout', '-q', 'change');
  }

  it('is where a branch left another, not what became of that', () => {
    branch();
    const { status, stdout } = run('shop', '--base-ref', 'main');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^Blocked: 1 critical finding\n/);
    expect(stdout).toMatch(/compared with merge base [\da-f]{7} with main\n/);
    expect(stdout).toContain('1 there before');
    expect(run('shop/web', '--base-ref', 'main').stdout).toContain(
      '1 there before',
    );
    // One file is compared with itself, and with nothing where it was not there.
    const file = run('shop/web/package-lock.json', '--base-ref', 'main');
    expect(file.stdout).toContain('1 there before');
    write('shop/new/package-lock.json', lock(['high']));
    expect(
      run('shop/new/package-lock.json', '--base-ref', 'main').stdout,
    ).toMatch(/^Passed with warnings: 1 high finding\n/);
    expect(fs.readdirSync(path.join(folder, 'shop'))).toEqual([
      '.git',
      'new',
      'web',
    ]);
  });

  it('had files that nobody can read: what did not change there is no news, and what did may hide anything', () => {
    const file = 'shop/web/package-lock.json';
    write(file, lock(['high']));
    write('shop/old/package-lock.json', '{"cut');
    write('shop/mended/package-lock.json', '{"cut');
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'First');
    write('shop/mended/package-lock.json', lock(['critical']));
    const { status, stdout } = run('shop', '--base-ref', 'main');
    expect(stdout).toContain('old/package-lock.json: ');
    expect(stdout).toContain('it was so before');
    expect(stdout).toMatch(
      /mended\/package-lock\.json: could not be read at the base, so what is in it counts as new/,
    );
    expect(stdout).toMatch(/^Blocked: 1 critical finding/);
    expect(status).toBe(2);
    write('shop/mended/package-lock.json', lock(['high']));
    expect(run('shop', '--base-ref', 'main').status).toBe(0);
    write('shop/old/package-lock.json', '{"cut elsewhere');
    expect(run('shop', '--base-ref', 'main').stdout).toMatch(
      /^Blocked: 1 file that could not be read/,
    );
    // What is in a file that broke is not known to be gone.
    write(file, '{"cut');
    const { stdout: broken } = run('shop', '--base-ref', 'main');
    expect(broken).toContain('0 fixed, 0 gone');
    expect(broken).toContain('0 removed');
  });

  it.each([
    [
      'nowhere',
      /^--base-ref: git knows no commit nowhere here \(git says: Needed a single revision\): fetch it/,
    ],
    ['--output=x', /--output=x is no revision/],
  ])('that is not there is an error: %s', (ref, message) => {
    branch();
    const { status, stdout, stderr } = run('shop', `--base-ref=${ref}`);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('formats of check', () => {
  const written = (format: string, ...args: string[]) =>
    checkOf(['critical', 'low'], '--format', format, ...args).stdout;

  it('JSON has the policy with its digest, and every reason', () => {
    const { outcome, policy, reasons } = JSON.parse(written('json'));
    expect(outcome).toBe('block');
    expect(policy).toEqual({
      name: 'default',
      digest: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(reasons.map((reason: { line: string }) => reason.line)).toEqual([
      'critical',
      'low',
    ]);
  });

  it('Markdown begins with what it is found by, and its verdict', () => {
    const text = written('markdown', '--comment-key', 'web');
    expect(text).toMatch(
      /^<!-- safety-curtain gate web -->\n## ⛔ Blocked: 1 critical finding\n/,
    );
    expect(text).toContain('| `critical 1.0.0` | `2.0.0` |');
  });

  it('SARIF, GitLab’s report and JUnit say the same', () => {
    const sarif = JSON.parse(written('sarif'));
    const gitlab = JSON.parse(written('gitlab'));
    expect(
      sarif.runs[0].results.map((each: { ruleId: string }) => each.ruleId),
    ).toEqual(['CVE-2026-0000', 'CVE-2026-0003']);
    expect(
      gitlab.vulnerabilities.map((each: { severity: string }) => each.severity),
    ).toEqual(['Critical', 'Low']);
    expect(written('junit')).toMatch(
      /<testsuite [^>]*tests="2" failures="1"[^]*<failure message="1 critical finding">/,
    );
  });
});

describe('what check does not pass in silence', () => {
  it('is a component that advisories cannot be matched with', () => {
    write(
      'sbom.json',
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [
          { type: 'library', name: 'fine', purl: 'pkg:npm/fine@1.0.0' },
          { type: 'library', name: 'own', purl: 'pkg:generic/own@1.0.0' },
        ],
      }),
    );
    const { stdout } = run('sbom.json');
    expect(stdout).toMatch(
      /^Passed with warnings: 1 place or package that was not looked at\n[^]*own 1\.0\.0/,
    );
  });

  it('is an option that a portal does not look at', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [bin, 'check', '.', '--url', 'http://localhost:1', '--ignore-files'],
      { encoding: 'utf8', cwd: folder },
    );
    expect(status).toBe(3);
    expect(stderr).toContain('--ignore-files');
  });
});

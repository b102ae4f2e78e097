import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

jest.setTimeout(120_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');

const record = {
  id: 'GHSA-1',
  aliases: ['CVE-2026-1'],
  modified: new Date().toISOString(),
  affected: [
    {
      package: { ecosystem: 'npm', name: 'left' },
      ranges: [
        { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] },
      ],
    },
  ],
  database_specific: { severity: 'LOW' },
};

const lock = JSON.stringify({
  name: 'shop',
  lockfileVersion: 3,
  packages: {
    '': { name: 'shop', dependencies: { left: '*' } },
    'node_modules/left': { version: '1.0.0', license: 'MIT' },
  },
});

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-reported-'));
  write('osv.json', JSON.stringify(record));
  write('shop/package-lock.json', lock);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const workflow = (ref: string) => `on: [pull_request_target]
permissions: {}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${'a'.repeat(40)}
        with:
          ref: ${ref}
`;
const UNTRUSTED = workflow('${{ github.event.pull_request.head.sha }}');

const policy = `
name: strict
findings:
  kinds:
    configuration: { critical: { block: 1 } }
    secret: { high: { block: 1 } }
    code: { high: { block: 1 } }
`;

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function run(...args: string[]) {
  write('policy.yaml', policy);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[bin, 'check', 'shop', '--advisories', 'osv.json'],
      ...['--policy', 'policy.yaml', ...args],
    ],
    { encoding: 'utf8', cwd: folder },
  );
  return { status, stdout, stderr };
}

function git(...args: string[]) {
  const { status, stderr } = spawnSync('git', args, {
    cwd: path.join(folder, 'shop'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

/** A log of a tool with one result. */
function sarif(changes: object = {}): string {
  return JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Semgrep' } },
        results: [
          {
            ruleId: 'eval',
            level: 'error',
            message: { text: 'Evaluated text' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'src/a.js' },
                  region: { startLine: 3 },
                },
              },
            ],
            ...changes,
          },
        ],
      },
    ],
  });
}

/** What Grype says of two packages. */
const grype = JSON.stringify({
  descriptor: { name: 'grype', version: '0.90.0' },
  source: { type: 'directory' },
  matches: [
    ['CVE-2026-1', 'left', 'Critical'],
    ['CVE-2026-2', 'left', 'Critical'],
  ].map(([id, name, severity]) => ({
    vulnerability: { id, severity, fix: { versions: [], state: 'unknown' } },
    relatedVulnerabilities: [],
    matchDetails: [],
    artifact: {
      name,
      version: '1.0.0',
      type: 'npm',
      purl: `pkg:npm/${name}@1.0.0`,
      locations: [],
    },
  })),
});

describe('inspections of check', () => {
  it('block by the kinds of a policy, where they are not left out', () => {
    write('shop/.github/workflows/w.yml', UNTRUSTED);
    const { status, stdout } = run();
    expect(status).toBe(2);
    expect(stdout).toContain(
      'critical  safety-curtain-workflows/untrusted-checkout  .github/workflows/w.yml:7',
    );
    expect(run('--no-inspect').status).toBe(0);
    expect(run('--exclude', '.github').status).toBe(0);
  });

  it('never print a secret', () => {
    const secret = ['ghp', 'b2QzY2FhYzQ1ZTk4ZGJmMWE3YzBlZD3mSHVh'].join('_');
    write('shop/deploy.env', `TOKEN=${secret}\n`);
    const { status, stdout, stderr } = run('--format', 'json');
    expect(status).toBe(2);
    expect(stdout).toContain('safety-curtain-secrets/provider-secret');
    expect(stdout + stderr).not.toContain(secret.slice(4));
  });

  it('count what is new against a revision, though its lines moved', () => {
    write('shop/.github/workflows/w.yml', UNTRUSTED);
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git(
      ...['-c', 'user.name=a', '-c', 'user.email=a@example.com'],
      ...['commit', '-q', '-m', 'first'],
    );
    write('shop/.github/workflows/w.yml', `# moved\n${UNTRUSTED}`);
    expect(run('--base-ref', 'main').status).toBe(0);
    write('shop/.github/workflows/x.yml', UNTRUSTED);
    const { status, stdout } = run('--base-ref', 'main');
    expect(status).toBe(2);
    expect(stdout).toContain('.github/workflows/x.yml:7');
    expect(stdout).not.toMatch(/w\.yml:\d+ {2}Untrusted/);
  });
});

const kev = (cveID: string) => ({
  cveID,
  dateAdded: '2026-11-01',
  dueDate: '2026-11-22',
  vendorProject: 'x',
  product: 'x',
  vulnerabilityName: 'x',
  shortDescription: 'x',
  requiredAction: 'x',
  knownRansomwareCampaignUse: 'Unknown',
});

describe('reports of tools for check', () => {
  it('count by their kinds, and what was reported before is not new', () => {
    write('new.sarif', sarif());
    const { status, stdout } = run('--report', 'new.sarif');
    expect(status).toBe(2);
    expect(stdout).toContain('semgrep/eval  src/a.js:3');
    const before = ['--base', 'shop', '--base-report', 'new.sarif'];
    expect(run('--report', 'new.sarif', ...before).status).toBe(0);
  });

  it('are about the same vulnerability as an advisory, or about another', () => {
    write('grype.json', grype);
    const { stdout } = run('--report', 'grype.json', '--format', 'json');
    const names = JSON.parse(stdout).reasons.flatMap(
      (reason: { findings: { items: { vulnerability: string }[] } }) =>
        reason.findings.items.map(({ vulnerability }) => vulnerability),
    );
    expect(names).toHaveLength(2);
    expect(names).toContain('CVE-2026-2');
  });

  it('are dismissed where the tool was told so, once that is asked for', () => {
    const suppressions = [
      { kind: 'inSource', status: 'accepted', justification: 'Ours' },
    ];
    write('a.sarif', sarif({ suppressions }));
    expect(run('--report', 'a.sarif').status).toBe(2);
    expect(run('--report', 'a.sarif', '--ignore-files').status).toBe(0);
  });

  it('are as bad as the worst of them says, and dismissed where all are', () => {
    const vulnerability = (severity: string) => ({
      VulnerabilityID: 'CVE-2026-7',
      PkgName: 'right',
      InstalledVersion: '1.0.0',
      Severity: severity,
      PkgIdentifier: { PURL: 'pkg:npm/right@1.0.0' },
    });
    const trivy = (severity: string, ignored: boolean) => ({
      SchemaVersion: 2,
      ArtifactName: '.',
      ArtifactType: 'filesystem',
      Results: [
        {
          Target: `${severity}/package-lock.json`,
          Class: 'lang-pkgs',
          Type: 'npm',
          [ignored ? 'ExperimentalModifiedFindings' : 'Vulnerabilities']: [
            ignored
              ? {
                  Type: 'vulnerability',
                  Status: 'ignored',
                  Statement: 'Not here',
                  Finding: vulnerability(severity),
                }
              : vulnerability(severity),
          ],
        },
      ],
    });
    write('a.json', JSON.stringify(trivy('UNKNOWN', true)));
    write('b.json', JSON.stringify(trivy('CRITICAL', false)));
    const both = ['--report', 'a.json', 'b.json'];
    const { status, stdout } = run(...both, '--ignore-files');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^Blocked: 1 critical finding/);
    write('b.json', JSON.stringify(trivy('CRITICAL', true)));
    expect(run(...both, '--ignore-files').status).toBe(0);
  });

  it('are known to be exploited or malicious by any of their names', () => {
    const about = (id: string) =>
      JSON.stringify({
        ...JSON.parse(grype),
        matches: [
          {
            ...JSON.parse(grype).matches[0],
            vulnerability: { id, severity: 'Low', fix: { versions: [] } },
          },
        ],
      });
    write(
      'kev.json',
      JSON.stringify({
        catalogVersion: '1',
        dateReleased: '2026-11-29T00:00:00Z',
        vulnerabilities: [kev('CVE-2026-0003')],
      }),
    );
    write('a.json', about('CVE-2026-0003'));
    const exploited = run('--report', 'a.json', '--kev', 'kev.json');
    expect(exploited.status).toBe(2);
    expect(exploited.stdout).toMatch(/exploited/);
    write('a.json', about('MAL-2026-3'));
    const malicious = run('--report', 'a.json');
    expect(malicious.status).toBe(2);
    expect(malicious.stdout).toMatch(/malicious/);
  });

  it('of a tool that did not finish are not taken for all there is', () => {
    write(
      'a.json',
      JSON.stringify({
        dependencies: [{ name: 'a', skip_reason: 'not on PyPI' }],
        fixes: [],
      }),
    );
    const { stdout } = run('--report', 'a.json');
    expect(stdout).toContain('a.json: the tool did not finish');
  });

  it('block by --fail-on as any finding does', () => {
    write('a.sarif', sarif());
    write('policy.yaml', 'name: mild');
    const { status } = spawnSync(
      process.execPath,
      [
        ...[bin, 'check', 'shop', '--advisories', 'osv.json'],
        ...['--policy', 'policy.yaml', '--report', 'a.sarif'],
        ...['--fail-on', 'high'],
      ],
      { cwd: folder },
    );
    expect(status).toBe(2);
  });

  it('need a file beside their format', () => {
    const { status, stdout, stderr } = run('--report', 'hadolint=');
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain('hadolint= names a format and no file');
  });

  it('that are none are refused by name', () => {
    write('a.json', '{"a":1}');
    const { status, stderr } = run('--report', 'a.json');
    expect(status).toBe(3);
    expect(stderr).toMatch(/a\.json: /);
  });

  it('takes tools that found nothing, and formats that are named', () => {
    write('empty.json', '[]');
    write('null.json', 'null');
    write('osv.clean.json', '{"results":[]}');
    const clean = run(
      ...['--report', 'empty.json', 'hadolint=empty.json'],
      ...['gitleaks=null.json', 'osv.clean.json'],
    );
    expect(clean.status).toBe(0);
    expect(clean.stderr).toContain('empty.json: nothing found; which tool');
    const other = run('--report', 'trivy=empty.json');
    expect(other.status).toBe(3);
    expect(other.stderr).toContain('it is not Trivy');
  });
});

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readVex } from '@safety-curtain/vex';
import { sayingsOf } from './vexFiles';

jest.setTimeout(60_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');
const log4j = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1';
const log4Shell = 'CVE-2021-44228';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'decisions-'));
  // One vulnerability of one package.
  write('shop/gradle.lockfile', lockOf('log4j-core:2.14.1'));
  write('osv.json', recordOf({}));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function lockOf(...modules: string[]): string {
  const lines = modules.map(
    module => `org.apache.logging.log4j:${module}=runtimeClasspath`,
  );
  return `${lines.join('\n')}\nempty=\n`;
}

function recordOf(change: object): string {
  return JSON.stringify({
    id: 'GHSA-jfh8-c2jp-5v3q',
    aliases: [log4Shell],
    modified: '2026-01-01T00:00:00Z',
    affected: [
      {
        package: {
          ecosystem: 'Maven',
          name: 'org.apache.logging.log4j:log4j-core',
        },
        ranges: [
          {
            type: 'ECOSYSTEM',
            events: [{ introduced: '0' }, { fixed: '2.15.0' }],
          },
        ],
      },
    ],
    ...change,
  });
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

function openVex(change: object, product = log4j, name = log4Shell): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://example.com/vex/1',
    author: 'Example',
    timestamp: '2026-11-01T00:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { name },
        products: [{ '@id': product }],
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        ...change,
      },
    ],
  });
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, ...args],
    { encoding: 'utf8', cwd: folder },
  );
  return { status, stdout, stderr };
}

const scan = (...args: string[]) =>
  run('scan', 'shop', '--advisories', 'osv.json', ...args);

describe('safety-curtain scan --vex', () => {
  it('leaves out what a document dismisses, and says so', () => {
    write('shop.vex.json', openVex({}));
    const { status, stdout, stderr } = scan('--vex', 'shop.vex.json');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'No open findings; dismissed: 1\n',
    });
    expect(stderr).toContain('Dismissed: 1; --show-dismissed lists them');
  });

  it('lists it where asked, with what was decided and where', () => {
    write('shop.vex.json', openVex({}));
    const { stdout } = scan('--vex', 'shop.vex.json', '--show-dismissed');
    expect(stdout).toMatch(/^Severity .*Decision\n/);
    expect(stdout).toContain(
      'not affected: code not reachable (shop.vex.json, statements[0])',
    );
  });

  it('keeps what is not settled among the findings', () => {
    write('shop.vex.json', openVex({ status: 'under_investigation' }));
    expect(scan('--vex', 'shop.vex.json').stdout).toContain(
      'in triage (shop.vex.json, statements[0])',
    );
  });

  it('knows a vulnerability by any of its names', () => {
    write('a.json', openVex({}, log4j, 'ghsa-JFH8-c2jp-5v3q'));
    expect(scan('--vex', 'a.json').stdout).toMatch(/dismissed: 1/);
  });

  it.each([
    ['another version', log4j.replace('2.14.1', '2.14.0'), log4Shell],
    ['another package', log4j.replace('core', 'api'), log4Shell],
    ['another vulnerability', log4j, 'CVE-2021-45046'],
  ])('spreads nothing about %s', (_, product, name) => {
    write('other.json', openVex({}, product, name));
    const { stdout, stderr } = scan('--vex', 'other.json');
    expect(stdout).toContain(log4Shell);
    expect(stderr).toContain(
      'other.json: no statement is about a finding here',
    );
  });

  it('knows a service by the package URL that it is given', () => {
    const product = 'pkg:docker/example/shop';
    write('shop.vex.json', openVex({}, product));
    expect(scan('--vex', 'shop.vex.json').stdout).toContain(log4Shell);
    const known = ['--vex', 'shop.vex.json', '--product', `${product}@1.4`];
    expect(scan(...known).stdout).toMatch(/dismissed: 1/);
  });

  it('goes by the newer of two documents', () => {
    write('old.json', openVex({}));
    const later = { status: 'affected', action_statement: 'update' };
    write('new.json', openVex(later).replace('2026-11-01T00', '2026-11-02T00'));
    const { stdout } = scan('--vex', 'old.json', 'new.json');
    expect(stdout).toContain('(new.json, statements[0])');
    expect(scan('--vex', 'new.json', 'old.json').stdout).toBe(stdout);
  });

  it('takes a document of the future for one of today, and the day of issue for that of the document', () => {
    const now = new Date('2026-12-01T00:00:00Z');
    const decidedAt = (text: string) =>
      sayingsOf('a', readVex(text), now).map(one => one.decidedAt);
    const future = openVex({}).replaceAll('2026-11-01', '2999-11-01');
    expect(decidedAt(future)).toEqual(['2026-12-01T00:00:00.000Z']);
    const issued = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { timestamp: '2026-11-01T00:00:00Z' },
      vulnerabilities: [
        {
          id: log4Shell,
          analysis: {
            state: 'not_affected',
            firstIssued: '2026-01-01T00:00:00Z',
          },
          affects: [{ ref: log4j }],
        },
      ],
    });
    expect(decidedAt(issued)).toEqual(['2026-01-01T00:00:00.000Z']);
  });

  it('writes decisions as JSON, and as suppressions of SARIF', () => {
    write('shop.vex.json', openVex({ impact_statement: 'No lookups' }));
    const asked = ['--vex', 'shop.vex.json', '--format'];
    expect(JSON.parse(scan(...asked, 'json').stdout).findings).toEqual([
      expect.objectContaining({
        decision: {
          state: 'not_affected',
          justification: 'code_not_reachable',
          responses: [],
          detail: 'No lookups',
          dismissed: true,
          at: 'shop.vex.json, statements[0]',
        },
      }),
    ]);
    const [result] = JSON.parse(scan(...asked, 'sarif').stdout).runs[0].results;
    expect(result.suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: expect.stringContaining('code not reachable'),
      },
    ]);
  });

  it.each([
    ['no JSON', '{'],
    ['no VEX', '{"hello":1}'],
    ['another version', openVex({}).replace('0.2.0', '9.9.9')],
  ])('refuses %s', (_, text) => {
    write('broken.json', text);
    const { status, stdout, stderr } = scan('--vex', 'broken.json');
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^broken\.json: /);
  });
});

describe('safety-curtain scan --ignore-files', () => {
  it('says until when a risk is accepted, and keeps the finding', () => {
    write(
      'shop/.trivyignore',
      `# Behind a proxy\n${log4Shell} exp:2999-01-01\n`,
    );
    expect(scan().stdout).not.toContain('Decision');
    const { stdout } = scan('--ignore-files');
    expect(stdout).toMatch(
      /exploitable: will not fix, until 2999-01-\d\d \(\.trivyignore:2\)/,
    );
  });

  it('names entries that are over, that are about nothing, and that it cannot read', () => {
    write(
      'shop/osv-scanner.toml',
      [
        `[[IgnoredVulns]]\nid = "${log4Shell}"\nignoreUntil = 2020-01-01`,
        '[[IgnoredVulns]]\nid = "CVE-2000-0001"',
      ].join('\n'),
    );
    write('shop/.snyk', 'ignore: [');
    const { stdout, stderr } = scan('--ignore-files');
    expect(stdout).not.toContain('Decision');
    expect(stderr).toMatch(/osv-scanner\.toml:2: .*ended 2020-01-0/);
    expect(stderr).toMatch(/osv-scanner\.toml:\d: it is about no finding here/);
    expect(stderr).toMatch(/\.snyk: nothing is ignored: /);
  });

  it('is about what is below its folder', () => {
    write('shop/docs/.trivyignore', `${log4Shell}\n`);
    const { stdout, stderr } = scan('--ignore-files');
    expect(stdout).not.toContain('Decision');
    expect(stderr).toMatch(/docs\/\.trivyignore:1: it is about no finding/);
  });

  it('comes before what a document says', () => {
    write('shop/.trivyignore', `${log4Shell}\n`);
    write('shop.vex.json', openVex({}));
    const { stdout } = scan('--ignore-files', '--vex', 'shop.vex.json');
    expect(stdout).toContain('(.trivyignore:1)');
  });

  it('reads those beside a file that is scanned alone', () => {
    write('shop/.trivyignore', `${log4Shell}\n`);
    const { stdout } = run(
      ...['scan', 'shop/gradle.lockfile', '--advisories', 'osv.json'],
      '--ignore-files',
    );
    expect(stdout).toContain('(.trivyignore:1)');
  });
});

describe('safety-curtain vex show', () => {
  it('says what a document says, and what it is about here', () => {
    write('shop.vex.json', openVex({ impact_statement: 'No lookups' }));
    const { stdout } = run('vex', 'show', 'shop.vex.json', '--of', 'shop');
    expect(stdout).toBe(
      [
        'OpenVEX 0.2.0; https://example.com/vex/1, version 1; by Example',
        `${log4Shell}: not affected: code not reachable`,
        `  of ${log4j}`,
        '  No lookups',
        `  here: ${log4j}`,
        '',
      ].join('\n'),
    );
  });

  it('says what it does not take over', () => {
    write('wide.json', openVex({}, 'pkg:maven/*'));
    const { status, stdout, stderr } = run('vex', 'show', 'wide.json');
    expect(status).toBe(0);
    expect(stdout).not.toContain(log4Shell);
    expect(stderr).toMatch(/wide\.json: .*not understood: .*pkg:maven/);
  });
});

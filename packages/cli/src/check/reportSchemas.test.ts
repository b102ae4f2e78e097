import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { schemaErrors } from './__testUtils__/reportSchemas';

jest.setTimeout(180_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');
const formats = ['sarif', 'gitlab'] as const;

/** By the package that each is about. */
const advisories = {
  critical: { database_specific: { severity: 'CRITICAL' } },
  low: {
    id: 'CVE-2026-1',
    aliases: ['GHSA-low', 'GHSA-low', 'security'],
    severity: [
      {
        type: 'CVSS_V3',
        score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L',
      },
    ],
  },
  unscored: { summary: '' },
  evil: { id: 'MAL-2026-1', summary: 'é'.repeat(300) },
  wordy: { summary: '😀'.repeat(3000), details: 'x'.repeat(2_000_000) },
  many: {
    aliases: Array.from(
      { length: 60 },
      (_, index) => `CVE-2025-${1000 + index}`,
    ),
  },
};

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'schemas-'));
  const records = Object.entries(advisories).map(([name, record]) =>
    JSON.stringify({
      id: `GHSA-${name}`,
      modified: new Date().toISOString(),
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
      ...record,
    }),
  );
  write('osv.ndjson', records.join('\n'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

const lock = (names: string[], license = 'MIT') =>
  JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': {
        name: 'shop',
        dependencies: Object.fromEntries(names.map(name => [name, '*'])),
      },
      ...Object.fromEntries(
        names.map(name => [
          `node_modules/${name}`,
          { version: '1.0.0', license },
        ]),
      ),
    },
  });

/** Gives no options. */
function shop(text: string): string[] {
  write('shop/package-lock.json', text);
  return [];
}

const semgrep = {
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'Semgrep OSS', rules: [{ id: 'eval' }] } },
      results: [
        {
          ruleId: 'eval',
          level: 'error',
          message: { text: 'No' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'src/C%23/a.js' },
                region: { startLine: 3 },
              },
            },
          ],
        },
      ],
    },
  ],
};

/** The report, whose exit code is one of a verdict. */
function written(format: (typeof formats)[number], ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[bin, 'check', 'shop', '--advisories', 'osv.ndjson'],
      ...['--format', format, ...args],
    ],
    { encoding: 'utf8', cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  );
  if (![0, 2, 4, 5].includes(status ?? -1)) throw new Error(stderr);
  return JSON.parse(stdout);
}

const names = Object.keys(advisories);

describe.each(formats)('%s of check is as its schema has it', format => {
  it.each<[what: string, prepare: () => string[]]>([
    ['of every kind of vulnerability', () => shop(lock(names))],
    ['of nothing that was found', () => shop(lock(['fine']))],
    [
      'of nothing to scan',
      () => {
        write('shop/README.md', '');
        return [];
      },
    ],
    [
      'of what could not be read, was not looked at or is old',
      () => {
        shop(lock(['low']));
        write('shop/web/yarn.lock', '{ no');
        write('shop/py/requirements.txt', 'django>=1\nflask==1.0\n');
        return ['--max-data-age', '0'];
      },
    ],
    [
      'of a denied license and packages',
      () => {
        shop(lock(['fine'], 'AGPL-3.0-only'));
        write(
          'policy.yaml',
          'name: x\npackages: { deny: [{ purl: pkg:npm/fine }] }',
        );
        return ['--policy', 'policy.yaml', '--distribution', 'shipped-binary'];
      },
    ],
    [
      'of secrets, workflows and what another tool says',
      () => {
        shop(lock(['low']));
        write('shop/key.pem', `AWS_SECRET=${'AKIA'}Z7WXQ4RLM2NBTKDE\n`);
        write('shop/Dockerfile', 'FROM node:latest\nUSER root\n');
        write('semgrep.sarif', JSON.stringify(semgrep));
        return ['--report', 'semgrep.sarif'];
      },
    ],
    [
      'of what is new, with what was decided',
      () => {
        shop(lock(['low', 'critical']));
        write('before/package-lock.json', lock(['low', 'evil']));
        write(
          'config.yaml',
          'ignores: [{ vulnerability: GHSA-critical, reason: a, until: 2999-01-01 }]',
        );
        return ['--base', 'before', '--config', 'config.yaml'];
      },
    ],
    [
      'of files with any name',
      () => {
        for (const name of ['C#', 'why?', 'a:b', 'a b/[id]', '100%', 'ü']) {
          write(`shop/${name}/package-lock.json`, lock(['low']));
        }
        return [];
      },
    ],
  ])('%s', (_, prepare) => {
    expect(schemaErrors(format, written(format, ...prepare()))).toEqual([]);
  });
});

it('SARIF of check has results of every kind in it', () => {
  shop(lock(['low'], 'AGPL-3.0-only'));
  write('shop/app.env', `AWS_SECRET=${'AKIA'}Z7WXQ4RLM2NBTKDE\n`);
  write('shop/Dockerfile', 'FROM node:latest\nUSER root\n');
  write('shop/web/yarn.lock', '{ no');
  write('semgrep.sarif', JSON.stringify(semgrep));
  const [{ results }] = written(
    'sarif',
    ...['--report', 'semgrep.sarif', '--distribution', 'shipped-binary'],
  ).runs;
  expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(
    expect.arrayContaining([
      'GHSA-low',
      'gate/licenseDenied',
      'gate/unreadable',
      'safety-curtain-containers/latest-tag',
      'safety-curtain-secrets/provider-secret',
      'semgrep-oss/eval',
    ]),
  );
});

it('SARIF of check leads to files whose names have marks of addresses', () => {
  const files = ['C#/x', 'why?/x', 'a:b/x', '100%/x'];
  for (const file of files) {
    write(`shop/${file}/package-lock.json`, lock(['low']));
  }
  const [{ results }] = written('sarif').runs;
  const addresses: string[] = results.map(
    (one: SarifResult) =>
      one.locations[0].physicalLocation.artifactLocation.uri,
  );
  const read = addresses
    .map(uri => new URL(uri, 'file:///').pathname)
    .map(pathname => decodeURIComponent(pathname.slice(1)));
  for (const file of files) {
    expect(read).toContain(`${file}/package-lock.json`);
  }
});

interface SarifResult {
  locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
}

it('GitLab’s report says what it cannot tell, where its pipeline shows it', () => {
  shop(lock(['low']));
  write('shop/web/yarn.lock', '{ no');
  const said = (report: { scan: { messages?: object[] } }) =>
    report.scan.messages;
  expect(said(written('gitlab', '--max-data-age', '0'))).toEqual([
    { level: 'warn', value: expect.stringMatching(/^web\/yarn\.lock: /) },
    {
      level: 'warn',
      value: expect.stringMatching(/^What is known to be exploited: not known/),
    },
    { level: 'warn', value: expect.stringMatching(/^Advisories, npm: are of/) },
  ]);
  fs.rmSync(path.join(folder, 'shop'), { recursive: true });
  write('shop/README.md', '');
  expect(said(written('gitlab'))).toContainEqual({
    level: 'warn',
    value: 'Nothing to scan',
  });
});

it('SARIF of scan is as its schema has it', () => {
  shop(lock(names));
  const { stdout } = spawnSync(
    process.execPath,
    [bin, 'scan', 'shop', '--advisories', 'osv.ndjson', '--format', 'sarif'],
    { encoding: 'utf8', cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  );
  expect(schemaErrors('sarif', JSON.parse(stdout))).toEqual([]);
});

it('finds what a schema does not have', () => {
  expect(schemaErrors('sarif', { version: '2.0.0', runs: [{}] })).not.toEqual(
    [],
  );
  expect(schemaErrors('gitlab', { version: '15.2.1' })).not.toEqual([]);
});

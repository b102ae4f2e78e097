import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

jest.setTimeout(60_000);

const bin = path.resolve(__dirname, '../bin/safety-curtain');
const examples = path.resolve(__dirname, '../../../examples');
const services = path.join(examples, 'services');
const advisories = path.join(examples, 'advisories/osv.ndjson');

/** The folder of the files of a scan. */
const HERE = '<here>';

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, ...args],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        SOURCE_DATE_EPOCH: '1700000000',
        XDG_CACHE_HOME: '/nowhere',
      },
    },
  );
  return { status, stdout, stderr };
}

/** What is made of a folder of these files. */
function withFiles<T>(
  files: Record<string, string>,
  make: (folder: string) => T,
): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'command-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
    }
    return make(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Scans a folder of these files, or one of them. */
function scanOf(
  files: Record<string, string>,
  at = '',
  more: string[] = ['--advisories', advisories],
) {
  return withFiles(files, folder =>
    run(
      'scan',
      path.join(folder, at),
      ...more.map(each => each.replace(HERE, folder)),
    ),
  );
}

describe('safety-curtain scan', () => {
  it('finds Log4Shell in a Maven project', () => {
    const { status, stdout } = run(
      'scan',
      path.join(services, 'order-service'),
      '--advisories',
      advisories,
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /critical 10 +CVE-2021-44228 +org\.apache\.logging\.log4j:log4j-core 2\.14\.1 +2\.15\.0, 2\.17\.1 clears all .*upgrade to org\.apache\.logging\.log4j:log4j-core 2\.17\.1 in pom\.xml/,
    );
  });

  it('counts dependencies whose version is not known', () => {
    const parent =
      '<parent><groupId>x</groupId><artifactId>parent</artifactId><version>1</version></parent>';
    const dependency =
      '<dependencies><dependency><groupId>x</groupId><artifactId>a</artifactId></dependency></dependencies>';
    const { status, stdout, stderr } = scanOf({
      'pom.xml': `<project>${parent}<artifactId>app</artifactId>${dependency}</project>`,
    });
    expect(status).toBe(0);
    expect(stdout).toBe(
      'No findings in what was looked at; versions unresolved: 1, see the notes\n',
    );
    expect(stderr).toContain(
      'pom.xml: versions unresolved: 1; these dependencies were not looked at',
    );
    expect(stderr).toContain("the parent 'x:parent:1' is not in the source");
  });

  it('counts components of an SBOM whose version is a range or none', () => {
    const { status, stdout, stderr } = scanOf(
      {
        'bom.json': JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: [
            { name: 'ms', purl: 'pkg:npm/ms@%5E2.0.0' },
            { name: 'debug', purl: 'pkg:npm/debug' },
          ],
        }),
      },
      'bom.json',
    );
    expect(status).toBe(0);
    expect(stdout).toBe(
      'No findings in what was looked at; versions unresolved: 2, see the notes\n',
    );
    expect(stderr).toContain('versions unresolved: 2');
  });

  it('marks what is malicious, by whichever of its names', () => {
    const record = {
      id: 'GHSA-mmmm-mmmm-mmmm',
      modified: '2026-01-01T00:00:00Z',
      aliases: ['MAL-2026-2'],
      affected: [
        {
          package: { ecosystem: 'npm', name: 'evil' },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
        },
      ],
    };
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [{ name: 'evil', purl: 'pkg:npm/evil@1.0.0' }],
    };
    const scan = (format: string) =>
      scanOf(
        {
          'bom.json': JSON.stringify(bom),
          'records.ndjson': JSON.stringify(record),
        },
        'bom.json',
        ['--advisories', `${HERE}/records.ndjson`, '--format', format],
      ).stdout;
    expect(scan('table')).toMatch(/critical, malicious +GHSA-mmmm-mmmm-mmmm/);
    expect(JSON.parse(scan('json')).findings).toMatchObject([
      { malicious: true },
    ]);
  });

  it('says where it cannot tell whether a package is asked for', () => {
    const { stdout } = scanOf({
      'gradle.lockfile':
        'org.apache.logging.log4j:log4j-core:2.14.1=runtimeClasspath\nempty=\n',
    });
    expect(stdout).toMatch(
      /log4j-core 2\.14\.1 .*perhaps direct .*take org\.apache\.logging\.log4j:log4j-core 2\.17\.1, in build\.gradle if it asks for it/,
    );
  });

  it('names the parent of what comes in through others, and how to override it', () => {
    const { stdout } = run(
      'scan',
      path.join(services, 'checkout-service'),
      '--advisories',
      advisories,
      '--format',
      'json',
    );
    const transitive = JSON.parse(stdout).findings.filter(
      (f: { direct: boolean; clearVersion?: string }) =>
        !f.direct && f.clearVersion,
    );
    expect(transitive.length).toBeGreaterThan(0);
    for (const finding of transitive) {
      expect(finding.declaredIn).toBe('package.json');
      expect(JSON.parse(finding.override.text)).toEqual({
        overrides: { [finding.package]: finding.clearVersion },
      });
    }
  });

  it('says that a file could not be read, and reads the rest', () => {
    const { status, stdout, stderr } = run(
      'scan',
      path.join(services, 'parcel-tracker'),
      '--advisories',
      advisories,
      '--format',
      'json',
    );
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer.partial).toBe(true);
    expect(answer.findings.length).toBeGreaterThan(0);
    expect(stderr).toContain('package-lock.json: could not be read');
  });

  it.each([
    ['nothing but other files', { 'README.md': '' }, 4, /nothing to scan/],
    [
      'lock files that are not read',
      { 'flake.lock': '{}', 'node_modules/a/go.mod': 'module a' },
      4,
      /nothing to scan[^]*flake\.lock: a lock file of Nix[^]*node_modules: left out/,
    ],
    ['a damaged file', { 'yarn.lock': '' }, 3, /no manifest could be read/],
  ])('does not call %s clean', (_, files, code, words) => {
    const { status, stdout, stderr } = scanOf(files);
    expect(status).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).toMatch(words);
  });

  it('says of what there are no findings', () => {
    const lock = { 'requirements.txt': 'a==1.0\n' };
    expect(scanOf(lock).stdout).toBe('No findings\n');
    expect(scanOf({ 'requirements.txt': '\n' }).stdout).toMatch(
      /^Nothing to scan: the files that were read name no package/,
    );
    for (const [name, content] of [
      ['bun.lock', '{}'],
      ['b/go.mod', '<html>'],
    ]) {
      expect(scanOf({ ...lock, [name]: content }).stdout).toMatch(
        /^No findings in what was looked at; files or packages were not/,
      );
    }
  });

  it('writes SARIF with a rule for each vulnerability', () => {
    const { stdout } = run(
      'scan',
      path.join(services, 'checkout-service/package-lock.json'),
      '--advisories',
      advisories,
      '--format',
      'sarif',
    );
    const [{ tool, results }] = JSON.parse(stdout).runs;
    expect(results.length).toBeGreaterThan(10);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    }
  });

  it('finds nothing in a clean service', () => {
    const { stdout } = run(
      'scan',
      path.join(services, 'feature-flags', 'package-lock.json'),
      '--advisories',
      advisories,
    );
    expect(stdout).toBe('No findings\n');
  });

  it.each([
    [['scan', 'nowhere', '--advisories', advisories], 'does not exist'],
    [['scan', services], 'advisories download'],
    [['scan', services, '--advisories', __filename], 'not JSON'],
    [['sbom', __filename], ''],
    [['sbom', services, '--format', 'docx'], 'docx'],
    [['sbom', services, '--serial-number', '1'], 'urn:uuid:'],
    [['sbom', services, '--document-version', '0'], '1 or more'],
    [['nonsense'], 'nonsense'],
  ])('ends with 3 for bad input: %j', (args, why) => {
    const { status, stdout, stderr } = run(...args);
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain(why);
  });
});

describe('safety-curtain plan', () => {
  const checkout = path.join(services, 'checkout-service');
  const planOf = (place: string, ...more: string[]) =>
    run('plan', place, '--advisories', advisories, ...more);

  it('names the upgrade of what is direct, and what it clears', () => {
    const { status, stdout } = planOf(path.join(services, 'order-service'));
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /Upgrade org\.apache\.logging\.log4j:log4j-core 2\.14\.1 to 2\.17\.1 \(minor\) in pom\.xml\n +mvn versions:use-dep-version .*\n +Clears .*CVE-2021-44228 \(urgent\)/,
    );
  });

  it('clears all that scan says has a clear version', () => {
    const plan = JSON.parse(planOf(checkout, '--format', 'json').stdout);
    const { findings } = JSON.parse(
      run('scan', checkout, '--advisories', advisories, '--format', 'json')
        .stdout,
    );
    const keyOf = (f: { package: string; advisory: string }) =>
      `${f.package} ${f.advisory}`;
    const found = new Set<string>(findings.map(keyOf));
    expect(plan.counts.findings).toBe(found.size);
    const clearable = new Set(
      findings
        .filter((f: { clearVersion?: string }) => f.clearVersion)
        .map(keyOf),
    );
    expect(plan.counts.cleared).toBeGreaterThanOrEqual(clearable.size);
    for (const change of plan.changes) expect(change.how).toBeDefined();
  });

  it('leaves out what was decided about, as scan and check do', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plan-'));
    try {
      const planned = (...more: string[]) =>
        JSON.parse(planOf(checkout, '--format', 'json', ...more).stdout);
      const before = planned();
      const [{ vulnerability, package: name }] = before.changes[0].clears;
      const vex = path.join(folder, 'shop.openvex.json');
      fs.writeFileSync(
        vex,
        JSON.stringify({
          '@context': 'https://openvex.dev/ns/v0.2.0',
          '@id': 'https://shop.example/vex/1',
          author: 'Shop',
          timestamp: '2026-01-01T00:00:00Z',
          version: 1,
          statements: [
            {
              vulnerability: { name: vulnerability },
              products: [{ '@id': `pkg:npm/${name}` }],
              status: 'not_affected',
              justification: 'vulnerable_code_not_in_execute_path',
            },
          ],
        }),
      );
      const after = planned('--vex', vex);
      expect(after.counts.findings).toBe(before.counts.findings - 1);
      const openOf = (plan: typeof before) =>
        plan.packages
          .filter((one: { package: string }) => one.package === name)
          .flatMap((one: { vulnerabilities: string[] }) => one.vulnerabilities);
      expect(openOf(before)).toContain(vulnerability);
      expect(openOf(after)).not.toContain(vulnerability);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('calls urgent what is known to be exploited', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plan-'));
    try {
      const before = JSON.parse(planOf(checkout, '--format', 'json').stdout);
      const mild = before.packages
        .flatMap(
          (one: {
            vulnerabilities: string[];
            urgentVulnerabilities: string[];
          }) =>
            one.vulnerabilities.filter(
              id => !one.urgentVulnerabilities.includes(id),
            ),
        )
        .find((id: string) => id.startsWith('CVE-'));
      const kev = path.join(folder, 'kev.json');
      fs.writeFileSync(
        kev,
        JSON.stringify({
          catalogVersion: '1',
          dateReleased: '2026-01-01T00:00:00Z',
          vulnerabilities: [
            {
              cveID: mild,
              vendorProject: 'A',
              product: 'B',
              vulnerabilityName: 'C',
              dateAdded: '2026-01-01',
              knownRansomwareCampaignUse: 'Unknown',
            },
          ],
        }),
      );
      const { counts } = JSON.parse(
        planOf(checkout, '--format', 'json', '--kev', kev).stdout,
      );
      expect(counts.urgent).toBe(before.counts.urgent + 1);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['markdown', /^# Upgrade plan for `.*`\n/],
    ['commands', /^#!\/bin\/sh\nset -e\n/],
    ['renovate', /"packageRules": \[\n +\{/],
    ['dependabot', /^version: 2$/m],
  ])('writes %s', (format, expected) => {
    const { status, stdout } = planOf(checkout, '--format', format);
    expect(status).toBe(0);
    expect(stdout).toMatch(expected);
  });

  it('says that nothing is open, and that not all was read', () => {
    expect(planOf(path.join(services, 'feature-flags')).stdout).toBe(
      'No open findings in what was read.\n',
    );
    const partial = planOf(path.join(services, 'parcel-tracker'));
    expect(partial.stderr).toContain('there may be more to upgrade');
  });

  it('ends with 3 for bad input', () => {
    expect(planOf('nowhere').status).toBe(3);
    expect(planOf(services, '--format', 'docx').status).toBe(3);
  });
});

describe('safety-curtain sbom', () => {
  it.each([
    ['cyclonedx', { specVersion: '1.6' }],
    ['cyclonedx-1.7', { specVersion: '1.7' }],
    ['spdx', { spdxVersion: 'SPDX-2.3' }],
    [
      'spdx-3.0',
      { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld' },
    ],
  ])('writes %s', (format, expected) => {
    const folder = path.join(services, 'checkout-service');
    const { stdout } = run('sbom', folder, '--format', format);
    expect(JSON.parse(stdout)).toMatchObject(expected);
  });

  it('says what it is told of who made it, when, and which version it is', () => {
    const serial = 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79';
    const { stdout } = run(
      'sbom',
      path.join(services, 'checkout-service'),
      ...['--organization', 'Shops Inc', '--author', 'Ann'],
      ...['--manufacturer', 'Shops Inc', '--context', 'build'],
      ...['--serial-number', serial, '--document-version', '3'],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      serialNumber: serial,
      version: 3,
      metadata: {
        lifecycles: [{ phase: 'build' }],
        authors: [{ name: 'Ann' }],
        manufacturer: { name: 'Shops Inc' },
        component: { manufacturer: { name: 'Shops Inc' } },
      },
    });
  });

  it('is of all files, or says that it is not', () => {
    const files = {
      'a/package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: { '': {}, 'node_modules/ms': { version: '2.0.0' } },
      }),
      'b/package-lock.json': '{',
    };
    const asked = (...more: string[]) =>
      withFiles(files, folder => run('sbom', folder, ...more));
    expect(asked()).toMatchObject({ status: 3, stdout: '' });
    expect(asked().stderr).toMatch(
      /b\/package-lock\.json could not be read: .*--partial/,
    );
    const { status, stdout } = asked('--partial');
    expect(status).toBe(0);
    const { compositions, metadata } = JSON.parse(stdout);
    expect(compositions).toContainEqual({
      aggregate: 'incomplete',
      assemblies: [metadata.component['bom-ref']],
    });
    expect(metadata.properties).toContainEqual({
      name: 'safety-curtain:unread',
      value: 'b/package-lock.json',
    });
    expect(asked('--partial', '--format', 'spdx').stdout).toContain(
      'safety-curtain:coverage: partial',
    );
  });

  it('gives the same bytes for the same source, and finds the same in them', () => {
    const folder = path.join(services, 'checkout-service');
    const first = run('sbom', folder);
    expect(first.stdout).toBe(run('sbom', folder).stdout);

    const file = path.join(
      fs.mkdtempSync(path.join(os.tmpdir(), 'safety-curtain-')),
      'bom.json',
    );
    fs.writeFileSync(file, first.stdout);
    const ids = (place: string) =>
      JSON.parse(
        run('scan', place, '--advisories', advisories, '--format', 'json')
          .stdout,
      ).findings.map((f: { advisory: string; purl: string }) => [
        f.advisory,
        f.purl,
      ]);
    expect(ids(file)).toEqual(ids(folder));
    fs.rmSync(path.dirname(file), { recursive: true });
  });
});

describe('safety-curtain quality', () => {
  const file = path.join(
    fs.mkdtempSync(path.join(os.tmpdir(), 'safety-curtain-')),
    'bom.json',
  );

  it('names the minimum elements, what lacks them and what to do', () => {
    fs.writeFileSync(
      file,
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        version: 1,
        components: [{ name: 'a', version: '1', purl: 'pkg:npm/a@1' }],
      }),
    );
    const { stdout, status } = run('quality', file);
    expect(status).toBe(0);
    expect(stdout).toContain('  1/1 Component Version\n');
    expect(stdout).toMatch(
      / {2}0\/1 Component Producer; 1 missing: .+\n {6}a 1\n/,
    );
    const json = JSON.parse(run('quality', file, '--format', 'json').stdout);
    expect(json.minimumElements.elements).toHaveLength(17);
  });

  it('refuses what is no SBOM', () => {
    fs.writeFileSync(file, '{}');
    const { stderr, status } = run('quality', file);
    expect(status).toBe(3);
    expect(stderr).toContain('neither');
  });
});

describe('what the command prints', () => {
  it.each([
    [['sbom', 'https://u:CANARY@host.example/x?token=CANARY']],
    [['scan', 'x', '--advisories', 'https://u:CANARY@host.example']],
    [
      [
        'upload',
        'https://u:CANARY@host.example',
        '--url',
        'x',
        '--entity',
        'x',
      ],
    ],
    [['verify', 'https://u:CANARY@host.example', '--key', 'x']],
    [['verify', 'x', '--key', 'https://u:CANARY@host.example']],
    [['sbom', '.', 'https://u:CANARY@host.example']],
    [['sbom', '.', '--format', 'https://u:CANARY@host.example']],
    [['--https://u:CANARY@host.example']],
  ])('holds no credentials of addresses: %j', args => {
    const { status, stdout, stderr } = run(...args);
    expect(status).toBe(3);
    expect(stderr).not.toBe('');
    expect(stdout + stderr).not.toContain('CANARY');
  });

  it.each([
    ['sbom', path.join(services, 'checkout-service')],
    ['scan', services, '--advisories', advisories],
    ['--help'],
  ])('ends quietly where nobody reads on: %s', async (...args) => {
    const child = spawn(process.execPath, [bin, ...args]);
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', chunk => (stderr += chunk));
    const [status] = await once(child, 'close');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.not.stringContaining('EPIPE'),
    });
  });

  it('says where it could not be written', () => {
    const full = fs.openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(
      process.execPath,
      [bin, 'sbom', path.join(services, 'checkout-service')],
      { encoding: 'utf8', stdio: ['ignore', full, 'pipe'] },
    );
    fs.closeSync(full);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^The output could not be written: .*ENOSPC.*\n$/);
  });

  it('calls a file that cannot be read one', () => {
    const { status, stderr } = run(
      'scan',
      services,
      '--advisories',
      '/dev/null/x',
    );
    expect(status).toBe(3);
    expect(stderr).not.toContain('    at ');
  });
});

describe('safety-curtain diff', () => {
  it('says what came, went and changed', () => {
    const [before, after] = ['a', 'b'].map(name => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
      return path.join(folder, 'package-lock.json');
    });
    const lock = (packages: Record<string, string>) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: Object.fromEntries(
          Object.entries(packages).map(([name, version]) => [
            `node_modules/${name}`,
            { version },
          ]),
        ),
      });
    fs.writeFileSync(
      before,
      lock({ kept: '1.0.0', gone: '1.0.0', up: '1.0.0' }),
    );
    fs.writeFileSync(
      after,
      lock({ kept: '1.0.0', came: '2.0.0', up: '1.1.0' }),
    );
    expect(run('diff', before, after).stdout).toBe(
      '+ came 2.0.0\n- gone 1.0.0\n~ up 1.0.0 -> 1.1.0\n',
    );
    expect(run('diff', before, before).stdout).toBe('No difference\n');
  });
});

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

jest.setTimeout(60_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');

const lockOf = (packages: Record<string, string>) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: Object.fromEntries(
      Object.entries(packages).map(([name, version]) => [
        `node_modules/${name}`,
        { version },
      ]),
    ),
  });

const recordOf = (id: string, name: string, severity = 'HIGH') => ({
  id,
  modified: '2026-01-01T00:00:00Z',
  database_specific: { severity },
  affected: [
    {
      package: { ecosystem: 'npm', name },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
    },
  ],
});

describe('what scan and sbom look at', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'places-'));
    write(
      'osv.ndjson',
      [
        JSON.stringify(recordOf('GHSA-bad1-bad1-bad1', 'bad')),
        JSON.stringify(recordOf('GHSA-mild-mild-mild', 'mild', 'LOW')),
      ].join('\n'),
    );
    write('api/package-lock.json', lockOf({ bad: '1.0.0' }));
    write('web/package-lock.json', lockOf({ bad: '2.0.0', mild: '1.0.0' }));
    write('clean/package-lock.json', lockOf({ good: '1.0.0' }));
    write('empty/README.md', '');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function write(name: string, text: string) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  const run = (args: string[], input?: string) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bin, ...args],
      { encoding: 'utf8', cwd: folder, input },
    );
    return { status, stdout, stderr };
  };
  const scan = (places: string[], more: string[] = [], input?: string) => {
    const { status, stdout, stderr } = run(
      [
        'scan',
        ...places,
        '--advisories',
        'osv.ndjson',
        '--format',
        'json',
      ].concat(more),
      input,
    );
    const found = stdout
      ? JSON.parse(stdout).findings.map(
          (f: { file: string; package: string; version: string }) =>
            `${f.file} ${f.package} ${f.version}`,
        )
      : undefined;
    return { status, found: found?.sort(), stderr };
  };

  it('looks at several places, and names each file from where it is', () => {
    const all = [
      'api/package-lock.json bad 1.0.0',
      'web/package-lock.json bad 2.0.0',
      'web/package-lock.json mild 1.0.0',
    ];
    expect(scan(['api', 'web/package-lock.json'])).toMatchObject({
      status: 0,
      found: all,
    });
    // One place in another is not looked at twice.
    expect(scan(['.', 'api']).found).toEqual(all);
    expect(scan([path.join(folder, 'api'), 'web']).found).toEqual(all);
  });

  it('says which of several places has nothing to scan', () => {
    const { status, found, stderr } = scan(['api', 'empty']);
    expect({ status, found }).toEqual({
      status: 0,
      found: ['api/package-lock.json bad 1.0.0'],
    });
    expect(stderr).toContain('empty: nothing to scan');
    expect(scan(['empty', 'empty']).status).toBe(4);
  });

  it('reads an SBOM from standard input, or a lock file that is named', () => {
    const sbom = run(['sbom', 'web']).stdout;
    expect(scan(['-'], [], sbom).found).toHaveLength(2);
    const lock = lockOf({ bad: '3.0.0' });
    const named = ['--stdin-name', 'package-lock.json'];
    expect(scan(['-'], named, lock).found).toEqual([
      'package-lock.json bad 3.0.0',
    ]);
    expect(scan(['api', '-'], named, lock).found).toHaveLength(2);
    expect(JSON.parse(run(['sbom', '-'], sbom).stdout).components).toHaveLength(
      2,
    );
    for (const [places, more, input] of [
      [['-'], [], ''],
      [['-'], [], 'no SBOM'],
      [['-', '-'], [], sbom],
      [['-'], ['--stdin-name', 'x.txt'], lock],
      [['api'], named, lock],
    ] as const) {
      expect(scan([...places], [...more], input)).toMatchObject({
        status: 3,
        found: undefined,
      });
    }
  });

  it.each([
    ['web', ['api/package-lock.json bad 1.0.0']],
    ['w*/**', ['api/package-lock.json bad 1.0.0']],
    [
      './api/package-lock.json',
      ['web/package-lock.json bad 2.0.0', 'web/package-lock.json mild 1.0.0'],
    ],
  ])('leaves out what --exclude %s fits', (glob, found) => {
    const seen = scan(['.'], ['--exclude', glob]);
    expect(seen).toMatchObject({ status: 0, found });
    expect(seen.stderr).toContain(`${glob}: left out by --exclude`);
  });

  it('says that a pattern fits nothing, and refuses what is none', () => {
    expect(scan(['.'], ['--exclude', 'nowhere']).stderr).toContain(
      'nowhere: --exclude fits nothing here',
    );
    expect(scan(['.'], ['--exclude', '{a,b}']).status).toBe(3);
  });

  it('says of which ecosystems it has no record', () => {
    write(
      'both/Cargo.lock',
      'version = 3\n\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n',
    );
    write('both/package-lock.json', lockOf({ good: '1.0.0' }));
    const { stdout, stderr } = run([
      ...['scan', 'both', '--advisories', 'osv.ndjson'],
    ]);
    expect(stderr).toContain(
      'crates.io: no advisory record at hand is of it: 1 package was not checked',
    );
    expect(stdout).toMatch(/^No findings in what was looked at/);
    expect(scan(['clean']).stderr).not.toContain('no advisory record');
  });

  it('tells findings, where they are asked to, from clean, unreadable and empty', () => {
    const codeOf = (place: string, ...more: string[]) =>
      scan([place], more).status;
    expect(codeOf('web')).toBe(0);
    expect(codeOf('web', '--fail-on', 'high')).toBe(1);
    expect(codeOf('web', '--fail-on', 'critical')).toBe(0);
    expect(codeOf('clean', '--fail-on', 'any')).toBe(0);
    expect(codeOf('empty', '--fail-on', 'any')).toBe(4);
    write('none/requirements.txt', '\n');
    expect(codeOf('none')).toBe(4);
    write('clean/yarn.lock', 'damaged');
    expect(codeOf('clean')).toBe(0);
    expect(codeOf('clean', '--fail-on', 'any')).toBe(3);
    expect(run(['sbom', 'empty']).status).toBe(4);
  });

  describe('with a configuration', () => {
    const day = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const ignore = (until: string) => `ignores:
  - vulnerability: GHSA-bad1-bad1-bad1
    package: bad
    reason: the parser is not reached
    until: ${until}
`;
    const scanWith = (text: string) => {
      write('safety-curtain.yaml', text);
      return run([
        ...['scan', 'api', '--advisories', 'osv.ndjson', '--fail-on', 'any'],
        ...['--config', 'safety-curtain.yaml'],
      ]);
    };

    it('ignores until the day is over, and says why', () => {
      const { status, stdout } = scanWith(ignore(day(1)));
      expect(status).toBe(0);
      expect(stdout).toMatch(
        /will not fix, until .* \(safety-curtain\.yaml, ignores\[0\]\)/,
      );
    });

    it('names what has ended, which no longer counts', () => {
      const { status, stdout, stderr } = scanWith(ignore('2026-01-31'));
      expect(status).toBe(1);
      expect(stdout).not.toContain('will not fix');
      expect(stderr).toContain(
        'safety-curtain.yaml, ignores[0]: GHSA-bad1-bad1-bad1: ended 2026-02-01',
      );
    });

    it('names what is about no finding, and leaves out what it excludes', () => {
      const { status, stderr } = scanWith(
        `${ignore(day(1)).replace(
          'bad1-bad1-bad1',
          'none-none-none',
        )}exclude: [nowhere]\n`,
      );
      expect(status).toBe(1);
      expect(stderr).toContain('ignores[0]: it is about no finding here');
      expect(stderr).toContain('nowhere: --exclude fits nothing here');
    });

    it.each([
      [
        ignore(day(1)).replace(/ +until.*\n/, ''),
        'ignores[0].until is missing',
      ],
      [ignore('2027-02-30'), 'ignores[0].until is no day'],
      [
        ignore(day(1)).replace(/ +reason.*\n/, ''),
        'ignores[0].reason is missing',
      ],
      ['ignores: [{ reason: x, until: 2099-01-01 }]', 'names neither a vuln'],
      ['ignroes: []', "it has 'ignroes'"],
      ['ignores: {}', 'ignores is no list'],
      ['- a', 'it is no object'],
      ['a: [', 'safety-curtain.yaml'],
    ])('refuses %j', (text, why) => {
      const { status, stdout, stderr } = scanWith(text);
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toContain(why);
    });
  });
});

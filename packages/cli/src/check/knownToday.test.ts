import { defaultGatePolicy, type GatePolicy } from '@safety-curtain/policy';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readAdvisories } from '../input/advisories';
import { readExploitation } from '../input/exploitation';
import { readSource } from '../input/source';
import { staleDataOf } from './knownToday';

jest.setTimeout(60_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');
const now = new Date();
const daysAgo = (days: number) =>
  new Date(now.getTime() - days * 86_400_000).toISOString();
const day = (days: number) => daysAgo(days).slice(0, 10);

const npmLock = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { lodash: '*' } },
    'node_modules/lodash': { version: '4.17.21', license: 'MIT' },
  },
});

let folder: string;
let said: jest.SpyInstance;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'known-'));
  said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  write('app/package-lock.json', npmLock);
  write('app/requirements.txt', 'django==5.0\n');
});
afterEach(() => {
  said.mockRestore();
  fs.rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

const recordOf = (modified: string, ...ecosystems: string[]) =>
  JSON.stringify({
    id: `X-${ecosystems.join()}-${modified}`,
    modified,
    affected: ecosystems.map(ecosystem => ({
      package: { ecosystem, name: 'unrelated' },
      versions: ['1.0.0'],
    })),
  });
const advise = (name: string, ...records: string[]) =>
  write(`osv/${name}`, records.join('\n'));

const entry = {
  cveID: 'CVE-1999-0001',
  vendorProject: 'a',
  product: 'a',
  vulnerabilityName: 'a',
  dateAdded: '2026-01-01',
};
const kevOf = (dateReleased: string, vulnerabilities: object[] = [entry]) =>
  write(
    'kev.json',
    JSON.stringify({ catalogVersion: '1', dateReleased, vulnerabilities }),
  );
const epssOf = (first: string, ...lines: string[]) =>
  write('epss.csv', [first, 'cve,epss,percentile', ...lines, ''].join('\n'));

function stale(
  files: { kev?: string; epss?: string } = {},
  {
    policy = defaultGatePolicy,
    maxDays,
  }: { policy?: GatePolicy; maxDays?: number } = {},
) {
  const source = readSource(path.join(folder, 'app'));
  const advisories = readAdvisories([path.join(folder, 'osv')]);
  const exploitation = readExploitation(files);
  return staleDataOf(
    policy,
    { source, advisories, exploitation },
    maxDays,
    now,
  ).map(({ at, reason }) => `${at}: ${reason}`);
}

describe('the age of advisories', () => {
  it('is that of each ecosystem that the build has packages of', () => {
    advise(
      'all.ndjson',
      recordOf(daysAgo(1), 'npm'),
      recordOf(daysAgo(400), 'npm'),
      recordOf(daysAgo(365), 'PyPI'),
      recordOf(daysAgo(900), 'Go'),
    );
    expect(stale()).toEqual([
      `Advisories, PyPI: are of ${day(365)}, and may be 7 days old`,
    ]);
    expect(stale({}, { maxDays: 366 })).toEqual([]);
    fs.rmSync(path.join(folder, 'app/requirements.txt'));
    expect(stale()).toEqual([]);
  });

  it('is not told by a record that is about several', () => {
    advise(
      'all.ndjson',
      recordOf(daysAgo(1), 'npm'),
      recordOf(daysAgo(1), 'npm', 'PyPI'),
      recordOf(daysAgo(365), 'PyPI'),
    );
    expect(stale()).toEqual([expect.stringContaining('Advisories, PyPI')]);
    // Where there is no other, it is all that is known.
    advise(
      'all.ndjson',
      recordOf(daysAgo(1), 'npm'),
      recordOf(daysAgo(1), 'npm', 'PyPI'),
    );
    expect(stale()).toEqual([]);
  });

  it('is that of the dump of an ecosystem, whatever other dumps say of it', () => {
    advise(
      'npm.osv.ndjson',
      recordOf(daysAgo(1), 'npm'),
      recordOf(daysAgo(1), 'PyPI'),
    );
    advise('PyPI.osv.ndjson', recordOf(daysAgo(30), 'PyPI'));
    expect(stale()).toEqual([
      `Advisories, PyPI: are of ${day(30)}, and may be 7 days old`,
    ]);
    fs.rmSync(path.join(folder, 'osv/PyPI.osv.ndjson'));
    const { inventory } = readSource(path.join(folder, 'app'));
    expect(
      readAdvisories([path.join(folder, 'osv')]).uncovered(inventory),
    ).toEqual([expect.objectContaining({ at: 'PyPI' })]);
  });

  it('is told by no time that is still to come', () => {
    advise(
      'all.ndjson',
      recordOf('2999-01-01T00:00:00Z', 'npm'),
      recordOf(daysAgo(20), 'npm'),
      recordOf('2999-01-01T00:00:00Z', 'PyPI'),
    );
    expect(stale()).toEqual([
      `Advisories, npm: are of ${day(20)}, and may be 7 days old`,
      'Advisories, PyPI: are of unknown age, and may be 7 days old',
    ]);
  });
});

describe('the age of what is known of exploitation', () => {
  const current = () =>
    advise(
      'all.ndjson',
      recordOf(daysAgo(1), 'npm'),
      recordOf(daysAgo(1), 'PyPI'),
    );
  const asking: GatePolicy = {
    ...defaultGatePolicy,
    findings: {
      ...defaultGatePolicy.findings,
      epss: { measure: 'percentile', atLeast: 0.9, outcome: 'warn' },
    },
  };

  it.each([
    [daysAgo(1.9), []],
    [daysAgo(7.1), [`are of ${day(7.1)}, and may be 7 days old`]],
    ['soon', ['are of unknown age, and may be 7 days old']],
    ['2999-01-01', ['are of unknown age, and may be 7 days old']],
  ])('is seven days at most, of a catalog of %s', (released, reasons) => {
    current();
    expect(stale({ kev: kevOf(released) })).toEqual(
      reasons.map(reason => `Known exploited vulnerabilities: ${reason}`),
    );
    expect(stale({ kev: kevOf(daysAgo(30)) }, { maxDays: 31 })).toEqual([]);
  });

  it('is three days at most of scores, where the policy asks for them', () => {
    current();
    const score = 'CVE-2021-44228,0.9,0.9';
    const old = epssOf(`#model_version:v1,score_date:${daysAgo(5)}`, score);
    const note = `EPSS scores: are of ${day(5)}, and may be 3 days old`;
    expect(stale({ epss: old }, { policy: asking })).toEqual([note]);
    expect(said).not.toHaveBeenCalled();
    expect(stale({ epss: old })).toEqual([]);
    expect(said).toHaveBeenCalledWith(`${note}\n`);
    expect(stale({ epss: epssOf('#none', score) }, { policy: asking })).toEqual(
      ['EPSS scores: are of unknown age, and may be 3 days old'],
    );
    const today = epssOf(`#model_version:v1,score_date:${daysAgo(1)}`, score);
    expect(stale({ epss: today }, { policy: asking })).toEqual([]);
  });

  it('is of no list that is empty', () => {
    expect(() => readExploitation({ kev: kevOf(daysAgo(0), []) })).toThrow(
      'kev.json: it has no entries',
    );
    expect(() => readExploitation({ epss: epssOf('#none') })).toThrow(
      'epss.csv: it has no entries',
    );
  });
});

it('is in the verdict, and in the exit code', () => {
  advise(
    'all.ndjson',
    recordOf(daysAgo(1), 'npm'),
    recordOf(daysAgo(365), 'PyPI'),
  );
  const kev = kevOf(daysAgo(9));
  const { status, stdout } = spawnSync(
    process.execPath,
    [bin, 'check', 'app', '--advisories', 'osv', '--kev', kev],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stdout).toMatch(
    /^Passed with warnings: 2 sources of vulnerability data that are missing or too old\n/,
  );
  expect(stdout).toContain(`Advisories, PyPI: are of ${day(365)}`);
  expect(stdout).toContain(`Known exploited vulnerabilities: are of ${day(9)}`);
  expect(status).toBe(5);
});

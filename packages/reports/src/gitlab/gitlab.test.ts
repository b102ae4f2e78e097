import { SECRET } from '../__testUtils__/examples';
import { readAll, readOne, salt } from '../__testUtils__/reading';
import { hashOfSecret } from '../identity/secrets';

const scan = (type: string, more: object = {}) => ({
  type,
  status: 'success',
  scanner: { id: 'x', name: 'X' },
  ...more,
});
const cve = { type: 'cve', name: 'CVE-2020-1', value: 'CVE-2020-1' };
const document = (
  type: string,
  vulnerabilities: object[] = [],
  more: object = {},
) => ({ version: '15.0.0', scan: scan(type, more), vulnerabilities });

describe('GitLab reports', () => {
  it('tell packages by their files, database and system', () => {
    const found = (location: object, url?: string) => ({
      name: 'n',
      severity: 'High',
      solution: 'Upgrade to version 2.0.0 or above.',
      identifiers: [{ ...cve, url }],
      location,
    });
    const dependency = {
      package: { name: 'io.netty/netty' },
      version: '1.0.0',
      direct: true,
    };
    const { results } = readOne({
      ...document('dependency_scanning', [
        found({ file: 'pom.xml', dependency }),
        found(
          { file: 'x', dependency },
          'https://gitlab.com/a/gemnasium-db/-/blob/master/npm/x.yml',
        ),
        found({ file: 'y', dependency }),
      ]),
      dependency_files: [{ path: 'y', package_manager: 'pip' }],
    });
    expect(results.map(result => result.package)).toEqual([
      {
        ecosystem: 'Maven',
        name: 'io.netty:netty',
        version: '1.0.0',
        direct: true,
        fixedVersions: ['2.0.0'],
      },
      expect.objectContaining({ ecosystem: 'npm' }),
      expect.objectContaining({ ecosystem: 'PyPI' }),
    ]);
    const image = readOne(
      document('container_scanning', [
        found({ image: 'a/b:1', operating_system: 'debian:9.4', dependency }),
      ]),
    );
    expect(image.results[0]).toMatchObject({
      object: 'a/b:1',
      package: { ecosystem: 'Debian' },
    });
    expect(image.results[0].place).toBeUndefined();
  });

  it('know a line of code again by its place in the function', () => {
    const found = (line: number, tracking?: object) => ({
      name: 'eval',
      severity: 'Low',
      confidence: 'High',
      identifiers: [{ type: 'semgrep_id', name: 'eval', value: 'eval' }],
      location: { file: 'a.js', start_line: line },
      cve: `a.js:${line}:eval`,
      tracking,
    });
    const print = (entry: object) =>
      readOne(document('sast', [entry])).results[0].fingerprint;
    const signature = (value: string) => ({
      items: [{ signatures: [{ algorithm: 'scope_offset', value }] }],
    });
    expect(print(found(1))).toBe(print(found(2)));
    expect(print(found(1, signature('a|f:1')))).not.toBe(
      print(found(1, signature('a|g:1'))),
    );
  });

  it.each([
    [{ type: 'bandit_test_id', name: 'Bandit B105', value: 'B105' }],
    [{ type: 'cwe', name: 'CWE-259', value: '259' }],
    [{ type: 'gitleaks_rule_id', name: 'Gitleaks rule', value: 'AWS' }],
  ])('keep of hard-coded credentials a hash only: %j', identifier => {
    const report = readOne(
      document('sast', [
        {
          name: `Possible hardcoded password: '${SECRET}'`,
          message: `Possible hardcoded password: '${SECRET}'`,
          severity: 'Low',
          cve: `a.py:${SECRET}:B105`,
          raw_source_code_extract: `password = '${SECRET}'`,
          identifiers: [identifier],
          location: { file: 'a.py', start_line: 3 },
        },
      ]),
    );
    expect(report.results).toEqual([
      expect.objectContaining({
        kind: 'secret',
        message: identifier.name,
        secretHash: hashOfSecret(SECRET, salt),
      }),
    ]);
    expect(JSON.stringify(report)).not.toContain(SECRET);
  });

  it('say that a scan did not finish', () => {
    const messages = [
      { level: 'info', value: 'i' },
      { level: 'warn', value: 'w' },
    ];
    expect(readOne(document('sast', [], { messages }))).toMatchObject({
      category: 'sast',
      notices: ['w'],
    });
    expect(readOne(document('sast', [], { messages })).partial).toBeUndefined();
    expect(readOne(document('sast', [], { status: 'failure' })).partial).toBe(
      true,
    );
    const error = [{ level: 'error', value: 'e' }];
    expect(readOne(document('sast', [], { messages: error }))).toMatchObject({
      partial: true,
      notices: ['e'],
    });
  });

  it('are read without a scan, and not of what runs', () => {
    const old = { version: '2.3', vulnerabilities: [], remediations: [] };
    expect(readOne(old)).toMatchObject({
      tool: { id: 'gitlab-sast' },
      category: 'sast',
    });
    expect(() => readAll(document('dast'))).toThrow(
      "GitLab's reports of dast are not read",
    );
  });

  it('tell times in UTC', () => {
    const end = { end_time: '2026-01-02T03:04:05' };
    expect(readOne(document('sast', [], end)).ranAt).toBe(
      '2026-01-02T03:04:05.000Z',
    );
  });
});

import { endsWell } from '@safety-curtain/testing';
import fc from 'fast-check';
import { VexError } from '../VexError';
import { isIgnoreFile, readIgnoreFile } from './readIgnoreFile';

const accepted = { state: 'exploitable', responses: ['will_not_fix'] };

describe('readIgnoreFile', () => {
  it('reads .snyk', () => {
    const { tool, entries } = readIgnoreFile(
      'services/shop/.snyk',
      `# Snyk (https://snyk.io) policy file
version: v1.25.0
ignore:
  SNYK-JS-LODASH-567746:
    - 'async@2.6.1 > lodash@4.17.15':
        reason: Not reachable
        expires: 2026-12-01T00:00:00.000Z
    - '*':
        reason: None given
  CVE-2026-1:
    - '@scope/name@1.0.0':
        reason: No fix
        disregardIfFixable: true
patch: {}
`,
    );
    expect(tool).toBe('snyk');
    expect(entries).toEqual([
      {
        line: 4,
        text: 'SNYK-JS-LODASH-567746',
        vulnerability: 'SNYK-JS-LODASH-567746',
        packages: [
          { name: 'lodash', version: '4.17.15', through: ['async@2.6.1'] },
        ],
        analysis: accepted,
        reason: 'Not reachable',
        ends: { at: '2026-12-01T00:00:00.000Z' },
      },
      expect.objectContaining({ packages: [{}], reason: 'None given' }),
      expect.objectContaining({
        line: 10,
        packages: [{ name: '@scope/name', version: '1.0.0' }],
        ends: 'fix',
      }),
    ]);
  });

  it('reads osv-scanner.toml', () => {
    const { entries, notUnderstood } = readIgnoreFile(
      'osv-scanner.toml',
      `[[IgnoredVulns]]
id = "GO-2022-0968"
ignoreUntil = 2026-11-09
reason = "No ssh servers are connected to"

[[IgnoredVulns]]
id = "GO-2022-1059"

[[PackageOverrides]]
name = "lib"
version = "1.0.0"
ecosystem = "Go"
vulnerability.ignore = true
effectiveUntil = 2026-11-09T10:00:00Z
reason = "abc"

[[PackageOverrides]]
name = "^@shop/"
nameIsRegex = true
ignore = true

[[PackageOverrides]]
name = "only-its-license"
license.override = ["MIT"]

[[PackageOverrides]]
name = "grouped"
group = "dev"
ignore = true
`,
    );
    expect(entries).toEqual([
      {
        line: 2,
        text: 'GO-2022-0968',
        vulnerability: 'GO-2022-0968',
        packages: [{}],
        analysis: accepted,
        reason: 'No ssh servers are connected to',
        // The day is over when it ends.
        ends: { at: '2026-11-10T00:00:00.000Z' },
      },
      expect.objectContaining({ line: 7, vulnerability: 'GO-2022-1059' }),
      expect.objectContaining({
        packages: [{ ecosystem: 'Go', name: 'lib', version: '1.0.0' }],
        ends: { at: '2026-11-09T10:00:00.000Z' },
      }),
      expect.objectContaining({
        packages: [{ name: '^@shop/', nameIsPattern: true }],
      }),
    ]);
    expect(notUnderstood).toEqual([
      {
        at: 'PackageOverrides: grouped',
        reason: expect.stringMatching(/group 'dev'/),
      },
    ]);
  });

  it('reads .trivyignore', () => {
    const { entries, notUnderstood } = readIgnoreFile(
      '.trivyignore',
      `# Accept the risk
CVE-2018-14618

# No impact in our settings
CVE-2019-14697 exp:2027-01-01
CVE-2019-1543 # beside it
GHSA-aaaa-bbbb-cccc
DSA-2021-4850
AVD-DS-0002
generic-unwanted-rule
CVE-2020-1 exp:soon
`,
    );
    expect(
      entries.map(({ line, vulnerability, reason, ends }) => [
        line,
        vulnerability,
        reason,
        ends,
      ]),
    ).toEqual([
      [2, 'CVE-2018-14618', 'Accept the risk', undefined],
      [
        5,
        'CVE-2019-14697',
        'No impact in our settings',
        { at: '2027-01-02T00:00:00.000Z' },
      ],
      [6, 'CVE-2019-1543', 'beside it', undefined],
      [7, 'GHSA-aaaa-bbbb-cccc', undefined, undefined],
      [8, 'DSA-2021-4850', undefined, undefined],
    ]);
    expect(notUnderstood).toEqual([
      { at: 'line 9', reason: "'AVD-DS-0002' is no vulnerability" },
      { at: 'line 10', reason: "'generic-unwanted-rule' is no vulnerability" },
      { at: 'line 11', reason: "its end 'soon' is no date" },
    ]);
  });

  it('reads .trivyignore.yaml', () => {
    const { entries } = readIgnoreFile(
      '.trivyignore.yaml',
      `vulnerabilities:
  - id: CVE-2022-40897
    paths:
      - "usr/local/lib/python3.9/site-packages/setuptools"
    statement: Accept the risk
  - id: CVE-2023-3446
    expired_at: 2027-02-28
    purls:
      - "pkg:deb/debian/libssl1.1"
      - "pkg:npm/left-pad@1.3.0"
misconfigurations:
  - id: AVD-DS-0001
`,
    );
    expect(entries).toEqual([
      expect.objectContaining({
        line: 2,
        packages: [
          { paths: ['usr/local/lib/python3.9/site-packages/setuptools'] },
        ],
        reason: 'Accept the risk',
      }),
      expect.objectContaining({
        line: 6,
        packages: [
          { purl: 'pkg:deb/debian/libssl1.1' },
          { purl: 'pkg:npm/left-pad@1.3.0' },
        ],
        ends: { at: '2027-03-01T00:00:00.000Z' },
      }),
    ]);
  });

  it('reads .grype.yaml', () => {
    const { entries, notUnderstood } = readIgnoreFile(
      '.grype.yaml',
      `ignore:
  - vulnerability: CVE-2008-4318
    reason: Not used
    package:
      name: libcurl
      version: 1.5.1
      language: python
      location: "/usr/local/lib/node_modules/**"
  - package:
      type: gem
  - vulnerability: CVE-2026-2
    vex-status: not_affected
    vex-justification: vulnerable_code_not_present
  - vulnerability: CVE-2026-3
    fix-state: wont-fix
  - reason: nothing
`,
    );
    expect(entries).toEqual([
      expect.objectContaining({
        line: 2,
        packages: [
          {
            ecosystem: 'PyPI',
            name: 'libcurl',
            version: '1.5.1',
            paths: ['/usr/local/lib/node_modules/**'],
          },
        ],
        reason: 'Not used',
      }),
      expect.objectContaining({
        analysis: {
          state: 'not_affected',
          justification: 'code_not_present',
          responses: [],
        },
      }),
    ]);
    expect(notUnderstood).toEqual([
      { at: 'ignore', reason: expect.stringMatching(/a rule can say so/) },
      { at: 'CVE-2026-3', reason: expect.stringMatching(/fix-state/) },
      { at: 'ignore', reason: expect.stringMatching(/neither/) },
    ]);
  });

  it('reads the allow list of audit-ci', () => {
    const { entries, notUnderstood } = readIgnoreFile(
      'audit-ci.jsonc',
      `{
  // comments are allowed
  "moderate": true,
  "allowlist": [
    "GHSA-42xw-2xvc-qx8m",
    "GHSA-rp65-9cf3-cjxr|react-scripts>@svgr/webpack>nth-check",
    "*|base64url",
    "base64url",
    { "GHSA-cph5-m8f7-6c5x|axios>follow-redirects": { "active": true, "notes": "Until the next", "expiry": "1 December 2026 11:00" } },
    { "GHSA-0000-0000-0000": { "active": false } },
    1179,
    "1179"
  ]
}`,
    );
    expect(entries).toEqual([
      expect.objectContaining({
        line: 5,
        vulnerability: 'GHSA-42xw-2xvc-qx8m',
        packages: [{ ecosystem: 'npm' }],
      }),
      expect.objectContaining({
        vulnerability: 'GHSA-rp65-9cf3-cjxr',
        packages: [
          {
            ecosystem: 'npm',
            name: 'nth-check',
            through: ['react-scripts', '@svgr/webpack'],
          },
        ],
      }),
      expect.objectContaining({
        packages: [{ ecosystem: 'npm', name: 'base64url' }],
      }),
      expect.objectContaining({
        packages: [{ ecosystem: 'npm', name: 'base64url' }],
      }),
      expect.objectContaining({
        vulnerability: 'GHSA-cph5-m8f7-6c5x',
        reason: 'Until the next',
        ends: { at: '2026-12-01T11:00:00.000Z' },
      }),
    ]);
    expect(notUnderstood.map(({ at }) => at)).toEqual(['1179', '1179']);
  });

  it('reads .retireignore.json', () => {
    const { entries, notUnderstood } = readIgnoreFile(
      '.retireignore.json',
      JSON.stringify(
        [
          { component: 'jquery', version: '2.1.4', justification: 'Not used' },
          {
            component: 'jquery',
            identifiers: { CVE: ['CVE-2015-9251'], issue: '2432' },
            justification: 'No foreign pages',
          },
          { path: 'node_modules/legacy', justification: 'Build only' },
          { justification: 'all' },
        ],
        null,
        1,
      ),
    );
    expect(entries).toEqual([
      expect.objectContaining({
        packages: [{ ecosystem: 'npm', name: 'jquery', version: '2.1.4' }],
        reason: 'Not used',
      }),
      expect.objectContaining({
        vulnerability: 'CVE-2015-9251',
        packages: [{ ecosystem: 'npm', name: 'jquery' }],
      }),
      expect.objectContaining({
        packages: [{ paths: ['node_modules/legacy'] }],
      }),
    ]);
    expect(notUnderstood).toHaveLength(1);
  });

  it.each([
    ['fix_started', { state: 'exploitable', responses: ['update'] }],
    ['inaccurate', { state: 'false_positive', responses: [] }],
    ['no_bandwidth', { state: 'exploitable', responses: [] }],
    [
      'not_used',
      {
        state: 'not_affected',
        justification: 'code_not_reachable',
        responses: [],
      },
    ],
    ['tolerable_risk', accepted],
  ])('reads an alert that was dismissed as %s', (reason, analysis) => {
    const alert = (changes: object) => ({
      number: 7,
      state: 'dismissed',
      dismissed_reason: reason,
      dismissed_comment: 'Told so',
      dependency: {
        package: { ecosystem: 'pip', name: 'jinja2' },
        manifest_path: 'requirements.txt',
      },
      security_advisory: {
        ghsa_id: 'GHSA-g3rq-g295-4j3m',
        cve_id: 'CVE-2020-28493',
      },
      ...changes,
    });
    const { entries } = readIgnoreFile(
      'dependabot-alerts.json',
      JSON.stringify([
        alert({}),
        alert({ state: 'open' }),
        alert({ state: 'auto_dismissed' }),
      ]),
    );
    expect(entries).toEqual([
      {
        line: 1,
        text: 'GHSA-g3rq-g295-4j3m',
        vulnerability: 'GHSA-g3rq-g295-4j3m',
        packages: [
          { ecosystem: 'PyPI', name: 'jinja2', paths: ['requirements.txt'] },
        ],
        analysis,
        reason: 'Told so',
      },
    ]);
  });

  const files = [
    '.snyk',
    'osv-scanner.toml',
    '.trivyignore',
    '.trivyignore.yaml',
    '.grype.yaml',
    'audit-ci.json',
    '.retireignore.json',
    'dependabot-alerts.json',
  ];

  it.each(files)(
    '%s: empty ignores nothing; a page or a pointer is refused',
    file => {
      expect(isIgnoreFile(`a/${file}`)).toBe(true);
      expect(readIgnoreFile(file, ' \n')).toMatchObject({
        entries: [],
        notUnderstood: [],
      });
      for (const text of ['<!doctype html><html></html>', 'a\0b']) {
        expect(() => readIgnoreFile(file, text)).toThrow(VexError);
      }
    },
  );

  // eslint-disable-next-line jest/expect-expect -- the property is what is expected
  it.each(files)('%s: any text is read or refused', file => {
    const words = fc.constantFrom(
      'ignore',
      'IgnoredVulns',
      '[[',
      ']]',
      ':',
      '-',
      '\n',
      '  ',
      'id',
      '"',
      '{',
      '}',
      '[',
      ']',
      'CVE-2026-1',
      '=',
      '*',
      '>',
      'expires',
      ',',
      'vulnerabilities',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), parts =>
        endsWell(() => readIgnoreFile(file, parts.join('')), VexError),
      ),
      { numRuns: 300 },
    );
  });
});

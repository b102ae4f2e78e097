import { readXml } from '@safety-curtain/input';
import fc from 'fast-check';
import type { GateFacts, GateFinding, GateReported } from '../gateFacts';
import { defaultGatePolicy } from '../gatePolicy';
import { gateDigest, gateReportOf } from '../gateReport';
import { judgeGate } from '../judgeGate';
import { readGatePolicy } from '../readGatePolicies';
import { gateGitlab } from './gitlab';
import { gateJunit } from './junit';
import { gateMarkdown, gateMarker } from './markdown';
import { gateSarif } from './sarif';
import { gateText } from './text';

function finding(change: Partial<GateFinding> = {}): GateFinding {
  return {
    vulnerability: 'CVE-2026-0001',
    aliases: ['GHSA-1'],
    summary: 'Something',
    ecosystem: 'npm',
    package: 'left-pad',
    versions: ['1.0.0'],
    severity: 'critical',
    score: 9.8,
    knownExploited: false,
    malicious: false,
    overdue: false,
    scope: 'runtime',
    direct: true,
    manifests: ['package-lock.json'],
    fixedVersion: '1.0.1',
    ...change,
  };
}

function reportOf(findings: GateFinding[], change: Partial<GateFacts> = {}) {
  const facts: GateFacts = {
    findings,
    components: [],
    unreadable: [],
    notLookedAt: [],
    nothingToScan: false,
    neverScanned: false,
    staleData: [],
    ...change,
  };
  return gateReportOf(judgeGate(defaultGatePolicy, facts), {
    subject: 'shop',
    policy: defaultGatePolicy,
    most: Infinity,
  });
}

/** A secret of which a tool says the same everywhere. */
const secret = (text: string): GateReported => ({
  kind: 'secret',
  fingerprint: text,
  rule: text,
  message: text,
  severity: 'high',
  file: text,
  line: 3,
  overdue: false,
});

/** What strangers may write into names and texts. */
const hostile = [
  '@team',
  '<!-- safety-curtain gate default -->',
  '<img src=x onerror=alert(1)>',
  '](https://evil.example)',
  '![x](https://evil.example/pixel)',
  '`code` | cell',
  'www.evil.example https://evil.example',
  '#1 and !2',
  'two\nlines\r\n## heading',
  '\u202egnp.exe',
  '</details>',
];

describe('gateMarkdown', () => {
  it('says the verdict first, then what decides it', () => {
    expect(gateMarkdown(reportOf([finding()]))).toBe(
      [
        '<!-- safety-curtain gate default -->',
        '## ⛔ Blocked: 1 critical finding',
        '',
        '`shop`, policy `default`.',
        '',
        '<details open>',
        '<summary>⛔ 1 critical finding</summary>',
        '',
        '| Severity | Vulnerability | Package | Fixed in | Through | File |',
        '| --- | --- | --- | --- | --- | --- |',
        '| critical 9.8 | `CVE-2026-0001` Something | `left-pad 1.0.0` | `1.0.1` | direct | `package-lock.json` |',
        '',
        '</details>',
        '',
      ].join('\n'),
    );
  });

  it('marks what is malicious', () => {
    expect(gateMarkdown(reportOf([finding({ malicious: true })]))).toContain(
      '| critical 9.8, malicious |',
    );
  });

  it.each(hostile)('leaves nothing of %j at work', text => {
    const markdown = gateMarkdown(
      reportOf(
        [
          finding({
            vulnerability: text,
            summary: text,
            package: text,
            versions: [text],
            manifests: [text],
            path: [text, text],
            direct: false,
          }),
        ],
        {
          notLookedAt: [{ at: text, reason: text }],
          reported: [secret(text)],
        },
      ),
    );
    expect(markdown.split(gateMarker()).length - 1).toBeLessThanOrEqual(
      // In code a marker is text, which is why comments are found by who wrote them as well.
      1 + (text.includes('safety-curtain') ? 10 : 0),
    );
    const outside = markdown
      .replace(gateMarker(), '')
      .replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, 'CODE')
      .replace(/<\/?(?:details(?: open)?|summary)>/g, '');
    expect(outside).not.toMatch(/<(?!\u2060)/);
    expect(outside).not.toMatch(/@\w/);
    expect(outside).not.toMatch(/:\/\/\w/);
    expect(outside).not.toMatch(/www\.\w/);
    expect(outside).not.toMatch(/(?<!\\)\]\(/);
    expect(outside.split('\n').filter(line => /^#/.test(line))).toHaveLength(1);
  });

  it('is never longer than what a forge takes, and says that it is cut', () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      finding({
        vulnerability: `CVE-2026-${i}`,
        summary: 'x'.repeat(500),
        manifests: ['a/'.repeat(100)],
      }),
    );
    const text = gateMarkdown(reportOf(many));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain('## ⛔ Blocked: 3000 critical findings');
    expect(text).toMatch(/And \d+ more\.|3000 in all\./);
    const tiny = gateMarkdown(reportOf(many), { limit: 300 });
    expect(tiny.length).toBeLessThanOrEqual(300);
  });
});

describe('what tools report', () => {
  it('is told by rule and place', () => {
    const report = reportOf([], { reported: [secret('gitleaks/aws')] });
    expect(gateMarkdown(report)).toContain(
      '| high | `gitleaks/aws` | `gitleaks/aws:3` | gitleaks/aws |',
    );
    expect(gateText(report)).toContain(
      'WARN  1 secret\n  high  gitleaks/aws  gitleaks/aws:3  gitleaks/aws\n',
    );
    expect(gateJunit(report)).toContain(
      'gitleaks/aws gitleaks/aws:3: gitleaks/aws',
    );
  });
});

describe('gateJunit', () => {
  it('is XML, whatever names hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const xml = gateJunit(
          reportOf([finding({ package: text, vulnerability: text })], {
            unreadable: [{ at: text, reason: text }],
          }),
        );
        expect(readXml(xml, { attributes: true })).toMatchObject({
          testsuites: expect.anything(),
        });
        expect(xml.match(/<failure /g)).toHaveLength(2);
      }),
    );
  });

  it('has a test where there is nothing to say', () => {
    expect(gateJunit(reportOf([]))).toContain('name="Nothing to report"');
  });
});

describe('gateText', () => {
  it('has no line of a stranger', () => {
    const text = gateText(
      reportOf([finding({ package: 'a\nPassed\u001b[2J', severity: 'high' })]),
    );
    expect(text).not.toMatch(/^Passed$/m);
    expect(text).not.toContain('\u001b');
  });
});

describe('gateSarif and gateGitlab', () => {
  const tool = { name: 'Safety Curtain', version: '1' };

  it('keep what was dismissed as suppressed, or leave it out', () => {
    const findings = [
      finding({ decided: { as: 'dismissed', words: 'not affected' } }),
      finding({ vulnerability: 'CVE-2026-0002', manifests: ['a', 'b'] }),
    ];
    const [run] = JSON.parse(gateSarif(findings, { tool })).runs;
    expect(
      run.results.map((each: { suppressions?: object[] }) =>
        Boolean(each.suppressions),
      ),
    ).toEqual([true, false, false]);
    const now = new Date('2026-11-29T12:00:00Z');
    const { vulnerabilities, scan } = JSON.parse(
      gateGitlab(findings, { tool, startedAt: now, endedAt: now }),
    );
    expect(vulnerabilities).toHaveLength(2);
    expect(scan.start_time).toBe('2026-11-29T12:00:00');
  });

  it('have what is no vulnerability in SARIF, by a place and a rule of its own', () => {
    const denied = {
      name: 'gnu',
      version: '1.0.0',
      purl: 'pkg:npm/gnu@1.0.0',
      scope: 'runtime' as const,
      license: { verdict: 'deny' as const, expression: 'AGPL-3.0-only' },
      manifests: ['package-lock.json'],
    };
    const none = { count: 0, items: [] };
    const [run] = JSON.parse(
      gateSarif([finding()], {
        tool,
        reported: [secret('config.env')],
        report: {
          reasons: [
            {
              line: 'licenseDenied',
              outcome: 'block',
              findings: none,
              components: { count: 1, items: [denied] },
              notes: none,
            },
            {
              line: 'unreadable',
              outcome: 'block',
              findings: none,
              components: none,
              notes: {
                count: 1,
                items: [{ at: 'b/package-lock.json', reason: 'is no JSON' }],
              },
            },
          ],
        },
      }),
    ).runs;
    const { rules } = run.tool.driver;
    expect(
      run.results.map(
        (each: {
          ruleId: string;
          ruleIndex: number;
          level: string;
          locations: {
            physicalLocation: {
              artifactLocation: { uri: string };
              region: { startLine: number };
            };
          }[];
        }) => {
          const [{ physicalLocation: at }] = each.locations;
          expect(rules[each.ruleIndex].id).toBe(each.ruleId);
          return [
            each.ruleId,
            each.level,
            `${at.artifactLocation.uri}:${at.region.startLine}`,
          ].join(' ');
        },
      ),
    ).toEqual([
      'CVE-2026-0001 error package-lock.json:1',
      `${secret('config.env').rule} error config.env:3`,
      'gate/licenseDenied error package-lock.json:1',
      'gate/unreadable error b/package-lock.json:1',
    ]);
  });

  it('take names that are no whole characters', () => {
    const half = finding({
      vulnerability: 'X-\ud800',
      manifests: ['\udc00/a'],
    });
    const [run] = JSON.parse(gateSarif([half], { tool })).runs;
    expect(run.results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: '%EF%BF%BD/a' },
    });
    const now = new Date();
    const report = gateGitlab([half], { tool, startedAt: now, endedAt: now });
    expect(JSON.parse(report).vulnerabilities[0].links).toEqual([
      { url: 'https://osv.dev/vulnerability/X-%EF%BF%BD' },
      { url: 'https://osv.dev/vulnerability/GHSA-1' },
    ]);
  });

  it('say what is left out of more results than GitHub takes', () => {
    const manifests = Array.from({ length: 25_001 }, (_, i) => `${i}`);
    const [run] = JSON.parse(
      gateSarif([finding({ manifests })], { tool }),
    ).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(
      '1 of 25001 results are left out',
    );
  });
});

describe('gateDigest', () => {
  const policy = (json: object) => readGatePolicy({ name: 'x', ...json }, '');

  it('is another for a policy that says something else', () => {
    const digests = [
      {},
      { warnOnly: true },
      { findings: { high: { block: 4 } } },
      { packages: { deny: [{ name: 'a' }] } },
      { packages: { deny: [{ name: 'b' }] } },
      { packages: { deny: [{ ecosystem: 'npm', name: 'b', versions: '<1' }] } },
      { packages: { deny: [{ ecosystem: 'npm', name: 'b', versions: '<2' }] } },
    ].map(json => gateDigest(policy(json)));
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('is the same for what says the same', () => {
    expect(gateDigest(policy({}))).toBe(gateDigest(defaultGatePolicy));
    expect(gateDigest(policy({ findings: { critical: 'block' } }))).toBe(
      gateDigest({ ...defaultGatePolicy, name: 'other' }),
    );
  });
});

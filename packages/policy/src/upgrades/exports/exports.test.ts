import { readYaml } from '@safety-curtain/input';
import fc from 'fast-check';
import { execFileSync, spawnSync } from 'node:child_process';
import type { PlannedChange, UpgradePlan } from '../plan';
import { type PlanFormat, planFormats, writePlan } from './writePlan';

const change = (changes: Partial<PlannedChange> = {}): PlannedChange => ({
  kind: 'upgrade',
  ecosystem: 'npm',
  package: 'lodash',
  from: ['4.17.15'],
  to: '4.17.21',
  step: 'patch',
  young: false,
  manifest: 'web/package-lock.json',
  format: 'npm-package-lock',
  declaredIn: 'web/package.json',
  how: {
    file: 'web/package.json',
    kind: 'command',
    text: 'npm install lodash@4.17.21',
  },
  clears: [{ package: 'lodash', vulnerability: 'CVE-2021-1', urgent: true }],
  leaves: [],
  alsoThrough: [],
  ...changes,
});

/** The one document of a YAML text; its reader gives numbers as text. */
function yamlOf(text: string): unknown {
  const [document, ...more] = readYaml(text) as unknown[];
  expect(more).toEqual([]);
  return document;
}

const override = change({
  kind: 'override',
  package: 'qs',
  from: ['6.5.2'],
  to: '6.5.3',
  how: {
    file: 'web/package.json',
    kind: 'file',
    text: '{\n  "overrides": {\n    "qs": "6.5.3"\n  }\n}',
  },
  clears: [{ package: 'qs', vulnerability: 'CVE-2022-2', urgent: false }],
});

const parent = change({
  kind: 'parent',
  package: 'express',
  from: ['4.17.1'],
  to: '4.19.2',
  step: 'minor',
  how: {
    file: 'web/package.json',
    kind: 'command',
    text: 'npm install express@4.19.2',
  },
  clears: [{ package: 'qs', vulnerability: 'CVE-2022-2', urgent: false }],
  seenIn: 'component:default/shop',
});

const plan = (changes: Partial<UpgradePlan> = {}): UpgradePlan => ({
  counts: { findings: 3, cleared: 2, urgent: 1, urgentCleared: 1 },
  changes: [change(), override],
  exact: true,
  cut: false,
  packages: [
    {
      ecosystem: 'npm',
      package: 'stuck',
      version: '1.0.0',
      places: [],
      vulnerabilities: ['CVE-2020-3'],
      urgentVulnerabilities: [],
      versionsKnown: 'fixed',
      because: 'no-fix',
    },
  ],
  ...changes,
});

describe('a plan as Markdown', () => {
  const text = writePlan(plan(), 'markdown', { subject: 'shop' });

  it('has the headline, each change, and what has no fix', () => {
    expect(text).toContain('# Upgrade plan for `shop`');
    expect(text).toContain(
      '2 changes clear 2 of 3 open findings, 1 of 1 urgent (known exploited or critical).',
    );
    expect(text).toContain(
      '1. Upgrade `lodash` `4.17.15` to `4.17.21` (patch) in `web/package.json`',
    );
    expect(text).toContain('   ```sh\n   npm install lodash@4.17.21\n   ```');
    expect(text).toContain('   - Clears `CVE-2021-1` (urgent).');
    expect(text).toContain('     "overrides": {');
    expect(text).toContain(
      '- `stuck` `1.0.0`: `CVE-2020-3`; no fixed version is known',
    );
    expect(text).toContain('lower ones may be as good');
  });

  it('says what is greedy, young, left and held', () => {
    const noted = writePlan(
      plan({
        exact: false,
        cut: true,
        changes: [
          change({
            young: true,
            ageDays: 1,
            leaves: [
              { package: 'lodash', vulnerability: 'CVE-9', urgent: false },
            ],
            alsoThrough: [{ package: 'gulp', version: '3.9.1' }],
            how: undefined,
          }),
          parent,
        ],
      }),
      'markdown',
    );
    expect(noted).toContain('a smaller set may clear as much');
    expect(noted).toContain('There are more findings');
    expect(noted).toContain('Leaves `CVE-9`.');
    expect(noted).toContain('Comes in through `gulp 3.9.1` as well');
    expect(noted).toContain('Released 1 day ago');
    expect(noted).toContain('How its package manager is told is not known.');
    expect(noted).toContain(
      'Lets go of it in the lock file of `component:default/shop`',
    );
  });

  it('is calm where nothing is open', () => {
    const nothing = plan({
      counts: { findings: 0, cleared: 0, urgent: 0, urgentCleared: 0 },
      changes: [],
      packages: [],
    });
    expect(writePlan(nothing, 'markdown')).toBe(
      '# Upgrade plan\n\nNo open findings in what was read.\n',
    );
  });
});

describe('a plan as text', () => {
  it('says what to do, and what stays', () => {
    const lines = writePlan(plan(), 'text').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '2 changes clear 2 of 3 open findings, 1 of 1 urgent (known exploited or critical).',
        '1. Upgrade lodash 4.17.15 to 4.17.21 (patch) in web/package.json',
        '     npm install lodash@4.17.21',
        '   Clears CVE-2021-1 (urgent).',
        '   In web/package.json:',
        '  stuck 1.0.0: CVE-2020-3; no fixed version is known',
      ]),
    );
  });
});

describe('a plan as commands', () => {
  it('runs what has a command and leaves the rest as comments', () => {
    const lines = writePlan(plan(), 'commands').split('\n');
    const commands = lines.filter(line => line && !line.startsWith('#'));
    expect(commands).toEqual([
      'set -e',
      "(cd -- 'web' && npm install lodash@4.17.21)",
    ]);
    expect(lines).toContain('#         "qs": "6.5.3"');
    expect(lines).toContain("# (cd -- 'web' && npm install)");
  });

  it('is a script that a shell reads, whatever folders are called', () => {
    const folders = ["it's", '$(touch x)', '-x', '`id`', 'a\nrm -rf x', '"'];
    const script = writePlan(
      plan({
        changes: folders.map(folder =>
          change({
            manifest: `${folder}/package-lock.json`,
            declaredIn: `${folder}/package.json`,
            how: { file: 'f', kind: 'command', text: 'pwd' },
          }),
        ),
      }),
      'commands',
    );
    expect(spawnSync('sh', ['-n'], { input: script }).status).toBe(0);
    // A shell's own idea of the words: cd gets each folder as it is.
    const told = execFileSync('sh', {
      input: `cd() { printf '%s\\n' "$2"; }\n${script}`,
      encoding: 'utf8',
    });
    expect(told.split('\n').filter(line => folders.includes(line))).toEqual(
      folders.filter(folder => !folder.includes('\n')),
    );
  });
});

describe('a plan for Renovate', () => {
  const rules = (platform?: 'github' | 'other') =>
    JSON.parse(
      writePlan(plan({ changes: [change(), override, parent] }), 'renovate', {
        platform,
      }),
    );

  it('has a rule for each upgrade, and names what is left to people', () => {
    const { packageRules, description } = rules();
    expect(packageRules).toHaveLength(2);
    expect(packageRules[0]).toMatchObject({
      matchManagers: ['npm'],
      matchFileNames: ['web/package.json'],
      matchPackageNames: ['lodash'],
      allowedVersions: '>=4.17.21',
      minimumReleaseAge: null,
    });
    expect(packageRules[0].prPriority).toBeGreaterThan(
      packageRules[1].prPriority,
    );
    expect(description.join('\n')).toContain('By hand: Override qs');
  });

  it('has vulnerability alerts on GitHub only, and says why', () => {
    expect(rules('github')).toHaveProperty('vulnerabilityAlerts');
    expect(rules()).not.toHaveProperty('vulnerabilityAlerts');
    expect(rules().osvVulnerabilityAlerts).toBe(true);
    expect(rules().description.join('\n')).toContain('only GitHub');
  });

  it('writes ranges of Maven in brackets, and no patterns', () => {
    const [rule] = JSON.parse(
      writePlan(
        plan({
          changes: [
            change({
              ecosystem: 'Maven',
              format: 'maven-pom',
              package: 'a:b',
              declaredIn: 'x*/pom.xml',
            }),
          ],
        }),
        'renovate',
      ),
    ).packageRules;
    expect(rule.allowedVersions).toBe('[4.17.21,)');
    expect(rule).not.toHaveProperty('matchFileNames');
  });
});

describe('a plan for Dependabot', () => {
  it('groups what is vulnerable, and what has to let go, by place', () => {
    const text = writePlan(
      plan({ changes: [change(), override, parent] }),
      'dependabot',
    );
    expect(text).toContain('# By hand: Override qs');
    expect(yamlOf(text)).toEqual({
      version: '2',
      updates: [
        {
          'package-ecosystem': 'npm',
          directory: '/web',
          schedule: { interval: 'daily' },
          groups: {
            'upgrade-plan': {
              'applies-to': 'security-updates',
              patterns: ['lodash'],
            },
            'upgrade-plan-parents': {
              'applies-to': 'version-updates',
              patterns: ['express'],
            },
          },
        },
      ],
    });
  });

  it('asks for security updates only where no parent has to move', () => {
    const [update] = (
      yamlOf(writePlan(plan(), 'dependabot')) as { updates: object[] }
    ).updates;
    expect(update).toMatchObject({ 'open-pull-requests-limit': '0' });
    expect(yamlOf(writePlan(plan({ changes: [] }), 'dependabot'))).toEqual({
      version: '2',
      updates: [],
    });
  });
});

describe('names of strangers', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '`',
      '``` |',
      '\n- x',
      '\u2028',
      "'; rm -rf ~; '",
      '@team',
      '# x',
      '*/',
    ),
  );
  const hostile = fc
    .record({
      package: text,
      to: text,
      from: fc.array(text),
      manifest: text,
      declaredIn: text,
      vulnerability: text,
    })
    .map(({ vulnerability, ...rest }) =>
      plan({
        changes: [
          change({
            ...rest,
            clears: [{ package: rest.package, vulnerability, urgent: false }],
          }),
          change({ ...rest, kind: 'override' }),
        ],
      }),
    );
  const written = (format: PlanFormat, one: UpgradePlan) =>
    writePlan(one, format);

  it('stay names in every format', () => {
    fc.assert(
      fc.property(hostile, one => {
        for (const format of planFormats) {
          expect(typeof written(format, one)).toBe('string');
        }
        const script = written('commands', one)
          .split('\n')
          .filter(line => line && !line.startsWith('#'));
        // Nothing but the two commands, each in its folder.
        expect(script.length).toBeLessThanOrEqual(3);
        for (const line of script.slice(1)) {
          expect(line).toMatch(
            /^(?:\(cd -- '.*' && )?npm install lodash@4\.17\.21\)?$/u,
          );
        }
        expect(() => JSON.parse(written('renovate', one))).not.toThrow();
        expect(yamlOf(written('dependabot', one))).toMatchObject({
          version: '2',
        });
        // As many lines as with tame names: none begins one of its own.
        const lines = written('markdown', one).split('\n').length;
        const tame = plan({
          changes: one.changes.map(({ kind }) => change({ kind })),
        });
        expect(lines).toBe(written('markdown', tame).split('\n').length);
      }),
      { numRuns: 200 },
    );
  });
});

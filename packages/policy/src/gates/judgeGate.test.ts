import fc from 'fast-check';
import { changesSince } from './changes';
import type {
  GateComponent,
  GateFacts,
  GateFinding,
  GateReported,
} from './gateFacts';
import { defaultGatePolicy, gateOutcomes } from './gatePolicy';
import { judgeGate } from './judgeGate';
import { readGatePolicy } from './readGatePolicies';

function finding(change: Partial<GateFinding> = {}): GateFinding {
  return {
    vulnerability: 'CVE-2026-0001',
    aliases: [],
    ecosystem: 'npm',
    package: 'left-pad',
    versions: ['1.0.0'],
    severity: 'low',
    knownExploited: false,
    malicious: false,
    overdue: false,
    scope: 'runtime',
    direct: true,
    manifests: ['package-lock.json'],
    ...change,
  };
}

function component(change: Partial<GateComponent> = {}): GateComponent {
  const { name = 'left-pad', version = '1.0.0' } = change;
  return {
    ecosystem: 'npm',
    name,
    version,
    purl: `pkg:npm/${name}@${version}`,
    scope: 'runtime',
    direct: true,
    ...change,
  };
}

function facts(change: Partial<GateFacts> = {}): GateFacts {
  return {
    findings: [],
    components: [component()],
    unreadable: [],
    notLookedAt: [],
    nothingToScan: false,
    neverScanned: false,
    staleData: [],
    ...change,
  };
}

const reported = (change: Partial<GateReported> = {}): GateReported => ({
  kind: 'code',
  fingerprint: 'a',
  rule: 'semgrep/eval',
  severity: 'high',
  overdue: false,
  ...change,
});

const many = (count: number, change: Partial<GateFinding>) =>
  Array.from({ length: count }, (_, i) =>
    finding({ vulnerability: `CVE-2026-${i}`, ...change }),
  );

const policy = (json: object) =>
  readGatePolicy({ name: 'test', ...json }, 'gates[0]');

const outcomeOf = (given: Partial<GateFacts>, json: object = {}) =>
  judgeGate(policy(json), facts(given)).outcome;

describe('the default policy', () => {
  it.each<[string, Partial<GateFacts>, string]>([
    ['nothing', {}, 'allow'],
    ['one critical', { findings: many(1, { severity: 'critical' }) }, 'block'],
    ['one high', { findings: many(1, { severity: 'high' }) }, 'warn'],
    ['four high', { findings: many(4, { severity: 'high' }) }, 'warn'],
    ['five high', { findings: many(5, { severity: 'high' }) }, 'block'],
    ['99 medium', { findings: many(99, { severity: 'medium' }) }, 'allow'],
    ['99 low', { findings: many(99, { severity: 'low' }) }, 'allow'],
    [
      'an exploited low',
      { findings: [finding({ knownExploited: true })] },
      'block',
    ],
    ['malice', { findings: [finding({ malicious: true })] }, 'block'],
    [
      'an unknown severity',
      { findings: many(1, { severity: 'unknown' }) },
      'warn',
    ],
    [
      'a denied license',
      { components: [component({ license: { verdict: 'deny' } })] },
      'block',
    ],
    [
      'a license to review',
      { components: [component({ license: { verdict: 'review' } })] },
      'allow',
    ],
    [
      'a file that cannot be read',
      { unreadable: [{ at: 'yarn.lock', reason: 'cut' }] },
      'block',
    ],
    [
      'a format that is not read',
      { notLookedAt: [{ at: 'mix.lock', reason: 'not read' }] },
      'warn',
    ],
    ['nothing to scan', { nothingToScan: true }, 'warn'],
    ['no scan at all', { neverScanned: true }, 'warn'],
    ['old data', { staleData: [{ at: 'OSV', reason: '9 days old' }] }, 'warn'],
    ['something overdue', { findings: [finding({ overdue: true })] }, 'allow'],
  ])('says of %s: %#', (_, given, expected) => {
    expect(judgeGate(defaultGatePolicy, facts(given)).outcome).toBe(expected);
    expect(outcomeOf(given)).toBe(expected);
  });

  it('names every line that has something to say, the gravest first', () => {
    const { reasons } = judgeGate(
      defaultGatePolicy,
      facts({
        findings: [
          finding({ severity: 'medium' }),
          ...many(5, { severity: 'high', package: 'other' }),
          finding({ severity: 'unknown', package: 'third' }),
        ],
        staleData: [{ at: 'OSV', reason: 'old' }],
      }),
    );
    expect(
      reasons.map(({ line, outcome, from, findings, notes }) => [
        line,
        outcome,
        from,
        findings.length + notes.length,
      ]),
    ).toEqual([
      ['high', 'block', 5, 5],
      ['unknown', 'warn', undefined, 1],
      ['staleData', 'warn', undefined, 1],
      ['medium', 'allow', undefined, 1],
    ]);
  });
});

describe('lines of a policy', () => {
  const high = many(3, { severity: 'high' });

  it.each<[string, object, Partial<GateFacts>, string]>([
    [
      'a word',
      { findings: { medium: 'block' } },
      { findings: many(1, { severity: 'medium' }) },
      'block',
    ],
    [
      'a number',
      { findings: { high: { block: 3 } } },
      { findings: high },
      'block',
    ],
    [
      'fewer than that',
      { findings: { high: { block: 4 } } },
      { findings: high },
      'allow',
    ],
    [
      'warn only',
      { warnOnly: true, findings: { high: 'block' } },
      { findings: high },
      'warn',
    ],
    [
      'a score',
      {
        findings: {
          epss: { measure: 'percentile', atLeast: 0.9, outcome: 'block' },
        },
      },
      { findings: [finding({ epss: { probability: 0.1, percentile: 0.95 } })] },
      'block',
    ],
    [
      'a lower score',
      {
        findings: {
          epss: { measure: 'probability', atLeast: 0.9, outcome: 'block' },
        },
      },
      { findings: [finding({ epss: { probability: 0.1, percentile: 0.95 } })] },
      'allow',
    ],
    [
      'what is overdue',
      { findings: { overdue: 'warn' } },
      { findings: [finding({ overdue: true })] },
      'warn',
    ],
    [
      'what was accepted',
      { findings: { accepted: 'warn' } },
      {
        findings: [
          finding({
            severity: 'critical',
            decided: { as: 'accepted', words: '' },
          }),
        ],
      },
      'warn',
    ],
    [
      'a license that does not count',
      { licenses: { except: [{ ecosystem: 'npm', name: 'left-*' }] } },
      { components: [component({ license: { verdict: 'deny' } })] },
      'allow',
    ],
    ['a package', { packages: { deny: [{ name: 'left-*' }] } }, {}, 'block'],
    [
      'a package of a version',
      {
        packages: {
          deny: [{ ecosystem: 'npm', name: 'left-pad', versions: '<1' }],
        },
      },
      {},
      'allow',
    ],
    [
      'a package that waits for approval',
      { packages: { unapproved: 'block' } },
      {
        components: [component({ approval: 'waiting' })],
        knowsApprovals: true,
      },
      'block',
    ],
    [
      'a package that waits for approval, where nobody asks',
      {},
      { components: [component({ approval: 'refused' })] },
      'allow',
    ],
    [
      'approvals, where they are not known',
      { packages: { unapproved: 'block' } },
      {},
      'warn',
    ],
    [
      'packages that are approved',
      { packages: { unapproved: 'block' } },
      { knowsApprovals: true },
      'allow',
    ],
    [
      'a low score of its project',
      { scorecard: { atLeast: 5, outcome: 'warn' } },
      { components: [component({ scorecard: 4.9 })] },
      'warn',
    ],
    [
      'a project without a score',
      { scorecard: { atLeast: 5, outcome: 'warn' } },
      {},
      'allow',
    ],
    [
      'a blind spot',
      { cannotTell: { staleData: 'block' } },
      { staleData: [{ at: 'OSV', reason: 'old' }] },
      'block',
    ],
  ])('look at %s', (_, json, given, expected) => {
    expect(outcomeOf(given, json)).toBe(expected);
  });

  it('leave out and count what they do not look at', () => {
    const { outcome, leftOut } = judgeGate(
      policy({
        findings: { scopes: ['runtime'], onlyDirect: true, except: ['ghsa-x'] },
      }),
      facts({
        findings: [
          finding({ severity: 'critical', scope: 'development' }),
          finding({ severity: 'critical', direct: false }),
          finding({ severity: 'critical', aliases: ['GHSA-x'] }),
          finding({
            severity: 'critical',
            decided: { as: 'dismissed', words: '' },
          }),
        ],
      }),
    );
    expect(outcome).toBe('allow');
    expect(leftOut).toEqual({
      known: 0,
      dismissed: 1,
      scope: 1,
      transitive: 1,
      except: 1,
    });
  });

  it('look at licenses and denied packages wherever they are needed', () => {
    const scopes = { findings: { scopes: ['runtime'] } };
    const development = component({
      scope: 'development',
      license: { verdict: 'deny' },
    });
    expect(outcomeOf({ components: [development] }, scopes)).toBe('block');
    const denied = { ...scopes, packages: { deny: [{ name: 'left-*' }] } };
    expect(
      outcomeOf({ components: [component({ scope: 'development' })] }, denied),
    ).toBe('block');
  });

  it('count what advisories cannot be matched with', () => {
    const unmatched = component({ name: 'own', ecosystem: undefined });
    const { outcome, reasons } = judgeGate(
      defaultGatePolicy,
      facts({ components: [component(), unmatched] }),
    );
    expect(outcome).toBe('warn');
    expect(reasons).toMatchObject([
      { line: 'notLookedAt', components: [unmatched], notes: [] },
    ]);
  });

  it('take what is not known to be direct for direct', () => {
    const direct = finding({ severity: 'critical', direct: undefined });
    expect(
      outcomeOf({ findings: [direct] }, { findings: { onlyDirect: true } }),
    ).toBe('block');
  });

  it('look at malice wherever it is needed', () => {
    const malicious = finding({
      malicious: true,
      scope: 'development',
      direct: false,
    });
    expect(
      outcomeOf(
        { findings: [malicious] },
        { findings: { scopes: ['runtime'], onlyDirect: true } },
      ),
    ).toBe('block');
  });
});

describe('against a base', () => {
  const old = finding({ severity: 'critical', aliases: ['GHSA-1'] });
  const base = { what: 'main', findings: [old], components: [component()] };

  it('does not judge what was there before, and says how much that is', () => {
    const same = finding({
      severity: 'critical',
      vulnerability: 'GHSA-1',
      versions: ['1.0.1'],
    });
    const verdict = judgeGate(
      defaultGatePolicy,
      facts({
        findings: [same],
        components: [component({ version: '1.0.1' })],
      }),
      base,
    );
    expect(verdict).toMatchObject({
      outcome: 'allow',
      base: 'main',
      leftOut: { known: 1 },
      changes: { findings: { added: [], fixed: [], removed: [] } },
    });
    expect(verdict.changes?.components.changed).toEqual([
      {
        before: [component()],
        after: [component({ version: '1.0.1' })],
      },
    ]);
  });

  it('judges all where the policy says so', () => {
    const all = policy({ findings: { onlyNew: false } });
    expect(judgeGate(all, facts({ findings: [old] }), base).outcome).toBe(
      'block',
    );
  });

  it('tells what was fixed from what went with its package', () => {
    const gone = finding({ package: 'gone', vulnerability: 'CVE-1' });
    const { findings } = changesSince(facts(), {
      ...base,
      findings: [old, gone],
      components: [component(), component({ name: 'gone' })],
    });
    expect(findings).toEqual({ added: [], fixed: [old], removed: [gone] });
  });

  it('looks at licenses and denied packages that are new only', () => {
    const denied = component({ license: { verdict: 'deny' } });
    const before = { ...base, components: [denied] };
    const kept = facts({ components: [denied] });
    expect(judgeGate(defaultGatePolicy, kept, before).outcome).toBe('allow');
    const added = component({ name: 'new', license: { verdict: 'deny' } });
    const more = facts({ components: [denied, added] });
    const { outcome, reasons } = judgeGate(defaultGatePolicy, more, before);
    expect(outcome).toBe('block');
    expect(reasons[0]).toMatchObject({
      line: 'licenseDenied',
      components: [added],
    });
  });

  const denied = (change: Partial<GateComponent> = {}) =>
    component({ license: { verdict: 'deny' }, ...change });
  const strict = { findings: { scopes: ['runtime'], high: 'block' } };

  it.each<
    [
      string,
      object,
      Pick<Partial<GateFacts>, 'findings' | 'components' | 'reported'>,
      Pick<Partial<GateFacts>, 'findings' | 'components' | 'reported'>,
      string,
    ]
  >([
    [
      'a package of a denied license that becomes one of those that are passed on',
      {},
      { components: [component({ scope: 'development' })] },
      { components: [denied()] },
      'block',
    ],
    [
      'an upgrade from a denied license to the same',
      {},
      { components: [denied()] },
      { components: [denied({ version: '2.0.0' })] },
      'allow',
    ],
    [
      'an upgrade from a license to be reviewed to a denied one',
      {},
      { components: [component({ license: { verdict: 'review' } })] },
      { components: [denied({ version: '2.0.0' })] },
      'block',
    ],
    [
      'an upgrade from an excepted version to one that is not',
      { licenses: { except: [{ purl: 'pkg:npm/left-pad@1.0.0' }] } },
      { components: [denied()] },
      { components: [denied({ version: '2.0.0' })] },
      'block',
    ],
    [
      'an upgrade of a denied package',
      { packages: { deny: [{ name: 'left-pad' }] } },
      { components: [component()] },
      { components: [component({ version: '2.0.0' })] },
      'allow',
    ],
    [
      'an upgrade to a version that is denied by another entry',
      {
        packages: {
          deny: [
            { purl: 'pkg:npm/left-pad@1.0.0' },
            { purl: 'pkg:npm/left-pad@2.0.0' },
          ],
        },
      },
      { components: [component()] },
      { components: [component({ version: '2.0.0' })] },
      'block',
    ],
    [
      'a refusal of what waited',
      { packages: { unapproved: 'block' } },
      { components: [component({ approval: 'waiting' })] },
      { components: [component({ approval: 'refused' })] },
      'block',
    ],
    [
      'a finding that moves to where the policy looks',
      strict,
      { findings: [finding({ severity: 'high', scope: 'development' })] },
      { findings: [finding({ severity: 'high' })] },
      'block',
    ],
    [
      'a finding that moves away from there',
      strict,
      { findings: [finding({ severity: 'high' })] },
      { findings: [finding({ severity: 'high', scope: 'development' })] },
      'allow',
    ],
    [
      'a finding of what becomes direct',
      { findings: { onlyDirect: true, high: 'block' } },
      { findings: [finding({ severity: 'high', direct: false })] },
      { findings: [finding({ severity: 'high', direct: true })] },
      'block',
    ],
    [
      'a finding of what may always have been direct',
      { findings: { onlyDirect: true, high: 'block' } },
      { findings: [finding({ severity: 'high', direct: undefined })] },
      { findings: [finding({ severity: 'high', direct: true })] },
      'allow',
    ],
    [
      'malice that moves',
      strict,
      { findings: [finding({ malicious: true, scope: 'development' })] },
      { findings: [finding({ malicious: true })] },
      'allow',
    ],
    [
      'a finding whose dismissal was of the version before',
      strict,
      {
        findings: [
          finding({
            severity: 'high',
            decided: { as: 'dismissed', words: '' },
          }),
        ],
      },
      { findings: [finding({ severity: 'high', versions: ['2.0.0'] })] },
      'block',
    ],
    [
      'a result whose suppression goes',
      { findings: { kinds: { code: 'block' } } },
      {
        reported: [reported({ decided: { as: 'dismissed', words: '' } })],
      },
      { reported: [reported()] },
      'block',
    ],
  ])('looks at %s as far as it is news', (_, json, before, after, expected) => {
    const was = { what: 'main', findings: [], components: [], ...before };
    const now = facts({ components: [], knowsApprovals: true, ...after });
    expect(judgeGate(policy(json), now, was).outcome).toBe(expected);
    // Against itself nothing is news.
    expect(judgeGate(policy(json), now, { what: 'x', ...now }).outcome).toBe(
      'allow',
    );
  });

  it.each(['unreadable', 'notLookedAt'] as const)(
    'tells what was %s before as known, and judges what is not the same',
    line => {
      const note = { at: 'yarn.lock', reason: 'cut', digest: 'a' };
      const against = (was: object[]) =>
        judgeGate(
          policy({ cannotTell: { [line]: 'block' } }),
          facts({ [line]: [note] }),
          { ...base, [line]: was },
        );
      const { outcome, reasons } = against([note]);
      expect(outcome).toBe('allow');
      expect(reasons).toMatchObject([
        {
          line,
          outcome: 'allow',
          notes: [{ at: 'yarn.lock', reason: 'cut; it was so before' }],
        },
      ]);
      for (const other of [
        { at: 'b' },
        { reason: 'long' },
        { digest: 'b' },
        { digest: undefined },
      ]) {
        expect(against([{ ...note, ...other }]).outcome).toBe('block');
      }
    },
  );

  it.each(['unreadable', 'notLookedAt'] as const)(
    'does not take what was %s for known where nobody knows whether it changed',
    line => {
      const note = { at: 'yarn.lock', reason: 'cut' };
      const { outcome } = judgeGate(
        policy({ cannotTell: { [line]: 'block' } }),
        facts({ [line]: [note] }),
        { ...base, [line]: [note] },
      );
      expect(outcome).toBe('block');
    },
  );

  it('lets pass what could not be read before and can be now, and says that it counts as new', () => {
    const { outcome, reasons } = judgeGate(
      policy({ cannotTell: { unreadable: 'block', notLookedAt: 'block' } }),
      facts({}),
      { ...base, unreadable: [{ at: 'yarn.lock', reason: 'cut' }] },
    );
    expect(outcome).toBe('allow');
    expect(reasons).toMatchObject([
      {
        line: 'unreadable',
        outcome: 'allow',
        notes: [
          {
            at: 'yarn.lock',
            reason: expect.stringContaining('counts as new: cut'),
          },
        ],
      },
    ]);
  });

  it('tells nothing as gone where places are not named, and such places are never known', () => {
    const more = { at: '', reason: '12 more places' };
    const of = { manifests: ['pom.xml'] };
    const was = {
      what: 'main',
      findings: [finding(of)],
      components: [component(of)],
      notLookedAt: [more],
    };
    const now = facts({ components: [], notLookedAt: [more] });
    const { changes, reasons } = judgeGate(
      policy({ cannotTell: { notLookedAt: 'block' } }),
      now,
      was,
    );
    expect(changes?.findings.removed).toEqual([]);
    expect(changes?.components.removed).toEqual([]);
    expect(reasons[0]).toMatchObject({
      line: 'notLookedAt',
      outcome: 'block',
      notes: [{ at: 'Other places', reason: '12 more places' }],
    });
  });

  it('does not tell what is in a file that could not be read as gone', () => {
    const lost = { manifests: ['package-lock.json'] };
    const kept = { manifests: ['web/yarn.lock'] };
    const was = {
      what: 'main',
      findings: [
        finding(lost),
        finding({ package: 'both', manifests: ['package-lock.json', 'b'] }),
        finding({ package: 'seen', ...kept }),
      ],
      components: [
        component(lost),
        component({ name: 'seen', ...kept }),
        component({ name: 'moved', version: '1.0.0', ...lost }),
      ],
    };
    const moved = component({ name: 'moved', version: '2.0.0', ...kept });
    const now = facts({
      components: [moved],
      unreadable: [{ at: 'package-lock.json', reason: 'cut' }],
    });
    const changes = changesSince(now, was);
    expect(changes.findings).toEqual({
      added: [],
      fixed: [],
      removed: [was.findings[2]],
    });
    expect(changes.components).toEqual({
      added: [moved],
      changed: [],
      removed: [was.components[1]],
    });
  });

  it('tells what is gone of a file that leaves as much open as ever', () => {
    const pom = { at: 'pom.xml', reason: 'versions unresolved: 2' };
    const of = { manifests: ['pom.xml'] };
    const was = {
      what: 'main',
      findings: [finding(of)],
      components: [component(of)],
    };
    const now = facts({ components: [], notLookedAt: [pom] });
    const gone = (before: object) =>
      changesSince(now, { ...was, ...before }).findings.removed.length;
    expect(gone({ notLookedAt: [pom] })).toBe(1);
    expect(gone({ notLookedAt: [] })).toBe(0);
    // Nobody noted what was left open before: silence would hide what is fixed.
    expect(gone({})).toBe(1);
  });

  it('tells of old scores where the policy asks for them', () => {
    const outdated = facts({
      staleScores: [{ at: 'EPSS scores', reason: 'were never read' }],
    });
    expect(judgeGate(defaultGatePolicy, outdated).outcome).toBe('allow');
    const asking = policy({
      findings: {
        epss: { measure: 'probability', atLeast: 0.5, outcome: 'block' },
      },
    });
    expect(judgeGate(asking, outdated).reasons).toMatchObject([
      { line: 'staleData', outcome: 'warn', notes: [{ at: 'EPSS scores' }] },
    ]);
  });

  it('still says what it could not see', () => {
    const blind = facts({ unreadable: [{ at: 'yarn.lock', reason: 'cut' }] });
    expect(judgeGate(defaultGatePolicy, blind, base).outcome).toBe('block');
  });
});

const findings = fc.array(
  fc.record({
    vulnerability: fc.constantFrom('A', 'B', 'C'),
    package: fc.constantFrom('p', 'q'),
    severity: fc.constantFrom(
      ...(['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const),
    ),
    scope: fc.constantFrom(...(['runtime', 'development'] as const)),
    direct: fc.option(fc.boolean(), { nil: undefined }),
    malicious: fc.boolean(),
    knownExploited: fc.boolean(),
  }),
  { maxLength: 12 },
);

describe('any build', () => {
  const rank = (outcome: string) =>
    gateOutcomes.findIndex(each => each === outcome);

  it('is not judged more mildly for what is added to it', () => {
    fc.assert(
      fc.property(findings, findings, (some, more) => {
        const of = (list: typeof some) =>
          judgeGate(defaultGatePolicy, facts({ findings: list.map(finding) }));
        expect(rank(of([...some, ...more]).outcome)).toBeGreaterThanOrEqual(
          rank(of(some).outcome),
        );
      }),
    );
  });

  it('has each finding in a reason, or among what is left out', () => {
    fc.assert(
      fc.property(findings, fc.boolean(), (some, onlyDirect) => {
        const { reasons, leftOut } = judgeGate(
          policy({ findings: { scopes: ['runtime'], onlyDirect } }),
          facts({ findings: some.map(finding) }),
        );
        const told = new Set(reasons.flatMap(reason => reason.findings));
        const silent = Object.values(leftOut).reduce((a, b) => a + b, 0);
        expect(told.size + silent).toBe(some.length);
      }),
    );
  });

  it('brings nothing new against itself', () => {
    fc.assert(
      fc.property(findings, some => {
        const all = some.map(finding);
        const { findings: changed } = changesSince(facts({ findings: all }), {
          what: 'itself',
          findings: all,
          components: [component()],
        });
        expect(changed).toEqual({ added: [], fixed: [], removed: [] });
      }),
    );
  });
});

describe('what tools report', () => {
  const secret = reported({ kind: 'secret', fingerprint: 's' });
  const leftOut = (
    given: Partial<GateFacts>,
    json = {},
    base?: GateReported[],
  ) =>
    judgeGate(
      policy(json),
      facts(given),
      base && { what: 'main', findings: [], components: [], reported: base },
    );

  it('warns of secrets and of what is critical, and blocks where a policy says so', () => {
    expect(outcomeOf({ reported: [secret] })).toBe('warn');
    expect(outcomeOf({ reported: [reported()] })).toBe('allow');
    expect(outcomeOf({ reported: [reported({ severity: 'critical' })] })).toBe(
      'warn',
    );
    const kinds = (value: object) => ({ findings: { kinds: value } });
    expect(outcomeOf({ reported: [secret] }, kinds({ secret: 'block' }))).toBe(
      'block',
    );
    expect(outcomeOf({ reported: [secret] }, kinds({ secret: 'allow' }))).toBe(
      'allow',
    );
    const two = kinds({ code: { high: { warn: 1, block: 2 } } });
    expect(outcomeOf({ reported: [reported()] }, two)).toBe('warn');
    expect(
      outcomeOf(
        { reported: [reported(), reported({ fingerprint: 'b' })] },
        two,
      ),
    ).toBe('block');
  });

  it('has one line for what each kind comes to', () => {
    const low = reported({ kind: 'secret', severity: 'low', fingerprint: 'l' });
    const { reasons } = judgeGate(
      policy({}),
      facts({ reported: [low, secret, reported()] }),
    );
    expect(
      reasons.map(one => [one.line, one.outcome, one.reported.length]),
    ).toEqual([
      ['secret', 'warn', 1],
      ['code', 'allow', 1],
      ['secret', 'allow', 1],
    ]);
  });

  it('does not count what was there before, was decided, or is named', () => {
    expect(leftOut({ reported: [secret] }, {}, [secret])).toMatchObject({
      outcome: 'allow',
      leftOut: { known: 1 },
    });
    expect(
      leftOut({ reported: [secret] }, { findings: { onlyNew: false } }, [
        secret,
      ]).outcome,
    ).toBe('warn');
    expect(
      leftOut(
        { reported: [secret] },
        { findings: { except: ['Semgrep/EVAL'] } },
      ),
    ).toMatchObject({ outcome: 'allow', leftOut: { except: 1 } });
    const decided = (as: 'dismissed' | 'accepted') => ({
      reported: [{ ...secret, decided: { as, words: 'revoked' } }],
    });
    expect(leftOut(decided('dismissed'))).toMatchObject({
      outcome: 'allow',
      leftOut: { dismissed: 1 },
    });
    expect(
      leftOut(decided('accepted'), { findings: { accepted: 'warn' } }).reasons,
    ).toMatchObject([{ line: 'accepted', reported: [{ fingerprint: 's' }] }]);
    expect(
      outcomeOf(
        { reported: [reported({ overdue: true })] },
        { findings: { overdue: 'block' } },
      ),
    ).toBe('block');
  });
});

describe('what tools find', () => {
  const at = (fingerprint: string, file?: string) =>
    reported({ fingerprint, file });
  const base = {
    what: 'main',
    findings: [],
    components: [],
    reported: [at('a'), at('b', 'b.js'), at('c', 'c.js')],
  };

  it('is new or gone by its fingerprint, whatever its line', () => {
    const now = facts({ reported: [{ ...at('a'), line: 7 }, at('d')] });
    const { reported: changes } = changesSince(now, base);
    expect(changes.added).toEqual([at('d')]);
    expect(changes.fixed).toEqual([at('b', 'b.js'), at('c', 'c.js')]);
  });

  it('is not gone where nobody looked', () => {
    const note = (file: string) => [{ at: file, reason: 'not inspected' }];
    const now = facts({
      notLookedAt: note('b.js'),
      unreadable: note('c.js'),
    });
    expect(changesSince(now, base).reported.fixed).toEqual([at('a')]);
  });
});

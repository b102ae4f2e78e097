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

import fc from 'fast-check';
import { bod2604 } from './bod2604';
import { type DueFacts, dueDateOf, isOverdue } from './dueDate';
import { defaultDuePolicy, type DuePolicy } from './duePolicy';

const facts = (changes: Partial<DueFacts> = {}): DueFacts => ({
  severity: 'high',
  knownExploited: false,
  detectedAt: '2026-03-01T10:00:00Z',
  ...changes,
});

const policy = (changes: Partial<DuePolicy> = {}): DuePolicy => ({
  ...defaultDuePolicy,
  ...changes,
});

describe('bod2604', () => {
  // All rows of the decision table of CERT/CC.
  it.each([
    [false, false, false, 'partial', undefined, false],
    [false, false, false, 'total', undefined, false],
    [false, false, true, 'partial', 60, false],
    [false, false, true, 'total', 60, false],
    [false, true, false, 'partial', 60, false],
    [false, true, false, 'total', 14, false],
    [false, true, true, 'partial', 14, false],
    [false, true, true, 'total', 3, false],
    [true, false, false, 'partial', 14, false],
    [true, false, false, 'total', 14, false],
    [true, false, true, 'partial', 14, false],
    [true, false, true, 'total', 3, true],
    [true, true, false, 'partial', 14, false],
    [true, true, false, 'total', 3, true],
    [true, true, true, 'partial', 3, false],
    [true, true, true, 'total', 3, true],
  ] as const)(
    'exploited %s, exposed %s, automatable %s, impact %s: %s days, triage %s',
    (knownExploited, exposed, automatable, impact, days, forensicTriage) => {
      const outcome = bod2604({ knownExploited, exposed, automatable, impact });
      expect(outcome.days).toBe(days);
      expect(outcome.forensicTriage).toBe(forensicTriage);
    },
  );
});

describe('dueDateOf', () => {
  it.each([
    ['critical', '2026-03-08'],
    ['high', '2026-03-31'],
    ['medium', '2026-05-30'],
    ['low', '2026-06-29'],
    // As high: nobody knows that it is less.
    ['unknown', '2026-03-31'],
    ['none', undefined],
  ] as const)('of severity %s is %s', (severity, due) => {
    const made = dueDateOf(facts({ severity }), policy());
    expect(made.due).toBe(due);
    expect(made.outcome).toBe(due ? 'date' : 'none');
  });

  it.each([
    // A day is one of UTC, whatever the clock of who wrote it.
    ['2026-03-01T23:59:59Z', '2026-03-08'],
    ['2026-03-02T00:30:00+02:00', '2026-03-08'],
    ['2026-03-01T20:00:00-08:00', '2026-03-09'],
    // Leap days, and ends of years.
    ['2028-02-25T12:00:00Z', '2028-03-03'],
    ['2027-02-25T12:00:00Z', '2027-03-04'],
    ['2026-12-28T12:00:00Z', '2027-01-04'],
    // Days on which clocks change have 24 hours in UTC.
    ['2026-03-28T12:00:00+01:00', '2026-04-04'],
  ])('counts from %s to %s', (detectedAt, due) => {
    const made = dueDateOf(
      facts({ severity: 'critical', detectedAt }),
      policy(),
    );
    expect(made.due).toBe(due);
  });

  it('counts from the publication where that is asked for, and says so', () => {
    const published = policy({
      clock: { from: 'publication', restartWhenExploited: false },
    });
    const made = dueDateOf(
      facts({ publishedAt: '2026-02-01T00:00:00Z' }),
      published,
    );
    expect(made.clock).toEqual({ from: 'publication', day: '2026-02-01' });
    expect(made.due).toBe('2026-03-03');
    // Not from later than it was found, and not from what is not known.
    for (const publishedAt of [undefined, '2026-04-01T00:00:00Z']) {
      expect(dueDateOf(facts({ publishedAt }), published).clock).toEqual({
        from: 'detection',
        day: '2026-03-01',
      });
    }
  });

  it('counts from a later event only where that is asked for, and says so', () => {
    const exploited = facts({
      severity: 'critical',
      knownExploited: true,
      knownExploitedSince: '2026-05-01T00:00:00Z',
    });
    expect(dueDateOf(exploited, policy()).due).toBe('2026-03-08');
    const made = dueDateOf(
      exploited,
      policy({ clock: { from: 'detection', restartWhenExploited: true } }),
    );
    expect(made.clock).toEqual({ from: 'exploitation', day: '2026-05-01' });
    expect(made.due).toBe('2026-05-08');
  });

  it('shows what it took for what is not known, and what would change it', () => {
    const made = dueDateOf(
      facts({ exposed: false }),
      policy({ method: 'bod-26-04' }),
    );
    expect(made.facts).toEqual([
      { name: 'knownExploited', value: 'no', assumed: false },
      { name: 'exposed', value: 'no', assumed: false },
      { name: 'automatable', value: 'yes', assumed: true },
      { name: 'impact', value: 'total', assumed: true },
    ]);
    expect(made).toMatchObject({ days: 60, due: '2026-04-30' });
    expect(made.changes).toEqual([
      { fact: 'knownExploited', value: 'yes', due: '2026-03-04' },
      { fact: 'exposed', value: 'yes', due: '2026-03-04' },
      { fact: 'automatable', value: 'no' },
    ]);
  });

  it('is the earlier of both, with the traces to look for', () => {
    const earlier = policy({ method: 'earlier' });
    const exploited = facts({
      severity: 'low',
      knownExploited: true,
      exposed: true,
      automatable: true,
      impact: 'total',
    });
    expect(dueDateOf(exploited, earlier)).toMatchObject({
      due: '2026-03-04',
      decidedBy: 'bod-26-04',
      forensicTriage: true,
    });
    const quiet = { exposed: false, automatable: false } as const;
    expect(
      dueDateOf(facts({ ...quiet, severity: 'critical' }), earlier),
    ).toMatchObject({
      due: '2026-03-08',
      decidedBy: 'severity',
      outcome: 'date',
    });
    expect(
      dueDateOf(facts({ ...quiet, severity: 'none' }), earlier),
    ).toMatchObject({
      outcome: 'next-upgrade',
    });
  });

  it('is overdue when its day is over', () => {
    expect(isOverdue('2026-03-08', new Date('2026-03-08T23:59:59Z'))).toBe(
      false,
    );
    expect(isOverdue('2026-03-08', new Date('2026-03-09T00:00:00Z'))).toBe(
      true,
    );
    expect(isOverdue(undefined, new Date())).toBe(false);
  });

  describe('for any facts', () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.option(arbitrary, { nil: undefined });
    const time = fc
      .date({
        min: new Date('2020-01-01'),
        max: new Date('2030-01-01'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString());
    const anyFacts: fc.Arbitrary<DueFacts> = fc.record({
      severity: fc.constantFrom(
        'critical',
        'high',
        'medium',
        'low',
        'none',
        'unknown',
      ),
      knownExploited: fc.boolean(),
      knownExploitedSince: maybe(time),
      exposed: maybe(fc.boolean()),
      automatable: maybe(fc.boolean()),
      impact: maybe(fc.constantFrom('partial', 'total')),
      detectedAt: time,
      publishedAt: maybe(time),
    });
    const anyPolicy: fc.Arbitrary<DuePolicy> = fc.record({
      name: fc.constant('any'),
      method: fc.constantFrom('severity', 'bod-26-04', 'earlier'),
      days: fc.constant(defaultDuePolicy.days),
      clock: fc.record({
        from: fc.constantFrom('detection', 'publication'),
        restartWhenExploited: fc.boolean(),
      }),
      assume: fc.record({
        exposed: fc.boolean(),
        automatable: fc.boolean(),
        impact: fc.constantFrom('partial', 'total'),
      }),
    });
    const value = (text: string) =>
      text === 'yes' || text === 'no' ? text === 'yes' : text;

    it('says of every change what it would make of it', () => {
      fc.assert(
        fc.property(anyFacts, anyPolicy, (given, by) => {
          const made = dueDateOf(given, by);
          for (const change of made.changes) {
            const other = { ...given, [change.fact]: value(change.value) };
            expect(dueDateOf(other, by).due).toBe(change.due);
            expect(change.due).not.toBe(made.due);
          }
        }),
      );
    });

    it('is never later because something is known that is worse than assumed', () => {
      const worst = {
        exposed: true,
        automatable: true,
        impact: 'total',
      } as const;
      fc.assert(
        fc.property(anyFacts, anyPolicy, (given, by) => {
          const due = (of: DueFacts) => dueDateOf(of, by).due ?? '9999';
          expect(due({ ...given, ...worst }) <= due(given)).toBe(true);
        }),
      );
    });
  });
});

import fc from 'fast-check';
import {
  currentData,
  daysAgo,
  goodFacts,
  noFacts,
  NOW,
  sourceOf,
} from '../__testUtils__/sampleFacts';
import { endsWell, thrownBy } from '@safety-curtain/testing';
import { builtInChecks } from '../checks/builtInChecks';
import type { ServiceFacts } from '../facts/serviceFacts';
import { factPaths } from '../rules/factPaths';
import { builtInScorecards } from './builtInScorecards';
import { appliesTo, evaluateScorecard } from './evaluateScorecard';
import { readScorecard } from './scorecard';
import { DefinitionError } from '../definitions/fields';

const DOCUMENT = {
  name: 'ours',
  title: 'Ours',
  filter: { kinds: ['Component'], tags: ['node', 'java'] },
  checks: [
    'sbom-present',
    { check: 'scanned-recently', options: { days: 2 }, weight: 10 },
    'no-known-exploited',
    'code-owners-present',
    {
      id: 'few-findings',
      title: 'Few findings',
      category: 'findings',
      advice: 'Upgrade.',
      when: { fact: 'entity.lifecycle', op: 'eq', value: 'production' },
      rule: {
        all: [
          { fact: 'findings.open.total', op: 'lt', value: 5 },
          { not: { fact: 'entity.tags', op: 'contains', value: 'legacy' } },
        ],
      },
    },
  ],
  levels: [
    { name: 'one', title: 'One', checks: ['sbom-present'] },
    {
      name: 'two',
      checks: ['no-known-exploited', 'few-findings', 'code-owners-present'],
    },
    { name: 'three', warnings: 'block', checks: ['scanned-recently'] },
  ],
  campaigns: [
    { name: 'spring', title: 'Spring', level: 'two', target: '2026-06-01' },
    {
      name: 'winter',
      title: 'Winter',
      checks: ['sbom-present'],
      target: '2026-01-01',
    },
  ],
};

const scorecard = (changes: object = {}) =>
  readScorecard({ ...DOCUMENT, ...changes });

const exploited = (count: number): ServiceFacts['findings'] =>
  Array.from({ length: count }, (_, at) => ({
    id: `CVE-${at}`,
    package: 'left',
    severity: 'high',
    state: 'open',
    firstSeenAt: daysAgo(1),
    knownExploited: true,
  }));

describe('readScorecard', () => {
  it.each<[string, object, RegExp]>([
    ['name', { name: 'Not This' }, /lower-case/],
    ['extra', { extra: 1 }, /is not known here/],
    ['checks', { checks: [] }, /must name a check/],
    ['checks[0]', { checks: ['nope'] }, /is no known check/],
    ['checks[1]', { checks: ['sbom-present', 'sbom-present'] }, /there twice/],
    [
      'checks[0].options.days',
      { checks: [{ check: 'scanned-recently', options: { days: 0 } }] },
      /from 1 to 365/,
    ],
    [
      'checks[0].options.hours',
      { checks: [{ check: 'scanned-recently', options: { hours: 1 } }] },
      /is not known here/,
    ],
    [
      'levels[0].checks[0]',
      { levels: [{ name: 'a', checks: ['sbom-quality'] }] },
      /no check of this scorecard/,
    ],
    [
      'campaigns[0].target',
      { campaigns: [{ ...DOCUMENT.campaigns[0], target: '2026-02-31' }] },
      /must be a day/,
    ],
    [
      'campaigns[0]',
      { campaigns: [{ name: 'a', title: 'A', target: '2026-01-01' }] },
      /either checks or a level/,
    ],
    [
      'exemptions[0].expires',
      {
        exemptions: [
          { entity: 'a:b/c', check: '*', approver: 'me', reason: 'so' },
        ],
      },
      /must be a text/,
    ],
    ['filter.owners[0]', { filter: { owners: ['team'] } }, /a reference/],
    [
      'checks[0].rule.fact',
      {
        checks: [
          {
            ...(DOCUMENT.checks[4] as object),
            rule: { fact: '__proto__', op: 'eq', value: 1 },
          },
        ],
      },
      /is no known fact/,
    ],
    [
      'checks[0].rule.all[0].op',
      {
        checks: [
          {
            ...(DOCUMENT.checks[4] as object),
            rule: { all: [{ fact: 'entity.kind', op: 'lt', value: 1 }] },
          },
        ],
      },
      /one of eq, ne, in/,
    ],
  ])('refuses a fault at %s', (path, changes, message) => {
    const error = thrownBy(() => scorecard(changes));
    expect(error).toBeInstanceOf(DefinitionError);
    expect((error as DefinitionError).path).toBe(path);
    expect((error as DefinitionError).message).toMatch(message);
  });

  it('refuses rules without end', () => {
    let rule: object = { fact: 'entity.kind', op: 'eq', value: 'x' };
    for (let depth = 0; depth < 50; depth++) rule = { not: rule };
    const check = { ...(DOCUMENT.checks[4] as object), rule };
    expect(() => scorecard({ checks: [check] })).toThrow(/rules deep/);
  });

  it('reads any JSON or says where its fault is', () => {
    fc.assert(
      fc.property(
        fc.record(
          Object.fromEntries(
            Object.entries(DOCUMENT).map(([name, value]) => [
              name,
              fc.oneof(fc.constant(value), fc.jsonValue()),
            ]),
          ),
        ),
        json => {
          expect(endsWell(() => readScorecard(json), DefinitionError)).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe('built-in scorecards', () => {
  it('are held whole by a service without fault', () => {
    for (const each of builtInScorecards) {
      const result = evaluateScorecard(each, goodFacts(), NOW);
      expect([each.name, result.next]).toEqual([each.name, undefined]);
      expect(result.levelsHeld).toBe(each.levels.length);
    }
  });

  it('give no level where nothing is known', () => {
    for (const each of builtInScorecards) {
      expect(evaluateScorecard(each, noFacts(), NOW).level).toBeUndefined();
    }
  });
});

describe('appliesTo', () => {
  const { entity } = goodFacts();
  it.each([
    [{ tags: ['NODE'] }, true],
    [{ tags: ['java'] }, false],
    [{ kinds: ['component'], types: ['service', 'website'] }, true],
    [{ lifecycles: ['experimental'] }, false],
    [{ owners: ['group:default/Shop-Team'] }, true],
    [{}, true],
  ])('%j: %s', (filter, applies) => {
    expect(appliesTo(scorecard({ filter }).filter, entity)).toBe(applies);
  });

  it('leaves out what has no such thing', () => {
    const { filter } = scorecard({ filter: { owners: ['group:default/a'] } });
    expect(appliesTo(filter, { ...entity, owners: [] })).toBe(false);
  });
});

describe('evaluateScorecard', () => {
  it('holds a level where its checks and all below hold', () => {
    const facts = goodFacts({ sbom: { present: false } });
    const result = evaluateScorecard(scorecard(), facts, NOW);
    expect(result).toMatchObject({
      levelsHeld: 0,
      next: { level: 'one', missing: [{ id: 'sbom-present', effort: 1 }] },
    });
    expect(result.level).toBeUndefined();
  });

  it('orders what is missing by effort', () => {
    const facts = goodFacts({
      findings: exploited(6),
      source: sourceOf({}),
    });
    const result = evaluateScorecard(scorecard(), facts, NOW);
    expect(result.level).toBe('one');
    expect(result.next?.missing.map(({ id, effort }) => [id, effort])).toEqual([
      ['code-owners-present', 1],
      ['few-findings', 3],
      ['no-known-exploited', 18],
    ]);
  });

  it('lets a warning hold a level unless the level says otherwise', () => {
    const facts = goodFacts({
      scanning: { lastGoodAt: daysAgo(1), lastOutcome: 'partial' },
    });
    expect(evaluateScorecard(scorecard(), facts, NOW).level).toBe('two');
    const levels = [{ name: 'all', checks: ['scanned-recently'] }];
    expect(
      evaluateScorecard(scorecard({ levels, campaigns: [] }), facts, NOW).level,
    ).toBe('all');
  });

  it('uses the scorecard’s options and weights', () => {
    const facts = goodFacts({ scanning: { lastGoodAt: daysAgo(3) } });
    const { checks, weights } = evaluateScorecard(scorecard(), facts, NOW);
    expect(checks[1]).toMatchObject({ weight: 10, result: { answer: 'fail' } });
    expect(weights.failed).toBe(10);
  });

  it.each([
    ['2026-05-31', 'expired'],
    ['2026-06-01', 'exempted'],
    ['2026-06-01T11:59:59Z', 'expired'],
    ['2026-06-01T12:00:01Z', 'exempted'],
  ])('an exemption to %s is %s', (expires, state) => {
    const exemption = {
      entity: 'Component:default/Shop',
      check: 'sbom-present',
      approver: 'user:default/ann',
      reason: 'to be retired',
      expires,
    };
    const facts = goodFacts({ sbom: { present: false } });
    const result = evaluateScorecard(
      scorecard({ exemptions: [exemption] }),
      facts,
      NOW,
    );
    expect(result.checks[0]).toMatchObject({
      result: { answer: 'fail' },
      [state]: { reason: 'to be retired' },
    });
    expect(result.level).toBe(state === 'exempted' ? 'three' : undefined);
  });

  it('tells campaigns that are done, open and overdue', () => {
    const facts = goodFacts({ sbom: { present: false } });
    const states = (at: string, which: ServiceFacts) =>
      evaluateScorecard(scorecard(), which, new Date(at)).campaigns.map(
        ({ state }) => state,
      );
    expect(states('2026-06-01T23:59:00Z', facts)).toEqual(['open', 'overdue']);
    expect(states('2026-06-02T00:00:00Z', facts)).toEqual([
      'overdue',
      'overdue',
    ]);
    expect(states('2026-06-02T00:00:00Z', goodFacts())).toEqual([
      'done',
      'done',
    ]);
  });

  it('knows a rule that does not apply, and one that cannot be told', () => {
    const answerOf = (facts: ServiceFacts) =>
      evaluateScorecard(scorecard(), facts, NOW).checks[4].result;
    const { entity } = goodFacts();
    expect(answerOf(goodFacts()).answer).toBe('pass');
    expect(
      answerOf({ ...goodFacts(), entity: { ...entity, lifecycle: 'test' } })
        .answer,
    ).toBe('notApplicable');
    expect(answerOf(noFacts())).toMatchObject({
      answer: 'unknown',
      reason: expect.stringContaining('findings.open.total is not known'),
    });
    // One false part decides, whatever the unknown one would be.
    expect(answerOf({ entity: { ...entity, tags: ['legacy'] } }).answer).toBe(
      'fail',
    );
  });

  it.each([
    [{ op: 'lt', value: 3 }, 'unknown', 'fail'],
    [{ op: 'le', value: 2 }, 'unknown', 'fail'],
    [{ op: 'gt', value: 2 }, 'unknown', 'pass'],
    [{ op: 'ge', value: 3 }, 'unknown', 'pass'],
    [{ op: 'eq', value: 2 }, 'unknown', 'fail'],
    [{ op: 'ne', value: 2 }, 'unknown', 'pass'],
  ])(
    'takes what is open by old data for the least: %p',
    (comparison, ofTwo, ofThree) => {
      const answerOf = (open: number) =>
        evaluateScorecard(
          scorecard({
            checks: [
              {
                ...(DOCUMENT.checks[4] as object),
                rule: { fact: 'findings.open.total', ...comparison },
              },
            ],
            levels: [],
            campaigns: [],
          }),
          goodFacts({
            findings: exploited(open),
            vulnerabilityData: {
              ...currentData,
              advisories: { state: 'stale', asOf: daysAgo(9) },
            },
          }),
          NOW,
        ).checks[0].result.answer;
      expect([answerOf(2), answerOf(3)]).toEqual([ofTwo, ofThree]);
    },
  );

  const everything = readScorecard({
    name: 'everything',
    title: 'Everything',
    checks: builtInChecks.map(({ id }) => id),
    levels: [{ name: 'all', checks: builtInChecks.map(({ id }) => id) }],
  });

  it('never throws and says the same again, whatever the facts', () => {
    const groups = Object.entries(goodFacts()).filter(
      ([name]) => name !== 'entity',
    );
    const anyFacts = fc.record(
      Object.fromEntries(
        groups.map(([name, value]) => [
          name,
          fc.oneof(
            fc.constant(value),
            fc.jsonValue(),
            fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyFacts, given => {
        const facts = { ...given, entity: goodFacts().entity } as ServiceFacts;
        const first = evaluateScorecard(everything, facts, NOW);
        expect(evaluateScorecard(everything, facts, NOW)).toEqual(first);
        expect(first.checks).toHaveLength(builtInChecks.length);
      }),
    );
  });
});

describe('factPaths', () => {
  it('are all known of a service that is known, and of its type', () => {
    for (const [name, path] of factPaths) {
      const value = path.read(goodFacts(), NOW);
      const type = Array.isArray(value) ? 'texts' : typeof value;
      expect([name, type]).toEqual([
        name,
        path.type === 'text' ? 'string' : path.type,
      ]);
    }
  });

  it('know nothing but the entity where nothing was gathered', () => {
    for (const [name, path] of factPaths) {
      const known = path.read(noFacts(), NOW) !== undefined;
      expect([name, known]).toEqual([name, name.startsWith('entity.')]);
    }
  });
});

import { analysisWords, type Justification } from '@safety-curtain/vex';
import fc from 'fast-check';
import {
  decisionFor,
  type DecidedFinding,
  type FindingDecision,
} from './decisionFor';

const now = new Date('2026-06-01T00:00:00Z');

const decision = (changes: Partial<FindingDecision> = {}): FindingDecision => ({
  id: '1',
  origin: 'person',
  reach: 'entity',
  analysis: { state: 'not_affected', justification: 'code_not_reachable' },
  versions: ['1.0.0'],
  decidedAt: '2026-05-01T00:00:00Z',
  ...changes,
});

const finding = (changes: Partial<DecidedFinding> = {}): DecidedFinding => ({
  versions: ['1.0.0'],
  fixable: false,
  ...changes,
});

describe('the decision for a finding', () => {
  // What speaks of the component is looked at again when its version moves.
  it.each<[Justification, 'holds' | 'needs-review']>([
    ['code_not_present', 'needs-review'],
    ['code_not_reachable', 'needs-review'],
    ['requires_configuration', 'needs-review'],
    ['requires_dependency', 'needs-review'],
    ['requires_environment', 'holds'],
    ['protected_by_compiler', 'holds'],
    ['protected_at_runtime', 'holds'],
    ['protected_at_perimeter', 'holds'],
    ['protected_by_mitigating_control', 'holds'],
  ])('whose reason is %s %s when the version moves', (justification, then) => {
    const made = decision({
      analysis: { state: 'not_affected', justification },
    });
    expect(decisionFor([made], finding(), now)?.standing).toBe('holds');
    const moved = finding({ versions: ['1.0.0', '1.1.0'] });
    expect(decisionFor([made], moved, now)?.standing).toBe(then);
  });

  it('knows all nine reasons', () => {
    expect(analysisWords.justifications).toHaveLength(9);
  });

  it('holds for fewer versions than were looked at, and for any where none was named', () => {
    const two = decision({ versions: ['1.0.0', '1.1.0'] });
    expect(decisionFor([two], finding(), now)?.standing).toBe('holds');
    const any = decision({ versions: undefined });
    const moved = finding({ versions: ['9.0.0'] });
    expect(decisionFor([any], moved, now)?.standing).toBe('holds');
  });

  it.each([
    ['its day', decision({ endsAt: '2026-06-01T00:00:00Z' }), finding()],
    [
      'its day in another zone',
      decision({ endsAt: '2026-06-01T02:00:00+02:00' }),
      finding(),
    ],
    ['a fix', decision({ endsWhen: 'fix' }), finding({ fixable: true })],
    [
      'another version',
      decision({ endsWhen: 'version-moves' }),
      finding({ versions: ['1.0.1'] }),
    ],
  ])('is over with %s', (_, made, then) => {
    expect(decisionFor([made], then, now)).toBeUndefined();
  });

  it('holds up to its end', () => {
    for (const made of [
      decision({ endsAt: '2026-06-01T00:00:00.001Z' }),
      decision({ endsWhen: 'fix' }),
      decision({ endsWhen: 'version-moves' }),
    ]) {
      expect(decisionFor([made], finding(), now)?.standing).toBe('holds');
    }
  });

  it('is of people first, then the narrowest, then the newest', () => {
    const ordered = [
      decision({ id: '9', decidedAt: '2026-05-02T00:00:00Z' }),
      decision({ id: '8' }),
      decision({ id: '7' }),
      decision({ id: '20', reach: 'system' }),
      decision({ id: '21', reach: 'owner' }),
      decision({ id: '22', reach: 'organization' }),
      decision({ id: '30', origin: 'file' }),
      decision({ id: '31', origin: 'vex' }),
      decision({ id: '32', origin: 'rule', reach: 'organization' }),
    ];
    for (let from = 0; from < ordered.length; from++) {
      const some = ordered.slice(from).reverse();
      expect(decisionFor(some, finding(), now)?.decision).toBe(ordered[from]);
    }
  });

  it('does not depend on the order in which decisions are listed', () => {
    const some = fc.uniqueArray(
      fc.record({
        id: fc.nat({ max: 50 }).map(String),
        origin: fc.constantFrom('person', 'file', 'vex', 'rule'),
        reach: fc.constantFrom('entity', 'system', 'owner', 'organization'),
        analysis: fc.constant({ state: 'false_positive' } as const),
        decidedAt: fc.constantFrom('2026-05-01', '2026-05-02'),
        endsWhen: fc.option(fc.constantFrom('fix', 'version-moves'), {
          nil: undefined,
        }),
        versions: fc.option(fc.constant(['1.0.0']), { nil: undefined }),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(some, fc.boolean(), (decisions, fixable) => {
        const of = finding({ fixable, versions: ['1.0.1'] });
        expect(decisionFor([...decisions].reverse(), of, now)).toEqual(
          decisionFor(decisions as FindingDecision[], of, now),
        );
      }),
    );
  });
});

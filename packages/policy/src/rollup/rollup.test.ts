import fc from 'fast-check';
import { goodFacts, NOW } from '../__testUtils__/sampleFacts';
import { Answer, answers } from '../checks/check';
import { builtInScorecards } from '../scorecards/builtInScorecards';
import { evaluateScorecard } from '../scorecards/evaluateScorecard';
import { rollUp, rollUpNode, ServiceResult, serviceResult } from './rollUp';
import { ORGANIZATION, Structure, StructureEdge, UNOWNED } from './structure';

const edge = (
  from: string,
  relation: StructureEdge['relation'],
  to: string,
): StructureEdge => ({ from, relation, to });

const EDGES = [
  edge('shop', 'ownedBy', 'team-a'),
  edge('team-a', 'childOf', 'unit'),
  edge('unit', 'childOf', 'company'),
  edge('shop', 'partOf', 'web'),
  edge('web', 'partOf', 'sales'),
  edge('web', 'ownedBy', 'team-b'),
  edge('mail', 'partOf', 'web'),
];

function result(
  service: string,
  given: Record<string, Answer | 'exempted'>,
  more: Partial<ServiceResult> = {},
): ServiceResult {
  return {
    service,
    critical: false,
    levelsHeld: 0,
    answers: new Map(Object.entries(given)),
    ...more,
  };
}

describe('affectedBy', () => {
  const structure = new Structure(EDGES);

  it('gives the ancestors of a service only', () => {
    expect(structure.affectedBy('shop')).toEqual(
      ['company', ORGANIZATION, 'sales', 'team-a', 'unit', 'web'].sort(),
    );
  });

  it('counts what nobody owns, whoever owns its system', () => {
    expect(structure.affectedBy('mail')).toEqual(
      [ORGANIZATION, 'sales', UNOWNED, 'web'].sort(),
    );
    expect(structure.affectedBy('else')).toEqual([ORGANIZATION, UNOWNED]);
  });

  it('ends in circles and in depth', () => {
    const deep = Array.from({ length: 20_000 }, (_, at) =>
      edge(`g${at}`, 'childOf', `g${at + 1}`),
    );
    const circle = edge('g20000', 'childOf', 'g0');
    const self = edge('shop', 'partOf', 'shop');
    const owned = edge('shop', 'ownedBy', 'g0');
    const nodes = new Structure([...deep, circle, self, owned]).affectedBy(
      'shop',
    );
    expect(nodes).toHaveLength(20_002);
    expect(nodes).not.toContain('shop');
  });
});

describe('rollUp', () => {
  it('counts and shares, and names critical services that fail', () => {
    const good = Array.from({ length: 99 }, (_, at) =>
      result(`s${at}`, { a: 'pass', b: 'unknown' }, { levelsHeld: 2 }),
    );
    const bad = result('z', { a: 'fail', b: 'exempted' }, { critical: true });
    const node = rollUpNode('team', [...good, bad]);
    expect(node).toMatchObject({
      services: 100,
      criticalServices: 1,
      levels: [1, 0, 99],
    });
    expect(node.checks.get('a')).toMatchObject({
      counts: { pass: 99, fail: 1 },
      share: 0.99,
    });
    expect(node.checks.get('b')?.share).toBeUndefined();
    expect([...node.failingCritical]).toEqual([['z', ['a']]]);
  });

  it('takes what a scorecard gives', () => {
    const evaluated = evaluateScorecard(builtInScorecards[0], goodFacts(), NOW);
    const one = serviceResult(evaluated, true);
    expect(one).toMatchObject({
      service: 'component:default/shop',
      levelsHeld: 3,
    });
    expect(one.answers.get('sbom-present')).toBe('pass');
  });

  const name = fc.integer({ min: 0, max: 8 }).map(at => `n${at}`);
  const anyEdges = fc.array(
    fc.record({
      from: name,
      to: name,
      relation: fc.constantFrom('childOf', 'ownedBy', 'partOf'),
    }) as fc.Arbitrary<StructureEdge>,
    { maxLength: 40 },
  );
  const anyResults = fc.uniqueArray(
    fc.record({
      service: name,
      critical: fc.boolean(),
      levelsHeld: fc.integer({ min: 0, max: 3 }),
      answers: fc
        .dictionary(
          fc.constantFrom('a', 'b', 'c'),
          fc.constantFrom(...answers, 'exempted' as const),
        )
        .map(given => new Map(Object.entries(given))),
    }),
    { selector: ({ service }) => service },
  );

  it('adds up over any structure, in any order', () => {
    fc.assert(
      fc.property(anyEdges, anyResults, (edges, results) => {
        const structure = new Structure(edges);
        const nodes = rollUp(structure, results);
        const again = rollUp(
          new Structure([...edges].reverse()),
          [...results].reverse(),
        );
        expect(again).toEqual(nodes);
        for (const { node, services, levels, checks, ...rest } of nodes) {
          const below = results.filter(each =>
            structure.affectedBy(each.service).includes(node),
          );
          expect(services).toBe(below.length);
          expect(levels.reduce((sum, each) => sum + each, 0)).toBe(services);
          for (const [id, { counts }] of checks) {
            const asked = below.filter(each => each.answers.has(id));
            const sum = Object.values(counts).reduce((a, b) => a + b, 0);
            expect(sum).toBe(asked.length);
          }
          expect([...rest.failingCritical.keys()]).toEqual(
            below
              .filter(
                each =>
                  each.critical && [...each.answers.values()].includes('fail'),
              )
              .map(({ service }) => service)
              .sort(),
          );
        }
        const all = nodes.find(({ node }) => node === ORGANIZATION);
        expect(all?.services ?? 0).toBe(results.length);
      }),
    );
  });
});

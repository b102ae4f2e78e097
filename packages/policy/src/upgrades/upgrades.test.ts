import fc from 'fast-check';
import { type Choice, smallestSet } from './smallestSet';
import { type UpgradeQuestion, upgradeTargets } from './upgradeTargets';
import { versionStep } from './versionStep';

const NOW = new Date('2026-06-10T00:00:00Z');

describe('versionStep', () => {
  it.each([
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '2.0.0', 'major'],
    ['1.2', '1.2.1', 'patch'],
    ['v1.2.3', 'v1.3.0', 'minor'],
    ['1!1.0', '1!2.0', 'major'],
    ['2.14.1', '2.17.1', 'minor'],
    ['1.0.0-rc.1', '1.0.0', 'unknown'],
    ['main', '1.0.0', 'unknown'],
    [`1.${'9'.repeat(30)}`, `1.${'9'.repeat(30)}.1`, 'patch'],
  ])('from %s to %s: %s', (from, to, step) => {
    expect(versionStep(from, to)).toBe(step);
  });
});

/** A vulnerability of versions from one up to another. */
const hits = (id: string, from: number, to: number, urgent = false) => ({
  id,
  urgent,
  affects: (version: string) => {
    const major = Number(version.split('.')[0]);
    return major >= from && major < to;
  },
});

const question = (changes: Partial<UpgradeQuestion> = {}): UpgradeQuestion => ({
  ecosystem: 'npm',
  version: '1.0.0',
  releases: ['1.0.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0-rc.1'].map(version => ({
    version,
    publishedAt: '2026-01-01T00:00:00Z',
  })),
  fixedVersions: ['2.0.0'],
  vulnerabilities: [hits('A', 0, 2)],
  ...changes,
});

const versions = (changes: Partial<UpgradeQuestion>) => {
  const { clear, urgent, newest, because } = upgradeTargets(
    question(changes),
    NOW,
  );
  return [clear?.version, urgent?.version, newest?.version, because];
};

describe('upgradeTargets', () => {
  it('are the lowest without any, the lowest without urgent ones, and the newest', () => {
    // What fixes one may have another.
    const vulnerabilities = [
      hits('A', 0, 2, true),
      hits('B', 0, 3),
      hits('C', 2, 4),
    ];
    const targets = upgradeTargets(question({ vulnerabilities }), NOW);
    expect(targets).toMatchObject({
      clear: {
        version: '4.0.0',
        step: 'major',
        clears: ['A', 'B'],
        leaves: [],
      },
      urgent: { version: '2.0.0', clears: ['A'], leaves: ['B', 'C'] },
      newest: { version: '4.0.0' },
      versionsKnown: 'all',
    });
  });

  it.each([
    [
      'nothing clears',
      { vulnerabilities: [hits('A', 0, 99)] },
      [undefined, undefined, '4.0.0', 'all-affected'],
    ],
    [
      'what clears was deprecated or taken back',
      {
        releases: [
          { version: '2.0.0', yanked: true },
          { version: '3.0.0', deprecated: true },
          { version: '4.0.0' },
        ],
      },
      ['4.0.0', undefined, '4.0.0', undefined],
    ],
    [
      'it is one before its release',
      { version: '5.0.0-beta.1', vulnerabilities: [] },
      ['5.0.0-rc.1', undefined, '5.0.0-rc.1', undefined],
    ],
    [
      'no registry was asked',
      { releases: undefined, fixedVersions: ['3.0.0', '2.0.0', '0.9.0'] },
      ['2.0.0', undefined, undefined, undefined],
    ],
    [
      'no registry was asked and nothing is fixed',
      { releases: undefined, fixedVersions: [] },
      [undefined, undefined, undefined, 'no-fix'],
    ],
    [
      'only the newest is known beside what is fixed',
      {
        releases: undefined,
        fixedVersions: ['2.0.0'],
        latest: { version: '4.0.0' },
        vulnerabilities: [hits('A', 0, 2), hits('B', 2, 3)],
      },
      ['4.0.0', undefined, '4.0.0', undefined],
    ],
    [
      'what is fixed is known to be withdrawn',
      {
        releases: undefined,
        fixedVersions: ['2.0.0'],
        details: [{ version: '2.0.0', deprecated: true }],
      },
      [undefined, undefined, undefined, 'only-withdrawn'],
    ],
    [
      'only a trial is clear of all',
      {
        releases: undefined,
        fixedVersions: ['2.0.0', '3.0.0-rc.1'],
        vulnerabilities: [hits('A', 0, 2), hits('B', 0, 3)],
      },
      [undefined, undefined, undefined, 'only-pre-releases'],
    ],
    [
      'only trials are fixed',
      { releases: undefined, fixedVersions: ['2.0.0-rc.1'] },
      [undefined, undefined, undefined, 'only-pre-releases'],
    ],
    [
      'a version is none',
      { version: 'main' },
      [undefined, undefined, undefined, 'versions-not-ordered'],
    ],
    [
      'some versions that are named are none',
      { releases: undefined, fixedVersions: ['latest', '2.0.0'] },
      ['2.0.0', undefined, undefined, undefined],
    ],
    [
      'the newest was not told by its registry',
      {
        releases: [
          { version: '2.0.0' },
          { version: '3.0.0', unconfirmed: true },
        ],
        vulnerabilities: [hits('A', 0, 3)],
      },
      ['3.0.0', undefined, '2.0.0', undefined],
    ],
  ])('where %s', (_, changes, expected) => {
    expect(versions(changes)).toEqual(expected);
  });

  it('are better where none is clear, and never bring in another', () => {
    const better = (changes: Partial<UpgradeQuestion>) =>
      upgradeTargets(question(changes), NOW).better;
    const forever = hits('never', 0, 99);
    expect(
      better({ vulnerabilities: [forever, hits('A', 0, 3)] }),
    ).toMatchObject({ version: '3.0.0', clears: ['A'], leaves: ['never'] });
    // 3.0.0 and 4.0.0 have one that 1.0.0 does not have.
    expect(
      better({
        vulnerabilities: [forever, hits('A', 0, 3), hits('B', 3, 9)],
      }),
    ).toBeUndefined();
    // An urgent one outweighs several others.
    expect(
      better({
        vulnerabilities: [
          forever,
          hits('A', 0, 3),
          hits('B', 0, 3),
          { ...hits('C', 0, 2, true), affects: v => v !== '2.0.0' },
        ],
      }),
    ).toMatchObject({ version: '2.0.0', clears: ['C'] });
    expect(better({ vulnerabilities: [hits('A', 0, 2)] })).toBeUndefined();
  });

  it('are old enough, unless only a young one clears', () => {
    const young = '2026-06-09T00:00:00Z';
    const releases = [
      { version: '2.0.0', publishedAt: young },
      { version: '3.0.0', publishedAt: '2026-06-01T00:00:00Z' },
      { version: '4.0.0', publishedAt: young },
    ];
    expect(versions({ releases })).toEqual([
      '3.0.0',
      undefined,
      '3.0.0',
      undefined,
    ]);
    const onlyYoung = upgradeTargets(
      question({ releases, vulnerabilities: [hits('A', 0, 4)] }),
      NOW,
    );
    expect(onlyYoung.clear).toMatchObject({ version: '4.0.0', young: true });
    expect(onlyYoung.newest).toMatchObject({ version: '3.0.0', young: false });
    expect(versions({ releases, ageFloorDays: 0 })[0]).toBe('2.0.0');
  });

  it('look only at as many versions of a long list as they need', () => {
    let looked = 0;
    const releases = Array.from({ length: 2000 }, (_, at) => ({
      get version() {
        looked += 1;
        return `${at}.0.0`;
      },
    }));
    const { clear, newest } = upgradeTargets(
      question({
        version: '5.0.0',
        releases,
        vulnerabilities: [hits('A', 0, 7)],
      }),
      NOW,
    );
    expect([clear?.version, newest?.version]).toEqual(['7.0.0', '1999.0.0']);
    expect(looked).toBeLessThan(100);
  });

  it('are never hit by what they clear, nor lower than needed', () => {
    const major = fc.integer({ min: 0, max: 12 });
    const ranges = fc.array(fc.tuple(major, major, fc.boolean()), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        ranges,
        fc.uniqueArray(major),
        major,
        (list, found, installed) => {
          const released = [...found].sort((a, b) => a - b);
          const vulnerabilities = list.map(([from, to, urgent], i) =>
            hits(`V${i}`, from, to, urgent),
          );
          const { clear, urgent } = upgradeTargets(
            question({
              version: `${installed}.0.0`,
              releases: released.map(one => ({ version: `${one}.0.0` })),
              vulnerabilities,
            }),
            NOW,
          );
          const free = (one: number, of = vulnerabilities) =>
            one > installed && !of.some(v => v.affects(`${one}.0.0`));
          const lowest = (of = vulnerabilities) =>
            released.filter(one => free(one, of))[0];
          const text = (one: number | undefined) =>
            one === undefined ? undefined : `${one}.0.0`;
          expect(clear?.version).toBe(text(lowest()));
          expect(clear?.leaves ?? []).toEqual([]);
          const pressing = vulnerabilities.filter(v => v.urgent);
          const isPressed = pressing.some(v => v.affects(`${installed}.0.0`));
          expect(urgent?.version).toBe(
            isPressed ? text(lowest(pressing)) : undefined,
          );
        },
      ),
    );
  });
});

describe('smallestSet', () => {
  const choice = (id: string, reaches: string, cost = 1): Choice => ({
    id,
    reaches: new Set(reaches),
    cost,
  });
  const ids = (wanted: string, ...choices: Choice[]) => {
    const { chosen, unreached, exact } = smallestSet(new Set(wanted), choices);
    return [chosen.map(({ id }) => id), unreached, exact];
  };

  it('is the cheapest, where the best first step is not', () => {
    // One by one, `most` comes first and needs both others beside it.
    expect(
      ids(
        'abcdef',
        choice('most', 'bcde'),
        choice('left', 'abc'),
        choice('right', 'def'),
      ),
    ).toEqual([['left', 'right'], [], true]);
  });

  it('tells what nothing reaches, and takes nothing needless', () => {
    expect(
      ids(
        'abz',
        choice('one', 'a'),
        choice('both', 'abx'),
        choice('other', 'xy'),
      ),
    ).toEqual([['both'], ['z'], true]);
    expect(ids('ab')).toEqual([[], ['a', 'b'], true]);
  });

  it('prefers what costs less for as much', () => {
    expect(
      ids('ab', choice('dear', 'ab', 3), choice('cheap', 'ab', 1))[0],
    ).toEqual(['cheap']);
    expect(
      ids(
        'ab',
        choice('both', 'ab', 5),
        choice('a', 'a', 1),
        choice('b', 'b', 2),
      )[0],
    ).toEqual(['a', 'b']);
  });

  const wanted = 'abcdefghijkl';
  const choices = (minLength: number, maxLength: number) =>
    fc.array(
      fc.record({
        reaches: fc.uniqueArray(fc.constantFrom(...wanted), {
          minLength: 2,
          maxLength: 3,
        }),
        cost: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength, maxLength },
    );
  const made = (list: { reaches: string[]; cost: number }[]) =>
    list.map(({ reaches, cost }, i) => choice(`${i}`, reaches.join(''), cost));
  const costOf = (list: readonly Choice[]) =>
    list.reduce((sum, one) => sum + one.cost, 0);

  /** Of all sets. */
  function bruteForce(list: readonly Choice[], reachable: number): number {
    let best = Infinity;
    for (let set = 0; set < 2 ** list.length; set++) {
      // eslint-disable-next-line no-bitwise
      const some = list.filter((_, i) => (set >> i) & 1);
      const reached = new Set(some.flatMap(({ reaches }) => [...reaches]));
      if (reached.size === reachable) best = Math.min(best, costOf(some));
    }
    return best;
  }

  it('costs what the cheapest of all sets does, and never more than the bound', () => {
    fc.assert(
      fc.property(choices(0, 16), list => {
        const all = made(list);
        const { chosen, unreached, exact } = smallestSet(new Set(wanted), all);
        const reached = new Set(chosen.flatMap(({ reaches }) => [...reaches]));
        expect(reached.size + unreached.length).toBe(wanted.length);
        const least = bruteForce(all, reached.size);
        const bound = exact ? 1 : 1 + Math.log(Math.max(1, reached.size));
        expect(costOf(chosen)).toBeLessThanOrEqual(least * bound + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('is exact where many choices fall into small parts', () => {
    const pairs = Array.from({ length: 40 }, (_, i) => [
      { id: `${i} a`, cost: 1, reaches: new Set([`${i} x`]) },
      { id: `${i} b`, cost: 1, reaches: new Set([`${i} x`, `${i} y`]) },
    ]).flat();
    const all = new Set(pairs.flatMap(({ reaches }) => [...reaches]));
    const { chosen, exact } = smallestSet(all, pairs);
    expect(exact).toBe(true);
    expect(chosen.map(({ id }) => id)).toEqual(
      Array.from({ length: 40 }, (_, i) => `${i} b`),
    );
  });

  it('covers a large service', () => {
    const many = Array.from({ length: 1500 }, (_, i) => ({
      id: `${i}`,
      cost: 1 + (i % 3),
      reaches: new Set([`${i}`, `${(i * 7) % 1500}`, `${(i * 13) % 1500}`]),
    }));
    const all = new Set(many.map(({ id }) => id));
    const { chosen, unreached, exact } = smallestSet(all, many);
    expect(unreached).toEqual([]);
    expect(exact).toBe(false);
    expect(new Set(chosen.flatMap(({ reaches }) => [...reaches]))).toEqual(all);
  });
});

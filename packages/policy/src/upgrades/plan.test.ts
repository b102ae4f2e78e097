import fc from 'fast-check';
import type { Component } from '@safety-curtain/sbom';
import type { PlannedChange } from './plan';
import type {
  PackageKnowledge,
  PlannedManifest,
  PlanQuestion,
} from './planQuestion';
import { planUpgrades } from './planUpgrades';
import type { PlannedVulnerability } from './upgradeTargets';

const NOW = new Date('2026-06-10T00:00:00Z');

type Use = [name: string, major: number, more?: Partial<Component>];

const purl = (name: string, major: number) => `pkg:npm/${name}@${major}.0.0`;

function component([name, major, more = {}]: Use): Component {
  return {
    purl: purl(name, major),
    name,
    version: `${major}.0.0`,
    ecosystem: 'npm',
    packageName: name,
    direct: false,
    scope: 'runtime',
    hashes: [],
    dependsOn: [],
    ...more,
  };
}

function manifest(
  uses: Use[],
  path = 'package-lock.json',
  format = 'npm-package-lock',
): PlannedManifest {
  return { path, format, components: uses.map(component) };
}

const majorOf = (version: string) => Number(version.split('.')[0]);

/** A vulnerability of versions below one. */
const below = (
  id: string,
  major: number,
  urgent = false,
): PlannedVulnerability => ({
  id,
  urgent,
  affects: version => majorOf(version) < major,
});

function knowledge(
  packageName: string,
  vulnerabilities: PlannedVulnerability[],
  fixed: number[],
): PackageKnowledge {
  return {
    ecosystem: 'npm',
    packageName,
    vulnerabilities,
    fixedVersions: fixed.map(major => `${major}.0.0`),
  };
}

const plan = (question: PlanQuestion) => planUpgrades(question, NOW);

const brief = ({ changes }: { changes: readonly PlannedChange[] }) =>
  changes.map(
    ({ kind, package: name, from, to }) =>
      `${kind} ${name} ${from.join()} ${to}`,
  );

describe('a plan', () => {
  it('upgrades what is direct and overrides the rest, the urgent first', () => {
    const answer = plan({
      manifests: [
        manifest([
          ['app', 1, { direct: true, dependsOn: [purl('deep', 1)] }],
          ['deep', 1],
          ['other', 1, { direct: true, dependsOn: [purl('deep', 1)] }],
        ]),
      ],
      packages: [
        knowledge('app', [below('A', 2), below('B', 3)], [2, 3]),
        knowledge('deep', [below('C', 2, true)], [2]),
      ],
    });
    expect(brief(answer)).toEqual([
      'override deep 1.0.0 2.0.0',
      'upgrade app 1.0.0 3.0.0',
    ]);
    expect(answer).toMatchObject({
      exact: true,
      counts: { findings: 3, cleared: 3, urgent: 1, urgentCleared: 1 },
    });
    const [deep, app] = answer.changes;
    expect(deep.how?.text).toContain('"deep": "2.0.0"');
    expect(deep.clears).toEqual([
      { package: 'deep', vulnerability: 'C', urgent: true },
    ]);
    expect(app).toMatchObject({
      step: 'major',
      declaredIn: 'package.json',
      how: { kind: 'command', text: 'npm install app@3.0.0' },
    });
    expect(answer.packages.map(one => one.package)).toEqual(['deep', 'app']);
    expect(answer.packages[0].places[0]).toMatchObject({
      direct: false,
      through: [
        { ecosystem: 'npm', package: 'app', version: '1.0.0' },
        { ecosystem: 'npm', package: 'other', version: '1.0.0' },
      ],
      throughAll: true,
    });
  });

  it('looks at no more uses than it is to, and says so', () => {
    const question = {
      manifests: [
        manifest([
          ['app', 1, { direct: true }],
          ['clean', 1, { direct: true }],
          ['other', 1, { direct: true }],
        ]),
      ],
      packages: [
        knowledge('app', [below('A', 2)], [2]),
        knowledge('other', [below('B', 2)], [2]),
      ],
    };
    const answer = plan({ ...question, mostUses: 1 });
    expect(brief(answer)).toEqual(['upgrade app 1.0.0 2.0.0']);
    expect(answer).toMatchObject({ cut: true, counts: { findings: 1 } });
    expect(plan({ ...question, mostUses: 2 })).toMatchObject({
      cut: false,
      counts: { findings: 2 },
    });
  });

  it('says what else may keep a direct dependency', () => {
    const answer = plan({
      manifests: [
        manifest([
          ['low', 1, { direct: true }],
          ['high', 1, { direct: true, dependsOn: [purl('low', 1)] }],
        ]),
      ],
      packages: [knowledge('low', [below('A', 2)], [2])],
    });
    expect(answer.changes[0].alsoThrough).toEqual([
      expect.objectContaining({ package: 'high', version: '1.0.0' }),
    ]);
  });

  it('goes where something is left, and says so', () => {
    const answer = plan({
      manifests: [manifest([['app', 1, { direct: true }]])],
      packages: [
        knowledge('app', [below('A', 2), below('forever', 99)], [2]),
        knowledge('gone', [below('B', 99)], []),
      ],
    });
    expect(answer.changes[0]).toMatchObject({
      to: '2.0.0',
      leaves: [{ vulnerability: 'forever' }],
    });
    expect(answer.counts).toMatchObject({ findings: 2, cleared: 1 });
    expect(answer.packages[0]).toMatchObject({
      because: 'all-affected',
      versionsKnown: 'fixed',
    });
  });

  it('counts a finding once, and as cleared where all its places are', () => {
    const packages = [knowledge('app', [below('A', 2)], [2])];
    const sbom = manifest([['app', 1]], 'bom.json', 'cyclonedx');
    const twice = plan({
      manifests: [
        manifest([['app', 1, { direct: true }]]),
        manifest([['app', 1, { direct: true }]], 'web/package-lock.json'),
        sbom,
      ],
      packages,
    });
    expect(twice.counts).toMatchObject({ findings: 1, cleared: 1 });
    expect(twice.changes).toHaveLength(3);
    // Of a document nobody knows how it is changed.
    expect(twice.changes.map(({ how }) => how !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('forces all versions of a package only where one cannot be told from another', () => {
    const uses: Use[] = [
      ['deep', 1],
      ['deep', 4],
      ['deep', 6],
    ];
    const vulnerability: PlannedVulnerability = {
      id: 'A',
      urgent: false,
      affects: version => ['1.0.0', '4.0.0'].includes(version),
    };
    const packages = [knowledge('deep', [vulnerability], [2, 5])];
    const npm = plan({ manifests: [manifest(uses)], packages });
    expect(brief(npm).sort()).toEqual([
      'override deep 1.0.0 2.0.0',
      'override deep 4.0.0 5.0.0',
    ]);
    expect(npm.changes.map(({ how }) => how?.text).join()).toContain(
      '"deep@1.0.0": "2.0.0"',
    );
    const yarn = plan({
      manifests: [manifest(uses, 'yarn.lock', 'yarn-lock')],
      packages,
    });
    // 6.0.0 is not brought down to 5.0.0.
    expect(brief(yarn)).toEqual(['override deep 1.0.0,4.0.0 6.0.0']);
  });

  it('forces nothing where that would bring in another vulnerability', () => {
    const packages = [
      knowledge(
        'deep',
        [
          below('A', 2),
          { id: 'B', urgent: false, affects: version => version === '6.0.0' },
        ],
        [2],
      ),
    ];
    const uses: Use[] = [
      ['deep', 1],
      ['deep', 6],
    ];
    const yarn = manifest(uses, 'yarn.lock', 'yarn-lock');
    expect(brief(plan({ manifests: [yarn], packages }))).toEqual([]);
  });

  describe('with another lock file at hand', () => {
    const manifests = [
      manifest([
        [
          'app',
          1,
          { direct: true, dependsOn: [purl('one', 1), purl('two', 1)] },
        ],
        ['one', 1],
        ['two', 1],
      ]),
    ];
    const packages = [
      knowledge('one', [below('A', 2)], [2]),
      knowledge('two', [below('B', 2)], [2]),
    ];
    const seen = (uses: Use[]) => [
      { ...manifest(uses), service: 'component:default/shop' },
    ];

    it('upgrades the parent that lets go', () => {
      const answer = plan({
        manifests,
        packages,
        seen: seen([
          ['app', 2, { dependsOn: [purl('one', 3)] }],
          ['one', 3],
          ['two', 1],
        ]),
      });
      expect(brief(answer)).toEqual(['parent app 1.0.0 2.0.0']);
      expect(answer.changes[0]).toMatchObject({
        seenIn: 'component:default/shop',
        how: { text: 'npm install app@2.0.0' },
        clears: [{ package: 'one' }, { package: 'two' }],
      });
    });

    it.each<[string, Use[], Partial<PackageKnowledge>?]>([
      [
        'holds on to it',
        [
          ['app', 2, { dependsOn: [purl('one', 1), purl('two', 1)] }],
          ['one', 1],
          ['two', 1],
        ],
      ],
      ['is older', [['app', 0]]],
      [
        'brings in another',
        [
          ['app', 2, { dependsOn: [purl('three', 1)] }],
          ['three', 1],
        ],
      ],
      [
        'has one itself',
        [['app', 2]],
        {
          vulnerabilities: [
            { id: 'D', urgent: false, affects: v => v === '2.0.0' },
          ],
        },
      ],
      [
        'was deprecated',
        [['app', 2]],
        { details: [{ version: '2.0.0', deprecated: true }] },
      ],
    ])('leaves a parent that %s', (_, uses, app = {}) => {
      const answer = plan({
        manifests,
        packages: [
          ...packages,
          knowledge('three', [below('C', 2)], [2]),
          { ...knowledge('app', [], []), ...app },
        ],
        seen: seen(uses),
      });
      expect(brief(answer)).toEqual([
        'override one 1.0.0 2.0.0',
        'override two 1.0.0 2.0.0',
      ]);
    });
  });

  it('clears what is urgent by the smallest step where that is the aim', () => {
    const question: PlanQuestion = {
      manifests: [
        manifest([
          ['app', 1, { direct: true }],
          ['calm', 1, { direct: true }],
        ]),
      ],
      packages: [
        knowledge('app', [below('A', 2, true), below('B', 3)], [2, 3]),
        knowledge('calm', [below('C', 2)], [2]),
      ],
    };
    expect(brief(plan(question))).toEqual([
      'upgrade app 1.0.0 3.0.0',
      'upgrade calm 1.0.0 2.0.0',
    ]);
    expect(brief(plan({ ...question, aim: 'urgent' }))).toEqual([
      'upgrade app 1.0.0 2.0.0',
    ]);
  });

  it('is empty where nothing is open', () => {
    expect(plan({ manifests: [], packages: [] })).toEqual({
      counts: { findings: 0, cleared: 0, urgent: 0, urgentCleared: 0 },
      changes: [],
      exact: true,
      cut: false,
      packages: [],
    });
  });
});

describe('a plan of any small service', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const major = fc.integer({ min: 1, max: 4 });
  const graph = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...names),
      major,
      direct: fc.boolean(),
      dependsOn: fc.array(fc.nat(7), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 4, maxLength: 8, selector: one => `${one.name} ${one.major}` },
  );
  const toUses = (
    list: typeof graph extends fc.Arbitrary<infer T> ? T : never,
  ) =>
    list.map(
      ({ name, major: version, direct, dependsOn }): Use => [
        name,
        version,
        {
          direct,
          dependsOn: dependsOn
            .flatMap(at => list[at] ?? [])
            .map(one => purl(one.name, one.major)),
        },
      ],
    );
  const hits = fc.record({
    name: fc.constantFrom(...names),
    from: major,
    to: major,
    urgent: fc.boolean(),
  });
  const question = fc
    .tuple(graph, graph, fc.array(hits, { minLength: 2, maxLength: 8 }))
    .map(
      ([own, other, list]): PlanQuestion => ({
        manifests: [manifest(toUses(own))],
        seen: [{ ...manifest(toUses(other)), service: 'other' }],
        packages: names.map(name =>
          knowledge(
            name,
            list
              .filter(hit => hit.name === name)
              .map(({ from, to, urgent }, i) => ({
                id: `${name}${i}`,
                urgent,
                affects: version =>
                  majorOf(version) >= from && majorOf(version) < to,
              })),
            [2, 3, 4],
          ),
        ),
      }),
    );

  const knowledgeOf = ({ packages }: PlanQuestion, name: string) =>
    packages.find(one => one.packageName === name)!;
  const affecting = (asked: PlanQuestion, name: string, version: string) =>
    knowledgeOf(asked, name).vulnerabilities.filter(one =>
      one.affects(version),
    );

  it('goes never down, and to nothing that an open vulnerability hits anew', () => {
    fc.assert(
      fc.property(question, asked => {
        for (const { package: name, from, to, leaves } of plan(asked).changes) {
          const before = new Set(
            from.flatMap(version => affecting(asked, name, version)),
          );
          for (const version of from) {
            expect(majorOf(to)).toBeGreaterThan(majorOf(version));
          }
          for (const one of affecting(asked, name, to)) {
            expect(before.has(one)).toBe(true);
            expect(leaves.map(left => left.vulnerability)).toContain(one.id);
          }
        }
      }),
    );
  });

  it('clears all that a newer version is free of, with as few changes as any set of them', () => {
    fc.assert(
      fc.property(question, asked => {
        const [{ components }] = asked.manifests;
        const answer = plan(asked);
        const options = [
          ...components.map(one => ownWay(asked, one)),
          ...components
            .filter(one => one.direct)
            .flatMap(one => parentOptions(asked, one)),
        ].filter(option => option.size > 0);
        const reachable = new Set(options.flatMap(option => [...option]));
        const cleared = new Set(
          answer.changes.flatMap(({ clears, from, kind, package: name }) =>
            kind === 'parent'
              ? []
              : from.flatMap(version =>
                  clears.map(
                    ({ vulnerability }) =>
                      `${name}@${version} ${vulnerability}`,
                  ),
                ),
          ),
        );
        expect([...cleared].every(one => reachable.has(one))).toBe(true);
        const least = fewest(options, reachable);
        const { length } = answer.changes;
        expect(answer.exact ? length : least).toBe(least);
      }),
      { numRuns: 300 },
    );
  });

  /** What a move of the package itself clears, looked up in all versions there are. */
  function ownWay(asked: PlanQuestion, one: Component): Set<string> {
    const hit = affecting(asked, one.packageName, one.version);
    const weight = (list: readonly PlannedVulnerability[]) =>
      list.reduce((sum, v) => sum + (v.urgent ? hit.length + 1 : 1), 0);
    const left = [2, 3, 4]
      .filter(version => version > majorOf(one.version))
      .map(version => affecting(asked, one.packageName, `${version}.0.0`))
      .filter(list => list.every(v => hit.includes(v)))
      .sort((a, b) => weight(a) - weight(b))[0];
    return new Set(
      left === undefined
        ? []
        : hit
            .filter(v => !left.includes(v))
            .map(v => `${one.packageName}@${one.version} ${v.id}`),
    );
  }

  function closure(components: readonly Component[], start: string) {
    const reached = new Set([start]);
    for (const at of reached) {
      components
        .find(one => one.purl === at)
        ?.dependsOn.forEach(next => reached.add(next));
    }
    return components.filter(one => reached.has(one.purl));
  }

  /** What newer versions of a direct package let go of; at the most what the best of them does. */
  function parentOptions(asked: PlanQuestion, parent: Component) {
    const [{ components }] = asked.manifests;
    const hitsOf = (one: Component) =>
      affecting(asked, one.packageName, one.version);
    const soleBelow = closure(components, parent.purl).filter(
      one =>
        one.direct === false &&
        components.filter(
          other =>
            other.direct &&
            closure(components, other.purl).some(x => x.purl === one.purl),
        ).length === 1,
    );
    const moved = [parent, ...soleBelow].filter(one => hitsOf(one).length > 0);
    const had = new Set(moved.flatMap(hitsOf));
    const own = ownWay(asked, parent);
    const places = [asked.manifests[0], ...asked.seen!].flatMap(place =>
      place.components
        .filter(
          one =>
            one.packageName === parent.packageName &&
            majorOf(one.version) > majorOf(parent.version),
        )
        .map(({ version, purl: at }) => ({
          version,
          there: closure(place.components, at),
        })),
    );
    const isFirst = ({ version }: { version: string }, at: number) =>
      places.findIndex(place => place.version === version) === at;
    return places
      .filter(isFirst)
      .filter(({ there }) => there.flatMap(hitsOf).every(one => had.has(one)))
      .map(({ version, there }) => ({
        version,
        set: letGo(moved, there, hitsOf),
      }))
      .filter(({ set }) => [...own].every(one => set.has(one)))
      .filter(({ set }) =>
        [...set].some(
          one => !one.startsWith(`${parent.packageName}@${parent.version} `),
        ),
      )
      .sort(
        (a, b) =>
          b.set.size - a.set.size || majorOf(a.version) - majorOf(b.version),
      )
      .slice(0, 1)
      .map(({ set }) => set);
  }

  function letGo(
    moved: readonly Component[],
    there: readonly Component[],
    hitsOf: (one: Component) => PlannedVulnerability[],
  ): Set<string> {
    const stays = (name: string, v: PlannedVulnerability) =>
      there.some(one => one.packageName === name && v.affects(one.version));
    return new Set(
      moved.flatMap(one =>
        hitsOf(one)
          .filter(v => !stays(one.packageName, v))
          .map(v => `${one.packageName}@${one.version} ${v.id}`),
      ),
    );
  }

  function fewest(options: Set<string>[], reachable: Set<string>): number {
    let best = Infinity;
    for (let set = 0; set < 2 ** options.length; set++) {
      // eslint-disable-next-line no-bitwise
      const some = options.filter((_, i) => (set >> i) & 1);
      if (new Set(some.flatMap(one => [...one])).size === reachable.size) {
        best = Math.min(best, some.length);
      }
    }
    return best;
  }
});

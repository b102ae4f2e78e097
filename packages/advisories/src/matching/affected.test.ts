import { AffectedPackage } from '../records/advisory';
import { compileAffected, matchAffected } from './affected';

const branches: AffectedPackage[] = [
  {
    ranges: [
      { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.0' }] },
      {
        type: 'SEMVER',
        events: [
          { introduced: '2.0.0' },
          { fixed: '2.1.0' },
          { introduced: '3.0.0' },
          { fixed: '3.0.10' },
          { fixed: '3.0.9' },
        ],
      },
    ],
  },
];

describe('matchAffected', () => {
  it('names the fixes of the range around the version, above it', () => {
    expect(matchAffected('npm', '1.0.0', branches)).toEqual({
      applies: true,
      fixed: ['1.2.0'],
    });
    expect(matchAffected('npm', '2.0.5', branches).fixed).toEqual([
      '2.1.0',
      '3.0.9',
      '3.0.10',
    ]);
    expect(matchAffected('npm', '3.0.0', branches).fixed).toEqual([
      '3.0.9',
      '3.0.10',
    ]);
    expect(matchAffected('npm', '1.2.0', branches)).toEqual({
      applies: false,
      fixed: [],
    });
  });

  it('names no fix that is affected itself', () => {
    const events = [
      { introduced: '0' },
      { fixed: '1.0.0' },
      { introduced: '1.0.0' },
      { fixed: '2.0.0' },
    ];
    const affected = [{ ranges: [{ type: 'SEMVER', events }] }];
    expect(matchAffected('npm', '0.5.0', affected).fixed).toEqual(['2.0.0']);
  });

  it('names the fix of a later branch where the own one has none', () => {
    const range = (...events: object[]) => ({ type: 'SEMVER', events });
    const affected = [
      { ranges: [range({ introduced: '0.1.0' }, { last_affected: '0.2.0' })] },
      { ranges: [range({ introduced: '0.2.7' }, { fixed: '0.2.23' })] },
    ];
    expect(matchAffected('crates.io', '0.1.44', affected).fixed).toEqual([
      '0.2.23',
    ]);
  });

  it('joins lists and ranges, over all entries', () => {
    const affected = [
      { versions: ['1.0'] },
      { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '2.0' }] }] },
    ];
    const compiled = compileAffected('PyPI', affected);
    expect(compiled.reasonFor('1.0')).toBe('listed');
    expect(compiled.reasonFor('2.1')).toBe('range');
    expect(compiled.reasonFor('1.5')).toBeUndefined();
  });

  it('knows a listed version in another spelling', () => {
    const compiled = compileAffected('PyPI', [
      { versions: ['1.0', 'odd one'] },
    ]);
    expect(compiled.contains('v1.0.0')).toBe(true);
    expect(compiled.contains('1.0.1')).toBe(false);
  });

  it('gives a listed version the fixes of the ranges', () => {
    const affected = [
      {
        versions: ['3.2a1'],
        ranges: [
          {
            type: 'ECOSYSTEM',
            events: [{ introduced: '3.2' }, { fixed: '3.2.18' }],
          },
        ],
      },
    ];
    expect(matchAffected('PyPI', '3.2a1', affected)).toEqual({
      applies: true,
      fixed: ['3.2.18'],
    });
  });

  it('matches a version that cannot be ordered where it is listed, or all are meant', () => {
    const affected = [
      {
        versions: ['nightly'],
        ranges: [
          { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] },
        ],
      },
    ];
    expect(matchAffected('npm', 'nightly', affected).applies).toBe(true);
    expect(matchAffected('npm', 'weekly', affected).applies).toBe(false);
    const all = [
      { ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }] },
    ];
    expect(matchAffected('npm', 'weekly', all)).toEqual({
      applies: true,
      fixed: [],
    });
  });

  it('matches literally in an ecosystem without an order', () => {
    const affected = [
      {
        versions: ['r1'],
        ranges: [
          { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: 'r9' }] },
        ],
      },
    ];
    expect(matchAffected('Fortran', 'r1', affected).applies).toBe(true);
    expect(matchAffected('Fortran', 'r2', affected).applies).toBe(false);
    const all = [
      { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }] },
    ];
    expect(matchAffected('Fortran', 'r2', all).applies).toBe(true);
  });

  it('reads SEMVER ranges as semver everywhere and leaves GIT aside', () => {
    const events = [{ introduced: '0' }, { fixed: '1.0.0' }];
    const ofType = (type: string) => [{ ranges: [{ type, events }] }];
    const applies = (ecosystem: string, type: string) =>
      matchAffected(ecosystem, '1.0.0-rc.1', ofType(type)).applies;
    expect(applies('Debian', 'SEMVER')).toBe(true);
    expect(applies('Debian', 'ECOSYSTEM')).toBe(false);
    expect(applies('npm', 'GIT')).toBe(false);
  });
});

describe('local labels of PyPI versions', () => {
  const said = (event: object, versions?: string[]): AffectedPackage[] => [
    {
      ranges: [
        { type: 'ECOSYSTEM', events: [{ introduced: '0' }, event] },
      ] as AffectedPackage['ranges'],
      versions,
    },
  ];
  const applies = (version: string, affected: AffectedPackage[]) =>
    matchAffected('PyPI', version, affected).applies;

  it('do not count where the record names none', () => {
    expect(applies('2.5.0+cpu', said({ last_affected: '2.5.0' }))).toBe(true);
    expect(applies('2.5.0+cpu', said({ fixed: '2.5.0' }))).toBe(false);
    expect(applies('2.5.0+cpu', said({ fixed: '1' }, ['2.5']))).toBe(true);
    expect(applies('2.5.0.post1+cpu', said({ last_affected: '2.5.0' }))).toBe(
      false,
    );
  });

  it('count where the record names one', () => {
    const fixed = said({ fixed: '2.5.0+cpu.2' });
    expect(applies('2.5.0+cpu.1', fixed)).toBe(true);
    expect(applies('2.5.0+cpu.2', fixed)).toBe(false);
    expect(applies('2.5.0', fixed)).toBe(true);
  });
});

it.each([
  ['1.23rc1', true],
  ['go1.23rc1', true],
  ['1.23rc2', false],
  ['1.23', false],
  ['go1.22.4', true],
  ['1.22', true],
  ['go1.22.5', false],
])('Go %s is told by its releases: %s', (version, applies) => {
  const events = [
    { introduced: '0' },
    { fixed: '1.22.5' },
    { introduced: '1.23.0-0' },
    { fixed: '1.23.0-rc.2' },
  ];
  const affected = [{ ranges: [{ type: 'SEMVER' as const, events }] }];
  expect(matchAffected('Go', version, affected).applies).toBe(applies);
});

describe('builds of modules', () => {
  const applies = (version: string, ...fixes: string[]) =>
    matchAffected('Rocky Linux:8', version, [
      {
        ranges: fixes.map(fixed => ({
          type: 'ECOSYSTEM',
          events: [{ introduced: '0' }, { fixed }],
        })),
      },
    ]).applies;
  const MODULE = '1:18.20.2-1.module+el8.9.0+21767+537f34ee';

  it.each([
    ['1:16.1.0-1.el8', [MODULE], false],
    ['1:16.1.0-1.el8', ['1:16.2.0-1.el8'], true],
    ['1:18.1.0-1.module+el8.9.0+1+2', [MODULE], true],
    ['1:18.1.0-1.module_el8.9.0+1+2', [MODULE], true],
    ['1:18.1.0-1.module+el8.9.0+1+2', ['1:19.0.0-1.el8'], false],
    ['1:18.1.0-1.el8', [MODULE, '1:18.2.0-1.el8'], true],
  ])('%s and a fix in %j: %s', (version, fixes, expected) => {
    expect(applies(version, ...fixes)).toBe(expected);
  });

  it('are meant by a record without a fix', () => {
    expect(
      matchAffected('Red Hat', MODULE, [
        { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }] },
      ]).applies,
    ).toBe(true);
  });
});

import { ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import type { News } from './news';
import { isStanding, noticesOf } from './noticesOf';
import { readTellOptions } from './options';

const tell = readTellOptions(
  new ConfigReader({ tell: { operators: ['group:default/operators'] } }),
);
const now = new Date('2026-11-29T12:00:00Z');

const groups = ['a', 'b', 'c'].map(name => `group:default/${name}`);

/** Findings by number, so that several news are of one and it is one thing. */
const findingOf = (number: number): NonNullable<News['finding']> => ({
  id: String(number),
  state: number % 5 === 0 ? 'dismissed' : 'open',
  kind: 'vulnerability',
  vulnerabilityId: number % 4,
  vulnerability: `CVE-2026-000${number % 4}`,
  ecosystem: 'npm',
  packageName: 'lodash',
  severity: number % 3 === 0 ? 'critical' : 'low',
  knownExploited: number % 4 === 1,
  malicious: number % 4 === 2,
});

const news = fc
  .array(
    fc.record({
      number: fc.nat({ max: 20 }),
      kind: fc.constantFrom<News['kind']>(
        'opened',
        'reopened',
        'exploited',
        'rerated',
        'overdue',
        'needs-review',
      ),
    }),
    { maxLength: 60 },
  )
  .map(list =>
    list.map(
      ({ number, kind }, index): News => ({
        id: String(index),
        kind,
        at: now,
        detail: {},
        entityRef: `component:default/s${number % 7}`,
        lifecycle: number % 7 < 4 ? 'production' : 'experimental',
        owners: groups.filter((_, i) => (number % 7) % (i + 2) === 0),
        finding: findingOf(number),
      }),
    ),
  );

describe('what groups are told', () => {
  it('is each thing once, and each thing', () => {
    fc.assert(
      fc.property(news, list => {
        const notices = noticesOf(list, tell, now);
        const keys = notices.map(({ group, slot, topic, subject }) =>
          [group, slot, topic, subject].join(' '),
        );
        expect(new Set(keys).size).toBe(keys.length);
        const told = new Set(
          notices.map(({ group, subject }) => `${group} ${subject}`),
        );
        const wanted = new Set(
          list
            .filter(isStanding)
            .flatMap(({ owners, finding }) =>
              owners.map(owner => `${owner} ${finding!.vulnerability}`),
            ),
        );
        expect(told).toEqual(wanted);
      }),
    );
  });

  it('does not depend on how the news is cut into pieces', () => {
    fc.assert(
      fc.property(news, fc.nat({ max: 20 }), (list, cut) => {
        // All news of a finding is in one piece.
        const first = list.filter(({ finding }) => Number(finding!.id) < cut);
        const rest = list.filter(({ finding }) => Number(finding!.id) >= cut);
        const keysOf = (some: News[]) =>
          noticesOf(some, tell, now).map(({ group, slot, topic, subject }) =>
            [group, slot, topic, subject].join(' '),
          );
        expect(new Set([...keysOf(first), ...keysOf(rest)])).toEqual(
          new Set(keysOf(list)),
        );
      }),
    );
  });

  it.each([
    ['opened', 'production', { knownExploited: true }, 'now exploited'],
    ['opened', 'production', { malicious: true }, 'now critical'],
    ['reopened', 'production', { severity: 'critical' }, 'now critical'],
    ['exploited', 'production', { knownExploited: true }, 'now exploited'],
    ['rerated', 'production', { severity: 'critical' }, 'now re-rated'],
    ['overdue', 'production', { severity: 'critical' }, 'now overdue'],
    ['overdue', 'production', { severity: 'high' }, 'digest overdue'],
    ['opened', 'production', { severity: 'high' }, 'digest opened'],
    ['opened', 'experimental', { knownExploited: true }, 'digest exploited'],
    ['opened', undefined, { severity: 'critical' }, 'digest opened'],
    [
      'needs-review',
      'production',
      { severity: 'critical' },
      'digest needs-review',
    ],
  ] as const)('%s in %s with %p: %s', (kind, lifecycle, finding, expected) => {
    const base = { ...findingOf(4), severity: 'low' as const };
    const notices = noticesOf(
      [
        {
          id: '1',
          kind,
          at: now,
          detail: {},
          entityRef: 'component:default/shop',
          lifecycle,
          owners: ['group:default/a'],
          finding: { ...base, knownExploited: false, ...finding },
        },
      ],
      tell,
      now,
    );
    expect(notices.map(({ slot, topic }) => `${slot} ${topic}`)).toEqual([
      expected,
    ]);
  });
});

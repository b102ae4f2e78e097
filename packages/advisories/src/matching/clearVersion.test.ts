import fc from 'fast-check';
import { compareVersions } from '../versions/compare';
import { compileAffected } from './affected';
import { clearVersion } from './clearVersion';

/** What a record says of a Maven package: events in order. */
const record = (...events: [string, string][]) => [
  {
    package: { ecosystem: 'Maven', name: 'a' },
    ranges: [
      {
        type: 'ECOSYSTEM' as const,
        events: events.map(([kind, version]) => ({ [kind]: version })),
      },
    ],
  },
];
const clear = (version: string, ...records: ReturnType<typeof record>[]) =>
  clearVersion(
    'Maven',
    version,
    records.map(affected => compileAffected('Maven', affected)),
  );

it('is the version that all vulnerabilities of the package are fixed in', () => {
  // What is known of log4j-core: four vulnerabilities, one after another.
  const vulnerabilities = [
    record(['introduced', '2.0-beta9'], ['fixed', '2.15.0']),
    record(['introduced', '2.0-beta9'], ['fixed', '2.16.0']),
    record(['introduced', '2.0-alpha1'], ['fixed', '2.17.0']),
    record(['introduced', '2.0-beta7'], ['fixed', '2.17.1']),
  ];
  expect(clear('2.14.1', ...vulnerabilities)).toBe('2.17.1');
  expect(clear('2.17.1', ...vulnerabilities)).toBeUndefined();
});

it('is not one that is affected by a vulnerability that came later', () => {
  expect(
    clear(
      '1.0.0',
      record(['introduced', '0'], ['fixed', '1.2.0']),
      record(['introduced', '1.1.0'], ['fixed', '1.4.0']),
      record(['introduced', '1.4.0'], ['last_affected', '1.9.0']),
    ),
  ).toBeUndefined();
  expect(
    clear(
      '1.0.0',
      record(['introduced', '0'], ['fixed', '1.2.0']),
      record(['introduced', '1.1.0'], ['fixed', '1.4.0']),
    ),
  ).toBe('1.4.0');
});

it('leaves aside what nothing fixes', () => {
  expect(
    clear(
      '1.0.0',
      record(['introduced', '0'], ['fixed', '1.2.0']),
      record(['introduced', '0']),
    ),
  ).toBe('1.2.0');
  expect(clear('1.0.0', record(['introduced', '0']))).toBeUndefined();
});

it('is above the version, and below it there is no clear fix', () => {
  const version = fc.nat({ max: 9 }).map(n => `1.${n}.0`);
  const vulnerability = fc
    .uniqueArray(version, { minLength: 2, maxLength: 2 })
    .map(ends => ends.sort())
    .map(([from, to]) => record(['introduced', from], ['fixed', to]));
  fc.assert(
    fc.property(
      fc.array(vulnerability, { maxLength: 6 }),
      version,
      (vulnerabilities, asked) => {
        const found = clear(asked, ...vulnerabilities);
        const affects = (one: string) =>
          vulnerabilities.some(([{ ranges }]) => {
            const [{ introduced }, { fixed }] = ranges[0].events;
            return (
              compareVersions('Maven', introduced, one) <= 0 &&
              compareVersions('Maven', one, fixed) < 0
            );
          });
        const candidates = vulnerabilities
          .map(([{ ranges }]) => ranges[0].events[1].fixed)
          .filter(fix => compareVersions('Maven', fix, asked) > 0)
          .filter(fix => !affects(fix))
          .sort((a, b) => compareVersions('Maven', a, b));
        expect(found).toBe(candidates[0]);
      },
    ),
  );
});

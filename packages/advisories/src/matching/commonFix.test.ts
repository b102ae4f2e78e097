import { commonFix } from './commonFix';

/** What a record says of an npm package: events in order. */
const record = (...events: [string, string][]) => [
  {
    package: { ecosystem: 'npm', name: 'a' },
    ranges: [
      {
        type: 'SEMVER' as const,
        events: events.map(([kind, version]) => ({ [kind]: version })),
      },
    ],
  },
];

it('is the fix of a single record', () => {
  const only = record(['introduced', '0'], ['fixed', '1.2.0']);
  expect(commonFix('npm', '1.0.0', [only])).toBe('1.2.0');
});

it('is the later one where records disagree about the fix', () => {
  const one = record(['introduced', '0'], ['fixed', '1.2.0']);
  const two = record(['introduced', '0'], ['fixed', '1.3.0']);
  expect(commonFix('npm', '1.0.0', [one, two])).toBe('1.3.0');
});

it('is free of every record, though each is free of it at another place', () => {
  const one = record(['introduced', '0'], ['fixed', '2.0.5']);
  // Its own smallest fix is below, and the other's is affected again.
  const two = record(
    ['introduced', '0'],
    ['fixed', '1.2.5'],
    ['introduced', '2.0.0'],
    ['fixed', '2.1.0'],
  );
  expect(commonFix('npm', '1.0.0', [one, two])).toBe('2.1.0');
});

it('does not ask a record that knows no end', () => {
  const one = record(['introduced', '0'], ['fixed', '1.2.0']);
  const endless = record(['introduced', '0']);
  const last = record(['introduced', '0'], ['last_affected', '1.5.0']);
  expect(commonFix('npm', '1.0.0', [one, endless, last])).toBe('1.2.0');
});

it('is nothing where no fix is free of the others', () => {
  const one = record(
    ['introduced', '0'],
    ['fixed', '1.2.0'],
    ['introduced', '1.3.0'],
  );
  const two = record(['introduced', '0'], ['fixed', '1.4.0']);
  expect(commonFix('npm', '1.0.0', [one, two])).toBeUndefined();
  expect(commonFix('npm', '1.0.0', [])).toBeUndefined();
});

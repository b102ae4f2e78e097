import fc from 'fast-check';
import { formatsOf } from './formats';

const english = formatsOf('en-US');
const german = formatsOf('de');

describe('formats', () => {
  it('are those of a language', () => {
    const at = '2026-03-31T16:05:00.000';
    expect(english.number(1204)).toBe('1,204');
    expect(german.number(1204)).toBe('1.204');
    expect(english.day(at)).toBe('Mar 31, 2026');
    expect(german.day(at)).toBe('31. März 2026');
    expect(german.time(at)).toMatch(/31\. März 2026.*16:05/);
    expect(english.decimal(6.25, 1)).toBe('6.3');
    expect(german.decimal(6.25, 1)).toBe('6,3');
    expect(english.list(['npm', 'Maven', 'Go'])).toBe('npm, Maven, and Go');
    expect(german.list(['npm', 'Maven', 'Go'])).toBe('npm, Maven und Go');
    expect(german.relative('2020-01-01T00:00:00.000')).toMatch(
      /^vor .* Jahren$/,
    );
  });

  it('show nothing where there is no number', () => {
    expect(english.number(undefined)).toBe('');
    expect(english.number(0)).toBe('0');
  });

  it('leave what is no time as it is', () => {
    expect(english.day('soon')).toBe('soon');
    expect(english.time('soon')).toBe('soon');
    expect(english.relative('soon')).toBe('soon');
  });

  it('say where counting stopped', () => {
    expect(english.total({ count: 10000, atLeast: true })).toBe('10,000+');
    expect(english.total({ count: 12, atLeast: false })).toBe('12');
  });

  it('name the day of a zone', () => {
    expect(english.day('2026-01-15T23:59:00.000Z', 'utc')).toBe('Jan 15, 2026');
    expect(english.day('2026-01-15T00:01:00.000Z', 'utc')).toBe('Jan 15, 2026');
  });
});

it.each([
  [0, '0 ms'],
  [850.4, '850 ms'],
  [4200, '4.2 s'],
  [59_940, '59.9 s'],
  [59_999, '1 min'],
  [185_000, '3 min 5 s'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(english.duration(milliseconds)).toBe(text);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [100_000_000, '100.0 MB'],
  [5.5e15, '5,500.0 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(english.bytes(bytes)).toBe(text);
});

it.each([
  [0.0004, '0.04%'],
  [0.031, '3.1%'],
  [0.1, '10%'],
  [0.97, '97%'],
])('a probability of %d is %s', (value, text) => {
  expect(english.probability(value)).toBe(text);
});

describe('a share', () => {
  it.each([
    [0, 0, '0%'],
    [0, 10, '0%'],
    [10, 10, '100%'],
    [1, 1000, '<1%'],
    [999, 1000, '>99%'],
    [1, 3, '33%'],
  ])('of %d in %d is %s', (part, whole, text) => {
    expect(english.share(part, whole)).toBe(text);
  });

  it('is none only for none and all only for all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        (part, rest) => {
          expect(['0%', '100%']).not.toContain(
            english.share(part, part + rest),
          );
        },
      ),
    );
  });
});

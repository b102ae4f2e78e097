import fc from 'fast-check';
import { VersionRange } from './versionRange';

const contains = (range: string, version: string, ecosystem = 'npm') =>
  VersionRange.parse(range).contains(ecosystem, version);

describe('VersionRange', () => {
  it.each([
    ['>=2.0.0 <2.17.1', '2.0.0', true],
    ['>=2.0.0 <2.17.1', '2.17.1', false],
    ['>= 2.0.0, < 2.17.1', '2.17.0', true],
    ['>=2.0.0 <2.17.1 || 1.2.17', '1.2.17', true],
    ['>=2.0.0 <2.17.1 || 1.2.17', '1.2.16', false],
    ['2.0.0', '2.0.0', true],
    ['=2.0.0', '2.0.1', false],
    ['<=2.0.0', '2.0.0', true],
    ['>2.0.0', '2.0.0', false],
    ['<2.0.0', '2.0.0-rc.1', true],
  ])('%s of %s: %p', (range, version, expected) => {
    expect(contains(range, version)).toBe(expected);
  });

  it('orders by the rules of the ecosystem', () => {
    expect(contains('<1.0', '1.0a1', 'PyPI')).toBe(true);
    expect(contains('>=1.0', '1!0.1', 'PyPI')).toBe(true);
    expect(contains('<1.0', '1.0-SNAPSHOT', 'Maven')).toBe(true);
  });

  it('contains a version without order only where it is named', () => {
    expect(contains('>=1.0.0', 'main')).toBe(false);
    expect(contains('<=1.0.0', 'main')).toBe(false);
    expect(contains('main', 'main')).toBe(true);
    expect(contains('>=main', '1.0.0')).toBe(false);
    expect(contains('>=1.0.0', '1.0.0', 'Nonsense')).toBe(false);
  });

  it.each(['', ' ', '||', '1.0.0 ||', '>=', '> , <'])('refuses %j', text => {
    expect(() => VersionRange.parse(text)).toThrow(/empty part|no version/);
  });

  it('agrees with arithmetic on plain versions, spaces or not', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3));
    const number = ([a, b, c]: number[]) => a * 100 + b * 10 + c;
    const operators: Record<string, (a: number, b: number) => boolean> = {
      '>=': (a, b) => a >= b,
      '<=': (a, b) => a <= b,
      '>': (a, b) => a > b,
      '<': (a, b) => a < b,
      '=': (a, b) => a === b,
    };
    const comparator = fc.tuple(
      fc.constantFrom(...Object.keys(operators)),
      fc.constantFrom('', ' ', '  '),
      version,
    );
    const alternatives = fc.array(
      fc.array(comparator, { minLength: 1, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(alternatives, version, (any, asked) => {
        const text = any
          .map(all =>
            all.map(([op, gap, v]) => op + gap + v.join('.')).join(' '),
          )
          .join(' || ');
        const expected = any.some(all =>
          all.every(([op, , v]) => operators[op](number(asked), number(v))),
        );
        expect(contains(text, asked.join('.'))).toBe(expected);
      }),
    );
  });

  it('throws nothing but its own refusal, whatever is typed', () => {
    const outcome = (text: string, version: string) => {
      try {
        return contains(text, version);
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.string({ maxLength: 20 }),
        (text, version) => {
          expect([true, false, 'InputError']).toContain(outcome(text, version));
        },
      ),
    );
  });
});

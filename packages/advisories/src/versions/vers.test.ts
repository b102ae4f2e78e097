import fc from 'fast-check';
import { compareVersions, VersionError } from './compare';
import { VersRange } from './vers';

describe('VersRange', () => {
  it.each([
    // The examples of the specification, and the edges of each.
    [
      'vers:npm/1.2.3|>=2.0.0|<5.0.0',
      ['1.2.3', '2.0.0', '4.9.9'],
      ['1.2.4', '5.0.0'],
    ],
    [
      'vers:npm/>=1.0.0|!=1.1.0|<2.0.0',
      ['1.0.0', '1.1.1'],
      ['1.1.0', '2.0.0', '0.9.0'],
    ],
    ['vers:pypi/0.0.0|0.0.1|0.0.2|1.0|2.0pre1', ['0.0.1', '2.0rc1'], ['0.0.3']],
    [
      'vers:maven/>=2.0-beta9|<2.3.1|>=2.4|<2.12.2',
      ['2.0', '2.3', '2.12.1'],
      ['2.3.1', '2.3.9', '2.12.2', '1.2'],
    ],
    [
      'vers:npm/<1.0.0|>=3.0.0',
      ['0.1.0', '3.0.0', '9.0.0'],
      ['1.0.0', '2.0.0'],
    ],
    ['vers:golang/>v1.2.0', ['v1.2.1'], ['v1.2.0', '1.2.0']],
    ['vers:npm/!=1.0.0', ['0.1.0', '2.0.0'], ['1.0.0']],
    ['vers:npm/*', ['0.0.0', '99.0.0'], []],
    ['vers:gem/ >= 2.2.0 | != 2.2.1 | < 2.3.0 ', ['2.2.0'], ['2.2.1']],
    ['vers:pypi/1.0%2Blocal', ['1.0+local'], ['1.0']],
  ])('reads %s', (range, inside, outside) => {
    const read = VersRange.read(range);
    expect(inside.filter(version => !read.contains(version))).toEqual([]);
    expect(outside.filter(version => read.contains(version))).toEqual([]);
  });

  it.each([
    '',
    '>=1.0.0',
    'vers:npm',
    'vers:npm/',
    'vers:npm/|',
    'vers:unheard/1.0',
    'vers:__proto__/1.0',
    'vers:npm/*|1.0.0',
    'vers:npm/>=',
    'vers:npm/%ff',
    'vers:npm/>=1.0.0|=>2.0.0',
    `vers:npm/${'1.0.0|'.repeat(600)}`,
    `vers:npm/${'1'.repeat(10_001)}`,
  ])('refuses %j', text => {
    expect(() => VersRange.read(text)).toThrow(VersionError);
  });

  it('agrees with a walk over the constraints', () => {
    const version = fc.integer({ min: 0, max: 12 }).map(n => `${n}.0.0`);
    const bounds = fc.uniqueArray(version, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(bounds, version, fc.boolean(), (points, asked, starts) => {
        const ascending = [...points].sort((a, b) =>
          compareVersions('npm', a, b),
        );
        const opens = (i: number) => (i % 2 === 0) === starts;
        const range = ascending
          .map((point, i) => `${opens(i) ? '>=' : '<'}${point}`)
          .join('|');
        // The last point that is not above decides; before all, the opposite of the first.
        const last = ascending.filter(
          point => compareVersions('npm', point, asked) <= 0,
        ).length;
        const expected = last === 0 ? !opens(0) : opens(last - 1);
        expect(VersRange.read(`vers:npm/${range}`).contains(asked)).toBe(
          expected,
        );
      }),
    );
  });
});

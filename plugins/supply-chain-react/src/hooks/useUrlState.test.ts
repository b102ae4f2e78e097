import fc from 'fast-check';
import { withChanges } from './useUrlState';

describe('withChanges', () => {
  it('sets, replaces and takes away, and leaves the rest', () => {
    const before = new URLSearchParams('view=findings&severity=high&q=lodash');
    const after = withChanges(before, {
      severity: ['critical', 'low'],
      q: undefined,
      finding: '7',
    });
    expect(after.toString()).toBe(
      'view=findings&severity=critical&severity=low&finding=7',
    );
    expect(before.get('q')).toBe('lodash');
  });

  it('reads back any value that it wrote', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.array(fc.string({ minLength: 1 })),
        (one, many) => {
          const after = withChanges(new URLSearchParams('kept=1'), {
            one,
            many,
          });
          const read = new URLSearchParams(after.toString());
          expect(read.get('one')).toBe(one);
          expect(read.getAll('many')).toEqual(many);
          expect(read.get('kept')).toBe('1');
        },
      ),
    );
  });
});

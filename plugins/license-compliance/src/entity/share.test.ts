import fc from 'fast-check';
import { shareOf } from './share';

describe('shareOf', () => {
  it.each([
    [0, 0, '0%'],
    [0, 10, '0%'],
    [10, 10, '100%'],
    [1, 1000, '<1%'],
    [999, 1000, '>99%'],
    [1, 3, '33%'],
  ])('shows %d of %d as %s', (part, whole, text) => {
    expect(shareOf(part, whole)).toBe(text);
  });

  it('says none only for none and all only for all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        (part, rest) => {
          expect(['0%', '100%']).not.toContain(shareOf(part, part + rest));
        },
      ),
    );
  });
});

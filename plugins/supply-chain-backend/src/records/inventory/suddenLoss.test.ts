import fc from 'fast-check';
import { lossOf } from './suddenLoss';

const rules = { fraction: 0.5, leastComponents: 5, rememberMs: 1000 };
const at = (ms: number) => new Date(ms);

describe('lossOf', () => {
  it.each([
    ['half is no loss', 5, 10, false],
    ['more than half is one', 4, 10, true],
    ['all is one', 0, 10, true],
    ['growth is none', 20, 10, false],
    ['a small file has none', 1, 4, false],
    ['a small file that has nothing left has one', 0, 3, true],
    ['nothing of nothing is none', 0, 0, false],
  ])('%s', (_, now, before, expected) => {
    const loss = lossOf(now, { components: before }, rules, at(0));
    expect(loss).toEqual(expected ? { before, since: at(0) } : undefined);
  });

  it('knows none at a first reading, and none where it is switched off', () => {
    expect(lossOf(0, undefined, rules, at(0))).toBeUndefined();
    expect(lossOf(0, { components: 9 }, undefined, at(0))).toBeUndefined();
  });

  it('remembers a loss until the components are back, or its time is over', () => {
    const loss = { before: 10, since: at(0) };
    const again = (components: number, now: number) =>
      lossOf(components, { components: 2, loss }, rules, at(now));
    expect(again(2, 500)).toEqual(loss);
    expect(again(4, 999)).toEqual(loss);
    expect(again(5, 500)).toBeUndefined();
    expect(again(2, 1000)).toBeUndefined();
  });

  it('marks exactly what is under the share that may stay, whatever the readings', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }),
        counts => {
          let earlier: Parameters<typeof lossOf>[1];
          let whole = 0;
          counts.forEach((components, index) => {
            const loss = lossOf(components, earlier, rules, at(index));
            const marked =
              (whole >= 5 && components < whole / 2) ||
              (whole > 0 && components === 0);
            expect(loss?.before).toBe(marked ? whole : undefined);
            if (!marked) whole = components;
            earlier = { components, loss };
          });
        },
      ),
    );
  });
});

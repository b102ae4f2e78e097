import fc from 'fast-check';
import { atOrBelow, treeRows } from './tree';

const shape = (rows: ReturnType<typeof treeRows>) =>
  rows.map(
    ({ item, depth, hasChildren }) =>
      `${'  '.repeat(depth)}${item.ref}${hasChildren ? ' +' : ''}`,
  );

describe('treeRows', () => {
  it('puts what is below right after what is above, in order', () => {
    expect(
      shape(
        treeRows([
          { ref: 'web', parents: ['shop'] },
          { ref: 'shop', parents: ['all'] },
          { ref: 'pay', parents: ['shop'] },
          { ref: 'alone' },
        ]),
      ),
    ).toEqual(['shop +', '  web', '  pay', 'alone']);
  });

  it('names each item once, below the first of its parents that there is', () => {
    expect(
      shape(
        treeRows([
          { ref: 'a' },
          { ref: 'b' },
          { ref: 'c', parents: ['gone', 'b', 'a'] },
        ]),
      ),
    ).toEqual(['a', 'b +', '  c']);
  });

  it('opens circles at their first item', () => {
    expect(
      shape(
        treeRows([
          { ref: 'b', parents: ['c'] },
          { ref: 'a', parents: ['b'] },
          { ref: 'c', parents: ['a'] },
          { ref: 'own', parents: ['own'] },
        ]),
      ),
    ).toEqual(['own', 'b +', '  a +', '    c']);
  });

  it('stands very deep groups', () => {
    const items = Array.from({ length: 5_000 }, (_, index) => ({
      ref: `g${index}`,
      parents: index ? [`g${index - 1}`] : [],
    }));
    expect(treeRows(items).at(-1)?.depth).toBe(4_999);
  });

  it('has every item once, after those above it, whatever the relations', () => {
    const refs = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const items = fc.uniqueArray(
      fc.record({ ref: refs, parents: fc.array(refs, { maxLength: 3 }) }),
      { selector: item => item.ref },
    );
    fc.assert(
      fc.property(items, given => {
        const rows = treeRows(given);
        const order = rows.map(row => row.item.ref);
        expect([...order].sort()).toEqual(given.map(one => one.ref).sort());
        rows.forEach((row, index) => {
          const before = order.slice(0, index);
          expect(before).toEqual(expect.arrayContaining([...row.above]));
          expect(row.hasChildren).toBe(
            rows.some(other => other.above.at(-1) === row.item.ref),
          );
        });
      }),
    );
  });
});

describe('atOrBelow', () => {
  const items = [
    { ref: 'all' },
    { ref: 'shop', parents: ['all', 'web'] },
    { ref: 'web', parents: ['shop'] },
    { ref: 'pay', parents: ['other', 'web'] },
    { ref: 'other', parents: ['all'] },
  ];
  const refs = (ref?: string) => atOrBelow(items, ref).map(item => item.ref);

  it('leaves out what is above and beside, and goes round in circles once', () => {
    expect(refs('web')).toEqual(['shop', 'web', 'pay']);
    expect(refs('other')).toEqual(['pay', 'other']);
    expect(refs('pay')).toEqual(['pay']);
  });

  it('leaves all where the item is none of them', () => {
    expect(refs('gone')).toHaveLength(5);
    expect(refs()).toHaveLength(5);
  });
});

import fc from 'fast-check';
import { inventory } from '../__testUtils__/sampleInventory';
import { type Comparable, diffSboms } from './diff';

function sides(...lists: Comparable[][]) {
  return lists.map(components => ({ components })) as [
    { components: Comparable[] },
    { components: Comparable[] },
  ];
}

describe('diffSboms', () => {
  it('tells added, removed and changed packages apart by purl', () => {
    const [before, after] = sides(
      [
        { name: 'a', version: '1', purl: 'pkg:npm/a@1' },
        { name: 'b', version: '1', purl: 'pkg:npm/b@1' },
        { name: 'a', version: '1', purl: 'pkg:pypi/a@1' },
        { name: 'x', version: '1', purl: 'pkg:maven/g/x@1' },
        { name: 'x', version: '2', purl: 'pkg:maven/g/x@2' },
        { name: 'nopurl', version: '1' },
      ],
      [
        { name: 'a', version: '2', purl: 'pkg:npm/a@2' },
        { name: 'c', version: '1', purl: 'pkg:npm/%40s/c@1' },
        { name: 'a', version: '1', purl: 'pkg:pypi/a@1' },
        { name: 'x', version: '2', purl: 'pkg:maven/g/x@2' },
        { name: 'nopurl', version: '2', purl: 'not a purl' },
      ],
    );
    expect(diffSboms(before, after)).toEqual({
      added: [{ name: '@s/c', purlType: 'npm', version: '1' }],
      removed: [{ name: 'b', purlType: 'npm', version: '1' }],
      changed: [
        { name: 'nopurl', before: ['1'], after: ['2'] },
        { name: 'g:x', purlType: 'maven', before: ['1', '2'], after: ['2'] },
        { name: 'a', purlType: 'npm', before: ['1'], after: ['2'] },
      ],
    });
  });

  it('finds no difference between an inventory and itself', () => {
    expect(diffSboms(inventory, inventory)).toEqual({
      added: [],
      removed: [],
      changed: [],
    });
  });

  it('is the same the other way round, with the roles exchanged', () => {
    const list = fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c'),
        version: fc.constantFrom('1', '2'),
      }),
    );
    fc.assert(
      fc.property(list, list, (one, two) => {
        const [before, after] = sides(one, two);
        const forth = diffSboms(before, after);
        const back = diffSboms(after, before);
        expect(back.added).toEqual(forth.removed);
        expect(back.removed).toEqual(forth.added);
        expect(back.changed).toEqual(
          forth.changed.map(change => ({
            ...change,
            before: change.after,
            after: change.before,
          })),
        );
      }),
    );
  });
});

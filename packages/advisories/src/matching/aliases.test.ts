import fc from 'fast-check';
import { mergeAliases } from './aliases';

describe('mergeAliases', () => {
  it('joins through ids and through aliases that no record has', () => {
    expect(
      mergeAliases([
        { id: 'PYSEC-2', aliases: ['CVE-2021-10000'] },
        { id: 'GHSA-a', aliases: ['CVE-2021-10000', 'CVE-2021-9999'] },
        { id: 'GO-1', aliases: ['GHSA-a'] },
        { id: 'GHSA-b', aliases: ['SNYK-1'] },
        { id: 'Z-1' },
      ]),
    ).toEqual([
      {
        key: 'CVE-2021-9999',
        ids: ['GHSA-a', 'GO-1', 'PYSEC-2'],
        aliases: ['CVE-2021-9999', 'CVE-2021-10000'],
      },
      { key: 'GHSA-b', ids: ['GHSA-b'], aliases: ['SNYK-1'] },
      { key: 'Z-1', ids: ['Z-1'], aliases: [] },
    ]);
  });

  it('does not join what is merely related or upstream', () => {
    const records = [
      { id: 'A-1', related: ['CVE-2021-0001'], upstream: ['X-1'] },
      { id: 'B-1', related: ['CVE-2021-0001'], upstream: ['X-1'] },
    ];
    expect(mergeAliases(records)).toHaveLength(2);
  });

  const records = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 20 }).map(n => `R-${n}`),
      aliases: fc.array(
        fc.integer({ min: 0, max: 30 }).map(n => `R-${n}`),
        { maxLength: 3 },
      ),
    }),
    { selector: each => each.id },
  );

  it('gives every record to one group, whatever the order', () => {
    fc.assert(
      fc.property(records, all => {
        const groups = mergeAliases(all);
        const named = groups.flatMap(group => group.ids);
        expect(named.sort()).toEqual(all.map(each => each.id).sort());
        expect(mergeAliases([...all].reverse())).toEqual(groups);
      }),
    );
  });

  it('puts a record and its aliases into the same group', () => {
    fc.assert(
      fc.property(records, all => {
        const groups = mergeAliases(all);
        for (const { id, aliases } of all) {
          const group = groups.find(each => each.ids.includes(id))!;
          const names = [...group.ids, ...group.aliases];
          expect(names).toEqual(expect.arrayContaining(aliases));
        }
      }),
    );
  });

  it('follows a chain of a hundred thousand aliases', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => ({
      id: `R-${i}`,
      aliases: [`R-${i + 1}`],
    }));
    expect(mergeAliases(chain)).toHaveLength(1);
  });
});

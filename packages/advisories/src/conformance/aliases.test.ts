import { describeCorpora, readLines } from '@safety-curtain/testing';
import { readCorpusRecords } from '../__testUtils__/records';
import { mergeAliases } from '../matching/aliases';
import { isCve } from '../records/ids';

describeCorpora('conformance: records of one vulnerability', () => {
  it('finds each of the sampled groups, whole and with all its CVE ids', () => {
    const groupOf = new Map(
      mergeAliases(readCorpusRecords()).flatMap(group =>
        group.ids.map(id => [id, group] as const),
      ),
    );
    const samples: { group: string[]; cves: string[] }[] = readLines(
      'matching/alias-groups.ndjson',
    ).map(line => JSON.parse(line));
    const found = samples.map(({ group: [first] }) => {
      const { ids, aliases } = groupOf.get(first)!;
      const cves = [...ids, ...aliases].filter(isCve);
      return { group: [...ids].sort(), cves: cves.sort() };
    });
    const expected = samples.map(({ group, cves }) => ({
      group: [...group].sort(),
      cves: [...cves].sort(),
    }));
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(expected);
  });
});

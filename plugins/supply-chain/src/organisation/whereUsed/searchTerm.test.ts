import fc from 'fast-check';
import { termKind, termOf, termQuery } from './searchTerm';

describe('termKind', () => {
  it.each([
    ['log4j-core', 'package'],
    ['@scope/name', 'package'],
    ['org.apache.logging.log4j:log4j-core', 'package'],
    ['go-yaml', 'package'],
    ['osv-scanner', 'package'],
    ['pkg:npm/lodash@4.17.15', 'purl'],
    ['CVE-2021-44228', 'advisory'],
    ['cve-2021-44228', 'advisory'],
    ['GHSA-jfh8-c2jp-5v3q', 'advisory'],
    ['GO-2022-0123', 'advisory'],
    ['RUSTSEC-2020-0071', 'advisory'],
    ['PYSEC-2021-1', 'advisory'],
  ])('reads %s as %s', (text, kind) => {
    expect(termKind(text)).toBe(kind);
  });
});

describe('termQuery', () => {
  it('sets one of the three parameters, from which the term is read back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('package', 'purl', 'advisory'),
        fc.string({ minLength: 1 }),
        (kind, text) => {
          const query = termQuery({ kind, text });
          expect(Object.values(query).filter(Boolean)).toHaveLength(1);
          expect(termOf(query)).toEqual({ kind, text });
        },
      ),
    );
  });
});

import fc from 'fast-check';
import {
  readTerms,
  splitVersion,
  termKind,
  termsOf,
  termsQuery,
  termsText,
} from './searchTerm';

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

describe('terms', () => {
  it('are read one after another, each once', () => {
    expect(
      readTerms(
        ' CVE-2021-44228,CVE-2021-45046, lodash\npkg:npm/a?x=1,2 lodash',
      ),
    ).toEqual([
      { kind: 'advisory', text: 'CVE-2021-44228' },
      { kind: 'advisory', text: 'CVE-2021-45046' },
      { kind: 'package', text: 'lodash' },
      { kind: 'purl', text: 'pkg:npm/a?x=1,2' },
    ]);
    expect(readTerms(' , ')).toEqual([]);
  });

  it('keep the meaning that a link gave them', () => {
    const asked = [{ kind: 'package', text: 'CVE-2021-1' }] as const;
    expect(readTerms('CVE-2021-1', asked)).toEqual(asked);
  });

  it('go into the address, and from there into the field and back', () => {
    const term = fc.record({
      kind: fc.constantFrom('package' as const, 'advisory' as const),
      text: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(term, { selector: ({ text }) => text }),
        terms => {
          const inUrl = termsOf(termsQuery(terms));
          expect(new Set(inUrl)).toEqual(new Set(terms));
          expect(readTerms(termsText(inUrl), inUrl)).toEqual(inUrl);
        },
      ),
    );
  });
});

describe('splitVersion', () => {
  const split = (text: string, versions = '') => {
    const asking = splitVersion(readTerms(text), versions);
    return [termsText(asking.terms), asking.versions];
  };

  it.each([
    ['aquasecurity/trivy-action@0.28.0', 'aquasecurity/trivy-action', '0.28.0'],
    ['@scope/name@1.2.3', '@scope/name', '1.2.3'],
    ['node@sha256:4f5', 'node', 'sha256:4f5'],
    ['@scope/name', '@scope/name', ''],
    ['pkg:npm/lodash@4.17.15', 'pkg:npm/lodash@4.17.15', ''],
    ['a@1, b@2', 'a@1, b@2', ''],
  ])('%s is %s in %j', (text, name, versions) => {
    expect(split(text)).toEqual([name, versions]);
  });

  it('leaves versions that stand beside it', () => {
    expect(split('a@1', '<2')).toEqual(['a@1', '<2']);
  });
});

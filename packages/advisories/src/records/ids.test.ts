import { compareAdvisoryIds } from './ids';

describe('compareAdvisoryIds', () => {
  it('puts CVE ids first, by year and number', () => {
    const inOrder = [
      'CVE-1999-0001',
      'CVE-2021-9999',
      'CVE-2021-10000',
      'CVE-2021-44228',
      'GHSA-2222-2222-2222',
      'GHSA-jfh8-c2jp-5v3q',
      'CVE-bogus',
      'GO-2022-0001',
      'PYSEC-2020-1',
    ];
    expect([...inOrder].reverse().sort(compareAdvisoryIds)).toEqual(inOrder);
  });

  it('tells apart ids that are the same number', () => {
    expect(compareAdvisoryIds('CVE-2021-0001', 'CVE-2021-00001')).not.toBe(0);
    expect(compareAdvisoryIds('CVE-2021-0001', 'CVE-2021-0001')).toBe(0);
  });
});

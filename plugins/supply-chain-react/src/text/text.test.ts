import fc from 'fast-check';
import { isWebAddress } from './links';
import { packageLabel } from './purl';

describe('packageLabel', () => {
  it.each([
    ['pkg:npm/lodash@4.17.15', 'lodash@4.17.15'],
    ['pkg:npm/%40sindresorhus/is@0.14.0', '@sindresorhus/is@0.14.0'],
    [
      'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1?type=jar#sub',
      'org.apache.logging.log4j/log4j-core@2.14.1',
    ],
    ['pkg:npm/broken%ZZ@1', 'broken%ZZ@1'],
    ['no purl', 'no purl'],
  ])('shows %s as %s', (purl, label) => {
    expect(packageLabel(purl)).toBe(label);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(typeof packageLabel(text)).toBe('string');
        expect(typeof packageLabel(`pkg:${text}`)).toBe('string');
      }),
    );
  });
});

describe('isWebAddress', () => {
  it.each(['https://example.com/a', 'http://example.com'])('takes %s', url => {
    expect(isWebAddress(url)).toBe(true);
  });

  /* eslint-disable no-script-url -- these are what must be refused */
  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//example.com',
    'not an address',
    '',
  ])('refuses %j', url => {
    expect(isWebAddress(url)).toBe(false);
  });
});

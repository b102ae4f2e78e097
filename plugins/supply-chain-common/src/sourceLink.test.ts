import { sourceLink } from './sourceLink';

it.each([
  [
    'https://forge.example/org/shop/tree/main/service/',
    'https://forge.example/org/shop/blob/main/service/.snyk#L4',
  ],
  [
    'https://forge.example/org/shop/-/tree/main',
    'https://forge.example/org/shop/-/blob/main/.snyk#L4',
  ],
  [
    'https://forge.example/org/shop/src/branch/main/',
    'https://forge.example/org/shop/src/branch/main/.snyk#L4',
  ],
  ['https://forge.example/org/shop/', undefined],
  ['https://forge.example/org/_git/shop?path=/tree/a', undefined],
  ['file:///srv/tree/shop', undefined],
  ['data:text/html,/tree/main', undefined],
  [undefined, undefined],
])('of %s is %s', (source, link) => {
  expect(sourceLink(source, '.snyk', 4)).toBe(link);
});

it('keeps names of files from meaning anything else', () => {
  expect(
    sourceLink('https://forge.example/o/r/tree/main/', 'a b/#1/.snyk'),
  ).toBe('https://forge.example/o/r/blob/main/a%20b/%231/.snyk');
});

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

describe('at a commit', () => {
  const SHA = '0123456789abcdef0123456789abcdef01234567';

  it.each([
    [
      'https://forge.example/org/shop/tree/main/service/',
      `https://forge.example/org/shop/blob/${SHA}/service/a.ts#L4`,
    ],
    [
      'https://forge.example/org/shop/-/tree/v1.2',
      `https://forge.example/org/shop/-/blob/${SHA}/a.ts#L4`,
    ],
    [
      'https://forge.example/org/shop/src/branch/main/',
      `https://forge.example/org/shop/src/commit/${SHA}/a.ts#L4`,
    ],
    [
      'https://forge.example/org/shop/src/master/',
      `https://forge.example/org/shop/src/${SHA}/a.ts#L4`,
    ],
    [
      'https://forge.example/org/shop/tree/team/fix/',
      'https://forge.example/org/shop/blob/team/fix/a.ts#L4',
    ],
  ])('of %s it is %s', (source, link) => {
    expect(sourceLink(source, 'a.ts', 4, SHA)).toBe(link);
  });

  it.each(['main', '0123456', '../../x', ''])('%j is none', revision => {
    expect(
      sourceLink('https://forge.example/o/r/tree/main/', 'a', 1, revision),
    ).toBe('https://forge.example/o/r/blob/main/a#L1');
  });
});

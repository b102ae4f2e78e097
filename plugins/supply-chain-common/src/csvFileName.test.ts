import { csvFileName, questionText } from './csvFileName';

const day = new Date('2026-01-31T23:59:59Z');

it.each([
  ['findings', {}, 'findings-2026-01-31.csv'],
  [
    'where-used',
    { advisory: ['CVE-2021-44228', 'CVE-2021-45046'], owner: undefined },
    'where-used-CVE-2021-44228-CVE-2021-45046-2026-01-31.csv',
  ],
  [
    'findings',
    { entityRef: 'component:default/shop', severity: ['high'] },
    'findings-component-default-shop-high-2026-01-31.csv',
  ],
  ['where-used', { package: ['../"\r\n'] }, 'where-used-2026-01-31.csv'],
  [
    'findings',
    { q: 'x'.repeat(500) },
    `findings-${'x'.repeat(80)}-2026-01-31.csv`,
  ],
])('%s of %j is called %s', (what, query, name) => {
  expect(csvFileName(what, query, day)).toBe(name);
});

it('tells a question as one text', () => {
  expect(
    questionText({ package: ['a', 'b'], versions: '<2', owner: [], q: '' }),
  ).toBe('package=a package=b versions=<2');
});

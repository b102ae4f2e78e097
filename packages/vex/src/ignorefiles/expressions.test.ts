import { wildcardsOf } from './expressions';

it.each([
  ['lodash', true, 'lodash'],
  ['lodash', false, '*lodash*'],
  ['^@shop/', false, '@shop/*'],
  ['^@shop/.*$', true, '@shop/*'],
  ['linux-.*-headers-.*', true, 'linux-*-headers-*'],
  ['a\\.b', true, 'a.b'],
  ['.*.*', true, '*'],
  ['a\\d', true, undefined],
  ['a|b', true, undefined],
  ['(a+)+', true, undefined],
  ['a*', true, undefined],
  ['a\\*', true, undefined],
  ['a\\', true, undefined],
])('reads the expression %s', (expression, whole, pattern) => {
  expect(wildcardsOf(expression, { whole })).toBe(pattern);
});

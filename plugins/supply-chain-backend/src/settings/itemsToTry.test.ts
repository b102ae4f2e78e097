import { itemsToTry } from './itemsToTry';

const tried = {
  one: 'rule',
  many: 'rules',
  keys: ['supplyChain', 'triage', 'rules'],
  most: 20,
};

const rule = { id: 'a', priority: 10, match: { knownExploited: false } };
const yaml = `
- id: a
  priority: 10
  match:
    knownExploited: false
`;

describe('items to be tried out', () => {
  it.each([
    ['a list', { items: [rule] }],
    ['YAML', { text: yaml }],
    ['JSON', { text: JSON.stringify([rule]) }],
    [
      'a part of the configuration',
      { text: JSON.stringify({ rules: [rule] }) },
    ],
    [
      'the whole of it',
      { text: JSON.stringify({ supplyChain: { triage: { rules: [rule] } } }) },
    ],
  ])('are given as %s', (_, request) => {
    expect(itemsToTry(request, tried)).toEqual([rule]);
  });

  it.each([
    ['nothing', {}, /either rules, or a text/],
    ['both', { items: [rule], text: yaml }, /either rules, or a text/],
    ['no YAML', { text: 'a: [b' }, /not valid YAML, at line 1/],
    ['something else', { text: 'supplyChain: {}' }, /no list of rules/],
    ['a word', { text: 'hello' }, /no list of rules/],
    ['no rule', { text: '[]' }, /no rule/],
    ['two documents', { text: `${yaml}---${yaml}` }, /more than one/],
    ['aliases', { text: '- &a [1]\n- *a' }, /YAML aliases are not accepted/],
    [
      'too many',
      { text: JSON.stringify(Array(21).fill(rule)) },
      /There are 21 rules in this text; at most 20/,
    ],
  ])('are refused where there is %s', (_, request, reason) => {
    expect(() => itemsToTry(request, tried)).toThrow(reason);
  });
});

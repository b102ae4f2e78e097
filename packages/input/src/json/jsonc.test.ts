import { InputError } from '../InputError';
import { readJsonc } from './jsonc';

describe('JSON with comments', () => {
  it.each<[string, unknown]>([
    ['{"a":[1,2,],}', { a: [1, 2] }],
    ['// one\n{ "a": /* two\n */ 1, // three\n}', { a: 1 }],
    ['{"a":"b,}//c","d":"\\",]"}', { a: 'b,}//c', d: '",]' }],
    ['[1, /* none */ ]', [1]],
    ['\ufeff[]', []],
    ['[",", ","]', [',', ',']],
  ])('%j', (text, value) => {
    expect(readJsonc(text)).toEqual(value);
  });

  it.each([
    '[,]x',
    '[1,,]',
    '[1 2]',
    '{"a":1,,}',
    '/',
    '/* ',
    '["a',
    '"\\',
    '[1]/',
    '',
    '// only',
  ])('%j is refused', text => {
    expect(() => readJsonc(text)).toThrow(InputError);
  });

  it('is read in time that grows with its length only', () => {
    const many = 1_000_000;
    expect(() => readJsonc('/*'.repeat(many))).toThrow(InputError);
    expect(() => readJsonc(`[${','.repeat(many)}]`)).toThrow(InputError);
    expect(readJsonc(`[${'1,'.repeat(many)}]`)).toHaveLength(many);
    expect(readJsonc(`[]${'//\n'.repeat(many)}`)).toEqual([]);
  });
});

import { InputError } from './InputError';
import { readXml } from './xml';

describe('readXml', () => {
  it.each([
    ['<?xml version="1.0><a/>', 'an instruction'],
    ['<a><![CDATA b</a>', 'a section'],
    ['<a><!b'.repeat(300), 'declarations in each other'],
    ['<a>', 'an element'],
  ])('refuses %j: %s that does not end', text => {
    expect(() => readXml(text)).toThrow(InputError);
  });

  it('reads what ends', () => {
    const text = '<?xml version="1.0"?><a><b>1</b><![CDATA[2]]></a>';
    expect(readXml(text)).toEqual({ a: { b: '1', '#text': '2' } });
  });
});

import fc from 'fast-check';
import { InputError } from '../InputError';
import { thrownBy } from '@safety-curtain/testing';
import { readJson } from './json';

/** Small edits of valid JSON: most are just not JSON any more. */
const damaged = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(...'{}[],:"\\u0.-+eE1 tnf\n\u0000', ''),
  )
  .map(([text, at, length, insert]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + insert + text.slice(start + length);
  });

describe('readJson', () => {
  it('takes what JSON.parse takes and gives what it gives', () => {
    const outcome = (read: () => unknown) => {
      const error = thrownBy(read);
      return error ? error.constructor.name : JSON.stringify(read());
    };
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged, fc.string()), text => {
        const expected = outcome(() => JSON.parse(text));
        expect(outcome(() => readJson(text))).toBe(
          expected === SyntaxError.name ? InputError.name : expected,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"a": 1,\n  "b": x}', 'line 2, column 8'],
    ['{"a" 1}', 'line 1, column 6'],
    ['[1,]', 'line 1, column 4'],
    ['{"a":1,}', 'line 1, column 8'],
    ['[1] [2]', 'line 1, column 5'],
    ['["\\x"]', 'line 1, column 4'],
    ['["\\u12g4"]', 'line 1, column 7'],
    ['[01]', 'line 1, column 3'],
    ['[1.]', 'line 1, column 4'],
    ['["a\nb"]', 'line 1, column 4'],
    ['[tru]', 'line 1, column 2'],
    ['{"a":', 'the text ends too early'],
    ['"a', 'the text ends too early'],
    ['', 'the file is empty'],
  ])('says where %j is no JSON', (text, place) => {
    expect(() => readJson(text)).toThrow(place);
  });

  it('does not quote the text', () => {
    const error = thrownBy(() => readJson('{"key": secret}'));
    expect(error?.message).not.toContain('secret');
  });

  it.each([
    ['objects', '{},'],
    ['arrays', '[],'],
    ['numbers', '0,'],
    ['names', '{"a":0},'],
    ['array indexes for names', '{"34":0},'],
    ['strings', '"",'],
  ])('refuses %s that would take too much memory', (_, unit) => {
    const text = `[${unit.repeat(200_000)}0]`;
    expect(() => readJson(text, 1_000_000)).toThrow(
      'so many values that they could take more than 0 MiB of memory',
    );
    expect(readJson(text)).toHaveLength(200_001);
  });

  it('counts the characters of strings, wide ones twice', () => {
    const text = JSON.stringify(['\u0101'.repeat(60_000)]);
    expect(() => readJson(text, 100_000)).toThrow(/MiB of memory/);
    expect(readJson(text.replace(/\u0101/g, 'a'), 100_000)).toHaveLength(1);
  });
});

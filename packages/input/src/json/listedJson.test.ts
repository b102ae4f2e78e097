import { thrownBy } from '@safety-curtain/testing';
import fc from 'fast-check';
import { bytesIn, type ByteSource, isPlainUtf8 } from '../bytes';
import { readJson } from './json';
import { JsonList, readListedJson } from './listedJson';

const LISTS = ['components', 'files'];

/** Bytes that are good until the next read only, as those of a file. */
function passing(bytes: Uint8Array): ByteSource {
  let last = new Uint8Array();
  return {
    length: bytes.length,
    read(start, end) {
      last.fill(0x7d);
      last = new Uint8Array(bytes.subarray(start, end));
      return last;
    },
  };
}

function streamed(text: string, allowance?: number): unknown {
  return readListedJson(passing(Buffer.from(text)), {
    lists: LISTS,
    allowance,
    wholeUpTo: 0,
  });
}

/** With arrays in the place of lists. */
function made(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.defineProperties(
    Array.isArray(value) ? [] : {},
    Object.getOwnPropertyDescriptors(value),
  ) as Record<string, unknown>;
  for (const name of LISTS) {
    const list = copy[name];
    if (list instanceof JsonList) {
      const items = [...list];
      expect(list).toHaveLength(items.length);
      expect([...list]).toEqual(items);
      copy[name] = items;
    }
  }
  return copy;
}

function outcome(read: () => unknown): unknown {
  const error = thrownBy(read);
  return error ? `${error.name}: ${error.message}` : made(read());
}

/** No backslash: JSON.parse of Node 24 takes `"\\n"` for a name that is one, where it saw that before. */
const word = fc.constantFrom('a', 'ä', '漢', '😀', '\n', '"', '__proto__', '1');
const json = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('null', 'true', '-1.5e3', '[]', '{}', '[ ]'),
    word.map(text => JSON.stringify(text)),
    fc.constantFrom('"\\ud83d"', '"\\u00e9"', '"\\/"'),
    fc.array(tie('value'), { maxLength: 4 }).map(all => `[${all.join(' ,')}]`),
    fc
      .array(fc.tuple(word, tie('value')), { maxLength: 4 })
      .map(all => `{${all.map(([k, v]) => `${JSON.stringify(k)}:${v}`)}}`),
  ),
})).value as fc.Arbitrary<string>;
const name = fc.oneof(
  fc.constantFrom('"components"', '"compon\\u0065nts"', '"files"'),
  word.map(text => JSON.stringify(text)),
);
const list = fc
  .array(json, { maxLength: 5 })
  .map(all => `[\n${all.join('\n,')}]`);
/** Documents of any order of members, some of them there several times. */
const document = fc
  .array(fc.tuple(name, fc.oneof(list, json)), { maxLength: 6 })
  .map(members => `{${members.map(([k, v]) => `${k} : ${v}`).join(',')}}`);
const damaged = fc
  .tuple(
    document,
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(...'{}[],:"\\u0.-+eE1 tnf\nä漢😀', ''),
  )
  .map(([text, at, length, insert]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + insert + text.slice(start + length);
  });

describe('readListedJson', () => {
  it('gives what is given at once, and refuses the same with the same words', () => {
    fc.assert(
      fc.property(
        fc.oneof(document, damaged, json),
        fc.boolean(),
        (text, mark) => {
          const wellFormed = Buffer.from(text).toString();
          const given = mark ? `\ufeff${wellFormed}` : wellFormed;
          expect(outcome(() => streamed(given))).toEqual(
            outcome(() => readJson(given)),
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('reads lists that are longer than a block, and items that are', () => {
    const components = Array.from({ length: 9_000 }, (_, at) => ({
      name: `p${at}`,
      text: 'ä'.repeat(at === 5_000 ? 300_000 : at % 50),
    }));
    const text = JSON.stringify({ components, last: 1 }, null, 1);
    expect(made(streamed(text))).toEqual({ components, last: 1 });
  });

  it('makes small documents at once', () => {
    const source = bytesIn(Buffer.from('{"components":[1]}'));
    expect(readListedJson(source, { lists: LISTS })).toEqual({
      components: [1],
    });
  });

  it('counts of long lists what is kept of their items, and all of other values', () => {
    // Five hundred and some bytes are kept of each at the most, of thousands that it takes.
    const item = `{${Array.from({ length: 40 }, (_, at) => `"n${at}":0`)}}`;
    const listOf = (key: string) => `{"${key}":[${`${item},`.repeat(500)}0]}`;
    expect(() => streamed(listOf('others'), 1_000_000)).toThrow(
      'so many values that they could take more than 0 MiB of memory',
    );
    expect(
      thrownBy(() => streamed(listOf('files'), 1_000_000)),
    ).toBeUndefined();
    expect(() => streamed(listOf('files'), 200_000)).toThrow(/MiB of memory/);
    expect(() =>
      streamed(`{"files":[${'{},'.repeat(20_000)}0]}`, 1_000_000),
    ).toThrow(/MiB of memory/);
  });

  it('bounds the depth of lists', () => {
    const deep = `{"files":[${'['.repeat(255)}${']'.repeat(255)}]}`;
    expect(() => streamed(deep)).toThrow('nested more than 256 levels deep');
  });
});

describe('isPlainUtf8', () => {
  it.each([
    ['a text', Buffer.from('ä漢😀'.repeat(100_000)), true],
    ['a NUL', Buffer.from(`${'a'.repeat(300_000)}\0`), false],
    ['bytes of no encoding', Buffer.from([0x61, 0xff]), false],
    ['a character that is cut off', Buffer.from('漢').subarray(0, 2), false],
    [
      'more continuations than a character has',
      Buffer.alloc(600_000, 0x80),
      false,
    ],
  ])('tells %s', (_, bytes, expected) => {
    expect(isPlainUtf8(passing(bytes))).toBe(expected);
  });
});

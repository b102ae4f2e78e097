import type { SourceTree } from '@safety-curtain/policy';
import fc from 'fast-check';
import { parseSource, serializeSource } from './sourceDocument';

const path = fc.oneof(
  fc.string({ minLength: 1, maxLength: 10 }),
  fc.constantFrom('__proto__', 'constructor', 'a/b'),
);
const texts = fc
  .array(fc.tuple(path, fc.string({ unit: 'binary' })), { maxLength: 6 })
  .map(entries => new Map(entries));

const source: fc.Arbitrary<SourceTree> = fc.record(
  {
    paths: fc.uniqueArray(path, { maxLength: 8 }),
    texts,
    unread: texts,
    complete: fc.boolean(),
    binaries: fc.uniqueArray(fc.record({ path, kind: path }), {
      selector: each => each.path,
    }),
    fuzzers: fc.uniqueArray(fc.record({ path, line: fc.nat(), tool: path }), {
      selector: each => each.path,
    }),
  },
  { requiredKeys: ['paths', 'texts', 'unread', 'complete'] },
);

const reversed = <T>(items: Iterable<T>) => [...items].reverse();

describe('the document of a source', () => {
  it('gives back what went in, and is the same in whatever order that came', () => {
    fc.assert(
      fc.property(source, each => {
        const text = serializeSource(each);
        const back = parseSource(text);
        expect(serializeSource(back)).toBe(text);
        expect(new Set(back.paths)).toEqual(new Set(each.paths));
        expect(back.texts).toEqual(each.texts);
        expect(back.unread).toEqual(each.unread);
        expect(back.complete).toBe(each.complete);
        expect(new Set(back.binaries)).toEqual(new Set(each.binaries));
        expect(back.fuzzers === undefined).toBe(each.fuzzers === undefined);
        const other = {
          ...each,
          paths: reversed(each.paths),
          texts: new Map(reversed(each.texts)),
          unread: new Map(reversed(each.unread!)),
          binaries: each.binaries && reversed(each.binaries),
          fuzzers: each.fuzzers && reversed(each.fuzzers),
        };
        expect(serializeSource(other)).toBe(text);
      }),
    );
  });
});

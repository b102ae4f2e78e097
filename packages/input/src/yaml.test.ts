import { dump } from 'js-yaml';
import fc from 'fast-check';
import { thrownBy } from '@safety-curtain/testing';
import { InputError } from './InputError';
import { Located, readLocatedYaml } from './locatedYaml';
import { readYaml } from './yaml';

/** What a YAML text without aliases and tags says, as texts, lists and maps. */
const value = fc.letrec<{ any: unknown }>(tie => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.string(),
    fc.array(tie('any'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.string(), tie('any')), { maxLength: 4 })
      .map(entries => new Map(entries)),
  ),
})).any;

/** As plain values; a map's keys are kept apart from what objects inherit. */
function plain(located: Located): unknown {
  switch (located.kind) {
    case 'text':
      return located.text;
    case 'list':
      return located.items.map(plain);
    default:
      return new Map(
        [...located.entries].map(([key, entry]) => [key, plain(entry.value)]),
      );
  }
}

/** Maps as objects, which is how values without lines are read. */
function asObjects(of: unknown): unknown {
  if (Array.isArray(of)) return of.map(asObjects);
  if (!(of instanceof Map)) return of;
  return Object.fromEntries([...of].map(([key, one]) => [key, asObjects(one)]));
}

describe.each([
  ['readYaml', readYaml],
  ['readLocatedYaml', readLocatedYaml],
])('%s', (_, read) => {
  it('answers or says why not, whatever the text', () => {
    const mark = fc.constantFrom(
      ...['- ', 'a: ', '? ', '[', ']', '{', '}', ',', '&x ', '*x', '!!map '],
      ...[
        '|\n',
        '>-\n',
        '"',
        "'",
        '\n',
        '  ',
        '# c',
        '---\n',
        '...\n',
        '%TAG ',
      ],
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 40 }), marks => {
        const error = thrownBy(() => read(marks.join('')));
        expect(error ?? new InputError('')).toBeInstanceOf(InputError);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what is nested too deep, and names the line of what is no YAML', () => {
    expect(() => read(`a: 1\nb: ${'['.repeat(1e5)}`)).toThrow(
      'nested too deep, at line 2',
    );
    expect(() => read('- '.repeat(300))).toThrow(/nested too deep/);
    expect(() => read('a: 1\nb: [')).toThrow(/^not valid YAML, at line \d$/);
  });
});

describe('readYaml', () => {
  it('reads every scalar as it is written', () => {
    expect(readYaml('a: 1.10\nb: ~\nc: no\nd: 0x1F\ne: 2001-01-01\n')).toEqual([
      { a: '1.10', b: '~', c: 'no', d: '0x1F', e: '2001-01-01' },
    ]);
    fc.assert(
      fc.property(value, one => {
        const text = dump(asObjects(one));
        const [read] = readYaml(text);
        expect(read).toEqual(asObjects(one));
      }),
    );
  });

  it('reads all documents, and keeps a key of any name', () => {
    expect(readYaml('a: b\n---\n- c\n')).toEqual([{ a: 'b' }, ['c']]);
    const [document] = readYaml('__proto__: {polluted: yes}\n');
    expect(Object.keys(document as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('refuses aliases', () => {
    expect(() => readYaml('a: &x [1]\nb: *x\n')).toThrow(
      'YAML aliases are not accepted, at line 2',
    );
  });
});

describe('readLocatedYaml', () => {
  it('reads what another writer wrote', () => {
    fc.assert(
      fc.property(value, one => {
        expect(plain(readLocatedYaml(dump(asObjects(one))))).toEqual(one);
      }),
    );
  });

  it('knows where each value begins', () => {
    const text = [
      '# comment',
      'on:',
      '  push:',
      'jobs:',
      '  build:',
      '    steps:',
      '      - uses: a/b@v1',
      '      - run: |',
      '          make',
      '          make test',
    ].join('\n');
    const lines: [string, number][] = [];
    const walk = (located: Located, path: string) => {
      lines.push([path, located.line]);
      if (located.kind === 'list') {
        located.items.forEach((item, at) => walk(item, `${path}[${at}]`));
      } else if (located.kind === 'map') {
        for (const [key, entry] of located.entries) {
          walk(entry.value, `${path}.${key}`);
        }
      }
    };
    walk(readLocatedYaml(text), '');
    expect(Object.fromEntries(lines)).toEqual({
      '': 2,
      '.on': 3,
      '.on.push': 3,
      '.jobs': 5,
      '.jobs.build': 6,
      '.jobs.build.steps': 7,
      '.jobs.build.steps[0]': 7,
      '.jobs.build.steps[0].uses': 7,
      '.jobs.build.steps[1]': 8,
      '.jobs.build.steps[1].run': 8,
    });
  });

  it('follows aliases, but not into themselves and not beyond its bounds', () => {
    const followed = readLocatedYaml('a: &x [1, 2]\nb: *x\n');
    expect(plain(followed)).toEqual(
      new Map([
        ['a', ['1', '2']],
        ['b', ['1', '2']],
      ]),
    );
    expect(() => readLocatedYaml('a: &a [*a]')).toThrow(/part of/);
    expect(() => readLocatedYaml('a: *b')).toThrow(/part of, or of nothing/);
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 10; at++) {
      const ten = new Array(10).fill(`*a${at - 1}`).join(', ');
      bomb.push(`a${at}: &a${at} [${ten}]`);
    }
    expect(() => readLocatedYaml(bomb.join('\n'))).toThrow(/more than 50000/);
    const deep = ['a0: &a0 [x]'];
    for (let at = 1; at < 60; at++) deep.push(`a${at}: &a${at} [*a${at - 1}]`);
    expect(() => readLocatedYaml(deep.join('\n'))).toThrow(/nested too deep/);
  });

  it('refuses a text without a document', () => {
    expect(() => readLocatedYaml('')).toThrow('the file is empty');
    expect(() => readLocatedYaml('# only a comment\n')).toThrow(/empty/);
  });
});

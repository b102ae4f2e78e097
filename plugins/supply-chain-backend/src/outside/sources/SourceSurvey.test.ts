import { MAX_SOURCE_TEXT } from '@safety-curtain/policy';
import { SourceSurvey, SurveyLimits } from './SourceSurvey';

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
const WASM = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const PROPERTIES = "import fc from 'fast-check';\n";

/** What a survey says of files that a reader gives as far as they are asked for. */
function surveyed(
  files: Record<string, string | Buffer>,
  limits: Partial<SurveyLimits> = {},
  whole = false,
) {
  const survey = new SourceSurvey(path => path.endsWith('.md'), limits);
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text as string);
    const asked = survey.onFile(path, content.length, whole);
    if (asked > 0) {
      survey.onContent(path, whole ? content : content.subarray(0, asked));
    }
  }
  return survey.result()!;
}

describe('SourceSurvey', () => {
  it('notes all files, and keeps the wanted texts', () => {
    expect(
      surveyed({ 'b.ts': 'code', 'a.md': 'About', 'c/d.md': 'é' }),
    ).toEqual({
      paths: ['a.md', 'b.ts', 'c/d.md'],
      texts: new Map([
        ['a.md', 'About'],
        ['c/d.md', 'é'],
      ]),
      complete: true,
      unread: new Map(),
      binaries: [],
      fuzzers: [],
    });
  });

  it('finds programs by how they begin, and the first fuzzer', () => {
    const { binaries, fuzzers } = surveyed({
      'bin/tool': ELF,
      'lib/x.wasm': WASM,
      'readme.md': 'ELF',
      'src/a.test.ts': `\n${PROPERTIES}`,
      'src/b.test.ts': PROPERTIES,
    });
    expect(binaries).toEqual([
      { path: 'bin/tool', kind: 'elf' },
      { path: 'lib/x.wasm', kind: 'wasm' },
    ]);
    expect(fuzzers).toEqual([
      { path: 'src/a.test.ts', line: 2, tool: 'fast-check' },
    ]);
  });

  it('leaves a wanted text unread with the reason, and knows the rest', () => {
    const survey = new SourceSurvey(path => path.endsWith('.md'));
    survey.onUnread('link.md', 'A link');
    survey.onUnread('link', 'A link');
    survey.onFile('bytes.md', 2, false);
    survey.onContent('bytes.md', Buffer.from([0xc3, 0x28]));
    const large = Buffer.alloc(MAX_SOURCE_TEXT + 1, 'a');
    expect(survey.onFile('large.md', large.length, false)).toBeLessThan(2000);
    survey.onContent('large.md', large.subarray(0, 1024));
    expect(survey.result()).toEqual({
      paths: ['bytes.md', 'large.md', 'link', 'link.md'],
      texts: new Map(),
      complete: true,
      unread: new Map([
        ['link.md', 'A link'],
        ['bytes.md', 'It is not UTF-8 text'],
        ['large.md', `Larger than ${MAX_SOURCE_TEXT} bytes`],
      ]),
      binaries: [],
      fuzzers: [],
    });
  });

  it('keeps no text that turns out larger than announced', () => {
    const survey = new SourceSurvey(() => true);
    survey.onFile('a.md', 0, true);
    survey.onContent('a.md', Buffer.alloc(MAX_SOURCE_TEXT + 1, 'a'));
    expect(survey.result()?.unread?.get('a.md')).toMatch(/^Larger than/);
  });

  it('takes the last of two files of one path', () => {
    const survey = new SourceSurvey(() => true);
    for (const content of [ELF, Buffer.from('text')]) {
      survey.onFile('a.md', content.length, true);
      survey.onContent('a.md', content);
    }
    expect(survey.result()).toMatchObject({
      texts: new Map([['a.md', 'text']]),
      binaries: [],
    });
  });

  it('knows neither programs nor fuzzers where a content never came', () => {
    const survey = new SourceSurvey(path => path.endsWith('.md'));
    survey.onFile('a.md', 4, false);
    survey.onFile('b.ts', 4, false);
    survey.onUnread('b.ts', 'Could not be read: EIO');
    const result = survey.result();
    expect(result).not.toHaveProperty('binaries');
    expect(result).not.toHaveProperty('fuzzers');
    expect(result?.unread).toEqual(new Map([['a.md', 'It could not be read']]));
  });

  it('says nothing where a reader told nothing', () => {
    expect(new SourceSurvey(() => true).result()).toBeUndefined();
  });

  it('is not complete where a place was missed', () => {
    const survey = new SourceSurvey(() => true);
    survey.onMissed();
    expect(survey.result()).toMatchObject({ paths: [], complete: false });
  });

  const many = { 'a.ts': 'one', 'b.ts': 'two', 'c.md': 'three' };
  it.each<[string, Partial<SurveyLimits>, object]>([
    ['paths', { paths: 2 }, { paths: ['a.ts', 'b.ts'], complete: false }],
    ['their length', { pathLength: 9 }, { complete: false }],
    [
      'texts',
      { textBytes: 4 },
      {
        complete: true,
        texts: new Map(),
        unread: new Map([
          ['c.md', 'Such files are larger than 4 bytes together'],
        ]),
        binaries: [],
      },
    ],
    ['looks', { looks: 1 }, { binaries: undefined, fuzzers: undefined }],
    ['looked at bytes', { lookBytes: 5 }, { binaries: undefined }],
    ['code', { fuzzerBytes: 5 }, { binaries: [], fuzzers: undefined }],
  ])('says what a limit on %s cuts off', (_, limits, expected) => {
    const result = surveyed(many, limits);
    expect({
      binaries: undefined,
      fuzzers: undefined,
      ...result,
    }).toMatchObject(expected);
  });

  it('holds a large file whole for no more than a limit', () => {
    const files = { 'a.png': Buffer.alloc(3000, 'x') };
    expect(
      surveyed(files, { wholeBytes: 2000 }, true).binaries,
    ).toBeUndefined();
    expect(surveyed(files, { wholeBytes: 2000 }, false).binaries).toEqual([]);
  });

  it('knows a fuzzer though other code was cut off', () => {
    const limits = { fuzzerBytes: PROPERTIES.length };
    const files = { 'a.ts': 'x'.repeat(100), 'b.test.ts': PROPERTIES };
    expect(surveyed(files, limits).fuzzers).toHaveLength(1);
  });
});

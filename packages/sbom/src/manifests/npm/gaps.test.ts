import { corpusText, hasCorpus } from '@safety-curtain/testing';
import { readWith } from '../../__testUtils__/summary';
import { WHOLE_FILES } from '../../__testUtils__/wholeFiles';

const PROJECT = { 'package.json': '{"dependencies":{"a":"1","z":"1"}}' };

/** Entries of a classic yarn.lock, each with what it depends on. */
const classic = (entries: Record<string, string[]>) =>
  `# yarn lockfile v1\n\n\n${Object.entries(entries)
    .map(([pattern, needs]) =>
      [
        `${pattern}:`,
        `  version "${pattern.split('@')[1]}.0.0"`,
        `  resolved "https://r.test/x/-/x-1.0.0.tgz#00"`,
        ...(needs.length > 0
          ? ['  dependencies:', ...needs.map(need => `    ${need}`)]
          : []),
        '',
      ].join('\n'),
    )
    .join('\n')}`;

/** The same of Berry. */
const berry = (entries: Record<string, string[]>) =>
  `__metadata:\n  version: 8\n\n${Object.entries(entries)
    .map(([name, needs]) => {
      const range = name.includes('@') ? name : `${name}@npm:1`;
      const [bare] = range.split('@');
      return [
        `"${range}":`,
        '  version: 1.0.0',
        `  resolution: "${bare}@${
          bare === 'app' ? 'workspace:.' : 'npm:1.0.0'
        }"`,
        ...(needs.length > 0
          ? ['  dependencies:', ...needs.map(need => `    ${need}`)]
          : []),
        '  linkType: hard',
        '',
      ].join('\n');
    })
    .join('\n')}`;

const pnpm = (packages: string[], snapshots: string[] | undefined) =>
  [
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:",
    "      a: {specifier: '1', version: 1.0.0}",
    "      z: {specifier: '1', version: 1.0.0}\npackages:",
    ...packages.map(name => `  ${name}@1.0.0: {resolution: {integrity: x}}`),
    ...(snapshots ? ['snapshots:'] : []),
    ...(snapshots ?? []).map(
      name =>
        `  ${name}@1.0.0: ${
          name === 'a' ? '{dependencies: {m: 1.0.0}}' : '{}'
        }`,
    ),
    '',
  ].join('\n');

describe('a lock file that lost entries in its middle', () => {
  it.each<[string, string, string, string[]]>([
    [
      'yarn.lock',
      'an entry that others depend on',
      classic({ 'a@1': ['m "1"'], 'z@1': [] }),
      ['m'],
    ],
    [
      'yarn.lock',
      'an optional one',
      classic({ 'a@1': [], 'z@1': [] }).replace(
        /\n$/,
        '\n  optionalDependencies:\n    m "1"\n',
      ),
      ['m'],
    ],
    [
      'yarn.lock',
      'one of two versions',
      classic({ 'a@1': ['m "1"'], 'm@2': [], 'z@1': ['m "2"'] }),
      ['m'],
    ],
    [
      'yarn.lock',
      'an entry of Berry',
      berry({
        a: ['m: "npm:1"'],
        'app@workspace:.': ['a: "npm:1"', 'z: "npm:1"'],
        z: [],
      }),
      ['m'],
    ],
    [
      'pnpm-lock.yaml',
      'a package and its snapshot',
      pnpm(['a', 'z'], ['a', 'z']),
      ['m@1.0.0'],
    ],
    [
      'pnpm-lock.yaml',
      'a snapshot',
      pnpm(['a', 'm', 'z'], ['a', 'z']),
      ['m@1.0.0'],
    ],
    [
      'pnpm-lock.yaml',
      'a package whose snapshot is there',
      pnpm(['a', 'z'], ['a', 'm', 'z']),
      ['m@1.0.0'],
    ],
    [
      'pnpm-lock.yaml',
      'all snapshots',
      pnpm(['a', 'm', 'z'], undefined),
      ['a@1.0.0', 'm@1.0.0', 'z@1.0.0'],
    ],
  ])('%s without %s is not whole', (path, _, text, missing) => {
    expect(readWith(path, text, PROJECT).unresolved).toEqual({
      count: missing.length,
      first: missing,
      poms: [],
      cut: true,
    });
  });

  it('may be one whose gaps are members of a workspace that is not known', () => {
    const text = classic({ 'a@1': ['m "1"'], 'z@1': [] });
    expect(readWith('yarn.lock', text).unresolved).toMatchObject({
      count: 1,
      cut: false,
    });
  });

  it('is none where a resolution forces another version', () => {
    const text = classic({ 'a@1': ['m "1"'], 'm@2': [], 'z@1': [] });
    const forced = '{"dependencies":{"a":"1"},"resolutions":{"**/m":"2"}}';
    expect(
      readWith('yarn.lock', text, { 'package.json': forced }).unresolved,
    ).toBeUndefined();
  });

  // Yarn binds them to the workspace that asks, or looks them up elsewhere.
  it.each([
    ['catalog:', 'm@npm:1'],
    [
      'patch:m@npm%3A1#~/.yarn/patches/m.patch',
      'm@patch:m@npm%3A1#~/.yarn/patches/m.patch::locator=app%40workspace%3A.',
    ],
    ['file:./m', 'm@file:./m::locator=app%40workspace%3A.'],
    ['workspace:^', 'm@workspace:m'],
  ])('is none where %s leads to %s', (range, header) => {
    const lock = (name: string) =>
      berry({
        'app@workspace:.': [`m: "${range}"`],
        [name]: [],
        'z@npm:1': [],
      });
    expect(readWith('yarn.lock', lock(header)).unresolved).toBeUndefined();
    expect(
      readWith('yarn.lock', lock(header.replace('m@', 'n@'))).unresolved,
    ).toMatchObject({ first: ['m'] });
  });

  it.each(WHOLE_FILES)('is not $path ($title)', ({ path, text, beside }) => {
    // Versions that a whole file leaves open are no gaps.
    const { unresolved } = readWith(path, text, beside);
    expect(unresolved?.cut).toBeUndefined();
  });

  (hasCorpus('lockfiles-e2e') ? describe : describe.skip)(
    'of a real project (skipped where the corpora are absent)',
    () => {
      it('is no yarn.lock', () => {
        const text = corpusText('lockfiles-e2e', '2-yarn.lock', 'yarn.lock')!;
        const { components, unresolved } = readWith('yarn.lock', text);
        expect(components.length).toBeGreaterThan(500);
        expect(unresolved).toBeUndefined();
      });
    },
  );
});

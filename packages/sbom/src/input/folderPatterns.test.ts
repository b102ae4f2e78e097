import fc from 'fast-check';
import type { Sibling } from '../model';
import { findFolders } from './folderPatterns';

const PATHS = [
  'package.json',
  'packages/one/package.json',
  'packages/two/package.json',
  'packages/two/inner/package.json',
  'packages/.hidden/package.json',
  'packages/none/index.js',
  'apps/web-admin/package.json',
  'tools/package.json',
];

function siblingOf(paths?: string[]): Sibling {
  const sibling: Sibling = () => undefined;
  return paths ? Object.assign(sibling, { paths: () => paths }) : sibling;
}

const find = (patterns: string[], paths: string[] | undefined = PATHS) =>
  findFolders(patterns, 'package.json', siblingOf(paths));

describe('findFolders', () => {
  it.each<[string, string[], string[]]>([
    ['a folder', ['tools', './packages/one/'], ['packages/one', 'tools']],
    ['the folders of one', ['packages/*'], ['packages/one', 'packages/two']],
    [
      'the folders below one',
      ['packages/**'],
      [
        'packages/.hidden',
        'packages/one',
        'packages/two',
        'packages/two/inner',
      ],
    ],
    ['a part of a name', ['a*s/*-adm*n'], ['apps/web-admin']],
    [
      'what another takes out',
      ['packages/*', '!packages/two'],
      ['packages/one'],
    ],
    ['what others take out', ['packages/*', 'tools', '!packages/*'], ['tools']],
    ['nothing', ['nowhere/*'], []],
  ])('finds %s', (_, patterns, folders) => {
    expect(find(patterns)).toEqual({ folders, complete: true });
  });

  it.each([
    [['packages/{one,two}']],
    [['packages/[ot]*']],
    [['packages/???']],
    [['']],
    [Array.from({ length: 201 }, () => 'tools*')],
  ])('says that it does not understand %j', patterns => {
    expect(find(patterns).complete).toBe(false);
  });

  it('knows only what is named where nobody tells what there is', () => {
    const sibling = siblingOf();
    expect(findFolders(['tools'], 'package.json', sibling)).toEqual({
      folders: ['tools'],
      complete: true,
    });
    expect(
      findFolders(['tools', 'packages/*'], 'package.json', sibling),
    ).toEqual({ folders: ['tools'], complete: false });
  });

  it('ends soon and finds only what is there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a*/!.]{0,30}$/), { maxLength: 5 }),
        patterns => {
          const { folders } = find(patterns, [
            `${'a/'.repeat(30)}package.json`,
          ]);
          const named = patterns.filter(each => !each.includes('*'));
          for (const folder of folders) {
            const isThere = folder === 'a/'.repeat(30).slice(0, -1);
            expect(isThere || named.some(each => each.includes(folder))).toBe(
              true,
            );
          }
        },
      ),
    );
  });
});

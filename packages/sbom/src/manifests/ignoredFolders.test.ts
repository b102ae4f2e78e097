import { LeftOutFolders } from './ignoredFolders';

/** Walks paths from the top down, as readers do; what is read of them. */
function walk(paths: string[]) {
  const folders = new LeftOutFolders();
  const seen = paths.filter(path => {
    const above = path.split('/').slice(0, -1);
    const ignored = above.some((_, i) =>
      folders.ignores(above.slice(0, i + 1).join('/')),
    );
    if (!ignored) folders.see(path);
    return !ignored;
  });
  return {
    read: seen.filter(path => !folders.leavesOut(path)),
    told: folders.describe().map(({ path, reason }) => [path, reason]),
  };
}

const COPIES = 'left out: it holds copies of packages, by its name';

describe('LeftOutFolders', () => {
  it('names folders of installed packages, not those of version control', () => {
    expect(
      walk([
        '.git/go.mod',
        'src/__pycache__/x',
        'node_modules/a/package.json',
        'go.mod',
      ]),
    ).toEqual({
      read: ['go.mod'],
      told: [
        [
          'node_modules',
          'left out: it holds packages that a tool has installed',
        ],
      ],
    });
  });

  it.each([
    ['the go command', ['vendor/modules.txt', 'vendor/m.test/a/go.mod']],
    [
      'Composer',
      [
        'vendor/autoload.php',
        'vendor/composer/installed.json',
        'vendor/go.mod',
      ],
    ],
    ['Bundler', ['vendor/bundle/ruby/x/Gemfile.lock', 'vendor/Gemfile.lock']],
    ['cargo', ['vendor/serde/Cargo.lock', 'vendor/serde/.cargo-checksum.json']],
    ['nobody', ['vendor/jquery.js', 'vendor/package.json']],
  ])('leaves out copies of packages by %s', (_, paths) => {
    expect(walk(['go.mod', ...paths])).toEqual({
      read: ['go.mod'],
      told: [['vendor', COPIES]],
    });
  });

  it('reads the lock file of a part of the project that is called vendor', () => {
    expect(
      walk([
        'apps/vendor/package-lock.json',
        'apps/vendor/package.json',
        'apps/vendor/src/package.json',
        'apps/vendor/node_modules/a/package.json',
      ]),
    ).toEqual({
      read: ['apps/vendor/package-lock.json', 'apps/vendor/package.json'],
      told: [
        [
          'apps/vendor',
          expect.stringMatching(/^only files beside a lock file/),
        ],
      ],
    });
  });

  it('reads the lock file of an application directly in a folder called vendor', () => {
    expect(
      walk([
        'requirements.txt',
        'vendor/app/package-lock.json',
        'vendor/app/package.json',
        'vendor/app/lib/go.mod',
        'vendor/app/node_modules/a/yarn.lock',
        'vendor/jquery/package.json',
        'vendor/serde/Cargo.lock',
        'vendor/serde/.cargo-checksum.json',
      ]),
    ).toEqual({
      read: [
        'requirements.txt',
        'vendor/app/package-lock.json',
        'vendor/app/package.json',
      ],
      told: [['vendor', expect.stringMatching(/^only files beside a lock/)]],
    });
  });
});

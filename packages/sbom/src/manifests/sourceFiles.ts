import { fileNameOf } from './fileNames';
import { manifestReaders } from './index';
import { findReader } from './readManifest';

/** Whether {@link readManifest} can read a file of this name. @public */
export function isManifest(path: string): boolean {
  return findReader(path) !== undefined;
}

/** Whether it lists packages of the project that it lies in, and not what stands around them. */
export function isProjectManifest(path: string): boolean {
  const reader = findReader(path);
  return reader !== undefined && !reader.surroundings;
}

const companionNames: ReadonlySet<string> = new Set(
  manifestReaders.flatMap(reader => reader.companions),
);

/**
 * Whether the file is only wanted because a reader may ask for it beside its manifest.
 *
 * @public
 */
export function isCompanion(path: string): boolean {
  return (
    !isManifest(path) &&
    (companionNames.has(fileNameOf(path)) || unlockedByName(path) !== undefined)
  );
}

/**
 * Whether a source reader should keep the file: to read it, or to say that it pins nothing.
 *
 * @public
 */
export function isWanted(path: string): boolean {
  return (
    isManifest(path) || isCompanion(path) || unlockedByName(path) !== undefined
  );
}

/**
 * A manifest that lists version ranges and pins nothing without a lock file.
 *
 * @public
 */
export interface UnlockedManifest {
  ecosystem: string;
  /** Lock files that would pin it, in the same folder or, for workspaces, in one above. */
  lockFiles: readonly string[];
  /** What to tell the user when there is none. */
  message: string;
}

interface Unlocked {
  ecosystem: string;
  lockFiles: readonly string[];
  /** What makes the lock file, for the message. */
  advice: string;
}

const PYTHON_LOCKS = [
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'pylock.toml',
  'Pipfile.lock',
  'requirements.txt',
  'pixi.lock',
  'conda-lock.yml',
];

const GRADLE: Unlocked = {
  ecosystem: 'Maven',
  lockFiles: ['gradle.lockfile'],
  advice:
    'switch dependency locking on and commit the file that `gradle dependencies --write-locks` writes',
};

const UNLOCKED: ReadonlyMap<string, Unlocked> = new Map([
  [
    'package.json',
    {
      ecosystem: 'npm',
      lockFiles: [
        'package-lock.json',
        'npm-shrinkwrap.json',
        'yarn.lock',
        'pnpm-lock.yaml',
        'bun.lock',
        'bun.lockb',
        'deno.lock',
      ],
      advice: 'commit the lock file that npm, yarn or pnpm writes',
    },
  ],
  [
    'pyproject.toml',
    {
      ecosystem: 'PyPI',
      lockFiles: PYTHON_LOCKS,
      advice: 'commit a lock file, for example with `poetry lock` or `uv lock`',
    },
  ],
  [
    'setup.py',
    {
      ecosystem: 'PyPI',
      lockFiles: PYTHON_LOCKS,
      advice: 'commit pinned requirements, for example with `pip-compile`',
    },
  ],
  [
    'Pipfile',
    {
      ecosystem: 'PyPI',
      lockFiles: ['Pipfile.lock'],
      advice: 'commit the file that `pipenv lock` writes',
    },
  ],
  [
    'Cargo.toml',
    {
      ecosystem: 'crates.io',
      lockFiles: ['Cargo.lock'],
      advice: 'commit the file that `cargo generate-lockfile` writes',
    },
  ],
  [
    'Gemfile',
    {
      ecosystem: 'RubyGems',
      lockFiles: ['Gemfile.lock'],
      advice: 'commit the file that `bundle lock` writes',
    },
  ],
  [
    'gems.rb',
    {
      ecosystem: 'RubyGems',
      lockFiles: ['gems.locked'],
      advice: 'commit the file that `bundle lock` writes',
    },
  ],
  [
    'paket.dependencies',
    {
      ecosystem: 'NuGet',
      lockFiles: ['paket.lock'],
      advice: 'commit the file that `paket install` writes',
    },
  ],
  [
    'pubspec.yaml',
    {
      ecosystem: 'Pub',
      lockFiles: ['pubspec.lock'],
      advice: 'commit the file that `dart pub get` writes',
    },
  ],
  [
    'mix.exs',
    {
      ecosystem: 'Hex',
      lockFiles: ['mix.lock'],
      advice: 'commit the file that `mix deps.get` writes',
    },
  ],
  [
    'rebar.config',
    {
      ecosystem: 'Hex',
      lockFiles: ['rebar.lock'],
      advice: 'commit the file that `rebar3 get-deps` writes',
    },
  ],
  [
    'composer.json',
    {
      ecosystem: 'Packagist',
      lockFiles: ['composer.lock'],
      advice: 'commit the file that `composer update` writes',
    },
  ],
  ['build.gradle', GRADLE],
  ['build.gradle.kts', GRADLE],
]);

function unlockedByName(path: string): Unlocked | undefined {
  return UNLOCKED.get(fileNameOf(path));
}

/**
 * For a file that lists dependencies without pinning them: which lock files would, and what to say
 * if none of them is there. Undefined for any other file. Whether one is there is the caller's to
 * find out.
 *
 * @public
 */
export function describeUnlocked(path: string): UnlockedManifest | undefined {
  const unlocked = unlockedByName(path);
  return (
    unlocked && {
      ecosystem: unlocked.ecosystem,
      lockFiles: unlocked.lockFiles,
      message:
        `no lock file for ${fileNameOf(
          path,
        )}: its dependencies are not pinned ` +
        `and were not checked; ${unlocked.advice}`,
    }
  );
}

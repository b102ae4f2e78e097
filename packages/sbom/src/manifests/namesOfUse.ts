import type { Scope } from '../model';

/** What authors call files, groups, categories and source sets that nothing is shipped with. */
const DEVELOPMENT: ReadonlySet<string> = new Set([
  'ci',
  'dev',
  'develop',
  'development',
  'doc',
  'docs',
  'documentation',
  'lint',
  'test',
  'testing',
  'tests',
]);

/** What they call those that are needed where the program runs. */
const RUNTIME: ReadonlySet<string> = new Set([
  'base',
  'common',
  'core',
  'default',
  'main',
  'prod',
  'production',
  'runtime',
]);

/** Whether a word of a name says that nothing is shipped with it. */
export function isDevelopmentWord(word: string): boolean {
  return DEVELOPMENT.has(word);
}

/**
 * What a name says of use, by its words: `requirements-dev.txt`, `test-packages`, `prod_db`. Where
 * some say development and some runtime, it is development: `test-runtime` is what tests run with.
 * Undefined where no word says anything.
 */
export function scopeByName(
  name: string,
): Extract<Scope, 'development' | 'runtime'> | undefined {
  const words = name.toLowerCase().split(/[-_.\s]+/);
  if (words.some(isDevelopmentWord)) {
    return 'development';
  }
  return words.some(word => RUNTIME.has(word)) ? 'runtime' : undefined;
}

/**
 * How the dependencies of a group are used, in pyproject.toml and the lock files that repeat its
 * groups (PEP 735, Poetry's `[tool.poetry.group]`). Groups are no part of what is published and mostly
 * for development, so that a name has to say otherwise.
 */
export function scopeOfGroup(name: string): Scope {
  return scopeByName(name) ?? 'development';
}

import type { Scope } from '../../model';

/** Words of configurations that hold what tests and tools need, and nothing that is shipped. */
const DEVELOPMENT_WORDS: ReadonlySet<string> = new Set([
  'asciidoctor',
  'checkstyle',
  'codenarc',
  'detekt',
  'dokka',
  'errorprone',
  'jacoco',
  'jmh',
  'kapt',
  'ksp',
  'ktlint',
  'lint',
  'pmd',
  'processor',
  'processors',
  'spotbugs',
  'spotless',
  'test',
  'tests',
  'zinc',
]);

/** `integrationTestRuntimeClasspath` as `integration`, `test`, `runtime`, `classpath`. */
function wordsOf(configuration: string): string[] {
  return (configuration.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? []).map(
    word => word.toLowerCase(),
  );
}

/**
 * How a configuration's dependencies are used, by the words of its name: Gradle's plugins derive the
 * names of configurations from those of source sets and tools (Gradle, "Java Plugin"). What no word
 * tells is taken for shipped.
 */
export function scopeOfConfiguration(configuration: string): Scope {
  const words = wordsOf(configuration);
  const isCompilers =
    words.includes('kotlin') &&
    words.some(word => ['compiler', 'commonizer', 'tools'].includes(word));
  return isCompilers || words.some(word => DEVELOPMENT_WORDS.has(word))
    ? 'development'
    : 'runtime';
}

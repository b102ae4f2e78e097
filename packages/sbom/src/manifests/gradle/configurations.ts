import type { Scope } from '../../model';
import { isDevelopmentWord } from '../namesOfUse';

/** Tools of a build that have configurations of their own; nothing of these is shipped. */
const TOOLS: ReadonlySet<string> = new Set([
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
  'pmd',
  'spotbugs',
  'spotless',
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
  // A source set may be called `imageProcessor`.
  const isProcessors = /\bannotation processors?\b/.test(words.join(' '));
  return isCompilers ||
    isProcessors ||
    words.some(word => isDevelopmentWord(word) || TOOLS.has(word))
    ? 'development'
    : 'runtime';
}

import { InputError } from '@safety-curtain/input';
import { GraphBuilder, strongerScope } from '../../graph/graphBuilder';
import type { Scope } from '../../model';
import { fileNameOf } from '../fileNames';
import { mavenPackage } from '../maven/mavenPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import {
  BUILD_FILES,
  CATALOG,
  type Declared,
  declaredDependencies,
} from './buildFile';
import { scopeOfConfiguration } from './configurations';

interface Locked {
  group: string;
  artifact: string;
  version: string;
  scope: Scope;
}

interface Lines {
  locked: Locked[];
  unknown: string[];
  /** The last line of the format: configurations without dependencies. */
  hasEnd: boolean;
}

const HEADER = /^# This is a Gradle generated file/m;

/** What the build itself needs: its plugins, and no part of what it builds. */
const OF_THE_BUILD = /^(?:buildscript|settings)-/;

/**
 * The lines of a lock file: `group:artifact:version`, and the configurations that it is locked for.
 *
 * @param scopeOf - scope by what stands after the version
 */
function linesOf(text: string, scopeOf: (rest?: string) => Scope): Lines {
  const lines: Lines = { locked: [], unknown: [], hasEnd: false };
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) {
      continue;
    }
    if (line.startsWith('empty=')) {
      lines.hasEnd = true;
      continue;
    }
    const found = /^([^:=\s]+):([^:=\s]+):([^:=\s]+)(?:=(.*))?$/.exec(line);
    if (found) {
      const [, group, artifact, version, rest] = found;
      lines.locked.push({ group, artifact, version, scope: scopeOf(rest) });
    } else {
      lines.unknown.push(line);
    }
  }
  return lines;
}

function scopeOfAll(configurations: string[]): Scope {
  return configurations.map(scopeOfConfiguration).reduce(strongerScope);
}

function directKeys(
  locked: readonly Locked[],
  { names }: Declared,
): ReadonlySet<string> {
  const keys = new Set(locked.map(keyOf));
  const byName = new Map<string, string[]>();
  for (const each of locked) {
    const name = `${each.group}:${each.artifact}`;
    byName.set(name, [...(byName.get(name) ?? []), keyOf(each)]);
  }
  return new Set(
    names.flatMap(({ name, version }) => {
      // A version that is not locked gave way to another.
      const exact = `${name}:${version}`;
      return keys.has(exact) ? [exact] : byName.get(name) ?? [];
    }),
  );
}

function keyOf({ group, artifact, version }: Locked): string {
  return `${group}:${artifact}:${version}`;
}

function warnOfUnknown(
  declared: Declared | undefined,
  warnings: Warnings,
): void {
  if (!declared) {
    warnings.add(
      'no build.gradle beside the lock file: which dependencies are direct is not known',
    );
    return;
  }
  for (const expression of declared.unknown) {
    warnings.add(
      `the build file asks for ${quoted(expression)}, which is not known: ` +
        'whether what is not listed otherwise is direct is not known',
    );
  }
}

/** @param project - folder of the project, relative to the lock file */
function result(
  { locked, unknown }: Lines,
  { sibling }: ReaderInput,
  project: string,
): ReaderResult {
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  for (const line of unknown) {
    warnings.add(`not a locked dependency: ${quoted(line)}`);
  }
  const declared = declaredDependencies(sibling, project);
  const direct = declared && directKeys(locked, declared);
  for (const { scope, ...each } of locked) {
    const { group, artifact, version } = each;
    const key = `${group}:${artifact}:${version}`;
    builder.add(key, { ...mavenPackage(group, artifact, version), scope });
    if (direct?.has(key)) {
      builder.require(key, scope);
    }
  }
  warnOfUnknown(declared, warnings);
  if (!declared || declared.unknown.length > 0) {
    builder.leaveDirectOpen();
  }
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(false) },
  };
}

/** Of all configurations of a project, from Gradle 6.5 on; ends with `empty=`. */
function readProject(input: ReaderInput): ReaderResult {
  const ofTheBuild = OF_THE_BUILD.test(fileNameOf(input.path));
  const lines = linesOf(input.text, (configurations = '') =>
    ofTheBuild ? 'development' : scopeOfAll(configurations.split(',')),
  );
  if (!lines.hasEnd) {
    throw new InputError(
      "the file is not whole: the line 'empty=' at its end is missing",
    );
  }
  return result(lines, input, '');
}

/**
 * `gradle.lockfile`, `buildscript-gradle.lockfile` and `settings-gradle.lockfile` (Gradle, "Locking
 * dependency versions").
 */
export const gradleLockfile: ManifestReader = {
  id: 'gradle-lockfile',
  title: 'Gradle lock file',
  ecosystem: 'Maven',
  matches: name => /^(?:buildscript-|settings-)?gradle\.lockfile$/.test(name),
  companions: [...BUILD_FILES, CATALOG],
  supersedes: [],
  read: readProject,
};

/** Of one configuration, whose name the file has, up to Gradle 6. */
function readConfiguration(input: ReaderInput): ReaderResult {
  const name = fileNameOf(input.path).replace(/\.lockfile$/, '');
  const scope = OF_THE_BUILD.test(name)
    ? 'development'
    : scopeOfConfiguration(name);
  if (!HEADER.test(input.text)) {
    throw new InputError('the comment that Gradle begins it with is missing');
  }
  const lines = linesOf(input.text, () => scope);
  return result(lines, input, '../../');
}

/** `gradle/dependency-locks/<configuration>.lockfile` (Gradle 6, "Locking dependency versions"). */
export const gradleConfigurationLockfile: ManifestReader = {
  ...gradleLockfile,
  id: 'gradle-configuration-lockfile',
  title: 'Gradle lock file of a configuration',
  matches: (name, path) =>
    name.endsWith('.lockfile') &&
    /(?:^|\/)gradle\/dependency-locks\/[^/]+$/.test(path),
  read: readConfiguration,
};

import { GraphBuilder } from '../../graph/graphBuilder';
import type { Sibling } from '../../model';
import { mavenPackage } from '../maven/mavenPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';

const BUILD_FILES = ['build.gradle', 'build.gradle.kts'];

/** `group:artifact` of the coordinates that the build file spells out; it is not run. */
function listedNames(sibling: Sibling): Set<string> | undefined {
  const texts = BUILD_FILES.flatMap(name => sibling(name) ?? []);
  const coordinates =
    /["']([\w.-]{1,200}:[\w.-]{1,200})(?::[^"'\s]{0,200})?["']/g;
  return texts.length > 0
    ? new Set(
        texts.flatMap(text =>
          [...text.matchAll(coordinates)].map(match => match[1]),
        ),
      )
    : undefined;
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const listed = listedNames(sibling);
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith('empty=')) {
      continue;
    }
    const found = /^([^:=\s]+):([^:=\s]+):([^:=\s]+)=(.*)$/.exec(line);
    if (!found) {
      warnings.add(`not a locked dependency: ${quoted(line)}`);
      continue;
    }
    const [, group, artifact, version, configurations] = found;
    const isTest = configurations.split(',').every(name => /test/i.test(name));
    const scope = isTest ? 'development' : 'runtime';
    builder.add(line, { ...mavenPackage(group, artifact, version), scope });
    if (listed?.has(`${group}:${artifact}`)) {
      builder.require(line, scope);
    }
  }
  if (!listed) {
    warnings.add(
      'no build.gradle beside the lock file: which dependencies are direct is not known',
    );
  }
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(false) },
  };
}

/** `gradle.lockfile` and `buildscript-gradle.lockfile` (Gradle, "Locking dependency versions"). */
export const gradleLockfile: ManifestReader = {
  id: 'gradle-lockfile',
  title: 'Gradle lock file',
  ecosystem: 'Maven',
  matches: name =>
    name === 'gradle.lockfile' || name === 'buildscript-gradle.lockfile',
  companions: BUILD_FILES,
  supersedes: [],
  read,
};

import {
  fieldsOf,
  isFields,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder, strongerScope } from '../../graph/graphBuilder';
import { labeledHashes } from '../../input/hashes';
import type { Scope } from '../../model';
import { missing, requireVersion } from '../lockVersion';
import { mavenPackage } from '../maven/mavenPackage';
import { isDevelopmentWord } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { declaredModules } from './buildSbt';

/** Configurations of sbt (sbt Reference Manual, "Scopes"; Ivy's of the same names). */
const SCOPES: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['compile', 'runtime'],
  ['runtime', 'runtime'],
  // Needed to build, and there where the program runs, as Maven has it.
  ['provided', 'runtime'],
  ['optional', 'optional'],
  ['test', 'development'],
  ['it', 'development'],
  ['plugin', 'development'],
  ['scala-tool', 'development'],
  ['scala-doc-tool', 'development'],
]);

/** Also of configurations that a project names as it likes: `integration-test`. */
function scopeOfConfiguration(name: string): Scope {
  const known = SCOPES.get(name.replace(/-internal$/, ''));
  const words = name.split(/[-_]|(?=[A-Z])/).map(word => word.toLowerCase());
  return known ?? (words.some(isDevelopmentWord) ? 'development' : 'unknown');
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const lock = fieldsOf(readJson(text), 'the file');
  requireVersion(lock.lockVersion, 'lockVersion', /^1$/, '1');
  if (!Array.isArray(lock.dependencies)) {
    throw missing('dependencies');
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const declared = declaredModules(sibling);
  listOf(lock.dependencies).forEach((item, index) => {
    const fields = isFields(item) ? item : {};
    const [org, name, version] = [fields.org, fields.name, fields.version].map(
      textOf,
    );
    if (!org || !name || !version) {
      const label = name ?? `the dependency with number ${index + 1}`;
      warnings.add(`${quoted(label)} lacks one of org, name and version`);
      return;
    }
    const key = `${org}:${name}:${version}`;
    const scope = listOf(fields.configurations)
      .map(each => scopeOfConfiguration(textOf(each) ?? ''))
      .reduce(strongerScope, 'development');
    const hashes = labeledHashes(
      listOf(fields.artifacts).map(each =>
        isFields(each) ? each.hash : undefined,
      ),
    );
    builder.add(key, { ...mavenPackage(org, name, version), scope, hashes });
    if (declared?.has(org, name)) {
      builder.require(key, scope);
    }
  });
  if (!declared) {
    warnings.add(
      'no build.sbt beside the lock file: which dependencies are direct is not known',
    );
  }
  // A build is a program: what it does not name in plain words it may still ask for.
  builder.leaveDirectOpen();
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}

/** `build.sbt.lock` of sbt-dependency-lock. */
export const sbtLock: ManifestReader = {
  id: 'sbt-lock',
  title: 'sbt lock file',
  ecosystem: 'Maven',
  matches: name => name === 'build.sbt.lock',
  companions: ['build.sbt'],
  supersedes: [],
  read,
};

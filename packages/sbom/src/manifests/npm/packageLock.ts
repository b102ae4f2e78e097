import {
  type Fields,
  fieldsOf,
  InputError,
  isFields,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { Step } from '../../locks/comparison';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { readPackagesSection } from './packagesSection';
import { readNestedDependencies } from './nestedDependencies';
import { nestedInStep, packagesInStep } from './packageLockStep';
import { Registries } from './registries';

const VERSIONS: readonly unknown[] = [1, 2, 3];

/** Refuses what npm would not have written (npm docs, "package-lock.json"). */
function checkVersion(lock: Fields): void {
  const { lockfileVersion: version } = lock;
  if (version !== undefined && !VERSIONS.includes(version)) {
    const text = quoted(JSON.stringify(version));
    throw new InputError(`lockfileVersion ${text} is not known`);
  }
  if (Number(version) > 1 && !isFields(lock.packages)) {
    throw new InputError(`lockfileVersion ${version} without 'packages'`);
  }
  // Shrinkwrap files of npm 4 and before have no version.
  if (version === undefined && !isFields(lock.dependencies)) {
    throw new InputError(
      "neither 'lockfileVersion' nor 'dependencies' is there",
    );
  }
}

function read({ text, sibling, registries }: ReaderInput): ReaderResult {
  const lock: Fields = fieldsOf(readJson(text), 'the lock file');
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const known = new Registries(registries, sibling('.npmrc'));
  let step: Step = {};
  const root = { name: textOf(lock.name), version: textOf(lock.version) };
  checkVersion(lock);
  if (isFields(lock.packages)) {
    const own = readPackagesSection(lock.packages, builder, warnings, known);
    root.name = own.name ?? root.name;
    root.version = own.version ?? root.version;
    step = packagesInStep(lock.packages, sibling);
  } else if (isFields(lock.dependencies)) {
    readNestedDependencies(
      lock.dependencies,
      builder,
      warnings,
      sibling,
      known,
    );
    step = nestedInStep(lock.dependencies, sibling);
  }
  return {
    root,
    graph: 'full',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(), ...step },
  };
}

/** `package-lock.json`, lockfileVersion 1 to 3. */
export const npmPackageLock: ManifestReader = {
  id: 'npm-package-lock',
  title: 'npm lock file',
  ecosystem: 'npm',
  matches: name => name === 'package-lock.json',
  companions: ['package.json', '.npmrc'],
  supersedes: [],
  read,
};

/** `npm-shrinkwrap.json`: the same format, which npm prefers where both exist. */
export const npmShrinkwrap: ManifestReader = {
  ...npmPackageLock,
  id: 'npm-shrinkwrap',
  title: 'npm shrinkwrap file',
  matches: name => name === 'npm-shrinkwrap.json',
  supersedes: ['package-lock.json'],
};

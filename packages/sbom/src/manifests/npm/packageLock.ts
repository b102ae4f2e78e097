import { InputError } from '../../errors';
import { GraphBuilder } from '../../graph/graphBuilder';
import { readJson } from '../../input/json';
import { type Fields, fieldsOf, isFields, textOf } from '../../input/shape';
import type { Step } from '../../locks/comparison';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { Warnings } from '../warnings';
import { readPackagesSection } from './packagesSection';
import { readNestedDependencies } from './nestedDependencies';
import { nestedInStep, packagesInStep } from './packageLockStep';

function read({ text, sibling }: ReaderInput): ReaderResult {
  const lock: Fields = fieldsOf(readJson(text), 'the lock file');
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  let step: Step = {};
  const root = { name: textOf(lock.name), version: textOf(lock.version) };
  if (isFields(lock.packages)) {
    const own = readPackagesSection(lock.packages, builder, warnings);
    root.name = own.name ?? root.name;
    root.version = own.version ?? root.version;
    step = packagesInStep(lock.packages, sibling);
  } else if (isFields(lock.dependencies)) {
    readNestedDependencies(lock.dependencies, builder, warnings, sibling);
    step = nestedInStep(lock.dependencies, sibling);
  } else if (lock.lockfileVersion === undefined) {
    throw new InputError("neither 'packages' nor 'dependencies' is there");
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
  companions: ['package.json'],
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

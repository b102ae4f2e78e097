import {
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { Scope, Sibling } from '../../model';
import { missing, requireVersion } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { conanfileNames } from './conanfile';
import { readGraph } from './conanGraph';
import { conanPackage, parseReference } from './conanReference';

/** The lists of Conan 2; `overrides` and `alias` lead to packages of these. */
const LISTS: ReadonlyArray<[string, Scope]> = [
  ['requires', 'runtime'],
  ['build_requires', 'development'],
  // Code and settings for recipes.
  ['python_requires', 'development'],
  ['config_requires', 'development'],
];

function readLists(lock: Fields, sibling: Sibling): ReaderResult {
  if (!Array.isArray(lock.requires)) {
    throw missing('requires');
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const names = conanfileNames(sibling);
  for (const [list, scope] of LISTS) {
    for (const item of listOf(lock[list])) {
      const text = textOf(item) ?? '';
      const reference = parseReference(text);
      if (!reference) {
        warnings.add(`${quoted(text)} is no reference of a package`);
        continue;
      }
      const key = `${list} ${text}`;
      builder.add(key, { ...conanPackage(reference), scope });
      if (names?.listed.has(reference.name)) {
        builder.require(key, scope);
      } else if (!names?.isWhole) {
        builder.leaveDirectOpen(key);
      }
    }
  }
  if (!names) {
    warnings.add(
      'no conanfile.txt or conanfile.py beside the lock file: which dependencies are direct is not known',
    );
  }
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const lock = fieldsOf(readJson(text), 'the file');
  if (isFields(lock.graph_lock)) {
    // The first lock files had no version.
    if (lock.version !== undefined) {
      requireVersion(lock.version, 'version', /^0\.[0-4]$/, '0.0 to 0.5');
    }
    return readGraph(lock.graph_lock);
  }
  requireVersion(lock.version, 'version', /^0\.5$/, '0.0 to 0.5');
  return readLists(lock, sibling);
}

/** `conan.lock` of Conan 1 (0.0 to 0.4) and Conan 2 (0.5). */
export const conanLock: ManifestReader = {
  id: 'conan-lock',
  title: 'Conan lock file',
  ecosystem: 'ConanCenter',
  matches: name => name === 'conan.lock',
  companions: ['conanfile.txt', 'conanfile.py'],
  supersedes: [],
  read,
};

import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { rPackage, rRepositories } from './rPackage';

/** Lists of what a package needs: one of all kinds, or since renv 1.1 those of its DESCRIPTION. */
const NEEDS = ['Requirements', 'Depends', 'Imports', 'LinkingTo'];

/** Names without the version that is asked for: `rlang (>= 1.0)`. */
function needsOf(entry: Fields): string[] {
  return NEEDS.flatMap(list => listOf(entry[list])).flatMap(item => {
    const [name] = (textOf(item) ?? '').split(/[\s(]/, 1);
    return name || [];
  });
}

function read({ text }: ReaderInput): ReaderResult {
  const lock = fieldsOf(readJson(text), 'the file');
  if (!isFields(lock.R)) {
    throw missing('R');
  }
  if (!isFields(lock.Packages)) {
    throw missing('Packages');
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const repositories = rRepositories(lock.R.Repositories);
  const entries: Array<[string, Fields]> = [];
  for (const [key, value] of entriesOf(lock.Packages)) {
    const entry: Fields = isFields(value) ? value : {};
    const name = textOf(entry.Package) ?? key;
    const version = textOf(entry.Version);
    if (version === undefined) {
      warnings.add(`${quoted(name)} has no version`);
      continue;
    }
    builder.add(name, rPackage(name, version, entry, repositories));
    entries.push([name, entry]);
  }
  let edges = 0;
  for (const [name, entry] of entries) {
    for (const need of needsOf(entry)) {
      edges += 1;
      builder.connect(name, need);
    }
  }
  if (edges > 0) {
    builder.requireUnreferenced();
  } else {
    builder.leaveDirectOpen();
  }
  warnings.add(
    'the lock file has all packages of a library: which are only for development is not known',
  );
  return {
    graph: edges > 0 ? 'full' : 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}

/** `renv.lock` (renv, "Lockfiles"). */
export const renvLock: ManifestReader = {
  id: 'renv-lock',
  title: 'renv lock file',
  ecosystem: 'CRAN',
  matches: name => name === 'renv.lock',
  companions: [],
  supersedes: [],
  read,
};

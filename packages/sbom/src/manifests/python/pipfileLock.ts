import { limits } from '../../limits';
import { GraphBuilder, type PackageFacts } from '../../graph/graphBuilder';
import { labelledHashes } from '../../input/hashes';
import { readJson } from '../../input/json';
import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  keysOf,
  listOf,
  textOf,
} from '../../input/shape';
import { readToml } from '../../input/toml';
import type { Scope, Sibling } from '../../model';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { indexPackage, normalizeName, sourcePackage } from './pypiPackage';
import { pipfileInStep } from './pythonStep';

const SECTIONS: ReadonlyArray<[string, Scope]> = [
  ['default', 'runtime'],
  ['develop', 'development'],
];

/** Normalised names that the Pipfile lists; undefined without a readable Pipfile. */
function listedNames(sibling: Sibling): Set<string> | undefined {
  const text = sibling('Pipfile');
  if (text === undefined) {
    return undefined;
  }
  try {
    const pipfile = readToml(text, limits.siblingMemory);
    const names = [pipfile.packages, pipfile['dev-packages']].flatMap(keysOf);
    return new Set(names.map(normalizeName));
  } catch {
    // The lock file can be read without it.
    return undefined;
  }
}

function identity(name: string, entry: Fields): PackageFacts | undefined {
  const version = textOf(entry.version)?.replace(/^==/, '') ?? '';
  const git = textOf(entry.git);
  if (git) {
    const commit = textOf(entry.ref);
    return sourcePackage(name, version, {
      origin: 'git',
      location: git,
      commit,
    });
  }
  const path = textOf(entry.path);
  if (path) {
    return sourcePackage(name, version, { origin: 'file', location: path });
  }
  const file = textOf(entry.file);
  if (file) {
    const origin = /^https?:/.test(file) ? 'url' : 'file';
    return sourcePackage(name, version, { origin, location: file });
  }
  return version ? indexPackage(name, version) : undefined;
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const warnings = new Warnings();
  const builder = new GraphBuilder();
  if (text.trim() === '') {
    warnings.add('the file is empty');
  }
  const lock =
    text.trim() === '' ? {} : fieldsOf(readJson(text), 'the lock file');
  const listed = listedNames(sibling);
  for (const [section, scope] of SECTIONS) {
    for (const [name, value] of entriesOf(lock[section])) {
      const entry = isFields(value) ? value : {};
      const facts = identity(name, entry);
      if (!facts) {
        warnings.add(`${quoted(name)} has no version`);
        continue;
      }
      const key = `${section} ${name}`;
      const hashes = labelledHashes(listOf(entry.hashes));
      builder.add(key, {
        ...facts,
        scope,
        ...(hashes.length > 0 && { hashes }),
      });
      // pipenv writes the index only for packages that the Pipfile lists.
      if (listed ? listed.has(normalizeName(name)) : 'index' in entry) {
        builder.require(key, scope);
      }
    }
  }
  const components = builder.components();
  return {
    graph: 'flat',
    components,
    warnings: warnings.list(),
    lock: {
      locked: true,
      ...builder.fixings(),
      ...pipfileInStep(lock, components, sibling),
    },
  };
}

/** `Pipfile.lock` (pipfile-spec 6). */
export const pipfileLock: ManifestReader = {
  id: 'pipfile-lock',
  title: 'Pipenv lock file',
  ecosystem: 'PyPI',
  matches: name => name === 'Pipfile.lock',
  companions: ['Pipfile'],
  supersedes: [],
  read,
};

import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  keysOf,
  listOf,
  readJson,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { labeledHashes } from '../../input/hashes';
import type { Scope, Sibling } from '../../model';
import { missing, requireVersion } from '../lockVersion';
import { scopeByName } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { indexPackage, normalizeName, sourcePackage } from './pypiPackage';
import { pipfileInStep } from './pythonStep';

/** The tables of a Pipfile that hold no packages; each other one is a category. */
const NO_PACKAGES: ReadonlySet<string> = new Set([
  'source',
  'requires',
  'scripts',
  'pipenv',
  'pipfile',
]);

/** Normalized names that the Pipfile lists; undefined without a readable Pipfile. */
function listedNames(sibling: Sibling): Set<string> | undefined {
  const text = sibling('Pipfile');
  if (text === undefined) {
    return undefined;
  }
  try {
    const pipfile = readToml(text, limits.siblingMemory);
    const names = entriesOf(pipfile)
      .filter(([table]) => !NO_PACKAGES.has(table))
      .flatMap(([, packages]) => keysOf(packages));
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

/**
 * The lists of packages, with their scope: `default`, `develop`, and the categories that a Pipfile
 * may name as it likes (Pipenv docs, "Specifying Package Categories").
 */
function sectionsOf(lock: Fields, warnings: Warnings): Array<[string, Scope]> {
  const meta = isFields(lock._meta) ? lock._meta : {};
  requireVersion(meta['pipfile-spec'], 'pipfile-spec', /^6$/, '6');
  for (const section of ['default', 'develop']) {
    if (!isFields(lock[section])) {
      throw missing(section);
    }
  }
  return keysOf(lock)
    .filter(section => section !== '_meta')
    .map(section => {
      const scope = scopeByName(section);
      if (scope) {
        return [section, scope];
      }
      warnings.add(
        `whether the category ${quoted(
          section,
        )} is shipped is not known: the scope of its packages is unknown`,
      );
      return [section, 'unknown'];
    });
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const warnings = new Warnings();
  const builder = new GraphBuilder();
  const lock = fieldsOf(readJson(text), 'the lock file');
  const listed = listedNames(sibling);
  let hasIndex = false;
  for (const [section, scope] of sectionsOf(lock, warnings)) {
    for (const [name, value] of entriesOf(lock[section])) {
      const entry = isFields(value) ? value : {};
      const facts = identity(name, entry);
      if (!facts) {
        warnings.add(`${quoted(name)} has no version`);
        continue;
      }
      const key = `${section} ${name}`;
      const hashes = labeledHashes(listOf(entry.hashes));
      builder.add(key, {
        ...facts,
        scope,
        ...(hashes.length > 0 && { hashes }),
      });
      hasIndex ||= 'index' in entry;
      // pipenv writes the index only for packages that the Pipfile lists.
      if (listed ? listed.has(normalizeName(name)) : 'index' in entry) {
        builder.require(key, scope);
      }
    }
  }
  if (!listed && !hasIndex) {
    builder.leaveDirectOpen();
    warnings.add(
      'no Pipfile beside the lock file: which dependencies are direct is not known',
    );
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

import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import type { PackageFacts } from '../../graph/packageFacts';
import { hexHash } from '../../input/hashes';
import type { Hash } from '../../model';
import { missing, missingPackage, requireVersion } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted } from '../warnings';
import { LockedPackages } from './lockedPackages';
import { MarkerScopes } from './markerScopes';
import { indexPackage, normalizeName, sourcePackage } from './pypiPackage';

function identity(
  fields: Fields,
  name: string,
  version: string,
): PackageFacts | undefined {
  if (isFields(fields.vcs)) {
    const { url, path } = fields.vcs;
    return sourcePackage(name, version, {
      origin: 'git',
      location: textOf(url) ?? textOf(path) ?? '',
      commit: textOf(fields.vcs['commit-id']),
    });
  }
  if (isFields(fields.directory)) {
    const location = textOf(fields.directory.path) ?? '';
    return sourcePackage(name, version, { origin: 'file', location });
  }
  if (isFields(fields.archive)) {
    const url = textOf(fields.archive.url);
    const location = url ?? textOf(fields.archive.path) ?? '';
    const origin = url ? 'url' : 'file';
    return sourcePackage(name, version, { origin, location });
  }
  return version ? indexPackage(name, version) : undefined;
}

/** The project itself, when the lock file was exported from it. */
function isOwn({ directory }: Fields): boolean {
  return isFields(directory) && /^\.?\/?$/.test(textOf(directory.path) ?? '');
}

function hashesOf({ sdist, archive, wheels }: Fields): Hash[] {
  return [sdist, archive, ...listOf(wheels)].flatMap(file =>
    entriesOf(isFields(file) && file.hashes).flatMap(
      ([algorithm, hex]) => hexHash(algorithm, textOf(hex) ?? '') ?? [],
    ),
  );
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const added: Array<[string, Fields]> = [];
  const lock = readToml(text);
  requireVersion(lock['lock-version'], 'lock-version', /^1\.\d+$/, '1.x');
  for (const key of ['created-by', 'packages']) {
    if (lock[key] === undefined) {
      throw missing(key);
    }
  }
  const scopes = new MarkerScopes(lock);
  const packages = new LockedPackages(scopes.areStated ? 'runtime' : 'unknown');
  const names = new Set<string>();
  for (const item of listOf(lock.packages)) {
    const fields = isFields(item) ? item : {};
    const name = textOf(fields.name) ?? '';
    names.add(normalizeName(name));
    if (isOwn(fields)) {
      continue;
    }
    const facts = name
      ? identity(fields, name, textOf(fields.version) ?? '')
      : undefined;
    if (!facts) {
      packages.warnings.add(`package ${quoted(name)} has no version`);
      continue;
    }
    const hashes = hashesOf(fields);
    const scope = scopes.of(textOf(fields.marker) ?? '');
    const key = packages.add({
      ...facts,
      ...(scope && { scope }),
      ...(hashes.length > 0 && { hashes }),
    });
    added.push([key, fields]);
  }
  let edges = 0;
  for (const [key, fields] of added) {
    for (const dependency of listOf(fields.dependencies)) {
      const name = isFields(dependency) ? textOf(dependency.name) : undefined;
      if (name) {
        edges += 1;
        if (!names.has(normalizeName(name))) {
          throw missingPackage(textOf(fields.name) ?? '', name);
        }
        packages.connect(key, name, 'runtime');
      }
    }
  }
  const project = packages.requireListed(sibling);
  // Tools may leave the dependencies out, and most do.
  return packages.result(
    project && { name: project.name, version: project.version },
    // The format says nothing of what it was made for.
    () => ({}),
    edges > 0 ? 'full' : 'flat',
  );
}

/** `pylock.toml` and `pylock.<name>.toml` (PEP 751, lock-version 1.0). */
export const pylockToml: ManifestReader = {
  id: 'pylock-toml',
  title: 'Python lock file',
  ecosystem: 'PyPI',
  matches: name => /^pylock(?:\.[^.]+)?\.toml$/.test(name),
  companions: ['pyproject.toml'],
  supersedes: [],
  read,
};
